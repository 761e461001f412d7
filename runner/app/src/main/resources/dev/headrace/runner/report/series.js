"use strict";
// Numbers over time, prepared for the charts: what was sent and under way, by connector, against one rule of a budget. Pure functions.

/** Connectors with a line of their own; the others are one together. */
const LINES = 7;

/** What the charts can be read against: everything, and each rule of a budget that is a rate or a number at once. */
function loadChoices(run) {
  const rules = (run.budgets ?? []).flatMap((budget) => (budget.rules ?? []).map((text) => ({ budget, text, ...readRule(text) })));
  return [{ text: "all connectors" }, ...rules.filter((rule) => rule.permits)];
}

/** "100 per 1min" and "1 each 5ms" are rates, "10 at once" is not one; bytes are not drawn. */
function readRule(text) {
  const [, permits, unit, per] = /^([\d,]+)( \w+)? (?:per|each) (\S+)/.exec(text) ?? [];
  if (permits && unit !== " bytes" && length(per)) return { permits: Number(permits.replaceAll(",", "")), windowMs: length(per) };
  const [, atOnce] = /^([\d,]+) at once/.exec(text) ?? [];
  return atOnce ? { permits: Number(atOnce.replaceAll(",", "")), atOnce: true } : {};
}

/** The rule which the run waited for longest is the one to look at first. */
function firstChoice(run, choices) {
  const bound = (run.path ?? []).find((cause) => cause.limit)?.limit;
  return Math.max(0, choices.findIndex((choice) => bound && choice.budget?.name === bound && choice.windowMs));
}

/** The connectors that a choice is about: those under the budget, or all. */
function membersOf(choice, series) {
  const all = Object.keys({ ...series.sent, ...series.inFlight });
  const shared = all.filter((name) => choice.budget?.sharedBy?.includes(name));
  return shared.length ? shared : all;
}

/** [{name, values}], most first, with the small ones added up in the last. */
function largest(columns, names) {
  const lines = names.map((name) => ({ name, values: columns?.[name] ?? [] }));
  lines.sort((a, b) => total(b.values) - total(a.values));
  if (lines.length <= LINES + 1) return lines;
  const rest = lines.slice(LINES);
  return [...lines.slice(0, LINES), { name: `${rest.length} others`, values: sum(rest.map((line) => line.values)) }];
}

function total(values) {
  return values.reduce((all, value) => all + value, 0);
}

function sum(columns) {
  const steps = columns.reduce((most, column) => Math.max(most, column.length), 0);
  return Array.from({ length: steps }, (_, step) => columns.reduce((all, column) => all + (column[step] ?? 0), 0));
}

/** What was sent in the window that ends with each step; for windows shorter than a step the mean of the step. */
function inWindow(values, stepMs, windowMs) {
  const steps = Math.max(1, Math.round(windowMs / stepMs));
  const factor = windowMs / (steps * stepMs);
  let within = 0;
  return values.map((value, at) => {
    within += value - (at >= steps ? values[at - steps] : 0);
    return within * factor;
  });
}

/** Each line on top of those before it. */
function stacked(lines) {
  const below = [];
  return lines.map(({ values }) => values.map((value, step) => (below[step] = (below[step] ?? 0) + value)));
}

/** The three charts of a choice: title, lines, and the limit where the rule is one for it. */
function chartsOf(choice, series) {
  const members = membersOf(choice, series);
  const windowMs = choice.windowMs ?? SECOND;
  const sent = largest(series.sent, members).map((line) => ({ ...line, values: inWindow(line.values, series.stepMs, windowMs) }));
  return [
    { title: `Sent within ${windowText(windowMs)}`, lines: sent, limit: choice.windowMs && choice.permits },
    { title: "Under way at once", lines: largest(series.inFlight, members), limit: choice.atOnce && choice.permits },
    { title: "Waiting for a budget", lines: largest(series.waiting, members) },
  ];
}

function windowText(windowMs) {
  const [unit, name] = [[DAY, "d"], [HOUR, "h"], [MINUTE, "min"], [SECOND, "s"]].find(([each]) => windowMs >= each && windowMs % each === 0) ?? [1, "ms"];
  return `${windowMs / unit} ${name}`;
}
