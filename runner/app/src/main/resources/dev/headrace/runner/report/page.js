"use strict";
// Puts the page together from the run in it. A part that fails says so in its place and leaves the others alone.

function readRun() {
    return JSON.parse(document.getElementById("run").textContent);
}

function part(id, show) {
    const section = document.getElementById(id);
    try {
        return show(section);
    } catch (failure) {
        console.error(failure);
        document.body.dataset.failedParts = [document.body.dataset.failedParts, id].filter(Boolean).join(" ");
        section.append(
            element("p", { class: "notice bad" }, `This part cannot be shown: ${failure.message}. All of the run is in run.json.`),
        );
        return undefined;
    }
}

function showRun(run) {
    document.title = ["Headrace run", run.id].filter(Boolean).join(" ");
    document.getElementById("run-id").textContent = run.id ?? "";
    document.getElementById("foot").append(`Written by Headrace ${run.headrace ?? ""}. This file needs no network and sends nothing.`);
    const exchanges = new Exchanges(run.exchanges);
    const range = new Range(Math.max(run.durationMs ?? 0, exchanges.lastEnd));
    part("summary", (section) => showSummary(run, section));
    part("connectors", (section) => showConnectors(run, section));
    part("budgets", (section) => showBudgets(run, section));
    part("blocking", (section) => showBlocking(run, section));
    part("failed", (section) => showFailures(run, section));
    part("configuration", (section) => showConfiguration(run, section));
    tellHowMany("blocking", (run.blocking ?? []).length + (run.abandoned ?? []).length);
    tellHowMany("failed", run.failedTotal ?? run.failed?.length);
    const timeline = part("timeline", (section) => showTimeline(exchanges, range, section));
    const load = part("load", (section) => showLoad(run, exchanges, range, section));
    redrawWhenNeeded(timeline, load);
}

/** Whether it is worth going there. */
function tellHowMany(id, number) {
    if (number) document.querySelector(`.top a[href="#${id}"] span`).textContent = WHOLE.format(number);
}

function redrawWhenNeeded(timeline, load) {
    const redraw = () => {
        timeline?.redraw();
        load?.draw();
    };
    const theme = document.getElementById("theme");
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
    const name = () => theme.setAttribute("aria-pressed", isDark());
    name();
    theme.addEventListener("click", () => {
        document.documentElement.dataset.theme = isDark() ? "light" : "dark";
        name();
        redraw();
    });
    system.addEventListener("change", () => {
        name();
        redraw();
    });
    redrawOnResize(redraw);
    prepareForPaper(redraw);
}

function redrawOnResize(redraw) {
    let width = window.innerWidth;
    window.addEventListener("resize", () => {
        if (window.innerWidth === width) return;
        width = window.innerWidth;
        redraw();
    });
}

function onPaper() {
    return document.documentElement.classList.contains("paper");
}

/** Paper is light, narrow, and cannot be unfolded. */
function prepareForPaper(redraw) {
    let before;
    window.addEventListener("beforeprint", () => {
        before = document.documentElement.dataset.theme;
        document.documentElement.dataset.theme = "light";
        document.documentElement.classList.add("paper");
        document.querySelectorAll("td details, .verdict details, #configuration details").forEach((each) => {
            each.open = true;
        });
        redraw();
    });
    window.addEventListener("afterprint", () => {
        if (before) document.documentElement.dataset.theme = before;
        else delete document.documentElement.dataset.theme;
        document.documentElement.classList.remove("paper");
        redraw();
    });
}

/** For those who look whether the page is there: how long after it was opened. */
function tellReady() {
    document.body.dataset.renderMs = Math.round(performance.now());
    document.body.dataset.ready = "1";
}

try {
    showRun(readRun());
} catch (failure) {
    console.error(failure);
    document
        .getElementById("summary")
        .append(
            element(
                "p",
                { class: "notice bad" },
                `The run in this file cannot be read: ${failure.message}. Write it again with "headrace report".`,
            ),
        );
}
tellReady();
