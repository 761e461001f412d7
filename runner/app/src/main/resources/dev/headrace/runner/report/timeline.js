"use strict";
// The timeline: groups of lanes under one another, of which those in sight are painted. Owns the layout, the keys and the choice.

const HEADER = 20;
const GROUP_GAP = 6;
const CLOSED_HEIGHT = 10;
/** More lanes than that share rows. */
const MOST_ROWS = 120;
const ROW_HEIGHTS = [2, 3, 4, 6, 9, 14];
const TALLEST = 640;

class Timeline {
  constructor(run, exchanges, range, section) {
    this.exchanges = exchanges;
    this.range = range;
    this.groups = exchanges.groups();
    this.painter = new Painter(exchanges);
    this.chosen = -1;
    this.#build(section);
    this.#fit();
    this.gestures = new Gestures(this.area, range, {
      point: (x, y) => this.#point(x, y), leave: () => this.#leave(), click: (x, y) => this.#click(x, y),
    });
    this.area.addEventListener("scroll", () => this.repaint());
    this.area.addEventListener("keydown", (event) => this.#key(event));
    range.onChange(() => this.repaint());
    range.onPoint((time, speaker) => this.#showPointed(time, speaker));
    this.useColours();
  }

  #build(section) {
    this.canvas = element("canvas", { "aria-hidden": "true" });
    this.axis = element("canvas", { class: "axis", "aria-hidden": "true" });
    this.content = element("div", { class: "groups" });
    this.outline = element("div", { class: "chosen", hidden: true });
    this.content.append(...this.groups.map((group) => this.#groupButton(group)), this.outline);
    this.area = element("div", { class: "lanes", tabindex: "0", role: "application", "aria-label": "Timeline of exchanges", "aria-describedby": "timeline-help" }, this.canvas, this.content);
    this.pointed = element("div", { class: "pointed", hidden: true });
    this.tip = element("div", { class: "tip", hidden: true });
    this.frame = element("div", { class: "frame" }, this.axis, element("div", { class: "stage" }, this.area, this.pointed, this.tip));
    this.details = element("div", { id: "exchange", "aria-live": "polite" });
    section.append(this.#toolbar(), this.frame, timelineHelp(), this.details,
      unfolding(`The ${number(Math.min(SLOWEST, this.exchanges.count))} slowest exchanges`, slowestTable(this.exchanges, (index) => this.choose(index))));
  }

  #toolbar() {
    const button = (label, title, act) => {
      const made = element("button", { type: "button", title, "aria-label": title }, label);
      made.addEventListener("click", act);
      return made;
    };
    return element("div", { class: "toolbar" }, kindLegend(), element("div", { class: "buttons" },
      button("−", "Zoom out", () => this.range.zoom(2)), button("+", "Zoom in", () => this.range.zoom(0.5)),
      button("◂", "Earlier", () => this.range.move(-0.25)), button("▸", "Later", () => this.range.move(0.25)),
      button("All", "Show the whole run", () => this.range.all()),
      button("Lower", "Lower rows", () => this.#changeRows(-1)), button("Taller", "Taller rows", () => this.#changeRows(1)),
      button("Fold", "Fold or unfold all connectors", () => this.#foldAll())));
  }

  #groupButton(group) {
    const counts = [count(group.size, "exchange"), `${number(group.lanes)} at once`,
      ...MARKS.map((mark, at) => mark && group.marked[at] > 0 && `${number(group.marked[at])} ${mark}`)].filter(Boolean);
    group.button = element("button", { type: "button", class: "group" }, given(group.name, "b"), element("span", { class: "soft" }, counts.join(" · ")));
    group.button.addEventListener("click", () => this.#fold(group, !group.open));
    return group.button;
  }

  /** The tallest rows with which everything is in sight at once; where not even the lowest do, connectors begin folded. */
  #fit() {
    const room = Math.min(TALLEST, Math.max(280, 0.7 * window.innerHeight));
    this.rows = ROW_HEIGHTS.length - 1;
    while (this.rows > 0 && this.#heightOfAll() > room) this.rows--;
    if (this.#heightOfAll() > 3 * room) this.groups.forEach((group) => { group.open = false; });
    this.#layOut();
  }

  #heightOfAll() {
    return this.groups.reduce((sum, group) => sum + HEADER + GROUP_GAP + this.#rowsOf(group) * this.#rowHeight(group), 0);
  }

  #rowsOf(group) {
    return group.open ? Math.ceil(group.lanes / Math.ceil(group.lanes / MOST_ROWS)) : 1;
  }

  #rowHeight(group) {
    return group.open ? ROW_HEIGHTS[this.rows] : CLOSED_HEIGHT;
  }

  #layOut() {
    let y = 0;
    for (const group of this.groups) {
      group.top = y;
      group.button.style.top = `${y}px`;
      group.button.setAttribute("aria-expanded", group.open);
      y += HEADER + this.#rowsOf(group) * this.#rowHeight(group) + GROUP_GAP;
    }
    this.height = Math.min(y, Math.max(240, Math.min(TALLEST, 0.7 * window.innerHeight)));
    this.area.style.height = `${this.height}px`;
    this.canvas.style.height = `${this.height}px`;
    this.content.style.height = `${y}px`;
    this.content.style.marginTop = `${-this.height}px`;
  }

  #fold(group, open) {
    group.open = open;
    this.#layOut();
    this.repaint();
  }

  #foldAll() {
    const open = this.groups.every((group) => !group.open);
    this.groups.forEach((group) => { group.open = open; });
    this.#layOut();
    this.repaint();
  }

  #changeRows(by) {
    this.rows = Math.min(ROW_HEIGHTS.length - 1, Math.max(0, this.rows + by));
    this.#layOut();
    this.repaint();
  }

  useColours() {
    this.painter.useColours();
    this.axisColour = cssColour(colour("--soft"));
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
    size(this.canvas, this.width, this.height, ratio);
    document.documentElement.style.setProperty("--scrollbar", `${this.area.offsetWidth - this.width}px`);
    this.painter.paint(this.canvas, this.#rowsInSight(ratio), this.range, ratio);
    paintAxis(this.axis, this.width, this.range, ratio, this.axisColour);
    this.#outlineChosen();
  }

  /** In device pixels, with a line of air between rows that are tall enough. */
  #rowsInSight(ratio) {
    const top = this.area.scrollTop;
    const rows = [];
    for (const group of this.groups) {
      const height = this.#rowHeight(group);
      const perRow = group.open ? Math.ceil(group.lanes / MOST_ROWS) : group.lanes;
      for (let row = 0; row < this.#rowsOf(group); row++) {
        const y = group.top + HEADER + row * height - top;
        if (y + height < 0 || y > this.height) continue;
        rows.push({
          group, firstLane: row * perRow, endLane: Math.min(group.lanes, (row + 1) * perRow),
          y: Math.round(y * ratio), height: Math.max(1, Math.round((height > 3 ? height - 1 : height) * ratio)),
        });
      }
    }
    return rows;
  }

  /** The exchange at a place of the area: the one which covers it, or the next within a few pixels; -1 if there is none. */
  #at(x, y) {
    const contentY = y + this.area.scrollTop;
    const group = this.groups.find((each) => contentY >= each.top + HEADER && contentY < each.top + HEADER + this.#rowsOf(each) * this.#rowHeight(each));
    if (!group) return -1;
    const perRow = group.open ? Math.ceil(group.lanes / MOST_ROWS) : group.lanes;
    const row = Math.floor((contentY - group.top - HEADER) / this.#rowHeight(group));
    return this.#nearest(group, row * perRow, Math.min(group.lanes, (row + 1) * perRow), this.#timeAt(x));
  }

  #nearest(group, firstLane, endLane, time) {
    const reach = (4 / this.width) * this.range.span;
    let best = -1;
    let least = reach;
    for (let lane = firstLane; lane < endLane && least > 0; lane++) {
      const position = group.firstAfter(lane, time - reach, this.exchanges);
      for (let each = position; each < group.offsets[lane + 1] && this.exchanges.start[group.members[each]] <= time + reach; each++) {
        const distance = this.#distance(group.members[each], time);
        if (distance < least || (best < 0 && distance <= least)) [best, least] = [group.members[each], distance];
        if (distance === 0) break;
      }
    }
    return best;
  }

  #distance(index, time) {
    return Math.max(0, this.exchanges.start[index] - time, time - this.exchanges.end[index]);
  }

