// Draws the charts of a report: plotly.js and every figure are in this file, nothing is fetched.
//
// A test may rely on <body data-state>: "drawing", then "drawn".

const { palettes, paper } = JSON.parse(document.getElementById("settings").textContent);
const CONFIG = { displayModeBar: false, displaylogo: false, doubleClick: "reset", responsive: false, showTips: false };
const dark = matchMedia("(prefers-color-scheme: dark)");
const places = [...document.querySelectorAll(".chart")];
let printing = false;
let opened = [];

const figures = new Map(
  places.map((place) => [place, JSON.parse(document.getElementById(place.dataset.figure).textContent)]),
);

// Links never survive: no figure needs one, and text may stem from a file.
function resolved(value, palette) {
  if (typeof value === "string") return palette[value] ?? value.replace(/<(?=\/?a\b)/gi, "&lt;");
  if (Array.isArray(value)) return value.map((item) => resolved(item, palette));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolved(item, palette)]));
}

// The layout where there is little width: parts of it are replaced.
function fitting({ layout, narrow }, width) {
  if (width >= (narrow?.below ?? 0)) return layout;
  const changed = Object.entries(narrow.layout).map(([part, changes]) => [part, { ...layout[part], ...changes }]);
  return { ...layout, ...Object.fromEntries(changed) };
}

function draw(place) {
  const figure = figures.get(place);
  const palette = palettes[dark.matches && !printing ? "dark" : "light"];
  const width = printing ? paper.width : place.clientWidth;
  const height = printing ? Math.min(figure.height, paper.height) : figure.height;
  const { data, layout } = resolved({ data: figure.data, layout: fitting(figure, width) }, palette);
  const axis = { gridcolor: palette["@grid"], zerolinecolor: palette["@grid"], linecolor: palette["@muted"] };
  const hover = { bgcolor: palette["@guide"], bordercolor: palette["@grid"], font: { color: palette["@ink"] } };
  const font = { color: palette["@ink"], family: getComputedStyle(document.body).fontFamily, ...layout.font };
  const hoverlabel = { ...hover, ...layout.hoverlabel };
  const template = { layout: { xaxis: axis, yaxis: axis } };
  place.style.height = `${height}px`;
  return Plotly.react(place, data, { template, uirevision: "kept", ...layout, font, hoverlabel, width, height }, CONFIG);
}

async function drawAll() {
  document.body.dataset.state = "drawing";
  for (const place of places) {
    await draw(place);
    await new Promise((next) => setTimeout(next)); // the page stays responsive between two charts
  }
  document.body.dataset.state = "drawn";
}

let waiting;
addEventListener("resize", () => {
  clearTimeout(waiting);
  waiting = setTimeout(drawAll, 150);
});
dark.addEventListener("change", drawAll);

// On paper: light colours, the width of a page, every table open.
addEventListener("beforeprint", () => {
  printing = true;
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const folded of opened) folded.open = true;
  for (const place of places) draw(place);
});
addEventListener("afterprint", () => {
  printing = false;
  for (const folded of opened) folded.open = false;
  drawAll();
});

drawAll();
