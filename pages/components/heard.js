// For readers who hear the page: its heading, the new numbers after a change, and a focus that is never lost.
//
// A control that goes, or is switched off, when it is used (the chip of a filter, "Reset") takes the focus with it, and
// the next Tab would start anywhere. It goes to a control of the same group instead, else to the heading.

const PAUSE = 60; // milliseconds in which whoever took the control away may place the focus themselves
const CONTROLS = "button:not(:disabled), a[href], input:not(:disabled), summary, [tabindex='0']";

export class Heard {
  constructor() {
    this.node = document.createElement("div");
    this.node.className = "rux-heard";
    this.heading = Object.assign(document.createElement("h1"), { tabIndex: -1 });
    this.status = Object.assign(document.createElement("p"), { role: "status" });
    this.node.append(this.heading, this.status);
    this.listening = new AbortController();
    document.addEventListener("focusin", ({ target }) => this.note(target), { signal: this.listening.signal });
    this.parts = new MutationObserver(() => this.used && (!this.used.isConnected || this.used.disabled) && this.lost());
    this.parts.observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled"] });
  }

  // Nothing is said when the app opens; a new page says its name, a new selection its numbers.
  show({ title, sentence }) {
    const { shown } = this;
    this.shown = { title, sentence };
    this.heading.textContent = title;
    if (shown && title !== shown.title) this.status.textContent = title;
    else if (shown && sentence !== shown.sentence) this.status.textContent = sentence;
    for (const link of document.querySelectorAll('[data-testid="stTopNavLink"]')) {
      if (link.textContent.trim() === title) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  note(control) {
    this.used = control;
    this.groups = [];
    for (let group = control.parentElement; group; group = group.parentElement) {
      if (group.matches('[role="group"], [class*="st-key-"]')) this.groups.push(group);
    }
  }

  lost() {
    this.used = null;
    setTimeout(() => {
      if (document.activeElement !== document.body) return;
      const next = this.groups.filter((group) => group.isConnected).map(firstControl).find(Boolean);
      (next ?? this.heading).focus({ preventScroll: !next });
    }, PAUSE);
  }

  remove() {
    this.listening.abort();
    this.parts.disconnect();
  }
}

function firstControl(group) {
  return [...group.querySelectorAll(CONTROLS)].find((control) => control.checkVisibility());
}
