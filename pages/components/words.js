// A table of words with its heading, what has to be said of it, and the way to the numbers behind it.
//
// Text is shown letter by letter. Rows that did not change are left alone.

import { made } from "./made.js";
import { showTable } from "./opened_table.js";

const tables = new WeakMap();

// Streamlit calls this when a table appears, and again when its data change.
export default function render({ data, parentElement, setTriggerValue }) {
  const node = parentElement.querySelector(".rux-words");
  if (!tables.has(node)) tables.set(node, new Words(node));
  tables.get(node).show(data, (click) => setTriggerValue("click", { key: data.key, ...click }));
}

class Words {
  constructor(node) {
    this.numbers = made("button", { type: "button", textContent: "Table", onclick: () => this.turnNumbers() });
    this.scene = made("button", { type: "button", textContent: "+ Scene", onclick: () => this.send({ add: true }) });
    this.tools = made("div", { className: "rux-tools", role: "group" }, this.numbers, this.scene);
    this.head = made("div", { className: "head" });
    this.table = made("table", {});
    this.note = made("p", { className: "rux-note" });
    node.replaceChildren(this.head, made("div", { className: "rux-table" }, this.table), this.note);
  }

  show(data, send) {
    const { heading, level, name, note, head, rows, addable, numbersOpen } = data;
    Object.assign(this, { data, send });
    if (this.heading?.tagName !== `H${level}`) this.head.replaceChildren((this.heading = made(`h${level}`, {})), this.tools);
    this.heading.textContent = heading;
    this.head.hidden = !heading;
    this.label(this.scene, "Add to presentation", !addable);
    this.label(this.numbers, numbersOpen ? "Close the table" : "Open as a table", numbersOpen === null);
    this.numbers.setAttribute("aria-expanded", Boolean(numbersOpen));
    this.table.setAttribute("aria-label", name);
    this.table.parentElement.hidden = !head.length;
    const shown = JSON.stringify([head, rows]);
    if (shown !== this.shown) this.table.replaceChildren(columns(head), made("tbody", {}, ...rows.map(row)));
    this.shown = shown;
    this.note.textContent = note;
    this.note.hidden = !note;
  }

  label(button, action, hidden) {
    button.title = action;
    button.setAttribute("aria-label", `${action}: ${this.data.heading}`);
    button.hidden = hidden;
  }

  turnNumbers() {
    this.send({ table: true });
    if (!this.data.numbersOpen) showTable(this.data.key);
  }
}

function columns(head) {
  return made("thead", {}, made("tr", {}, ...head.map((words) => made("th", { scope: "col" }, words))));
}

// A row is named by its first cell; where that is blank, by that of the row above, for those who hear it.
function row([first, ...others], place, rows) {
  const heading = made("th", { scope: "row" }, first);
  if (!first) {
    const above = rows.slice(0, place).findLast(([name]) => name)?.[0] ?? "";
    heading.append(made("span", { className: "rux-hidden" }, above));
  }
  return made("tr", {}, heading, ...others.map((words) => made("td", {}, words)));
}
