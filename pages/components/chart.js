// One Plotly figure that is kept: later data go to the chart that is there (Plotly.react).
//
// What a test or a style may rely on, all on the <figure>:
//   data-state    "loading" until the first drawing; then "moving", "drawn", or "hidden" while it is out of sight
//   data-painted  how many times new data or another theme were put on the screen
//   data-drawn    the data-painted of the last drawing that has come to rest

import { Handle } from "./chart_drag.js";
import { Marks } from "./chart_keys.js";
import { dressed, lookOf } from "./chart_look.js";
import { save } from "./chart_saving.js";
import { walkSchemaOnce } from "./chart_schema.js";
import { showTable } from "./opened_table.js";
import { PLOTLY } from "./settings.js";

const MARKUP = `
  <figcaption class="rux-chart__title"><h2></h2></figcaption>
  <div class="rux-chart__plot" role="img"></div>
  <p class="rux-chart__description"></p>
  <div class="rux-chart__tools rux-tools" role="group">
    <button type="button" data-action="table">Table</button>
    <button type="button" data-action="scene">+ Scene</button>
    <button type="button" data-action="png">PNG</button>
    <button type="button" data-action="svg">SVG</button>
    <button type="button" data-action="screen">
      <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"/></svg>
    </button>
  </div>`;

const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  doubleClick: "reset",
  responsive: false, // the size is observed here: a figure also changes width when the window does not
  showTips: false,
  plotlyServerURL: "",
  topojsonURL: "",
};

// Plotly writes marks as paths, and browsers can move a path from one shape to another by themselves (chart.css).
// Plotly's own transitions are not used: they leave error bars and annotations behind and cost a drawing per frame.
// Nor does a chart move that has many marks: no eye follows hundreds of them, and to move them takes the browser as long
// again as to draw them, while the next chart waits.
const canMove = CSS.supports("d", 'path("M0 0")');
const MOST_MOVING = 100;
const MOVE = 120; // milliseconds, as in chart.css
const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");

let count = 0;

export class Chart {
  constructor() {
    const figure = document.createElement("figure");
    figure.className = "rux-chart";
    figure.dataset.state = "loading";
    figure.innerHTML = MARKUP;
    this.figure = figure;
    this.plot = figure.querySelector(".rux-chart__plot");
    this.description = figure.querySelector(".rux-chart__description");
    this.description.id = `rux-chart-${++count}`;
    this.plot.setAttribute("aria-describedby", this.description.id);
    for (const button of figure.querySelectorAll("button")) {
      button.onclick = () => this.act(button.dataset.action);
    }
    figure.onfullscreenchange = () => this.label();
    this.handle = new Handle(figure, this.plot, (customdata, x) => this.tell({ x, customdata }));
    this.marks = new Marks(figure, this.plot, (chosen) => this.report(chosen));
    // Plotly asks for both at every drawing, for which the browser would lay out the page anew; they are known.
    Object.defineProperties(this.plot, {
      clientWidth: { get: () => this.width ?? 0 },
      clientHeight: { get: () => this.height ?? 0 },
    });
    this.painted = 0;
    this.queue = Promise.all([plotly(), fontReady(figure)]);
    this.observer = new ResizeObserver(([entry]) => {
      this.width = Math.floor(entry.contentRect.width);
      this.height = Math.floor(entry.contentRect.height);
      this.refresh();
    });
    this.observer.observe(this.plot);
    // opening a folded section shows the chart again without changing its size
    this.sight = new IntersectionObserver(([entry]) => {
      this.inView = entry.isIntersecting;
      this.refresh();
    });
    this.sight.observe(this.plot);
  }

  show(data, send) {
    const grown = data.height - (this.data?.height ?? data.height);
    const parsed = data.figure === this.data?.text ? this.data.figure : JSON.parse(data.figure);
    this.data = { ...data, text: data.figure, figure: parsed };
    this.send = send;
    this.label();
    if (grown && this.height) {
      // The observer tells it only after the drawing, and would have the chart drawn twice. Asked anew, it says so where
      // another style sets the height: in full screen and on the stage.
      this.height += grown;
      this.observer.unobserve(this.plot);
      this.observer.observe(this.plot);
    }
    this.refresh();
  }

  label() {
    const { name, description, height, showName, addable, tableOpen } = this.data;
    this.figure.style.setProperty("--rux-height", `${height}px`);
    this.figure.setAttribute("aria-label", name);
    this.figure.classList.toggle("is-named", showName);
    this.figure.classList.toggle("is-wide", Boolean(this.data.figure.narrow));
    this.plot.setAttribute("aria-label", name);
    this.description.textContent = description;
    this.figure.querySelector(".rux-chart__title h2").textContent = name;
    const screen = document.fullscreenElement === this.figure ? "Leave full screen" : "Full screen";
    const table = tableOpen ? "Close the table" : "Open as a table";
    const words = { table, scene: "Add to presentation", png: "Save as PNG", svg: "Save as SVG", screen };
    for (const button of this.figure.querySelectorAll("button")) {
      const action = words[button.dataset.action];
      button.title = action;
      button.setAttribute("aria-label", `${action}: ${name}`);
      button.hidden = button.dataset.action === "screen" && !document.fullscreenEnabled;
    }
    this.figure.querySelector('[data-action="scene"]').hidden = !addable;
    const opener = this.figure.querySelector('[data-action="table"]');
    opener.hidden = tableOpen === null;
    opener.setAttribute("aria-expanded", Boolean(tableOpen));
  }

