"use strict";
// What time goes to: names, colours and bars. The names are those of run.json.

const PHASES = {
    queue: "waits to be started",
    budget: "waits for its budget",
    "retry-wait": "waits before it tries again",
    token: "waits for a token",
    pool: "waits for a connection",
    dns: "looks up the host",
    connect: "connects",
    tls: "greets by TLS",
    "first-byte": "waits for the first byte",
    body: "receives the body",
    decode: "decodes",
    "strand-wait": "waits for its strand",
    strand: "computes on its strand",
    blocked: "blocks its strand",
    offloaded: "works beside its strand",
    commit: "commits",
    other: "waits for something of its own",
};

/** Also for a phase which a later version has added. */
function phaseWords(phase) {
    return PHASES[phase] ?? phase;
}

function phaseClass(phase) {
    return phase in PHASES ? `phase-${phase}` : "phase-other";
}

function swatch(phase) {
    return element("i", { class: `swatch ${phaseClass(phase)}`, "aria-hidden": "true" });
}

/** The phases with time in them, in the order in which they follow one another. */
function spentOn(timeMs = {}) {
    const order = Object.keys(PHASES);
    const rank = (phase) => (order.indexOf(phase) + order.length) % order.length;
    return Object.entries(timeMs)
        .filter(([, ms]) => ms > 0)
        .sort(([a], [b]) => rank(a) - rank(b));
}

/** One line of a bar for each phase, against the whole; said in words to those who do not see it. */
function timeBar(timeMs, wholeMs) {
    const spent = spentOn(timeMs);
    const whole = wholeMs ?? spent.reduce((sum, [, ms]) => sum + ms, 0);
    if (!spent.length) return "";
    const words = [...spent]
        .sort(([, a], [, b]) => b - a)
        .map(([phase, ms]) => `${phase} ${share(ms, whole)}`)
        .join(", ");
    const parts = spent.map(([phase, ms]) => {
        const part = element("i", { class: phaseClass(phase) });
        part.style.width = `${(100 * ms) / whole}%`;
        return part;
    });
    return element("span", { class: "bar", role: "img", "aria-label": words, title: words }, parts);
}

/** They share a colour. */
const CONNECTION = ["pool", "dns", "connect", "tls"];

/** Which colour is which, for those phases only that are there. */
function legend(phases) {
    const order = Object.keys(PHASES).filter((phase) => phases.has(phase));
    const connection = order.filter((phase) => CONNECTION.includes(phase));
    const single = order.filter((phase) => phase === connection[0] || !connection.includes(phase));
    const words = (phase) => (phase === connection[0] ? `connection: ${connection.join(", ")}` : phase.replace("-", " "));
    return element(
        "ul",
        { class: "legend" },
        single.map((phase) => element("li", {}, swatch(phase), words(phase))),
    );
}
