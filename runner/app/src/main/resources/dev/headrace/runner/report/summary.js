"use strict";
// The first screen: what came of the run, why it took that long, and what would make it shorter.

const STATUS = {
    complete: ["✓", "complete"],
    partial: ["◐", "partial"],
    failed: ["✕", "failed"],
};

const CAUSES_SHOWN = 8;

function showSummary(run, section) {
    section.append(
        element("h1", { id: "sentence" }, told(run.sentence || untold(run))),
        facts(run),
        ...remarks(run),
        ...criticalPath(run),
        ...whatIfs(run),
    );
}

/** For a run that ended before it could say anything. */
function untold(run) {
    return run.requests ? `The run took ${span(run.durationMs)}.` : "The run had nothing to do.";
}

function facts(run) {
    const [sign, word] = STATUS[run.status] ?? ["", run.status ?? "unknown"];
    const failed = run.failedTotal ?? run.outcomes?.failed ?? 0;
    return element(
        "dl",
        { class: "facts" },
        fact("Status", element("span", { class: `status ${run.status}` }, `${sign} ${word}${run.stopped ? ", stopped" : ""}`)),
        fact("Took", span(run.durationMs)),
        fact("Records", number(run.records)),
        fact("Requests", number(run.requests)),
        fact("Failed items", element("span", { class: failed ? "bad" : "" }, number(failed))),
        fact("Throttled", number(run.throttles)),
        run.started && fact("Started", element("time", { datetime: run.started, title: run.started }, moment(run.started)), "small"),
    );
}

function fact(name, value, kind) {
    return element("div", { class: kind }, element("dt", {}, name), element("dd", {}, value));
}

function remarks(run) {
    const remarks = [];
    if (run.problem) remarks.push(element("p", { class: "notice bad" }, told(run.problem)));
    if (run.continued) remarks.push(element("p", { class: "notice" }, `It went on with a run that began ${moment(run.continued)}.`));
    if ((run.schema ?? 1) > 1)
        remarks.push(element("p", { class: "notice" }, "A later version of Headrace wrote this run; some of it may be missing here."));
    return remarks;
}

/** The causes follow one another in the run, so their times add up to it: one bar, and the same as a table. */
function criticalPath(run) {
    const path = (run.path ?? []).filter((cause) => cause.ms > 0);
    if (!path.length)
        return run.requests ? [element("h2", {}, "What bounded it"), nothing("What waited for what in this run was not kept.")] : [];
    const whole = path.reduce((sum, cause) => sum + cause.ms, 0);
    return [
        element("h2", {}, "What bounded it"),
        element(
            "div",
            { class: "path", "aria-hidden": "true" },
            path.map((cause) => pathPart(cause, whole)),
        ),
        table(
            "The longest chain of work that waited for one another, by cause",
            [{ title: "Cause" }, { title: "Time", kind: "number" }, { title: "Share", kind: "number" }],
            causes(path, whole),
        ),
    ];
}

function pathPart(cause, whole) {
    const part = element(
        "span",
        { class: phaseClass(cause.phase), title: `${causeText(cause)}: ${span(cause.ms)}` },
        cause.ms > whole / 12 && told(causeText(cause)),
    );
    part.style.flexGrow = cause.ms / whole;
    return part;
}

function causes(path, whole) {
    const shown = path.slice(0, path.length > CAUSES_SHOWN + 1 ? CAUSES_SHOWN : path.length);
    const rest = path.slice(shown.length);
    const rows = shown.map((cause) => [causeWords(cause), shortSpan(cause.ms), share(cause.ms, whole)]);
    if (rest.length) {
        const ms = rest.reduce((sum, cause) => sum + cause.ms, 0);
        rows.push([`${number(rest.length)} smaller causes`, shortSpan(ms), share(ms, whole)]);
    }
    return rows;
}

/** What is no connector's is the run's own, and its stream says what: opening, planning, closing. */
function causeText(cause) {
    return cause.connector ? `${cause.connector} ${phaseWords(cause.phase)}` : `the run itself: ${cause.stream || cause.phase}`;
}

function causeWords(cause) {
    if (!cause.connector) return [swatch(cause.phase), causeText(cause)];
    return [
        swatch(cause.phase),
        given(cause.connector, "b"),
        ` ${phaseWords(cause.phase)} `,
        cause.limit && code(cause.limit),
        cause.stream && element("span", { class: "soft" }, " in ", given(cause.stream)),
    ].filter(Boolean);
}

/** Those first that are worth a try. */
function whatIfs(run) {
    const all = (run.whatIf ?? []).map((one) => ({ ...one, saved: Math.max(0, run.durationMs - one.withoutMs) }));
    if (!all.length) return [];
    const isWorthIt = (one) => one.saved >= run.durationMs / 100;
    const worthIt = all.filter(isWorthIt);
    const others = all.filter((one) => !isWorthIt(one));
    const caption = "Each cause taken away by itself";
    return [
        element("h2", {}, "What would make it shorter"),
        worthIt.length ? whatIfTable(caption, worthIt, run) : nothing("No cause by itself: without any one of them others take as long."),
        others.length &&
            unfolding(`${count(others.length, "cause")} without which it would take about as long`, whatIfTable(caption, others, run)),
    ].filter(Boolean);
}

function whatIfTable(caption, all, run) {
    const columns = [
        { title: "Cause" },
        { title: "It takes", kind: "number" },
        { title: "Saved", kind: "number" },
        { title: "What to try", kind: "wide" },
    ];
    return table(
        caption,
        columns,
        all.map((one) => whatIf(one, run.durationMs)),
    );
}

function whatIf(one, durationMs) {
    return [[swatch(one.phase), told(one.cause)], shortSpan(one.withoutMs), share(one.saved, durationMs), told(one.advice)];
}
