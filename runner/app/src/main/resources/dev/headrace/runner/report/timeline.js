"use strict";
// The timeline: connectors under one another, of which those in sight are painted. Owns the keys and which exchange is chosen.

const TALLEST = 640;
const PAPER = 860;
const SCROLL_STEP = 60;
/** So near, in pixels, the pointer has to be to an exchange. */
const REACH = 4;

class Timeline {
    constructor(exchanges, range, section) {
        this.exchanges = exchanges;
        this.range = range;
        this.groups = exchanges.groups();
        this.rows = new Rows(this.groups, this.#room());
        this.painter = new Painter(exchanges);
        this.chosen = undefined;
        this.#build(section);
        this.#listen();
        this.redraw();
    }

    #build(section) {
        this.canvas = element("canvas", { "aria-hidden": "true" });
        this.axis = element("canvas", { class: "axis", "aria-hidden": "true" });
        this.outline = element("div", { class: "chosen", hidden: true });
        this.content = element(
            "div",
            { class: "groups" },
            this.groups.map((group) => this.#groupButton(group)),
            this.outline,
        );
        this.area = element(
            "div",
            {
                class: "lanes",
                tabindex: "0",
                role: "application",
                "aria-label": "Timeline of exchanges",
                "aria-describedby": "timeline-help",
            },
            this.canvas,
            this.content,
        );
        this.pointed = element("div", { class: "pointed", hidden: true });
        this.tip = element("div", { class: "tip", hidden: true });
        this.details = element("div", { id: "exchange", "aria-live": "polite" });
        this.part = element("i");
        this.said = element("output", { id: "span", class: "soft" });
        section.append(
            element("p", { class: "soft" }, exchangesWords(this.exchanges), " ", this.said),
            this.#toolbar(),
            this.axis,
            element("div", { class: "whole", "aria-hidden": "true" }, this.part),
            element("div", { class: "stage" }, this.area, this.pointed, this.tip),
            timelineHelp(),
            this.details,
            element(
                "div",
                { class: "slowest" },
                unfolding(
                    slowestTitle(this.exchanges.count),
                    slowestTable(this.exchanges, (index) => this.choose(index)),
                ),
            ),
        );
    }

    #toolbar() {
        const button = (label, title, act) => {
            const made = element("button", { type: "button", title, "aria-label": title }, label);
            made.addEventListener("click", act);
            return made;
        };
        const rows = (change) => () => {
            change();
            this.#place();
            this.repaint();
        };
        return element(
            "div",
            { class: "toolbar" },
            kindLegend(),
            element(
                "div",
                { class: "buttons" },
                button("−", "Zoom out", () => this.range.zoom(2)),
                button("+", "Zoom in", () => this.range.zoom(0.5)),
                button("◂", "Earlier", () => this.range.move(-0.25)),
                button("▸", "Later", () => this.range.move(0.25)),
                button("All", "All of the run", () => this.range.all()),
                button(
                    "Lower",
                    "Lower rows",
                    rows(() => this.rows.taller(-1)),
                ),
                button(
                    "Taller",
                    "Taller rows",
                    rows(() => this.rows.taller(1)),
                ),
                button(
                    "Fold",
                    "Fold or unfold all connectors",
                    rows(() => this.rows.foldAll()),
                ),
            ),
        );
    }

    #groupButton(group) {
        const counts = [
            count(group.size, "exchange"),
            `${number(group.lanes)} at once`,
            ...MARKS.map((mark, at) => mark && group.marked[at] > 0 && `${number(group.marked[at])} ${mark}`),
        ].filter(Boolean);
        group.button = element(
            "button",
            { type: "button", class: "group" },
            given(group.name, "b"),
            element("span", { class: "soft" }, counts.join(" · ")),
        );
        group.button.addEventListener("click", () => this.#fold(group, !group.open));
        return group.button;
    }

    #listen() {
        new Gestures(this.area, this.range, {
            point: (x, y) => this.#point(x, y),
            leave: () => this.#leave(),
            click: (x, y) => this.choose(this.#at(x, y)),
        });
        this.area.addEventListener("scroll", () => this.repaint());
        this.area.addEventListener("keydown", (event) => this.#key(event));
        this.range.onChange(() => this.repaint());
        this.range.onPoint((time) => this.#showPointed(time));
    }

    /** A page of paper has room for more than a screen, and cannot be scrolled. */
    #room() {
        return onPaper() ? PAPER : Math.min(TALLEST, Math.max(280, 0.7 * window.innerHeight));
    }

    #place() {
        this.height = Math.min(this.rows.height, this.#room());
        this.area.style.height = `${this.height}px`;
        this.canvas.style.height = `${this.height}px`;
        this.content.style.height = `${this.rows.height}px`;
        this.content.style.marginTop = `${-this.height}px`;
        for (const group of this.groups) {
            group.button.style.top = `${group.top}px`;
            group.button.setAttribute("aria-expanded", group.open);
        }
    }

    #fold(group, open) {
        this.rows.fold(group, open);
        this.#place();
        this.repaint();
    }

    /** For another theme, another width, or paper. */
    redraw() {
        this.painter.useColours();
        this.axisColour = cssColour(colour("--soft"));
        this.#place();
        this.paint();
    }

