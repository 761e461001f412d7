"use strict";
// One exchange in words: for the tip at the pointer, for the chosen one below the timeline, and for the table of the slowest.

const SLOWEST = 20;

function exchangeDetails(exchanges, index) {
    const { kept } = exchanges;
    return [
        element("p", { class: "target" }, code(kept.target?.[index] || "(no target kept)")),
        element("p", {}, given(exchanges.connector(index), "b"), ` · ${exchangeFate(exchanges, index)}`),
        element(
            "p",
            { class: "soft" },
            `at ${clock(exchanges.start[index], 1)}, took ${shortSpan(exchanges.end[index] - exchanges.start[index])}`,
        ),
        partList(exchanges, index),
    ];
}

function exchangeFate(exchanges, index) {
    const { kept } = exchanges;
    const status = kept.status?.[index];
    const attempt = kept.attempt?.[index] ?? 1;
    return [
        status ? `status ${status}` : "no answer",
        exchanges.result(index),
        attempt > 1 && `attempt ${attempt}`,
        kept.bytes?.[index] > 0 && bytes(kept.bytes[index]),
    ]
        .filter(Boolean)
        .join(" · ");
}

function partList(exchanges, index) {
    const rows = PARTS.map(([, phase], part) => [phase, exchanges.partMs(index, part)])
        .filter(([, ms]) => ms > 0)
        .map(([phase, ms]) =>
            element("div", {}, element("dt", {}, kindSwatch(phase), partWords(exchanges, index, phase)), element("dd", {}, shortSpan(ms))),
        );
    return element("dl", { class: "parts" }, rows);
}

function partWords(exchanges, index, phase) {
    const budget = phase === "budget" && exchanges.kept.budgets?.[exchanges.kept.budget?.[index]];
    return [phaseWords(phase), budget && [" ", code(budget)]];
}

function kindSwatch(phase) {
    const part = PARTS.findIndex(([, name]) => name === phase);
    return element("i", { class: `swatch kind-${KINDS[KIND_OF_PART[part]]}`, "aria-hidden": "true" });
}

/** A way to the exchanges which needs no sight of the picture. */
function slowestTable(exchanges, choose) {
    const length = (index) => exchanges.end[index] - exchanges.start[index];
    const slowest = [...exchanges.byStart()].sort((a, b) => length(b) - length(a)).slice(0, SLOWEST);
    const rows = slowest.map((index) => [
        chooser(exchanges, index, choose),
        given(exchanges.connector(index)),
        clock(exchanges.start[index], 1),
        shortSpan(length(index)),
        exchangeParts(exchanges, index),
        exchangeFate(exchanges, index),
    ]);
    return table(
        "The whole time of one attempt, with its wait for a budget",
        [
            { title: "Target", kind: "wide" },
            { title: "Connector" },
            { title: "At", kind: "number" },
            { title: "Took", kind: "number" },
            { title: "Time went to", kind: "bars" },
            { title: "Answer", kind: "wide" },
        ],
        rows,
    );
}

function chooser(exchanges, index, choose) {
    const button = element("button", { type: "button", class: "link" }, code(exchanges.kept.target?.[index] || "(no target kept)"));
    button.addEventListener("click", () => choose(index));
    return button;
}

function exchangeParts(exchanges, index) {
    return timeBar(Object.fromEntries(PARTS.map(([, phase], part) => [phase, exchanges.partMs(index, part)])));
}

/** Beside the pointer, on the side which has more room. */
function placeTip(tip, x, y, width, height) {
    tip.style.left = x < width / 2 ? `${x + 14}px` : "auto";
    tip.style.right = x < width / 2 ? "auto" : `${width - x + 14}px`;
    tip.style.top = y < height / 2 ? `${y + 10}px` : "auto";
    tip.style.bottom = y < height / 2 ? "auto" : `${height - y + 10}px`;
}
