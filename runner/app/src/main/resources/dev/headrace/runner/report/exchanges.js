"use strict";
// The exchanges of a run as columns of numbers, in groups by connector and lanes in which none covers another.

/** The times of one exchange, in the order in which they follow one another, and the phase whose colour each has. */
const PARTS = [
    ["budgetMs", "budget"],
    ["dnsMs", "dns"],
    ["poolMs", "pool"],
    ["connectMs", "connect"],
    ["tlsMs", "tls"],
    ["firstByteMs", "first-byte"],
    ["bodyMs", "body"],
    ["decodeMs", "decode"],
];

const MARKS = [undefined, "failed", "throttled"];

class Exchanges {
    constructor(kept = {}) {
        this.kept = kept;
        this.count = kept.startMs?.length ?? 0;
        this.total = kept.total ?? this.count;
        this.start = Float64Array.from(kept.startMs ?? []);
        this.end = new Float64Array(this.count);
        this.parts = new Float32Array(this.count * PARTS.length);
        PARTS.forEach(([column], part) => this.#fill(kept[column] ?? [], part));
        this.#findEnds();
        this.marks = this.#findMarks();
        this.lastEnd = this.end.reduce((last, end) => Math.max(last, end), 0);
    }

    #fill(column, part) {
        for (let index = 0; index < column.length; index++) this.parts[index * PARTS.length + part] = column[index];
    }

    #findEnds() {
        for (let index = 0; index < this.count; index++) {
            let end = this.start[index];
            for (let part = 0; part < PARTS.length; part++) end += this.parts[index * PARTS.length + part];
            this.end[index] = end;
        }
    }

    /** Failed and throttled exchanges must be seen at any zoom, so they are marked: positions in MARKS. */
    #findMarks() {
        const markOf = (this.kept.results ?? []).map((result) => Math.max(0, MARKS.indexOf(result)));
        return Uint8Array.from({ length: this.count }, (_, index) => markOf[this.kept.result?.[index]] ?? 0);
    }

    result(index) {
        return this.kept.results?.[this.kept.result?.[index]] ?? "ok";
    }

    connector(index) {
        return this.kept.names?.[this.kept.connector?.[index]] ?? "";
    }

    partMs(index, part) {
        return this.parts[index * PARTS.length + part];
    }

    /** How far a time is from an exchange; 0 within it. */
    distance(index, time) {
        return Math.max(0, this.start[index] - time, time - this.end[index]);
    }

    /** All of them by their start. */
    byStart() {
        const order = Int32Array.from({ length: this.count }, (_, index) => index);
        return order.sort((a, b) => this.start[a] - this.start[b] || a - b);
    }

    /** One group for each connector which sent anything, the one which ended last first. */
    groups() {
        const members = new Map();
        for (const index of this.byStart()) {
            const connector = this.kept.connector?.[index] ?? 0;
            if (!members.has(connector)) members.set(connector, []);
            members.get(connector).push(index);
        }
        return [...members.values()].map((each) => new Group(this, each)).sort((a, b) => b.lastEnd - a.lastEnd);
    }
}

/** The exchanges of a connector: lane after lane, each in the order of time. */
class Group {
    constructor(exchanges, byStart) {
        this.name = exchanges.connector(byStart[0]);
        this.size = byStart.length;
        this.open = true;
        this.lastEnd = byStart.reduce((last, index) => Math.max(last, exchanges.end[index]), 0);
        const { lanes, laneOf } = pack(byStart, exchanges);
        this.lanes = lanes;
        this.#sortByLane(byStart, laneOf);
        this.marked = MARKS.map((_, mark) => byStart.reduce((sum, index) => sum + (exchanges.marks[index] === mark), 0));
    }

    #sortByLane(byStart, laneOf) {
        this.offsets = new Int32Array(this.lanes + 1);
        for (const lane of laneOf) this.offsets[lane + 1]++;
        for (let lane = 0; lane < this.lanes; lane++) this.offsets[lane + 1] += this.offsets[lane];
        const next = this.offsets.slice();
        this.members = new Int32Array(byStart.length);
        byStart.forEach((index, position) => {
            this.members[next[laneOf[position]]++] = index;
        });
    }

    /** The position among the members of the first in the lane which ends after the time. */
    firstAfter(lane, time, exchanges) {
        let low = this.offsets[lane];
        let high = this.offsets[lane + 1];
        while (low < high) {
            const middle = (low + high) >> 1;
            if (exchanges.end[this.members[middle]] > time) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    /** The exchange of some lanes which covers the time, or the nearest within reach; undefined if there is none. */
    nearest(firstLane, endLane, time, reach, exchanges) {
        let found;
        let least = reach;
        for (let lane = firstLane; lane < endLane; lane++) {
            for (let at = this.firstAfter(lane, time - reach, exchanges); at < this.offsets[lane + 1]; at++) {
                const distance = exchanges.distance(this.members[at], time);
                if (distance > reach) break;
                if (found === undefined || distance < least) [found, least] = [this.members[at], distance];
            }
        }
        return found;
    }

    laneOf(index) {
        const position = this.members.indexOf(index);
        let lane = 0;
        while (this.offsets[lane + 1] <= position) lane++;
        return lane;
    }
}

/** Each exchange gets the lowest lane which is free when it starts, so that the height shows how many were under way at once. */
function pack(byStart, exchanges) {
    const busy = new Heap();
    const free = new Heap();
    const laneOf = new Int32Array(byStart.length);
    let lanes = 0;
    byStart.forEach((index, position) => {
        while (busy.size && busy.leastKey() <= exchanges.start[index]) {
            const lane = busy.take();
            free.add(lane, lane);
        }
        const lane = free.size ? free.take() : lanes++;
        laneOf[position] = lane;
        busy.add(exchanges.end[index], lane);
    });
    return { lanes, laneOf };
}

/** A binary heap of numbers by their keys, least first. */
class Heap {
    #keys = [];
    #values = [];

    get size() {
        return this.#keys.length;
    }

    leastKey() {
        return this.#keys[0];
    }

    add(key, value) {
        let at = this.#keys.push(key) - 1;
        this.#values.push(value);
        while (at > 0 && this.#keys[(at - 1) >> 1] > this.#keys[at]) {
            this.#swap(at, (at - 1) >> 1);
            at = (at - 1) >> 1;
        }
    }

    take() {
        const least = this.#values[0];
        this.#swap(0, this.size - 1);
        this.#keys.pop();
        this.#values.pop();
        this.#sink(0);
        return least;
    }

    #sink(from) {
        let at = from;
        for (;;) {
            let least = at;
            for (const child of [2 * at + 1, 2 * at + 2]) if (child < this.size && this.#keys[child] < this.#keys[least]) least = child;
            if (least === at) return;
            this.#swap(at, least);
            at = least;
        }
    }

    #swap(a, b) {
        [this.#keys[a], this.#keys[b]] = [this.#keys[b], this.#keys[a]];
        [this.#values[a], this.#values[b]] = [this.#values[b], this.#values[a]];
    }
}
