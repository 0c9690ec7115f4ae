// The button that puts the address of this view on the clipboard.
//
// The link holds the page, the selection and the chart options, and no patient's data. The stamp says which data it was
// made on. The address bar goes without it: it is read by the one who sees the data, and would change whenever they do.

export class CopyLink {
  constructor() {
    this.button = Object.assign(document.createElement("button"), { type: "button", textContent: "Copy link" });
    // Browsers open the clipboard on secure addresses only; an app on a plain network address shows the link instead.
    this.button.onclick = () => {
      if (navigator.clipboard) navigator.clipboard.writeText(this.address()).then(() => this.copied(), () => this.byHand());
      else this.byHand();
    };
  }

  // After a page link the address lacks what is selected: completed in place, it costs no step of the back button.
  show({ completion, stamp }) {
    this.stamp = stamp;
    if (completion && !window.location.search) {
      window.history.replaceState(window.history.state, "", `?${completion}`);
    }
  }

  address() {
    const link = new URL(window.location.href);
    for (const [name, value] of Object.entries(this.stamp)) link.searchParams.set(name, value);
    return link.href;
  }

  copied() {
    this.button.textContent = "Link copied";
    setTimeout(() => (this.button.textContent = "Copy link"), 1500);
  }

  byHand() {
    window.prompt("Copy this link:", this.address());
  }
}