    /** With the next frame, however often it is asked for until then. */
    repaint() {
        if (this.frameAsked) return;
        this.frameAsked = true;
        requestAnimationFrame(() => this.paint());
    }

    paint() {
        this.frameAsked = false;
        const ratio = window.devicePixelRatio || 1;
        this.width = this.area.clientWidth;
        // The charts below leave as much free at the right, so that the same time stands under itself.
        document.documentElement.style.setProperty("--scrollbar", `${this.area.offsetWidth - this.width}px`);
        fitCanvas(this.canvas, this.width, this.height, ratio);
        this.painter.paint(this.canvas, this.rows.inSight(this.area.scrollTop, this.height, ratio), this.range, ratio);
        paintAxis(this.axis, this.width, this.range, ratio, this.axisColour);
        this.#outlineChosen();
        this.#tellSpan();
    }

    /** In words, and as the part of the whole that is in sight. */
    #tellSpan() {
        this.said.textContent = spanWords(this.range);
        this.part.style.left = `${(100 * this.range.from) / this.range.whole}%`;
        this.part.style.width = `${(100 * this.range.span) / this.range.whole}%`;
    }

    #timeAt(x) {
        return this.range.from + (x / this.width) * this.range.span;
    }

    #placeOf(time) {
        return ((time - this.range.from) / this.range.span) * this.width;
    }

    #at(x, y) {
        const row = this.rows.at(y + this.area.scrollTop);
        const reach = (REACH / this.width) * this.range.span;
        return row?.group.nearest(row.firstLane, row.endLane, this.#timeAt(x), reach, this.exchanges);
    }

    #point(x, y) {
        this.range.point(this.#timeAt(x), this);
        const index = this.#at(x, y);
        if (index !== this.tipped) this.tip.replaceChildren(...(index === undefined ? [] : exchangeDetails(this.exchanges, index)));
        this.tipped = index;
        this.tip.hidden = index === undefined;
        placeTip(this.tip, x, y, this.width, this.height);
    }

    #leave() {
        this.tip.hidden = true;
        this.tipped = undefined;
        this.range.point(undefined, this);
    }

    #showPointed(time) {
        const at = time === undefined ? -1 : this.#placeOf(time);
        this.pointed.hidden = !(at >= 0 && at <= this.width);
        this.pointed.style.left = `${at}px`;
    }

    /** Shows the exchange wherever it is, and its details below. */
    choose(index) {
        if (index === undefined) return;
        const group = this.groups.find((each) => each.members.includes(index));
        this.chosen = { index, group, lane: group.laneOf(index) };
        if (!group.open) this.#fold(group, true);
        this.range.include(this.exchanges.start[index], this.exchanges.end[index]);
        const y = this.rows.topOf(group, this.chosen.lane);
        if (y < this.area.scrollTop || y > this.area.scrollTop + this.height - HEADER)
            this.area.scrollTop = Math.max(0, y - this.height / 2);
        this.details.replaceChildren(...exchangeDetails(this.exchanges, index));
        this.repaint();
    }

    #outlineChosen() {
        if (!this.chosen) return;
        const { index, group, lane } = this.chosen;
        const left = Math.max(-4, this.#placeOf(this.exchanges.start[index]));
        const right = Math.min(this.width + 4, this.#placeOf(this.exchanges.end[index]));
        this.outline.hidden = right < 0 || left > this.width;
        this.outline.style.top = `${this.rows.topOf(group, lane) - 3}px`;
        this.outline.style.left = `${left - 3}px`;
        this.outline.style.width = `${Math.max(2, right - left) + 6}px`;
        this.outline.style.height = `${this.rows.rowHeight(group) + 5}px`;
    }

    #key(event) {
        if (event.target !== this.area || event.ctrlKey || event.metaKey || event.altKey) return;
        const act = {
            "+": () => this.range.zoom(0.5),
            "=": () => this.range.zoom(0.5),
            "-": () => this.range.zoom(2),
            0: () => this.range.all(),
            arrowleft: () => this.range.move(-0.1),
            arrowright: () => this.range.move(0.1),
            arrowup: () => this.area.scrollBy(0, -SCROLL_STEP),
            arrowdown: () => this.area.scrollBy(0, SCROLL_STEP),
            n: () => this.#step(1),
            p: () => this.#step(-1),
            f: () => this.#step(1, (index) => this.exchanges.marks[index]),
        }[event.key.toLowerCase()];
        if (!act) return;
        event.preventDefault();
        act();
    }

    /** To the next exchange by its start, from the chosen one or from the left edge. */
    #step(by, wanted = () => true) {
        this.order ??= this.exchanges.byStart();
        let at = this.chosen
            ? this.order.indexOf(this.chosen.index) + by
            : this.order.findIndex((index) => this.exchanges.start[index] >= this.range.from);
        while (at >= 0 && at < this.order.length && !wanted(this.order[at])) at += by;
        this.choose(this.order[at]);
    }
}

function showTimeline(exchanges, range, section) {
    if (!exchanges.count) {
        section.append(nothing("No request was sent."));
        return undefined;
    }
    return new Timeline(exchanges, range, section);
}
