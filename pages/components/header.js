// The header of every page: how many patients, the link to this view, a chip for each filter, and the sentence.

import { CopyLink } from "./copy_link.js";
import { Heard } from "./heard.js";
import { made } from "./made.js";

const headers = new WeakMap();

// Streamlit calls this when a page appears, and again when what is selected changes.
export default function render({ data, parentElement, setTriggerValue }) {
  const node = parentElement.querySelector(".rux-header");
  if (!headers.has(node)) headers.set(node, new Header(node));
  const header = headers.get(node);
  header.show(data, setTriggerValue);
  return () => {
    header.heard.remove();
    headers.delete(node);
  };
}

class Header {
  constructor(node) {
    this.heard = new Heard();
    this.link = new CopyLink();
    this.badge = made("span", { className: "badge" });
    this.counts = made("span", {});
    this.reset = made("button", { type: "button", textContent: "Reset", onclick: () => this.send("reset", true) });
    this.chips = new Map();
    // Last in the row: a chip that comes or goes moves nothing else.
    this.filters = made("div", { className: "filters", role: "group", ariaLabel: "Filters" }, this.reset);
    this.sentence = made("p", { className: "sentence" });
    this.note = made("p", { className: "note" });
    const row = made("div", { className: "chips" }, this.badge, this.counts, this.link.button, this.filters);
    node.replaceChildren(this.heard.node, row, made("div", { className: "said" }, this.sentence, this.note));
  }

  show(data, send) {
    this.send = send;
    const [shown, others] = data.counts;
    this.badge.textContent = data.badge;
    this.badge.hidden = !data.badge;
    this.counts.replaceChildren(made("strong", {}, shown), ` ${others}`);
    this.reset.disabled = !data.restricted;
    this.fill(data.chips);
    this.sentence.textContent = data.sentence;
    this.note.textContent = data.note;
    this.note.hidden = !data.note;
    this.link.show(data);
    this.heard.show(data);
  }

  // Chips that stay are left alone, or the one in use would lose the focus.
  fill(wanted) {
    const kept = new Map();
    let before = this.reset;
    for (const [name, code, words] of wanted) {
      const key = `${name}=${code}`;
      const chip = this.chips.get(key) ?? this.chip(name, code, words);
      if (before.nextSibling !== chip) before.after(chip);
      kept.set(key, chip);
      before = chip;
    }
    for (const [key, chip] of this.chips) if (!kept.has(key)) chip.remove();
    this.chips = kept;
  }

  chip(name, code, words) {
    const cross = made("span", { className: "cross", ariaHidden: "true" }, "✕");
    const chip = made("button", { type: "button", className: "chip", title: "Remove this filter" }, words, cross);
    chip.onclick = () => this.send("removed", [name, code]);
    return chip;
  }
}
