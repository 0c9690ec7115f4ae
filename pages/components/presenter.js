// Present mode in the browser: what keys and buttons do, and how large the stage is drawn.
//
// The figure keeps a small logical size and is magnified (stage.css), so that its text grows with it; the lines around
// it shrink only where they would take more than their share of the window.

const LEAST_WIDTH = 600; // logical pixels a figure needs for its narrow layout
const LEAST_HEIGHT = 780; // logical pixels that hold the rows of the highest figures, closer together
const MOST_OF_STAGE = 0.42; // the share of the height that lines beneath a figure may take
const SMALLEST = 0.5; // of the usual size of type, where there are very many words
const ROOT = document.documentElement;
const NAMES = ["--stage-zoom", "--stage-width", "--stage-height", "--stage-type", "--stage-notes", "--stage-table"];
const EDITABLE = "input:not([type=checkbox]), textarea, select, [contenteditable]";

const ACTIONS = {
  previous: ["Previous scene", "←", ["ArrowLeft", "PageUp", "Backspace"]],
  next: ["Next scene", "→", ["ArrowRight", "PageDown", " ", "Enter"]],
  first: ["First scene", "", ["Home"]],
  last: ["Last scene", "", ["End"]],
  filters: ["Filters", "Filters", ["l", "L"]],
  reset: ["Back to the saved scene", "Reset", ["r", "R"]],
  screen: ["Full screen", "Full screen", ["f", "F"]],
  keys: ["Keys", "?", ["?"]],
  leave: ["Leave the presentation", "Leave", ["Escape"]],
};
const KEYS = Object.entries(ACTIONS).flatMap(([action, [, , keys]]) => keys.map((key) => [key, action]));
const ACTION_OF = new Map(KEYS);
const HELP = [
  ["→  Page Down  Space  Enter", "next scene"],
  ["←  Page Up", "previous scene"],
  ["Home  End", "first and last scene"],
  ["L", "filters, for this scene only"],
  ["R", "back to the saved scene"],
  ["F", "full screen"],
  ["Esc", "leave"],
];

const presenters = new WeakMap();

// Streamlit calls this when the stage appears, and again when the scene changes.
export default function render({ data, parentElement, setTriggerValue }) {
  const node = parentElement.querySelector(".rux-presenter");
  if (!presenters.has(node)) presenters.set(node, new Presenter(node));
  const presenter = presenters.get(node);
  presenter.show(data, setTriggerValue);
  return () => presenter.remove();
}

class Presenter {
  constructor(node) {
    this.node = node;
    this.build();
    this.listening = new AbortController();
    const { signal } = this.listening;
    // on the window and before everybody else: Streamlit has keys of its own
    window.addEventListener("keydown", (event) => this.press(event), { capture: true, signal });
    document.addEventListener("fullscreenchange", () => this.screenChanged(), { signal });
    this.sizes = new ResizeObserver(() => this.fitSoon());
    this.parts = new MutationObserver((changes) => {
      if (changes.some(({ target }) => !target.closest?.(".rux-chart, .rux-presenter"))) this.fitSoon();
    });
    this.parts.observe(document.body, { childList: true, subtree: true });
    this.sizes.observe(document.body);
    // the click that opened the stage may still open the full screen with it
    if (navigator.userActivation?.isActive && !document.fullscreenElement) this.screen();
  }

  build() {
    const shown = ["previous", "next", "filters", "reset", "screen", "keys", "leave"];
    const button = (action) => {
      const made = document.createElement("button");
      Object.assign(made, { type: "button", title: ACTIONS[action][0], textContent: ACTIONS[action][1] });
      made.setAttribute("aria-label", ACTIONS[action][0]);
      made.dataset.action = action;
      made.onclick = () => this.act(action);
      return made;
    };
    this.counter = document.createElement("span");
    this.counter.setAttribute("role", "status");
    this.help = document.createElement("table");
    Object.assign(this.help, { className: "rux-presenter__keys", hidden: true });
    for (const words of HELP) this.help.insertRow().append(...words.map((word) => cell(word)));
    this.node.replaceChildren(...shown.map(button), this.help);
    this.node.firstChild.after(this.counter);
  }

  show(data, send) {
    Object.assign(this, { data, send });
    if (this.waiting && data.place !== this.place) return; // an earlier step; the last one is on its way
    Object.assign(this, { place: data.place, waiting: false });
    this.counter.textContent = `${data.place + 1} of ${data.count}`;
    const off = { previous: data.place === 0, next: data.place === data.count - 1, reset: !data.changed };
    for (const button of this.node.querySelectorAll("button")) button.disabled = off[button.dataset.action] ?? false;
    this.fitSoon();
  }

