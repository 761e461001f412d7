"use strict";
// Wheel, mouse and fingers on the timeline, as changes of the range. What is chosen or pointed at is told to the timeline.

/** A pointer which moved less than this has clicked. */
const CLICK_PIXELS = 4;
const WHEEL_STEP = 0.0015;

class Gestures {
    #pointers = new Map();

    /** @param heard {point(x, y), leave(), click(x, y)} in pixels from the corner of the area */
    constructor(area, range, heard) {
        this.area = area;
        this.range = range;
        this.heard = heard;
        this.mark = element("div", { class: "selecting", hidden: true });
        area.parentElement.append(this.mark);
        area.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
        area.addEventListener("pointerdown", (event) => this.#down(event));
        area.addEventListener("pointermove", (event) => this.#move(event));
        area.addEventListener("pointerup", (event) => this.#up(event));
        area.addEventListener("pointercancel", (event) => this.#cancel(event));
        area.addEventListener("pointerleave", () => heard.leave());
        area.addEventListener("dblclick", () => range.all());
    }

    #place(event) {
        const box = this.area.getBoundingClientRect();
        return { x: event.clientX - box.left, y: event.clientY - box.top };
    }

    get #width() {
        return this.area.clientWidth;
    }

    /** A page is scrolled by the wheel, so the timeline takes it only with Ctrl, as a pinch on a touchpad comes, or once it has the focus. */
    #wheel(event) {
        const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
        if (sideways) this.range.move((event.deltaX || event.deltaY) / this.#width);
        else if (event.ctrlKey || event.metaKey || document.activeElement === this.area) {
            this.range.zoom(Math.exp(event.deltaY * WHEEL_STEP * (event.ctrlKey ? 4 : 1)), this.#place(event).x / this.#width);
        } else return;
        event.preventDefault();
    }

    #down(event) {
        if (event.button !== 0 || this.#onScrollbar(event)) return;
        this.#pointers.set(event.pointerId, {
            ...this.#place(event),
            startX: this.#place(event).x,
            moved: false,
            selecting: event.pointerType === "mouse" && !event.shiftKey,
        });
    }

    #onScrollbar(event) {
        return this.#place(event).x > this.#width;
    }

    #move(event) {
        const pointer = this.#pointers.get(event.pointerId);
        const { x, y } = this.#place(event);
        if (!pointer) {
            this.heard.point(x, y);
            return;
        }
        if (!pointer.moved && Math.abs(x - pointer.startX) >= CLICK_PIXELS) this.#startDrag(event.pointerId, pointer);
        if (pointer.moved) this.#drag(pointer, x);
        pointer.x = x;
    }

    /** From here on the pointer is ours, wherever it goes; a name of a connector below it is not clicked. */
    #startDrag(id, pointer) {
        pointer.moved = true;
        this.area.setPointerCapture(id);
    }

    #drag(pointer, x) {
        this.heard.leave();
        if (this.#pointers.size === 2) this.#pinch(pointer, x);
        else if (pointer.selecting) this.#showSelection(pointer.startX, x);
        else this.range.move((pointer.x - x) / this.#width);
    }

    /** The times under both fingers stay under them. */
    #pinch(pointer, x) {
        const other = [...this.#pointers.values()].find((each) => each !== pointer);
        const before = Math.max(10, Math.abs(pointer.x - other.x));
        const after = Math.max(10, Math.abs(x - other.x));
        this.range.zoom(before / after, other.x / this.#width);
    }

    #showSelection(from, to) {
        this.mark.hidden = false;
        this.mark.style.left = `${Math.max(0, Math.min(from, to))}px`;
        this.mark.style.width = `${Math.abs(to - from)}px`;
    }

    #up(event) {
        const pointer = this.#pointers.get(event.pointerId);
        if (!pointer) return;
        const { x, y } = this.#place(event);
        this.#cancel(event);
        if (!pointer.moved) this.heard.click(x, y);
        else if (pointer.selecting) this.#zoomTo(Math.min(x, pointer.startX), Math.max(x, pointer.startX));
    }

    #zoomTo(left, right) {
        const time = (x) => this.range.from + (x / this.#width) * this.range.span;
        this.range.show(Math.max(0, time(left)), time(right));
    }

    #cancel(event) {
        this.#pointers.delete(event.pointerId);
        this.mark.hidden = true;
    }
}
