"use strict";
// Numbers over time, prepared for the charts: what was sent and under way, by connector, against one rule of a budget. Pure functions.

/** Connectors with a line of their own; the others are one together. */
const LINES = 7;

/** What the charts can be read against: everything, and each rule of a budget that is a rate or a number at once. */
function loadChoices(run) {
    const byWait = [...(run.budgets ?? [])].sort((a, b) => (b.waitMs ?? 0) - (a.waitMs ?? 0));
    const rules = byWait.flatMap((budget) => (budget.rules ?? []).map((text) => ({ budget, text, ...readRule(text) })));
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
    return Math.max(
        0,
        choices.findIndex((choice) => bound && choice.budget?.name === bound && choice.windowMs),
    );
}

/** The connectors that a choice is about, those under the budget or all: the same have the same colour in each chart. */
function membersOf(choice, series) {
    const all = Object.keys({ ...series.sent, ...series.inFlight });
    const shared = all.filter((name) => choice.budget?.sharedBy?.includes(name));
    const members = shared.length ? shared : all;
    const weights = new Map(members.map((name) => [name, 0]));
    for (const columns of [series.sent, series.inFlight, series.waiting]) weigh(columns ?? {}, members, weights);
    return members.sort((a, b) => weights.get(b) - weights.get(a));
}

/** Who has much of any chart is to have a line of its own in all. */
function weigh(columns, members, weights) {
    const totals = members.map((name) => total(columns[name] ?? []));
    const whole = total(totals) || 1;
    members.forEach((name, at) => weights.set(name, Math.max(weights.get(name), totals[at] / whole)));
}

/** [{name, values}] in the order of the names, with those that have no line of their own added up in the last. */
function linesOf(columns, names) {
    const lines = names.map((name) => ({ name, values: columns?.[name] ?? [] }));
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
    const sent = linesOf(series.sent, members).map((line) => ({ ...line, values: inWindow(line.values, series.stepMs, windowMs) }));
    return [
        { title: `Sent within ${windowText(windowMs)}`, lines: sent, limit: choice.windowMs && choice.permits },
        { title: "Under way at once", lines: linesOf(series.inFlight, members), limit: choice.atOnce && choice.permits },
        { title: "Waiting for a budget", lines: linesOf(series.waiting, members) },
    ];
}

function windowText(windowMs) {
    const [unit, name] = [
        [DAY, "d"],
        [HOUR, "h"],
        [MINUTE, "min"],
        [SECOND, "s"],
    ].find(([each]) => windowMs >= each && windowMs % each === 0) ?? [1, "ms"];
    return `${windowMs / unit} ${name}`;
}

/** A short run has few of the steps in which its series is kept. Where all of its exchanges are there, they tell more. */
const FEW_STEPS = 200;
const FINER_STEPS = 600;

function seriesOf(run, exchanges, wholeMs) {
    const kept = run.series;
    const enough = kept && wholeMs / kept.stepMs > FEW_STEPS;
    return enough || !exchanges.count || exchanges.count < exchanges.total ? kept : finerSeries(exchanges, wholeMs);
}

function finerSeries(exchanges, wholeMs) {
    const stepMs = Math.max(
        1,
        TICK_STEPS.find((step) => wholeMs / step <= FINER_STEPS),
    );
    const steps = Math.floor(wholeMs / stepMs) + 1;
    const series = { stepMs, sent: {}, inFlight: {}, waiting: {} };
    for (let index = 0; index < exchanges.count; index++) {
        const name = exchanges.connector(index);
        for (const column of [series.sent, series.inFlight, series.waiting]) column[name] ??= new Array(steps).fill(0);
        const sentAt = exchanges.start[index] + exchanges.partMs(index, 0);
        series.sent[name][Math.floor(sentAt / stepMs)]++;
        cover(series.waiting[name], exchanges.start[index] / stepMs, sentAt / stepMs);
        cover(series.inFlight[name], sentAt / stepMs, exchanges.end[index] / stepMs);
    }
    return series;
}

/** Adds one to each step that is covered whole, and to those at the ends as much as is covered of them: means over each step. */
function cover(values, from, to) {
    const last = Math.min(values.length - 1, Math.floor(to));
    for (let step = Math.floor(from); step <= last; step++) values[step] += Math.min(to, step + 1) - Math.max(from, step);
}