  #timeAt(x) {
    return this.range.from + (x / this.width) * this.range.span;
  }

  #point(x, y) {
    this.range.point(this.#timeAt(x), this);
    const index = this.#at(x, y);
    if (index !== this.tipped) this.tip.replaceChildren(...(index < 0 ? [] : exchangeDetails(this.exchanges, index)));
    this.tipped = index;
    this.tip.hidden = index < 0;
    if (index >= 0) placeTip(this.tip, x, y, this.width, this.height);
  }

  #leave() {
    this.tip.hidden = true;
    this.tipped = undefined;
    this.range.point(undefined, this);
  }

  #showPointed(time) {
    const at = time === undefined ? -1 : ((time - this.range.from) / this.range.span) * this.width;
    this.pointed.hidden = !(at >= 0 && at <= this.width);
    this.pointed.style.left = `${at}px`;
  }

  #click(x, y) {
    const index = this.#at(x, y);
    if (index >= 0) this.choose(index);
  }

  /** Shows the exchange wherever it is, and its details below. */
  choose(index) {
    this.chosen = index;
    const group = this.groups.find((each) => each.members.includes(index));
    if (!group.open) this.#fold(group, true);
    this.range.include(this.exchanges.start[index], this.exchanges.end[index]);
    const y = this.#rowTop(group, index);
    if (y < this.area.scrollTop || y > this.area.scrollTop + this.height - 20) this.area.scrollTop = Math.max(0, y - this.height / 2);
    this.details.replaceChildren(...exchangeDetails(this.exchanges, index));
    this.repaint();
  }

  #rowTop(group, index) {
    const row = group.open ? Math.floor(group.laneOf(index) / Math.ceil(group.lanes / MOST_ROWS)) : 0;
    return group.top + HEADER + row * this.#rowHeight(group);
  }

  #outlineChosen() {
    this.outline.hidden = this.chosen < 0;
    if (this.chosen < 0) return;
    const group = this.groups.find((each) => each.members.includes(this.chosen));
    const scale = this.width / this.range.span;
    const left = (this.exchanges.start[this.chosen] - this.range.from) * scale;
    const right = (this.exchanges.end[this.chosen] - this.range.from) * scale;
    this.outline.hidden = right < 0 || left > this.width;
    this.outline.style.top = `${this.#rowTop(group, this.chosen) - 2}px`;
    this.outline.style.left = `${Math.max(-2, left) - 2}px`;
    this.outline.style.width = `${Math.max(4, Math.min(right, this.width) - Math.max(0, left)) + 4}px`;
    this.outline.style.height = `${this.#rowHeight(group) + 3}px`;
  }

  #key(event) {
    if (event.target !== this.area || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      "+": () => this.range.zoom(0.5), "=": () => this.range.zoom(0.5), "-": () => this.range.zoom(2), "0": () => this.range.all(),
      ArrowLeft: () => this.range.move(-0.1), ArrowRight: () => this.range.move(0.1),
      ArrowUp: () => this.area.scrollBy(0, -60), ArrowDown: () => this.area.scrollBy(0, 60),
      n: () => this.#step(1), p: () => this.#step(-1), f: () => this.#step(1, (index) => this.exchanges.marks[index]),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** The next exchange by its start, from the chosen one or from the left edge. */
  #step(by, wanted = () => true) {
    this.order ??= this.exchanges.byStart();
    let at = this.chosen < 0 ? this.#firstInSight() - by : this.order.indexOf(this.chosen);
    do at += by; while (at >= 0 && at < this.order.length && !wanted(this.order[at]));
    if (at >= 0 && at < this.order.length) this.choose(this.order[at]);
  }

  #firstInSight() {
    return Math.max(0, this.order.findIndex((index) => this.exchanges.start[index] >= this.range.from));
  }
}

