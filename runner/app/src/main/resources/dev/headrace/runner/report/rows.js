"use strict";
// Where each connector and lane stands in the timeline. Knows nothing of time and of pixels of a screen.

const HEADER = 20;
const GROUP_GAP = 6;
const FOLDED_HEIGHT = 10;
/** More lanes than that share rows. */
const MOST_ROWS = 120;
const ROW_HEIGHTS = [2, 3, 4, 6, 9, 14];

class Rows {
    /** The tallest rows with which everything has room; where not even the lowest have by far, connectors begin folded. */
    constructor(groups, room) {
        this.groups = groups;
        this.tallness = ROW_HEIGHTS.length - 1;
        this.#layOut();
        while (this.tallness > 0 && this.height > room) this.taller(-1);
        if (this.height > 3 * room) this.foldAll();
    }

    #layOut() {
        let top = 0;
        for (const group of this.groups) {
            group.top = top;
            top += HEADER + this.#count(group) * this.rowHeight(group) + GROUP_GAP;
        }
        this.height = top;
    }

    #lanesInARow(group) {
        return group.open ? Math.ceil(group.lanes / MOST_ROWS) : group.lanes;
    }

    #count(group) {
        return Math.ceil(group.lanes / this.#lanesInARow(group));
    }

    rowHeight(group) {
        return group.open ? ROW_HEIGHTS[this.tallness] : FOLDED_HEIGHT;
    }

    fold(group, open) {
        group.open = open;
        this.#layOut();
    }

    /** Folds all, or unfolds all if they are folded already. */
    foldAll() {
        const open = this.groups.every((group) => !group.open);
        this.groups.forEach((group) => {
            group.open = open;
        });
        this.#layOut();
    }

    taller(by) {
        this.tallness = Math.min(ROW_HEIGHTS.length - 1, Math.max(0, this.tallness + by));
        this.#layOut();
    }

    /** In device pixels from the top of what is in sight, with a line of air between rows that are tall enough. */
    inSight(top, height, ratio) {
        return this.groups.flatMap((group) => {
            const rowHeight = this.rowHeight(group);
            const rows = Array.from({ length: this.#count(group) }, (_, row) => ({
                ...this.#lanes(group, row),
                y: this.#top(group, row) - top,
            }));
            return rows
                .filter((row) => row.y + rowHeight > 0 && row.y < height)
                .map((row) => ({
                    ...row,
                    y: Math.round(row.y * ratio),
                    height: Math.max(1, Math.round((rowHeight > 3 ? rowHeight - 1 : rowHeight) * ratio)),
                }));
        });
    }

    #lanes(group, row) {
        const lanes = this.#lanesInARow(group);
        return { group, firstLane: row * lanes, endLane: Math.min(group.lanes, (row + 1) * lanes) };
    }

    #top(group, row) {
        return group.top + HEADER + row * this.rowHeight(group);
    }

    /** The lanes at a height; undefined at that of a connector's name or between connectors. */
    at(y) {
        const group = this.groups.find((each) => y >= this.#top(each, 0) && y < this.#top(each, this.#count(each)));
        return group && this.#lanes(group, Math.floor((y - this.#top(group, 0)) / this.rowHeight(group)));
    }

    topOf(group, lane) {
        return this.#top(group, Math.floor(lane / this.#lanesInARow(group)));
    }
}
