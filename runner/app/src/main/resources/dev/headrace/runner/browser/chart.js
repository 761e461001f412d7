"use strict";
// One line over the time of the run, drawn by uPlot: how much of something there was, a second or at once.

const CHART_HEIGHT = 130;
/** Whole seconds, minutes and hours. */
const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];
/** A rate over less time jumps about. */
const RATE_MS = 3000;

class Chart {
  constructor(title, colour, parent) {
    this.title = title;
    this.colour = colour;
    this.value = document.createElement("span");
    const name = document.createElement("b");
    name.textContent = title;
    const caption = document.createElement("figcaption");
    caption.append(name, this.value);
    this.place = document.createElement("div");
    this.place.setAttribute("role", "img");
    this.figure = document.createElement("figure");
    this.figure.append(caption, this.place);
    parent.append(this.figure);
    this.data = [[], []];
    this.draw();
  }

  /** Anew, as when the colours or the width have changed. */
  draw() {
    this.plot?.destroy();
    const style = getComputedStyle(document.documentElement);
    const ink = resolved("--soft");
    const rule = resolved("--rule");
    const line = resolved(this.colour);
    const font = `11px ${style.fontFamily}`;
    this.plot = new uPlot({
      width: Math.max(100, this.figure.clientWidth), height: CHART_HEIGHT, padding: [8, 8, 0, 0], legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false }, y: { range: (_, least, most) => [0, Math.max(1, 1.15 * (most ?? 0))] } },
      axes: [
        { stroke: ink, font, size: 24, grid: { show: false }, ticks: { show: false }, space: 70, incrs: TIME_STEPS, values: (_, splits) => splits.map(clock) },
        { stroke: ink, font, size: 44, grid: { stroke: rule, width: 1 }, ticks: { show: false }, space: 30, values: (_, splits) => splits.map(brief) },
      ],
      series: [{}, { stroke: line, fill: faded(line), width: 1.5, points: { show: false } }],
    }, this.data, this.place);
  }

  show(times, values) {
    this.data = [times, values];
    this.plot.setData(this.data);
    const last = values.length ? values[values.length - 1] : 0;
    this.value.textContent = number(Math.round(last));
    this.place.setAttribute("aria-label", `${this.title}: ${number(Math.round(last))} now, ${number(Math.round(Math.max(0, ...values)))} at most`);
  }
}

/** A colour of the style sheet as a canvas understands it. */
function resolved(name) {
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

function faded(colour) {
  return colour.replace("rgb(", "rgba(").replace(")", ", 0.14)");
}

/** What came a second, from what had come at each moment. */
function rates(moments, column) {
  let from = 0;
  return moments.map((moment, at) => {
    while (from < at - 1 && moment[0] - moments[from + 1][0] >= RATE_MS) from++;
    const ms = moment[0] - moments[from][0];
    return ms > 0 ? (1000 * (moment[column] - moments[from][column])) / ms : 0;
  });
}

function number(value) {
  return Math.trunc(value).toLocaleString("en");
}

function brief(value) {
  return value >= 1e6 ? `${+(value / 1e6).toFixed(1)} M` : value >= 1e4 ? `${+(value / 1e3).toFixed(1)} k` : value % 1 ? value.toFixed(1) : number(value);
}

/** As 0:07, 12:30, 1:00:00. */
function clock(seconds) {
  const whole = Math.floor(seconds);
  const two = (part) => String(part).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes}:${two(whole % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}
