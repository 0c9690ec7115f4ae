// Saves a chart as a PNG or SVG file, without leaving the browser.
//
// The file shows the chart as it stands (zoom, traces switched off) in the light colours on white, with its name on
// top and its notes beneath.

import { dressed } from "./chart_look.js";

const SVG = "http://www.w3.org/2000/svg";
const FONT = "Arial, Helvetica, sans-serif"; // an image cannot use the page's font: it has to be on the reader's machine
const WIDTHS = [720, 1600];
const MARGIN = 16;
const PNG_SCALE = 2;
const TITLE = { size: 18, weight: 600, color: "#1c2530" };
const NOTE = { size: 12, weight: 400, color: "#5b6673" };

export async function save(plot, { figure, name, notes, filename }, format) {
  const width = Math.min(Math.max(plot.layout.width, WIDTHS[0]), WIDTHS[1]);
  const height = plot.layout.height;
  const font = { family: FONT, size: NOTE.size };
  const shown = asShown(plot, dressed(figure, "light", { paper: "#ffffff", font, width, height }));
  const drawing = await window.Plotly.toImage(shown, { format: "svg", width, height, imageDataOnly: true });
  const page = composed(drawing, { name, notes, width, height });
  const text = new XMLSerializer().serializeToString(page);
  const svg = new Blob([text], { type: "image/svg+xml" });
  download(format === "svg" ? svg : await rasterised(svg, page), `${filename}.${format}`);
}

// The figure with the ranges and the traces the reader sees.
function asShown(plot, { data, layout }) {
  const ranges = Object.entries(plot._fullLayout)
    .filter(([name]) => /^[xy]axis\d*$/.test(name))
    .map(([name, { range }]) => [name, { ...layout[name], range: [...range], autorange: false }]);
  const traces = data.map((trace, index) => ({ ...trace, visible: plot.data[index].visible ?? true }));
  return { data: traces, layout: { ...layout, ...Object.fromEntries(ranges) } };
}

function composed(drawing, { name, notes, width, height }) {
  const title = lines([name], TITLE, width);
  const footer = lines(notes, NOTE, width);
  const top = MARGIN + heightOf(title, TITLE);
  const bottom = top + height + MARGIN / 2;
  const total = bottom + heightOf(footer, NOTE) + MARGIN;
  const page = element("svg", { width, height: total, viewBox: `0 0 ${width} ${total}` });
  const chart = new DOMParser().parseFromString(drawing, "image/svg+xml").documentElement;
  chart.setAttribute("y", top);
  page.append(element("rect", { width, height: total, fill: "#ffffff" }));
  page.append(...written(title, TITLE, MARGIN), chart, ...written(footer, NOTE, bottom));
  return page;
}

function written(texts, { size, weight, color }, top) {
  return texts.map((text, index) => {
    const y = top + (index + 1) * 1.4 * size - 0.4 * size;
    const line = element("text", { x: MARGIN, y, fill: color, "font-family": FONT });
    line.setAttribute("font-size", size);
    line.setAttribute("font-weight", weight);
    line.textContent = text;
    return line;
  });
}

const heightOf = (texts, { size }) => texts.length * 1.4 * size;

// Each text broken at spaces into lines no wider than the page.
function lines(texts, { size, weight }, width) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${weight} ${size}px ${FONT}`;
  const fits = (text) => pen.measureText(text).width <= width - 2 * MARGIN;
  return texts.flatMap((text) =>
    text.split(/\s+/).reduce((done, word) => {
      const longer = done.length ? `${done.at(-1)} ${word}` : word;
      return done.length && !fits(longer) ? [...done, word] : [...done.slice(0, -1), longer];
    }, []),
  );
}

async function rasterised(svg, page) {
  const image = new Image();
  const address = URL.createObjectURL(svg);
  image.src = address;
  await image.decode();
  URL.revokeObjectURL(address);
  const canvas = document.createElement("canvas");
  canvas.width = PNG_SCALE * page.getAttribute("width");
  canvas.height = PNG_SCALE * page.getAttribute("height");
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function download(blob, filename) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}