  // One drawing at a time; everything asked for meanwhile shares the next one.
  refresh() {
    if (this.asked) return;
    this.asked = true;
    this.queue = this.queue
      .then(() => {
        this.asked = false;
        return this.draw();
      })
      .catch((error) => console.error(`The chart "${this.data.name}" could not be drawn.`, error));
  }

  async draw() {
    if (this.removed) return;
    if (this.width === undefined && this.figure.checkVisibility()) return; // the first size is on its way
    if (!this.width || this.figure.closest("details:not([open])")) {
      this.figure.dataset.state = "hidden"; // in another tab or a folded section; drawn when it opens
      return;
    }
    const { mode, font } = lookOf(this.figure, this.description);
    const narrow = this.width < (this.data.figure.narrow?.below ?? 0);
    const drawing = [this.data.text, mode, narrow].join();
    if (drawing !== this.drawing) {
      const moves = this.inView && mode === this.mode && canMove && !lessMotion.matches;
      Object.assign(this, { drawing, mode, font, narrow });
      await this.paint(moves && this.plot.querySelectorAll(".mlayer :is(path, text)").length <= MOST_MOVING);
    } else if (this.plot.layout.width !== this.width || this.plot.layout.height !== this.height) {
      await window.Plotly.relayout(this.plot, { width: this.width, height: this.height });
      this.handle.place();
    }
    if (this.figure.dataset.state === "hidden") this.figure.dataset.state = "drawn";
  }

  async paint(moves) {
    const { width, height, font } = this;
    const { data, layout } = dressed(this.narrow ? narrowed(this.data.figure) : this.data.figure, this.mode, { paper: "transparent", font, width, height });
    const { pointer } = this;
    this.figure.classList.toggle("is-moving", moves);
    await window.Plotly.react(this.plot, data, layout, CONFIG);
    if (!this.painted) this.listen();
    if (pointer) this.hover(pointer);
    this.handle.show(this.data.figure.draggable);
    this.marks.show(this.data.name);
    this.figure.dataset.painted = ++this.painted;
    this.figure.dataset.state = "moving";
    this.rest(this.painted, moves);
  }

  // An animation of nothing ends with those of the marks, of which it would take long to ask each.
  async rest(painted, moved) {
    if (moved) await this.plot.animate(null, MOVE).finished;
    if (painted !== this.painted) return; // newer data came before this movement ended
    this.figure.classList.remove("is-moving");
    this.figure.dataset.drawn = painted;
    this.figure.dataset.state = "drawn";
  }

  listen() {
    this.plot.on("plotly_click", ({ points }) => this.report(points[0]));
    this.plot.on("plotly_clickannotation", ({ annotation }) => {
      if (annotation.name) this.report({ customdata: JSON.parse(annotation.name), data: { name: "label" } });
    });
    this.plot.on("plotly_hover", ({ event }) => (this.pointer = event));
    this.plot.on("plotly_unhover", () => (this.pointer = null));
  }

  // Plotly drops its hover label when it draws; moving the mouse by nothing brings it back with the new values.
  hover({ target, clientX, clientY }) {
    target.dispatchEvent(new MouseEvent("mousemove", { bubbles: true, clientX, clientY }));
  }

  report(point) {
    if (!this.data.clickable) return;
    const { x, y, customdata, pointNumber } = point;
    this.tell({ x, y, customdata, curve: point.data.name, point: pointNumber });
  }

  tell({ x = null, y = null, customdata, curve = null, point = null }) {
    this.send({ x, y, customdata, curve, point });
  }

  act(action) {
    if (action === "scene") return this.send({ add: true });
    if (action === "table") return this.turnTable();
    if (action !== "screen") return save(this.plot, this.data, action);
    return document.fullscreenElement ? document.exitFullscreen() : this.figure.requestFullscreen();
  }

  turnTable() {
    this.send({ table: true });
    if (!this.data.tableOpen) showTable(this.data.key);
  }

  remove() {
    this.removed = true;
    this.observer.disconnect();
    this.sight.disconnect();
    this.handle.remove();
    this.marks.remove();
    if (this.painted) window.Plotly.purge(this.plot);
  }
}

// The figure as it is where there is little width: parts of its layout are replaced, and of its first traces.
function narrowed({ data, layout, narrow }) {
  const traces = data.map((trace, place) => ({ ...trace, ...narrow.data?.[place] }));
  const changed = Object.entries(narrow.layout).map(([part, changes]) => [part, { ...layout[part], ...changes }]);
  return { data: traces, layout: { ...layout, ...Object.fromEntries(changed) } };
}

// plotly.js once per page: the one in its head, which may have failed on a bad line, or else one of our own.
function plotly() {
  window.ruxscopePlotly ??= new Promise((resolve, reject) => {
    const ready = () => resolve(walkSchemaOnce(window.Plotly));
    const load = () => {
      const script = Object.assign(document.createElement("script"), { src: PLOTLY, onload: ready });
      script.onerror = () => reject(new Error("plotly.js could not be loaded"));
      document.head.append(script);
    };
    if (window.Plotly) return ready();
    const early = document.querySelector("script[data-plotly]");
    if (!early || document.readyState === "complete") return load();
    early.addEventListener("load", ready);
    early.addEventListener("error", load);
  });
  return window.ruxscopePlotly;
}

// Plotly measures its labels once, so the page's font has to be there first.
function fontReady(figure) {
  return document.fonts.load(`16px ${getComputedStyle(figure).fontFamily}`).catch(() => undefined);
}
