// A line of a figure that the reader moves: a slider over the chart, for pointer and arrow keys.
//
// The figure says which line: "draggable": { name, label, shape, now, least, most, scale, high }. The line is the
// upright shape with that index; it stands at scale * n for the whole numbers n from least to most. Its handle is at the
// foot, or at the head where it is high.

const KEY_PAUSE = 300; // milliseconds without a key before a new place is told

export class Handle {
  constructor(figure, plot, tell) {
    this.plot = plot;
    this.tell = tell;
    this.node = document.createElement("div");
    Object.assign(this.node, { className: "rux-chart__handle", role: "slider", tabIndex: 0, hidden: true });
    this.node.onpointerdown = (event) => this.grab(event);
    this.node.onpointermove = ({ clientX }) => this.held && this.drag(this.under(clientX));
    this.node.onpointerup = this.node.onpointercancel = () => this.release();
    this.node.onkeydown = (event) => this.press(event);
    figure.append(this.node);
  }

  // After every drawing: the figure says where its line stands, unless the reader holds it.
  show(line) {
    this.line = line;
    this.node.hidden = !line;
    if (!line) return;
    this.node.classList.toggle("is-high", line.high);
    this.node.setAttribute("aria-label", line.label);
    this.node.setAttribute("aria-valuemin", Math.min(line.scale * line.least, line.scale * line.most));
    this.node.setAttribute("aria-valuemax", Math.max(line.scale * line.least, line.scale * line.most));
    if (this.held || this.waiting) return this.move(this.now);
    this.now = line.now;
    this.place();
  }

  place() {
    if (!this.line) return;
    const { xaxis, _size } = this.plot._fullLayout;
    const at = this.line.scale * this.now;
    Object.assign(this.node.style, {
      left: `${this.plot.offsetLeft + _size.l + xaxis.l2p(at)}px`,
      top: `${this.plot.offsetTop + _size.t}px`,
      height: `${_size.h}px`,
    });
    this.node.setAttribute("aria-valuenow", at);
  }

  move(now) {
    this.now = now;
    this.place();
    const at = this.line.scale * now;
    const line = `shapes[${this.line.shape}]`;
    return window.Plotly.relayout(this.plot, { [`${line}.x0`]: at, [`${line}.x1`]: at });
  }

  grab(event) {
    this.held = true;
    this.node.setPointerCapture(event.pointerId);
  }

  drag(now) {
    if (now !== this.now) this.move(now);
  }

  release() {
    if (!this.held) return;
    this.held = false;
    this.say();
  }

  press(event) {
    const { least, most, scale } = this.line;
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.move(Math.min(Math.max(this.now + step * Math.sign(scale), least), most));
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.waiting = null;
      this.say();
    }, KEY_PAUSE);
  }

  remove() {
    clearTimeout(this.waiting);
  }

  // The whole number nearest to a place on the screen.
  under(clientX) {
    const { xaxis, _size } = this.plot._fullLayout;
    const { least, most, scale } = this.line;
    const at = xaxis.p2l(clientX - this.plot.getBoundingClientRect().left - _size.l);
    return Math.min(Math.max(Math.round(at / scale), least), most);
  }

  say() {
    if (this.now !== this.line.now) this.tell({ [this.line.name]: this.now }, this.line.scale * this.now);
  }
}