function size(canvas, width, height, ratio) {
  canvas.style.width = `${width}px`;
  const wanted = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== wanted[0]) canvas.width = wanted[0];
  if (canvas.height !== wanted[1]) canvas.height = wanted[1];
}

function paintAxis(canvas, width, range, ratio, ink) {
  size(canvas, width, 18, ratio);
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, 18);
  context.fillStyle = ink;
  context.font = `11px ${getComputedStyle(document.body).fontFamily}`;
  const step = tickStep(range.span, width);
  for (let time = Math.ceil(range.from / step) * step; time <= range.to; time += step) {
    const x = ((time - range.from) / range.span) * width;
    context.fillRect(Math.floor(x), 13, 1, 5);
    context.textAlign = x < 30 ? "left" : x > width - 30 ? "right" : "center";
    context.fillText(clock(time, step), x, 10);
  }
}

/** Beside the pointer, on the side which has more room. */
function placeTip(tip, x, y, width, height) {
  tip.style.left = x < width / 2 ? `${x + 14}px` : "auto";
  tip.style.right = x < width / 2 ? "auto" : `${width - x + 14}px`;
  tip.style.top = y < height / 2 ? `${y + 10}px` : "auto";
  tip.style.bottom = y < height / 2 ? "auto" : `${height - y + 10}px`;
}

function kindLegend() {
  const words = ["budget", "connection: pool, DNS, connect, TLS", "first byte", "body", "decode"];
  return element("ul", { class: "legend" },
    KINDS.map((kind, index) => element("li", {}, element("i", { class: `swatch kind-${kind}`, "aria-hidden": "true" }), words[index])),
    element("li", {}, element("span", { class: "mark failed", "aria-hidden": "true" }, "✕"), "failed"),
    element("li", {}, element("span", { class: "mark throttled", "aria-hidden": "true" }, "◆"), "throttled"));
}

function timelineHelp() {
  const key = (name) => element("kbd", {}, name);
  return element("p", { id: "timeline-help", class: "soft help" },
    "Drag to zoom in, double-click for all; Shift and drag or the wheel sideways to move; the wheel zooms with ", key("Ctrl"),
    " or once the timeline has the focus. Keys: ", key("+"), " ", key("−"), " zoom, ", key("←"), " ", key("→"), " move, ", key("↑"), " ", key("↓"),
    " scroll, ", key("0"), " all, ", key("N"), " ", key("P"), " next and previous exchange, ", key("F"), " next that failed or was throttled.");
}

function showTimeline(run, exchanges, range, section) {
  if (!exchanges.count) {
    section.append(nothing("No request was sent."));
    return undefined;
  }
  section.append(element("p", { class: "soft" }, exchanges.count < exchanges.total
    ? `${number(exchanges.count)} of ${count(exchanges.total, "exchange")}, one for each attempt.`
    : `${count(exchanges.total, "exchange")}, one for each attempt.`));
  return new Timeline(run, exchanges, range, section);
}
