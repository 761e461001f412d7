"use strict";
// The span of time that is looked at, which the timeline and the charts share. It knows who wants to hear of a change.

class Range {
    #listeners = [];
    #pointed = [];

    constructor(whole) {
        this.whole = Math.max(whole, 1);
        this.from = 0;
        this.to = this.whole;
        this.least = Math.min(0.5, this.whole);
    }

    get span() {
        return this.to - this.from;
    }

    get isWhole() {
        return this.from === 0 && this.to === this.whole;
    }

    onChange(listener) {
        this.#listeners.push(listener);
    }

    /** Keeps the length where it can, so that moving against an end does not zoom. */
    show(from, to) {
        const length = Math.min(this.whole, Math.max(this.least, to - from));
        const start = Math.min(Math.max(0, from), this.whole - length);
        if (start === this.from && start + length === this.to) return;
        this.from = start;
        this.to = start + length;
        this.#listeners.forEach((listener) => listener());
    }

    all() {
        this.show(0, this.whole);
    }

    move(shareOfSpan) {
        const by = shareOfSpan * this.span;
        this.show(this.from + by, this.to + by);
    }

    /** Factors below 1 show less; what is at the place, 0 at the left to 1 at the right, stays where it is. */
    zoom(factor, place = 0.5) {
        const fixed = this.from + place * this.span;
        const length = Math.min(this.whole, Math.max(this.least, this.span * factor));
        this.show(fixed - place * length, fixed + (1 - place) * length);
    }

    /** Moves as little as shows the time. */
    include(from, to) {
        if (from < this.from) this.move((from - this.from) / this.span - 0.1);
        else if (to > this.to) this.move(Math.min((to - this.to) / this.span + 0.1, (from - this.from) / this.span));
    }

    onPoint(listener) {
        this.#pointed.push(listener);
    }

    /** The pointer is at a time, or nowhere; heard by all but the one who says it. */
    point(time, speaker) {
        this.#pointed.forEach((listener) => listener(time, speaker));
    }
}
