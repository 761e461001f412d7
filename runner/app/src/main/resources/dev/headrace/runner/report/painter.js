"use strict";
// Paints rows of lanes into pixels. The cost is bounded by the pixels and the exchanges in sight, whatever the zoom: each column of a
// row gets the colour of what took most of its time, as strong as the column is covered.

/** What shares a colour in the timeline. */
const KINDS = ["budget", "connection", "first-byte", "body", "decode"];
const KIND_OF_PART = [0, 1, 1, 1, 1, 2, 3, 4];
const LEVELS = 16;
const LEAST_LEVEL = 6;
/** A gap keeps one exchange apart from the next where both are at least so wide. */
const GAP_FROM = 5;
const MARK_ROOM = 6;
const MOST_MARKS = 400;

class Painter {
    constructor(exchanges) {
        this.exchanges = exchanges;
    }

    /** Reads the colours of the page's present theme. */
    useColours() {
        const paper = colour("--paper");
        this.paper = packed(paper);
        this.grid = packed(colour("--rule"));
        this.palette = new Uint32Array(KINDS.length * (LEVELS + 1));
        KINDS.forEach((kind, index) => {
            const full = colour(`--kind-${kind}`);
            for (let level = 0; level <= LEVELS; level++)
                this.palette[index * (LEVELS + 1) + level] = packed(mixed(paper, full, level / LEVELS));
        });
        this.markColours = { failed: cssColour(colour("--failed")), throttled: cssColour(colour("--throttled")), edge: cssColour(paper) };
    }

    /** @param rows [{group, firstLane, endLane, y, height}] in device pixels; only those in sight */
    paint(canvas, rows, range, ratio) {
        const context = canvas.getContext("2d");
        this.ratio = ratio;
        this.width = canvas.width;
        this.height = canvas.height;
        this.scale = this.width / range.span;
        this.range = range;
        this.image = context.createImageData(this.width, this.height);
        this.pixels = new Uint32Array(this.image.data.buffer);
        this.weights = new Float32Array(this.width * KINDS.length);
        this.covers = new Int32Array(this.width * KINDS.length);
        this.whole = new Int32Array(KINDS.length);
        this.gaps = new Uint8Array(this.width);
        this.#background();
        const marks = rows.flatMap((row) => this.#row(row));
        context.drawImage(this.#picture(), 0, 0);
        thinned(marks, MARK_ROOM * ratio).forEach((mark) => this.#mark(context, mark));
    }

    /** By way of a second canvas, because what is put on one as pixels does not come out on paper. */
    #picture() {
        this.buffer ??= element("canvas");
        this.buffer.width = this.width;
        this.buffer.height = this.height;
        this.buffer.getContext("2d").putImageData(this.image, 0, 0);
        return this.buffer;
    }

    #background() {
        this.blank = new Uint32Array(this.width).fill(this.paper);
        const step = tickStep(this.range.span, this.width / this.ratio);
        for (let time = Math.ceil(this.range.from / step) * step; time < this.range.to; time += step) {
            this.blank[Math.floor((time - this.range.from) * this.scale)] = this.grid;
        }
        for (let y = 0; y < this.height; y++) this.pixels.set(this.blank, y * this.width);
    }

    #row(row) {
        this.weights.fill(0);
        this.covers.fill(0);
        this.whole.fill(0);
        this.gaps.fill(0);
        const marks = new Map();
        for (let lane = row.firstLane; lane < row.endLane; lane++) this.#lane(row, lane, marks);
        this.#resolve(row);
        return [...marks.values()];
    }

