"use strict";
// One chart: stacked areas over time, drawn by uPlot.

const CHART_HEIGHT = 130;

/** Stacked areas with a legend that tells the values at the pointer. */
class Chart {
    constructor({ title, lines, limit }, stepMs, range, parent, width) {
        this.lines = lines;
        this.limit = limit;
        this.range = range;
        this.stepMs = stepMs;
        this.colours = lines.map((_, at) => colour(`--line-${at % (LINES + 1)}`));
        this.values = lines.map(() => element("span", { class: "value" }));
        const plot = element("div", { role: "img", "aria-label": chartWords(title, lines, limit) });
        parent.append(element("figure", {}, element("figcaption", {}, element("b", {}, title), this.#legend()), plot));
        this.plot = new uPlot(this.#options(width), this.#data(), plot);
    }

    #legend() {
        const items = this.lines.map((line, at) => {
            const swatch = element("i", { class: "swatch", "aria-hidden": "true" });
            swatch.style.background = cssColour(this.colours[at]);
            return element("li", {}, swatch, given(line.name), this.values[at]);
        });
        const limit =
            this.limit && element("li", {}, element("i", { class: "swatch limit", "aria-hidden": "true" }), `limit ${number(this.limit)}`);
        return element("ul", { class: "legend" }, items, limit);
    }

    /** The last value holds until the end of its step. */
    #data() {
        const tops = stacked(this.lines);
        const steps = tops.reduce((most, column) => Math.max(most, column.length), 0);
        const times = Array.from({ length: steps + 1 }, (_, step) => step * this.stepMs);
        const held = tops.map((column) => [...column, column[column.length - 1] ?? 0]);
        return [times, ...held.reverse()];
    }

    #options(width) {
        const ink = cssColour(colour("--soft"));
        const font = `11px ${getComputedStyle(document.body).fontFamily}`;
        return {
            width,
            height: CHART_HEIGHT,
            padding: [6, 0, 0, 0],
            legend: { show: false },
            cursor: { y: false, drag: { x: true, y: false, setScale: false }, points: { show: false } },
            scales: this.#scales(),
            axes: this.#axes(ink, font, width),
            series: this.#series(),
            hooks: {
                draw: [(plot) => drawInside(plot, this.limit, ink, font)],
                setSelect: [(plot) => this.#select(plot)],
                setCursor: [(plot) => this.#cursor(plot)],
            },
        };
    }

    #scales() {
        const top = (most) => 1.1 * Math.max(most ?? 0, this.limit ?? 0, 1);
        return {
            x: { time: false, range: () => [this.range.from, this.range.to] },
            y: { range: (_, least, most) => [0, top(most)] },
        };
    }

    /** The labels of the second stand inside, so that the same time has the same place as in the timeline. */
    #axes(ink, font, width) {
        const grid = { stroke: cssColour(colour("--rule")), width: 1 };
        const words = (_, times) => axisWords(times, this.range, width);
        return [
            { stroke: ink, font, size: 22, gap: 2, grid, ticks: { show: false }, incrs: TICK_STEPS, space: 90, values: words },
            { show: true, size: 0, grid, ticks: { show: false }, values: () => [], space: 30 },
        ];
    }

    /** The highest first: the lower ones are painted over it. */
    #series() {
        const paper = colour("--paper");
        const area = (each) => ({
            stroke: cssColour(each),
            fill: cssColour(mixed(paper, each, 0.7)),
            width: 1,
            paths: uPlot.paths.stepped({ align: 1 }),
            points: { show: false },
        });
        return [{}, ...this.colours.map(area).reverse()];
    }

    #select(plot) {
        if (plot.select.width < CLICK_PIXELS) return;
        const from = plot.posToVal(plot.select.left, "x");
        const to = plot.posToVal(plot.select.left + plot.select.width, "x");
        plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
        this.range.show(from, to);
    }

    #cursor(plot) {
        const { left, idx } = plot.cursor;
        const inside = left >= 0 && idx !== null;
        this.lines.forEach(({ values }, line) => {
            this.values[line].textContent = inside ? ` ${plain(values[Math.min(idx, values.length - 1)])}` : "";
        });
        if (!this.told) this.range.point(inside ? plot.posToVal(left, "x") : undefined, this);
    }

    /** Told from elsewhere; not told on, which would never end. */
    point(time) {
        this.told = true;
        this.plot.setCursor({ left: time === undefined ? -10 : this.plot.valToPos(time, "x"), top: 0 });
        this.told = false;
    }

    follow() {
        this.plot.setScale("x", { min: this.range.from, max: this.range.to });
    }

    destroy() {
        this.plot.destroy();
    }
}

/** None at the edges, where it would be cut off. */
function axisWords(times, range, width) {
    const apart = times.length > 1 ? times[1] - times[0] : SECOND;
    const inside = (time) => Math.min(time - range.from, range.to - time) > (range.span * 30) / width;
    return times.map((time) => (inside(time) ? clock(time, apart) : ""));
}

function plain(value) {
    return value === undefined ? "" : value < 10 && value % 1 ? value.toFixed(1) : number(value);
}

function chartWords(title, lines, limit) {
    const most = lines.map((line) => `${line.name} at most ${plain(line.values.reduce((a, b) => Math.max(a, b), 0))}`);
    return `${title}: ${most.join(", ") || "nothing"}${limit ? `; the limit is ${number(limit)}` : ""}`;
}

/** The labels of the vertical axis, and the dashed line of the limit. */
function drawInside(plot, limit, ink, font) {
    const context = plot.ctx;
    const ratio = uPlot.pxRatio;
    context.save();
    context.fillStyle = ink;
    context.font = font.replace("11px", `${11 * ratio}px`);
    context.textAlign = "left";
    context.lineWidth = 3 * ratio;
    context.strokeStyle = cssColour(colour("--paper"), 0.8);
    for (const value of (plot.axes[1]._splits ?? []).filter((each) => each > 0 && each !== limit)) {
        const place = [plain(value), plot.bbox.left + 4 * ratio, plot.valToPos(value, "y", true) + 4 * ratio];
        context.strokeText(...place);
        context.fillText(...place);
    }
    if (limit) drawLimit(plot, limit, ratio);
    context.restore();
}

function drawLimit(plot, limit, ratio) {
    const y = Math.round(plot.valToPos(limit, "y", true));
    plot.ctx.strokeStyle = cssColour(colour("--ink"));
    plot.ctx.lineWidth = 1.5 * ratio;
    plot.ctx.setLineDash([6 * ratio, 4 * ratio]);
    plot.ctx.beginPath();
    plot.ctx.moveTo(plot.bbox.left, y);
    plot.ctx.lineTo(plot.bbox.left + plot.bbox.width, y);
    plot.ctx.stroke();
}