  press(event) {
    const { target, key } = event;
    const action = ACTION_OF.get(key);
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = target.closest?.(EDITABLE);
    const inFilters = target.closest?.('[data-testid="stSidebar"]');
    // a control that has the focus keeps the keys that work it
    const worked = target.closest?.("button, a, label, input, summary") && [" ", "Enter"].includes(key);
    if (worked || ((typing || inFilters) && !["Escape", "PageUp", "PageDown"].includes(key) && key.length > 1)) return;
    if (typing && key.length === 1) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.act(action);
  }

  act(action) {
    const last = this.data.count - 1;
    const places = { previous: this.place - 1, next: this.place + 1, first: 0, last };
    if (action in places) return this.go(Math.min(Math.max(places[action], 0), last));
    if (action === "filters") return this.filters(!ROOT.classList.contains("rux-filters"));
    if (action === "keys") return (this.help.hidden = !this.help.hidden);
    if (action === "screen") return this.screen();
    if (action === "leave") return this.leave();
    if (this.data.changed) this.send("reset", true);
  }

  // The place is kept here, so that two quick steps are two scenes.
  go(place) {
    if (place === this.place) return;
    Object.assign(this, { place, waiting: true });
    this.send("go", place);
  }

  filters(open) {
    // a sidebar the reader has folded away has to be unfolded first
    if (open) document.querySelector('[data-testid="stExpandSidebarButton"]')?.click();
    ROOT.classList.toggle("rux-filters", open);
    if (open) requestAnimationFrame(() => document.querySelector('[data-testid="stSidebar"] input')?.focus());
    else document.activeElement?.blur();
    this.fitSoon();
  }

  leave() {
    if (!this.help.hidden) return (this.help.hidden = true);
    if (ROOT.classList.contains("rux-filters")) return this.filters(false);
    this.left = true;
    if (document.fullscreenElement) document.exitFullscreen();
    this.send("leave", true);
  }

  screen() {
    if (!document.fullscreenEnabled) return;
    this.asked = true;
    const done = document.fullscreenElement ? document.exitFullscreen() : ROOT.requestFullscreen();
    done.catch(() => (this.asked = false));
  }

  // Browsers keep Esc for themselves while the screen is full: leaving it that way leaves the presentation.
  screenChanged() {
    const byKey = !document.fullscreenElement && !this.asked && !this.left;
    this.asked = false;
    if (byKey) this.send("leave", true);
  }

  fitSoon() {
    cancelAnimationFrame(this.soon);
    this.soon = requestAnimationFrame(() => this.fit());
  }

  fit() {
    const stage = document.querySelector(".st-key-stage");
    const box = stage?.querySelector(".st-key-stage-figure");
    const lines = stage?.querySelector(".st-key-stage-lines");
    if (!box || !lines) return;
    const beside = Boolean(lines.closest(".st-key-stage-beside"));
    const room = beside ? lines.closest(".st-key-stage-beside").clientHeight : MOST_OF_STAGE * stage.clientHeight;
    for (const name of ["--stage-type", "--stage-notes", "--stage-table"]) set(name, 1);
    shrink("--stage-notes", () => tall(lines) > room);
    shrink("--stage-type", () => tall(lines) > room);
    const { clientWidth: width, clientHeight: height } = box;
    shrink("--stage-table", () => box.querySelector(".rux-table")?.scrollHeight > height);
    set("--stage-zoom", Math.min(height / Math.min(this.data.height, LEAST_HEIGHT), width / LEAST_WIDTH));
    set("--stage-width", `${width}px`);
    set("--stage-height", `${height}px`);
    for (const part of [stage, box, lines]) this.sizes.observe(part);
  }

  remove() {
    this.listening.abort();
    this.sizes.disconnect();
    this.parts.disconnect();
    cancelAnimationFrame(this.soon);
    ROOT.classList.remove("rux-filters");
    for (const name of NAMES) ROOT.style.removeProperty(name);
    presenters.delete(this.node);
  }
}

// The height of the words, whatever the height of their box.
const tall = (lines) => [...lines.children].reduce((sum, { scrollHeight }) => sum + scrollHeight, 0);

// Smaller type, step by step, while there is too much of it.
function shrink(name, tooMuch) {
  for (let size = 0.95; tooMuch() && size > SMALLEST; size -= 0.05) set(name, size);
}

function set(name, value) {
  ROOT.style.setProperty(name, value);
}

function cell(text) {
  const made = document.createElement("td");
  made.textContent = text;
  return made;
}
