"use strict";
// What is said around the timeline: what is shown, what the colours and marks are, how it is used.

function kindLegend() {
    const words = ["budget", "connection: pool, DNS, connect, TLS", "first byte", "body", "decode"];
    return element(
        "ul",
        { class: "legend" },
        KINDS.map((kind, index) => element("li", {}, element("i", { class: `swatch kind-${kind}`, "aria-hidden": "true" }), words[index])),
        element("li", {}, element("span", { class: "mark failed", "aria-hidden": "true" }, "✕"), "failed"),
        element("li", {}, element("span", { class: "mark throttled", "aria-hidden": "true" }, "◆"), "throttled"),
    );
}

/** Keys stand between backticks. */
const HELP =
    "Drag to zoom in, double-click for all; Shift and drag or the wheel sideways to move; the wheel zooms with `Ctrl` or once the " +
    "timeline has the focus. Keys: `+` `−` zoom, `←` `→` move, `↑` `↓` scroll, `0` all, `N` `P` next and previous exchange, " +
    "`F` next that failed or was throttled.";

function timelineHelp() {
    const pieces = HELP.split("`").map((piece, at) => (at % 2 ? element("kbd", {}, piece) : piece));
    return element("p", { id: "timeline-help", class: "soft help" }, pieces);
}

function exchangesWords(exchanges) {
    const { results = [], totals = [] } = exchanges.kept;
    const counts = results.map((result, at) => totals[at] > 0 && `${number(totals[at])} ${result}`).filter(Boolean);
    const kept =
        exchanges.count < exchanges.total
            ? ` ${number(exchanges.count)} of them are kept, chosen evenly, but those that failed or were throttled before others.`
            : "";
    return `${count(exchanges.total, "exchange")}, one for each attempt${counts.length ? ": " : ""}${counts.join(", ")}.${kept}`;
}

/** What is in sight, for those too who do not see it. */
function spanWords(range) {
    const apart = tickStep(range.span, 500) / 10;
    return range.isWhole
        ? "The whole run is shown."
        : `Shown is ${clock(range.from, apart)} to ${clock(range.to, apart)} of ${span(range.whole)}.`;
}

function slowestTitle(exchanges) {
    return exchanges === 1 ? "The exchange as a table" : `The ${number(Math.min(SLOWEST, exchanges))} slowest exchanges`;
}
