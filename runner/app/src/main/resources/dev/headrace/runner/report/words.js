"use strict";
// Numbers and times as people read them, in the words of the terminal. Pure functions.

const WHOLE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function number(value) {
    return WHOLE.format(value ?? 0);
}

/** "3 requests", "1 request". */
function count(value, one, many = one + "s") {
    return `${number(value)} ${value === 1 ? one : many}`;
}

/** "31 min 4 s", in two units at most, as the summary on the terminal writes it. */
function span(ms) {
    const value = ms ?? 0;
    if (value >= DAY) return twoUnits(value, DAY, "d", HOUR, "h");
    if (value >= HOUR) return twoUnits(value, HOUR, "h", MINUTE, "min");
    if (value >= MINUTE) return twoUnits(value, MINUTE, "min", SECOND, "s");
    return `${(value / SECOND).toFixed(value < 10 * SECOND ? 2 : 1)} s`;
}

function twoUnits(ms, large, largeName, small, smallName) {
    return `${Math.floor(ms / large)} ${largeName} ${Math.floor((ms % large) / small)} ${smallName}`;
}

/** Like span, but exact where it is short: "0.42 ms", "12.3 ms", "420 ms". */
function shortSpan(ms) {
    if (ms === 0) return "0";
    if (ms >= SECOND) return span(ms);
    return `${ms.toFixed(ms < 1 ? 2 : ms < 100 ? 1 : 0)} ms`;
}

/** A point of the run as its distance from the start, with as many digits as ticks that far apart need. */
function clock(ms, apart) {
    if (ms === 0) return "0";
    if (apart < 1) return `${ms.toFixed(apart < 0.1 ? 2 : 1)} ms`;
    if (apart < SECOND && ms < SECOND) return `${Math.round(ms)} ms`;
    return longClock(ms, apart);
}

function longClock(ms, apart) {
    const digits = apart < 10 ? 3 : apart < 100 ? 2 : apart < SECOND ? 1 : 0;
    if (ms < MINUTE) return `${(ms / SECOND).toFixed(digits)} s`;
    const hours = Math.floor(ms / HOUR);
    const minutes = Math.floor((ms % HOUR) / MINUTE);
    const seconds = ((ms % MINUTE) / SECOND).toFixed(digits).padStart(digits ? digits + 3 : 2, "0");
    return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}

/** "29 %", "under 1 %" for what is little but not nothing. */
function share(part, whole) {
    if (!whole || !part) return "0 %";
    const percent = (100 * part) / whole;
    return percent < 1 ? "under 1 %" : `${Math.round(percent)} %`;
}

/** An instant in the reader's own time zone, which is named. */
function moment(iso) {
    const at = new Date(iso);
    if (isNaN(at)) return String(iso);
    return at.toLocaleString("en-GB", {
        year: "numeric",
        month: "short",
        day: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
        timeZoneName: "short",
    });
}

function bytes(size) {
    if (size < 1024) return `${number(size)} B`;
    if (size < 1024 * 1024) return `${(size / 1024).toFixed(1)} KiB`;
    return `${(size / 1024 / 1024).toFixed(1)} MiB`;
}

/** Distances between ticks which read well on a clock, in milliseconds. */
const TICK_STEPS = [
    0.01,
    0.02,
    0.05,
    0.1,
    0.2,
    0.5,
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500,
    ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
    ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
    ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
    ...[1, 2, 7, 14, 28].map((days) => days * DAY),
];

/** The least step that leaves each label its room. */
function tickStep(spanMs, width, room = 90) {
    const least = (spanMs * room) / Math.max(width, room);
    return TICK_STEPS.find((step) => step >= least) ?? TICK_STEPS[TICK_STEPS.length - 1];
}

/** A length as rules write it, "1min", "1h30m" or "500ms", in milliseconds; undefined if it is none. */
function length(text) {
    const units = { ms: 1, s: SECOND, m: MINUTE, min: MINUTE, h: HOUR, d: DAY };
    const parts = [...text.matchAll(/([\d.]+) ?(ms|min|s|m|h|d)/g)];
    if (!parts.length) return undefined;
    return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * units[unit], 0);
}
