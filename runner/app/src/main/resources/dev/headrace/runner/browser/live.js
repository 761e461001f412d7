"use strict";
// The state of the run as the server tells it, once a second. Nothing here asks for anything but the events and, at the end, the report.

const KEPT_MOMENTS = 3600;
const SVG = "http://www.w3.org/2000/svg";

const byId = (id) => document.getElementById(id);
const rows = new Map();
let moments = [];
let over = false;
let known;

const charts = {
  records: new Chart("Records/s", "--line-0", byId("charts")),
  requests: new Chart("Requests/s", "--line-1", byId("charts")),
  inFlight: new Chart("Items in flight", "--line-2", byId("charts")),
};

function state(word, kind) {
  byId("state").textContent = word;
  byId("state").className = kind;
}

function text(id, value) {
  const place = byId(id);
  if (place.textContent !== value) place.textContent = value;
}

// ---- the whole run

function progress(now) {
  known = now;
  text("run", now.run);
  text("elapsed", clock(now.elapsedMs / 1000));
  text("records", number(now.records));
  text("rate", number(now.recordsPerSecond));
  text("requests", number(now.requests));
  text("in-flight", number(now.inFlight));
  text("failed", number(now.failed));
  byId("failed").className = now.failed ? "some" : "";
  const done = now.connectors.filter((one) => one.state === "done").length;
  text("done", `${done} of ${now.connectors.length}`);
  if (!over) state(now.stopping ? "stopping" : "running", now.stopping ? "stopping" : "running");
  places(now.blocking);
  connectors(now.connectors);
  document.title = `${clock(now.elapsedMs / 1000)} · ${number(now.records)} records · Headrace`;
}

function places(blocking) {
  const list = byId("blocking");
  blocking.forEach((sentence, at) => {
    const item = list.children[at] ?? list.appendChild(document.createElement("li"));
    item.textContent = `Blocked: ${sentence}`;
  });
  while (list.children.length > blocking.length) list.lastChild.remove();
}

// ---- connectors

function connectors(all) {
  const body = byId("connectors");
  all.forEach((one, at) => {
    if (!rows.has(one.name)) rows.set(one.name, row(one.name));
    const { element } = rows.get(one.name);
    if (body.children[at] !== element) body.insertBefore(element, body.children[at] ?? null);
    fill(rows.get(one.name), one);
  });
}

function row(name) {
  const element = document.createElement("tr");
  const heading = document.createElement("th");
  heading.scope = "row";
  heading.textContent = name;
  element.append(heading);
  const cell = (kind, label) => {
    const made = element.appendChild(document.createElement("td"));
    made.className = kind;
    if (label) made.dataset.name = label;
    return made;
  };
  const items = cell("bar-cell");
  const bar = items.appendChild(document.createElementNS(SVG, "svg"));
  bar.setAttribute("viewBox", "0 0 100 6");
  bar.setAttribute("preserveAspectRatio", "none");
  bar.setAttribute("role", "img");
  const share = bar.appendChild(document.createElementNS(SVG, "rect"));
  share.setAttribute("height", "6");
  return {
    element, bar, share,
    records: cell("number", "records"), rate: cell("number", "/s"), requests: cell("number extra", "requests"),
    inFlight: cell("number extra", "in flight"), waiting: cell("number", "waiting"), failed: cell("number errors", "errors"), now: cell("now"),
  };
}

function fill(place, one) {
  const paused = one.waitsFor?.paused ? " paused" : "";
  place.element.className = one.state + (one.state === "running" ? paused : "");
  put(place.records, number(one.records));
  put(place.rate, one.state === "done" ? "" : number(one.recordsPerSecond));
  put(place.requests, number(one.requests));
  put(place.inFlight, number(one.inFlight));
  put(place.waiting, number(one.waiting));
  put(place.failed, number(one.failed));
  place.failed.classList.toggle("some", one.failed > 0);
  put(place.now, doing(one));
  bar(place, one);
}

function put(cell, value) {
  if (cell.textContent !== value) cell.textContent = value;
}

