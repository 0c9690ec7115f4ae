// How a figure looks: colour roles become colours, and what a figure leaves open follows the page.

import { PALETTES } from "./settings.js";

let look = null;

// The mode and the font of the page. They are read once a frame for all charts: to be asked, the browser lays out the
// page, and after each chart that was drawn it would do so again.
export function lookOf(figure, probe) {
  const theme = document.querySelector('[data-testid="stApp"]')?.className; // another one in another theme
  if (look?.theme === theme) return look;
  const { fontFamily: family, fontSize } = getComputedStyle(figure);
  look = { theme, mode: modeOf(probe), font: { family, size: 0.8 * parseFloat(fontSize) } };
  requestAnimationFrame(() => (look = null));
  return look;
}

// The probe has the page's background colour, which the browser gives back as "rgb(r, g, b)".
function modeOf(probe) {
  const [red, green, blue] = getComputedStyle(probe).backgroundColor.match(/[\d.]+/g).map(Number);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128 ? "dark" : "light";
}

export function dressed(figure, mode, { paper, font, width, height }) {
  const palette = PALETTES[mode];
  const { data, layout = {} } = resolved(figure, palette);
  const axis = {
    gridcolor: palette["@grid"],
    zerolinecolor: palette["@grid"],
    linecolor: palette["@muted"],
    ticklabeloverflow: "allow", // else Plotly measures every tick label on every drawing, a fifth of its time
  };
  const hover = { bgcolor: palette["@guide"], bordercolor: palette["@grid"], ...layout.hoverlabel };
  return {
    data,
    layout: {
      uirevision: "kept", // without it new data would undo the reader's zoom
      template: { layout: { xaxis: axis, yaxis: axis } },
      plot_bgcolor: "transparent",
      ...layout,
      paper_bgcolor: paper,
      font: { color: palette["@ink"], ...font, ...layout.font },
      hoverlabel: { ...hover, font: { color: palette["@ink"], ...hover.font } },
      width,
      height,
    },
  };
}

// Links never survive: no figure needs one, and text may stem from a file.
function resolved(value, palette) {
  if (typeof value === "string") return palette[value] ?? value.replace(/<(?=\/?a\b)/gi, "&lt;");
  if (Array.isArray(value)) return value.map((item) => resolved(item, palette));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolved(item, palette)]));
}
