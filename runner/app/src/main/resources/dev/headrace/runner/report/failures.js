"use strict";
// Failed items: what was asked for, why it failed, and what the upstream said. Filtered by any word of it.

const FAILURES_AT_ONCE = 100;

function showFailures(run, section) {
    const failed = run.failed ?? [];
    if (!failed.length) {
        section.append(nothing("No item failed."));
        return;
    }
    const list = element("div", { class: "failures" });
    const said = element("p", { class: "soft", "aria-live": "polite" });
    const filter = element("input", { type: "search", id: "failed-filter", autocomplete: "off", spellcheck: "false" });
    const searched = failed.map((one) => [one.connector, one.item, one.outcome, one.cause, one.answer].join("\n").toLowerCase());
    const show = () => {
        const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
        const found = failed.filter((_, index) => words.every((word) => searched[index].includes(word)));
        said.textContent = foundWords(found.length, failed.length, run.failedTotal ?? failed.length);
        list.replaceChildren(failureTable(found));
    };
    filter.addEventListener("input", show);
    section.append(element("p", { class: "filter" }, element("label", { for: "failed-filter" }, "Filter "), filter), said, list);
    show();
}

function foundWords(found, kept, total) {
    const kind = kept < total ? ` The run kept the first ${number(kept)} of ${number(total)}.` : "";
    return (found === kept ? `${count(kept, "item")}.` : `${number(found)} of ${number(kept)} items.`) + kind;
}

function failureTable(found) {
    if (!found.length) return nothing("No failed item has all these words.");
    const columns = [
        { title: "Connector" },
        { title: "Item", kind: "wide" },
        { title: "Attempts", kind: "number" },
        { title: "Cause", kind: "wide" },
        { title: "Answer began with", kind: "wide" },
    ];
    const made = table("Items that did not succeed", columns, []);
    const more = inPortions(found, FAILURES_AT_ONCE, (one) => tableRow(columns, failureCells(one)), made.querySelector("tbody"));
    return element("div", {}, made, more);
}

function failureCells(one) {
    const outcome = one.outcome && one.outcome !== "failed" && element("div", { class: "soft" }, given(one.outcome));
    return [
        [given(one.connector, "b"), outcome].filter(Boolean),
        code(one.item),
        one.attempts === undefined ? "" : number(one.attempts),
        told(one.cause),
        one.answer ? given(one.answer, "pre") : "",
    ];
}