    #lane(row, lane, marks) {
        const { start, end } = this.exchanges;
        const last = row.group.offsets[lane + 1];
        for (let position = row.group.firstAfter(lane, this.range.from, this.exchanges); position < last; position++) {
            const index = row.group.members[position];
            if (start[index] >= this.range.to) return;
            this.#exchange(index, start[index], end[index]);
            this.#noteMark(row, index, marks);
        }
    }

    #exchange(index, start, end) {
        const left = (start - this.range.from) * this.scale;
        const width = (end - start) * this.scale;
        if (width >= GAP_FROM && left >= 0) this.gaps[Math.floor(left)] = 1;
        // One that took no time at all is still to be seen.
        if (width === 0) this.#weigh(2, left, left + 0.01);
        let time = left;
        for (let part = 0; part < PARTS.length; part++) {
            const length = this.exchanges.partMs(index, part) * this.scale;
            if (length > 0) this.#weigh(KIND_OF_PART[part], time, time + length);
            time += length;
        }
    }

    /** Adds a span of a kind to the columns that it covers, to those at its ends as much as it covers of them. */
    #weigh(kind, from, to) {
        const left = Math.max(0, from);
        const right = Math.min(this.width - 1e-6, to);
        if (right <= left) return;
        const first = Math.floor(left);
        const last = Math.floor(right);
        if (first === last) {
            this.weights[first * KINDS.length + kind] += right - left;
            return;
        }
        this.weights[first * KINDS.length + kind] += first + 1 - left;
        this.weights[last * KINDS.length + kind] += right - last;
        // Those between are covered whole; said where that begins and ends, however many they are.
        this.covers[(first + 1) * KINDS.length + kind]++;
        this.covers[last * KINDS.length + kind]--;
    }

    /** The first line of pixels by column; the others of the row are copies of it. */
    #resolve(row) {
        const top = Math.max(0, row.y);
        const bottom = Math.min(this.height, row.y + row.height);
        if (bottom <= top) return;
        const lanes = row.endLane - row.firstLane;
        const offset = top * this.width;
        for (let column = 0; column < this.width; column++) {
            const colour = this.#columnColour(column, lanes);
            if (!this.gaps[column]) this.pixels[offset + column] = colour;
        }
        for (let y = top + 1; y < bottom; y++) this.pixels.copyWithin(y * this.width, offset, offset + this.width);
    }

    /** To be asked for each column in turn. */
    #columnColour(column, lanes) {
        let most = 0;
        let kind = 0;
        let covered = 0;
        for (let each = 0; each < KINDS.length; each++) {
            const at = column * KINDS.length + each;
            this.whole[each] += this.covers[at];
            const weight = this.whole[each] + this.weights[at];
            covered += weight;
            if (weight > most) {
                most = weight;
                kind = each;
            }
        }
        if (!covered) return this.blank[column];
        const level = LEAST_LEVEL + Math.round((LEVELS - LEAST_LEVEL) * Math.min(1, covered / lanes));
        return this.palette[kind * (LEVELS + 1) + level];
    }

    /** One mark of a kind in each few pixels is enough; thousands would hide one another. */
    #noteMark(row, index, marks) {
        const mark = this.exchanges.marks[index];
        if (!mark) return;
        const x = Math.min((this.exchanges.end[index] - this.range.from) * this.scale, this.width - 4 * this.ratio);
        const key = MARKS.length * Math.floor(x / (MARK_ROOM * this.ratio)) + mark;
        if (!marks.has(key)) marks.set(key, { result: MARKS[mark], x, y: row.y + row.height / 2 });
    }

    /** A cross for what failed, a diamond for what was throttled: to be told apart without their colours. */
    #mark(context, { result, x, y }) {
        const size = 3.5 * this.ratio;
        const path = new Path2D();
        if (result === "failed") cross(path, x, y, size);
        else diamond(path, x, y, size);
        context.lineCap = "round";
        context.strokeStyle = this.markColours.edge;
        context.lineWidth = 4 * this.ratio;
        context.stroke(path);
        context.strokeStyle = this.markColours[result];
        context.fillStyle = this.markColours[result];
        context.lineWidth = 2 * this.ratio;
        context.stroke(path);
        if (result === "throttled") context.fill(path);
    }
}

function cross(path, x, y, size) {
    path.moveTo(x - size, y - size);
    path.lineTo(x + size, y + size);
    path.moveTo(x + size, y - size);
    path.lineTo(x - size, y + size);
}

function diamond(path, x, y, size) {
    path.moveTo(x, y - size);
    path.lineTo(x + size, y);
    path.lineTo(x, y + size);
    path.lineTo(x - size, y);
    path.closePath();
}

/** More marks than can be told apart hide what is below them: then one of a kind stands for those near it. */
function thinned(marks, room) {
    let kept = marks;
    for (let cell = 2 * room; kept.length > MOST_MARKS; cell *= 1.5) {
        kept = [
            ...new Map(marks.map((mark) => [`${mark.result} ${Math.floor(mark.x / cell)} ${Math.floor(mark.y / cell)}`, mark])).values(),
        ];
    }
    return kept;
}

/** As the pixels of an image lie in memory, on the little-endian machines that browsers run on. */
function packed([red, green, blue]) {
    return ((255 << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;
}

function mixed(under, over, part) {
    return under.map((value, index) => value + (over[index] - value) * part);
}
