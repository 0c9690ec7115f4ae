// The marks of a figure for readers without a pointer: a slider laid over the chart, whose places are its marks.
//
// Left and right go through the marks of a series, up and down to the same place of another one, Home and End to the
// first and the last; Enter chooses a mark as a click does, Escape lets go of it. What Plotly's label says at a mark is
// what a screen reader hears. Names beside the chart that answer a click are a series of their own.

const LABEL_PAUSE = 80; // milliseconds until Plotly's label stands: it draws one every 50 ms at most
const HINT = "Left and right arrow: marks of a series; up and down arrow: other series; Enter: as a click on the mark.";
const REACH = 11; // pixels from a mark to the ring around it

export class Marks {
  constructor(figure, plot, choose) {
    this.plot = plot;
    this.choose = choose;
    this.ring = document.createElement("div");
    Object.assign(this.ring, { className: "rux-chart__mark", hidden: true });
    this.node = document.createElement("div");
    Object.assign(this.node, { className: "rux-chart__marks", role: "slider", tabIndex: 0, hidden: true });
    this.node.setAttribute("aria-description", HINT);
    this.node.append(this.ring);
    this.node.onfocus = () => this.gather();
    this.node.onblur = () => this.letGo();
    this.node.onkeydown = (event) => this.press(event);
    this.rest();
    figure.append(this.node);
  }

  // After every drawing. Where the reader is at a mark, it stays chosen as long as there is one at its place.
  show(name) {
    this.node.hidden = !this.plot._fullData.some(isPointed);
    this.node.setAttribute("aria-label", `Marks: ${name}`);
    if (!this.ring.hidden) this.gather();
  }

  gather() {
    const rows = this.plot._fullData.filter(isPointed).flatMap((trace) => rowsOf(this.plot, trace));
    this.series = [named(this.plot), ...rows].filter((marks) => marks.length);
    if (!this.series.length) return this.letGo();
    this.node.setAttribute("aria-valuemax", this.series.flat().length);
    this.at(this.line ?? 0, this.place ?? 0);
  }

  press(event) {
    const { line, place, series } = this;
    const places = {
      ArrowRight: [line, place + 1],
      ArrowLeft: [line, place - 1],
      ArrowDown: [line + 1, place],
      ArrowUp: [line - 1, place],
      Home: [line, 0],
      End: [line, Infinity],
    };
    if (event.ctrlKey || event.metaKey || event.altKey || !series?.length) return;
    if (event.key in places) this.at(...places[event.key]);
    else if (event.key === "Enter" || event.key === " ") this.choose(this.now.chosen);
    else if (event.key === "Escape" && !this.ring.hidden) this.letGo();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Go to a mark, or the nearest there is: a ring around it and Plotly's own label beside it.
  at(line, place) {
    this.line = Math.min(Math.max(line, 0), this.series.length - 1);
    this.place = Math.min(Math.max(place, 0), this.series[this.line].length - 1);
    this.now = this.series[this.line][this.place];
    const before = this.series.slice(0, this.line).flat().length;
    this.node.setAttribute("aria-valuenow", before + this.place + 1);
    const { box, hover } = this.now;
    for (const side of ["left", "top", "width", "height"]) this.ring.style[side] = `${box[side]}px`;
    this.ring.hidden = false;
    this.ring.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (hover) window.Plotly.Fx.hover(this.plot, hover.at, hover.subplot);
    else window.Plotly.Fx.unhover(this.plot);
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.say(), LABEL_PAUSE);
  }

  say() {
    const { words, hover } = this.now;
    const labels = hover ? [...this.plot.querySelectorAll(".hoverlayer .hovertext text")].map(inOneLine) : [];
    this.node.setAttribute("aria-valuetext", labels.filter(Boolean).join("; ") || words);
  }

  letGo() {
    clearTimeout(this.soon);
    if (!this.ring.hidden && this.plot._fullLayout) window.Plotly.Fx.unhover(this.plot);
    this.ring.hidden = true;
    this.rest();
  }

  // What the slider says before it is at a mark.
  rest() {
    const values = { "aria-valuemin": 1, "aria-valuenow": 1, "aria-valuemax": 1, "aria-valuetext": "no mark chosen" };
    for (const [name, value] of Object.entries(values)) this.node.setAttribute(name, value);
  }

  remove() {
    clearTimeout(this.soon);
  }
}

// A series that shows a label at its points.
function isPointed({ visible, hoverinfo, hoveron, x, y }) {
  return visible === true && hoverinfo !== "skip" && hoveron !== "fills" && Boolean(x && y);
}

// Names beside the chart that answer a click.
function named(plot) {
  const nodes = plot.querySelectorAll(".annotation");
  return (plot._fullLayout.annotations ?? [])
    .map((annotation, place) => ({ annotation, node: nodes[place] }))
    .filter(({ annotation, node }) => node && annotation.captureevents && annotation.name)
    .map(({ annotation, node }) => {
      const page = plot.getBoundingClientRect();
      const { left, top, width, height } = node.getBoundingClientRect();
      return {
        words: node.textContent,
        box: onPlot(plot, left - page.left - 3, top - page.top - 2, width + 6, height + 4),
        chosen: { customdata: JSON.parse(annotation.name), data: { name: "label" } },
      };
    });
}

// The marks of a trace: one row of them, or one for each row of cells.
function rowsOf(plot, trace) {
  const { index: curveNumber, name } = trace;
  const [across, up] = [axisOf(plot, trace.xaxis), axisOf(plot, trace.yaxis)];
  const mark = (pointNumber, x, y, customdata, box, at = [{ curveNumber, pointNumber }]) => ({
    words: name,
    box,
    hover: { at, subplot: trace.xaxis + trace.yaxis },
    chosen: { x, y, customdata, pointNumber, data: { name } },
  });
  if (trace.type === "heatmap") {
    return trace.z.map((cells, row) =>
      cells.map((_, column) => {
        const [x, y] = [middle(trace.x, column), middle(trace.y, row)];
        const [width, height] = [size(across, trace.x, column), size(up, trace.y, row)];
        const box = [across._offset + across.d2p(x) - width / 2, up._offset + up.d2p(y) - height / 2, width, height];
        const customdata = trace.customdata?.[row]?.[column];
        return mark([row, column], x, y, customdata, onPlot(plot, ...box), { xval: x, yval: y });
      }),
    );
  }
  const marks = plot.calcdata[curveNumber].map((drawn, place) => {
    const [left, top] = drawn.ct ?? [across.c2p(drawn.x), up.c2p(drawn.y)];
    const box = onPlot(plot, across._offset + left - REACH, up._offset + top - REACH, 2 * REACH, 2 * REACH);
    return mark(place, trace.x[place], trace.y[place], trace.customdata?.[place], box);
  });
  return [marks.filter(({ box }) => Number.isFinite(box.left) && Number.isFinite(box.top))];
}

// A cell from its edges.
const middle = (edges, place) => (edges[place] + edges[place + 1]) / 2;
const size = (axis, edges, place) => Math.abs(axis.d2p(edges[place + 1]) - axis.d2p(edges[place]));

function axisOf(plot, name) {
  return plot._fullLayout[name.replace(/^[xy]/, "$&axis")];
}

function onPlot(plot, left, top, width, height) {
  return { left: plot.offsetLeft + left, top: plot.offsetTop + top, width, height };
}

// The lines of a label as one line of words.
function inOneLine(text) {
  const lines = [...text.querySelectorAll(".line")].map(({ textContent }) => textContent);
  return (lines.length ? lines.join(", ") : text.textContent).trim();
}
