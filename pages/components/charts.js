// A row of charts that share the width while they fit, each with what has to be said of it beneath.

import { Chart } from "./chart.js";

const rows = new WeakMap();

// Streamlit calls this when a row appears, and again when its data or the theme change.
export default function render({ data, parentElement, setTriggerValue }) {
  const node = parentElement.querySelector(".rux-charts");
  if (!rows.has(node)) rows.set(node, new Row(node));
  const row = rows.get(node);
  row.show(data, (key, click) => setTriggerValue("click", { key, ...click }));
  return () => row.remove();
}

class Row {
  constructor(node) {
    this.node = node;
    this.cells = new Map();
    this.note = note();
    node.append(this.note);
  }

  show({ charts, least, note }, send) {
    this.node.style.setProperty("--rux-least", `${least}px`);
    const kept = new Map(charts.map(({ key }) => [key, this.cells.get(key) ?? new Cell()]));
    for (const [key, cell] of this.cells) if (!kept.has(key)) cell.remove();
    this.cells = kept;
    [...kept.values()].forEach(({ node }, place) => {
      if (this.node.children[place] !== node) this.node.insertBefore(node, this.node.children[place]);
    });
    tell(this.note, note);
    for (const data of charts) kept.get(data.key).show(data, send);
  }

  remove() {
    for (const cell of this.cells.values()) cell.remove();
    rows.delete(this.node);
  }
}

class Cell {
  constructor() {
    this.chart = new Chart();
    this.note = note();
    this.node = document.createElement("div");
    this.node.append(this.chart.figure, this.note);
  }

  show(data, send) {
    tell(this.note, data.note);
    this.chart.show(data, (click) => send(data.key, click));
  }

  remove() {
    this.chart.remove();
    this.node.remove();
  }
}

function note() {
  return Object.assign(document.createElement("p"), { className: "rux-note" });
}

function tell(note, words) {
  note.textContent = words;
  note.hidden = !words;
}
