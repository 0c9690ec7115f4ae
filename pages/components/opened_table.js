// A table that a click opened may be beneath the window: it is brought into sight.

const LONGEST_RUN = 5000; // milliseconds in which what a click asked for has come
const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");

// The table behind the display or the table of words that has this key, as soon as it is on the page.
export async function showTable(key) {
  const until = performance.now() + LONGEST_RUN;
  while (performance.now() < until) {
    await new Promise(requestAnimationFrame);
    const table = document.querySelector(`.st-key-table-${CSS.escape(key)}:has([data-testid="stDataFrame"])`);
    if (table) return table.scrollIntoView({ block: "nearest", behavior: lessMotion.matches ? "auto" : "smooth" });
  }
}