/** The share of the known items that have ended; without an end in sight, where each is known from the one before only. */
function bar(place, one) {
  const all = one.inFlight + one.waiting + one.ended;
  const ends = one.state === "done" || one.waiting > 0 || one.inFlight > 1;
  const share = one.state === "done" ? 1 : all === 0 ? 0 : Math.min(0.99, one.ended / all);
  place.bar.setAttribute("class", ends ? "bar" : "bar unknown");
  place.share.setAttribute("width", String(ends ? 100 * share : 0));
  place.bar.setAttribute("aria-label", ends ? `${number(one.ended)} of ${number(all)} known items` : `${number(one.ended)} items, more to be found`);
}

function doing(one) {
  if (one.state === "done") return "done";
  if (one.state === "stopped") return `stopped, ${number(one.waiting)} left`;
  if (one.state === "disabled") return `failed: ${one.problem ?? ""}`;
  if (one.state === "blocked") return one.heldBy ?? "blocked";
  const wait = one.waitsFor;
  if (!wait) return "";
  const left = wait.opensInMs >= 1000 ? ` ${span(wait.opensInMs)}` : "";
  return wait.paused ? `paused${left} by ${wait.limit}` : `waits${left} for ${wait.limit}`;
}

/** As 12 s, 9 min 48 s, 5 h 12 min. */
function span(ms) {
  const seconds = Math.round(ms / 1000);
  const two = (first, second) => (second[0] ? `${first.join(" ")} ${second.join(" ")}` : first.join(" "));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return two([Math.floor(seconds / 60), "min"], [seconds % 60, "s"]);
  return two([Math.floor(seconds / 3600), "h"], [Math.floor((seconds % 3600) / 60), "min"]);
}

// ---- over time

function moment(now) {
  const last = moments[moments.length - 1];
  if (last && now.elapsedMs <= last[0]) return;
  moments.push([now.elapsedMs, now.records, now.requests, now.inFlight]);
  if (moments.length > KEPT_MOMENTS) moments = moments.filter((_, at) => at % 2 === 0);
}

function draw() {
  const times = moments.map((each) => each[0] / 1000);
  charts.records.show(times, rates(moments, 1));
  charts.requests.show(times, rates(moments, 2));
  charts.inFlight.show(times, moments.map((each) => each[3]));
}

function redraw() {
  Object.values(charts).forEach((chart) => chart.draw());
  draw();
}

// ---- the end

async function ended(end) {
  if (over) return;
  over = true;
  state(end.stopped ? "stopped" : end.status, end.status);
  byId("end").hidden = false;
  byId("sentence").replaceChildren(...end.sentence.split("`").map((part, at) => (at % 2 ? code(part) : part)));
  document.title = `${end.stopped ? "stopped" : end.status} · Headrace`;
  const place = byId("report");
  place.textContent = "";
  if (end.reportMade) await offer(place, end.run);
  source.close();
}

function code(words) {
  const made = document.createElement("code");
  made.textContent = words;
  return made;
}

/** The server ends with the run, so the report is taken at once and kept by this page. */
async function offer(place, run) {
  try {
    const answer = await fetch("report.html");
    if (!answer.ok) throw new Error(String(answer.status));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = `headrace-${run}.html`;
    link.textContent = "Save the report of this run";
    place.append(link, ", or write it again at any time: ");
    place.append(code(`headrace report CONFIG ${run}`));
  } catch {
    place.textContent = "The report could not be fetched before the run ended; 'headrace report' writes it.";
  }
}

// ---- events

const source = new EventSource("events");
source.addEventListener("state", (event) => {
  const told = JSON.parse(event.data);
  moments = told.history;
  progress(told.progress);
  draw();
  if (told.end) ended(told.end);
  document.body.dataset.ready = "1";
});
source.addEventListener("progress", (event) => {
  const now = JSON.parse(event.data);
  progress(now);
  moment(now);
  draw();
});
source.addEventListener("end", (event) => ended(JSON.parse(event.data)));
source.addEventListener("error", () => {
  if (!over) state(source.readyState === EventSource.CLOSED ? "the run cannot be reached any more" : "connection lost, trying again", "lost");
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);

/** Also when a scroll bar comes or goes, of which the window does not tell. */
let drawnWidth = byId("charts").clientWidth;
new ResizeObserver(() => {
  if (byId("charts").clientWidth === drawnWidth) return;
  drawnWidth = byId("charts").clientWidth;
  redraw();
}).observe(byId("charts"));
