"use strict";
// Connectors, budgets, blocking and configuration: what is best read as tables.

const OUTCOMES = {
    succeeded: "succeeded",
    failed: "failed",
    throttled: "throttled",
    blocked: "blocked",
    cancelled: "cancelled",
    notStarted: "not started",
    repeated: "repeated",
};

function showConnectors(run, section) {
    const connectors = [...(run.connectors ?? [])].sort((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0));
    if (!connectors.length) {
        section.append(nothing("No connector is configured."));
        return;
    }
    const rows = connectors.flatMap((one) => [connectorRow(one), ...(one.streams ?? []).map(streamRow)]);
    section.append(
        legend(phasesOf(connectors)),
        table(
            "Most time first; the times of an item are those of one work item from its start to its end",
            [
                { title: "Connector, stream" },
                { title: "Items", kind: "number" },
                { title: "Records", kind: "number" },
                { title: "Requests", kind: "number" },
                { title: "Failed", kind: "number" },
                { title: "Took", kind: "number" },
                { title: "p50", kind: "number" },
                { title: "p90", kind: "number" },
                { title: "p99", kind: "number" },
                { title: "Longest", kind: "number" },
                { title: "Time went to", kind: "bars" },
                { title: "Outcome", kind: "wide" },
            ],
            rows,
        ),
    );
}

function phasesOf(connectors) {
    return new Set(
        connectors.flatMap((one) => [one, ...(one.streams ?? [])]).flatMap((one) => spentOn(one.timeMs).map(([phase]) => phase)),
    );
}

function connectorRow(one) {
    const of = one.connector && one.connector !== one.name && element("span", { class: "soft" }, " ", given(one.connector));
    return {
        class: "connector",
        cells: [
            [given(one.name, "b"), of].filter(Boolean),
            number(one.outcomes?.planned),
            number(one.records),
            number(one.requests),
            failures(one.outcomes?.failed),
            span(one.durationMs),
            "",
            "",
            "",
            "",
            timeBar(one.timeMs),
            connectorOutcome(one),
        ],
    };
}

function failures(failed) {
    return failed ? element("span", { class: "bad" }, number(failed)) : "0";
}

function connectorOutcome(one) {
    const counts = Object.entries(OUTCOMES)
        .filter(([key]) => one.outcomes?.[key] > 0)
        .map(([key, word]) => `${number(one.outcomes[key])} ${word}`);
    if (one.throttles) counts.push(`${count(one.throttles, "throttle")} met`);
    const waits = Object.entries(one.waitsMs ?? {})
        .filter(([, ms]) => ms > 0)
        .sort(([, a], [, b]) => b - a);
    return [
        counts.join(", ") || "nothing to do",
        waits.length > 0 &&
            element("div", { class: "soft" }, "waited ", ...separated(waits.map(([limit, ms]) => [span(ms), " for ", code(limit)]))),
        one.problem && element("div", { class: "bad" }, told(one.problem)),
    ].filter(Boolean);
}

function separated(pieces) {
    return pieces.flatMap((piece, index) => (index ? [", ", ...piece] : piece));
}

function streamRow(stream) {
    const item = stream.itemMs ?? {};
    const time = (ms) => (ms === undefined ? "" : shortSpan(ms));
    return {
        class: "stream",
        cells: [
            given(stream.name),
            number(stream.items),
            number(stream.records),
            number(stream.requests),
            failures(stream.failed),
            "",
            time(item.p50),
            time(item.p90),
            time(item.p99),
            time(item.max),
            timeBar(stream.timeMs),
            stream.complete === undefined
                ? ""
                : element("span", { class: stream.complete ? "good" : "warn" }, stream.complete ? "✓ complete" : "◐ incomplete"),
        ],
    };
}

const ORIGINS = {
    configured: "set in the configuration",
    declared: "declared by its connector",
    learnt: "told by the upstream",
    supposed: "supposed",
};

function showBudgets(run, section) {
    const budgets = [...(run.budgets ?? [])].sort((a, b) => (b.waitMs ?? 0) - (a.waitMs ?? 0));
    if (!budgets.length) {
        section.append(nothing("No request was under a limit."));
        return;
    }
    const felt = budgets.filter((budget) => budget.waits || budget.waitMs || budget.throttles || budget.pauses?.length);
    const others = budgets.filter((budget) => !felt.includes(budget));
    if (felt.length) section.append(budgetTable("Most waited for first; times of requests that waited together add up", felt));
    else section.append(nothing("No request waited for a budget."));
    if (others.length)
        section.append(
            unfolding(`${count(others.length, "budget")} that nobody waited for`, budgetTable("Used, and never at their end", others)),
        );
}

