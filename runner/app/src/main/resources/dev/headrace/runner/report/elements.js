"use strict";
// Pieces of the document. Text from the run only ever becomes a text node, so that markup in it stays text.

/** element("td", {class: "number"}, "text", otherElement); attributes that are false or absent are left out. */
function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value === true) made.setAttribute(name, "");
        else if (value !== false && value !== undefined && value !== null) made.setAttribute(name, value);
    }
    made.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
    return made;
}

/** Text that the run brought along: of any direction, and without influence on the direction of what is around it. */
function given(text, tag = "bdi") {
    return element(tag, { dir: "auto" }, String(text ?? ""));
}

/** A sentence of Headrace's own, which reads from left to right whatever names are in it; these stand between backticks. */
function told(text) {
    const pieces = String(text ?? "").split(/`([^`]+)`/);
    return element(
        "bdi",
        { dir: "ltr" },
        pieces.map((piece, at) => (at % 2 ? code(piece) : piece)),
    );
}

function code(text) {
    return given(text, "code");
}

/** What there is to say where there is nothing to show. */
function nothing(sentence) {
    return element("p", { class: "nothing" }, sentence);
}

/**
 * A table which becomes a list of labelled values where the page is narrow; the roles keep it a table for those who hear it.
 * columns: [{title, kind: "number" | "wide" | undefined}], rows: [[cell, ...]] or {class, cells}
 */
function table(caption, columns, rows) {
    const head = element("tr", { role: "row" }, columns.map(heading));
    return element(
        "div",
        { class: "scrolling" },
        element(
            "table",
            { role: "table" },
            element("caption", {}, caption),
            element("thead", { role: "rowgroup" }, head),
            element(
                "tbody",
                { role: "rowgroup" },
                rows.map((row) => tableRow(columns, row)),
            ),
        ),
    );
}

function heading(column) {
    return element("th", { scope: "col", role: "columnheader", class: column.kind }, column.title);
}

function tableRow(columns, row) {
    const cells = Array.isArray(row) ? row : row.cells;
    return element(
        "tr",
        { role: "row", class: row.class },
        cells.map((cell, index) => tableCell(columns[index], cell, index)),
    );
}

function tableCell(column, cell, index) {
    const empty = cell === "" || cell === undefined || cell === null;
    const attributes = { class: [column.kind, empty && "empty"].filter(Boolean).join(" ") || undefined };
    if (index === 0) return element("th", { scope: "row", role: "rowheader", ...attributes }, cell);
    return element("td", { role: "cell", "data-label": column.title, ...attributes }, cell);
}

/** Where a section has more than can be read at once: so many at first, and a button for the rest. */
function inPortions(items, portion, make, container) {
    let shown = 0;
    const more = element("button", { type: "button", class: "more" });
    const show = () => {
        container.append(...items.slice(shown, shown + portion).map(make));
        shown = Math.min(items.length, shown + portion);
        more.hidden = shown === items.length;
        more.textContent = `Show ${number(Math.min(portion, items.length - shown))} more of ${number(items.length)}`;
    };
    more.addEventListener("click", show);
    show();
    return more;
}

/** The colour that a custom property stands for at present, as [red, green, blue]. */
function colour(property) {
    const probe = element("i");
    probe.style.color = `var(${property})`;
    document.body.append(probe);
    const parts = getComputedStyle(probe)
        .color.match(/[\d.]+/g)
        .slice(0, 3)
        .map(Number);
    probe.remove();
    return parts;
}

function cssColour([red, green, blue], opacity = 1) {
    return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}
