// The sidebar: native boxes in groups and folds, drawn once and kept; later data change what they say.
//
// A click shows at once. It is sent as the whole choice with the number of the change ("turn"), and what an earlier run
// of the script says of the boxes is passed over until the run that knows of the last change answers.

import { made } from "./made.js";

const openFolds = new Set(); // by name; a change of page draws the sidebar anew
const RELEASED = "The connection was interrupted and your files were released from memory. Open them again on Your data.";
let last = {}; // the session and whether it had data of its own: a server that was started anew cannot know
let released = false;
const panels = new WeakMap();

// Streamlit calls this when the sidebar appears, and again when its data change.
export default function render({ data, parentElement, setTriggerValue }) {
  const node = parentElement.querySelector(".rux-sidebar");
  if (!panels.has(node)) panels.set(node, new Panel(node));
  panels.get(node).show(data, setTriggerValue);
}

class Panel {
  constructor(node) {
    this.node = node;
    this.turn = 0;
    node.onchange = ({ target }) => this.change(target);
  }

  show(data, send) {
    this.send = send;
    released = !data.own && (released || Boolean(last.own && last.session !== data.session));
    last = data;
    const shape = JSON.stringify([released, data.source, data.parts.map(shapeOf), data.by.options]);
    // other data, or a session that began anew, know nothing of the turns before
    const current = shape !== this.shape || data.turn >= this.turn || data.turn === 0;
    if (shape !== this.shape) this.build(data);
    if (current) this.turn = data.turn;
    this.update(data, current);
    this.shape = shape;
  }

  build({ source, parts, by }) {
    this.boxes = new Map();
    this.states = new Map();
    this.folds = new Map();
    this.by = made("select", { name: "by" }, ...by.options.map(([value, words]) => made("option", { value }, words)));
    const title = made("p", { className: "source" }, made("strong", {}, source.title), made("span", {}, source.patients));
    if (source.badge) title.append(made("span", { className: "badge" }, source.badge));
    if (released) title.append(made("span", { className: "released", role: "status" }, RELEASED));
    const compare = made("label", { className: "compare" }, made("span", {}, by.label), this.by);
    this.node.replaceChildren(title, ...parts.map((part) => this.part(part)), compare);
  }

  part({ name, fold, said, filters }) {
    const groups = filters.map((filter) => this.group(filter));
    if (!fold) return made("div", {}, ...groups);
    const state = made("span", {});
    this.folds.set(name, state);
    const details = made("details", { open: openFolds.has(name) }, made("summary", {}, `${fold} `, state));
    if (said) details.append(made("p", { className: "said" }, said));
    details.append(...groups);
    details.ontoggle = () => (details.open ? openFolds.add(name) : openFolds.delete(name));
    return details;
  }

  group({ name, label, options }) {
    const state = made("span", {});
    this.states.set(name, state);
    const lines = options.map(([code, words]) => {
      const box = made("input", { type: "checkbox", name, value: code });
      const count = made("span", { className: "count" });
      this.boxes.set(`${name}=${code}`, { box, count });
      return made("label", {}, box, made("span", {}, words), " ", count);
    });
    return made("fieldset", {}, made("legend", {}, label, " ", state), ...lines);
  }

  update({ parts, by }, withChoice) {
    if (withChoice) this.by.value = by.chosen;
    for (const { name, active, filters } of parts) {
      if (this.folds.has(name)) this.folds.get(name).textContent = active ? `${active} active` : "";
      for (const filter of filters) this.fill(filter, withChoice);
    }
  }

  fill({ name, options, chosen }, withChoice) {
    this.states.get(name).textContent = chosen.length ? "" : "All";
    for (const [code, , patients] of options) {
      const { box, count } = this.boxes.get(`${name}=${code}`);
      if (withChoice) box.checked = chosen.includes(code);
      // a chosen option stays open to a click even at 0, or it could not be taken back
      box.disabled = patients === 0 && !box.checked;
      count.textContent = patients?.toLocaleString("en") ?? "";
    }
  }

  change(target) {
    // of the grades at which events begin to count one holds at a time
    if (target.name === "at_least" && target.checked) {
      for (const { box } of this.boxes.values()) box.checked &&= box.name !== "at_least" || box === target;
    }
    this.turn += 1;
    const boxes = [...this.boxes.values()].map(({ box }) => box).filter((box) => box.checked);
    this.send("chosen", { turn: this.turn, pairs: [...boxes, this.by].map(({ name, value }) => [name, value]) });
  }
}

function shapeOf({ name, fold, filters }) {
  return [name, fold, filters.map((filter) => [filter.name, filter.label, filter.options.map(([code, words]) => [code, words])])];
}