function budgetTable(caption, budgets) {
    return table(
        caption,
        [
            { title: "Budget" },
            { title: "Rules", kind: "wide" },
            { title: "Used", kind: "number" },
            { title: "Waits", kind: "number" },
            { title: "Waited", kind: "number" },
            { title: "Throttles", kind: "number" },
            { title: "Pauses", kind: "wide" },
            { title: "Shared by", kind: "wide" },
        ],
        budgets.map(budgetRow),
    );
}

function budgetRow(budget) {
    return [
        given(budget.name, "b"),
        budgetRules(budget),
        number(budget.used),
        number(budget.waits),
        shortSpan(budget.waitMs ?? 0),
        number(budget.throttles),
        pauses(budget.pauses ?? []),
        separated((budget.sharedBy ?? []).map((name) => [given(name)])),
    ];
}

function budgetRules(budget) {
    const origin = [ORIGINS[budget.origin] ?? budget.origin, budget.source].filter(Boolean).join(", ");
    return [given((budget.rules ?? []).join(", ") || "no rule"), origin && element("div", { class: "soft" }, given(origin))].filter(
        Boolean,
    );
}

function pauses(all) {
    if (!all.length) return "";
    const whole = all.reduce((sum, pause) => sum + (pause.ms ?? 0), 0);
    const each = all.map((pause) =>
        element("li", {}, `${span(pause.ms)} from ${clock(pause.atMs ?? 0, SECOND)}`, pause.reason && [": ", given(pause.reason)]),
    );
    return unfolding(`${number(all.length)}, ${span(whole)} in all`, element("ul", {}, each));
}

function unfolding(title, ...content) {
    return element("details", {}, element("summary", {}, title), ...content);
}

function showBlocking(run, section) {
    const verdicts = run.blocking ?? [];
    const dropped = run.abandoned ?? [];
    const none = [!verdicts.length && "No connector blocked its strand.", !dropped.length && "No stage was dropped."].filter(Boolean);
    section.append(...verdicts.map(verdict));
    if (dropped.length) section.append(element("h3", {}, "Dropped stages"), droppedTable(dropped));
    if (none.length) section.append(nothing(none.join(" ")));
}

function verdict(one) {
    return element(
        "article",
        { class: "verdict" },
        element("h3", {}, given(one.connector), one.site && [" at ", code(one.site)]),
        element("p", {}, told(one.sentence ?? one.verdict)),
        element(
            "dl",
            { class: "pairs" },
            pair("Call", one.call && code(one.call)),
            pair("Times", one.times !== undefined && number(one.times)),
            pair("Lost", one.lostMs !== undefined && span(one.lostMs)),
            pair("Verdict", one.verdict && given(one.verdict)),
            pair("Thread", one.thread && given(one.thread)),
            pair("Work item", one.work && code(one.work)),
        ),
        one.stack?.length > 0 && unfolding(`Stack, ${count(one.stack.length, "frame")}`, stackText(one)),
    );
}

/** With the line to change standing out: the connector's own. */
function stackText(one) {
    const own = one.stack.find((frame) => one.site && frame.includes(`(${one.site})`));
    return element(
        "pre",
        { dir: "ltr" },
        one.stack.flatMap((frame) => [frame === own ? element("mark", {}, frame) : frame, "\n"]),
    );
}

function pair(name, value) {
    return value && element("div", {}, element("dt", {}, name), element("dd", {}, value));
}

function droppedTable(dropped) {
    return table(
        "Stages that nobody waited for: what became of them is lost",
        [{ title: "Connector" }, { title: "Where" }, { title: "What", kind: "wide" }],
        dropped.map((one) => [given(one.connector, "b"), code(one.place), told(one.sentence)]),
    );
}

/** Lines that are neither braces nor remarks. */
function optionsIn(text) {
    return text.split("\n").filter((line) => /^[^#]*=/.test(line)).length;
}

function showConfiguration(run, section) {
    const configuration = run.configuration ?? {};
    if (configuration.file) section.append(element("p", {}, "From ", code(configuration.file), "; secrets are left out."));
    if (!configuration.effective) section.append(nothing("The configuration was not kept."));
    else
        section.append(unfolding(count(optionsIn(configuration.effective), "option") + " in force", given(configuration.effective, "pre")));
}
