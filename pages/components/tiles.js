// Tiles are small and hold no state: new data draw them anew, all at once.

import { made } from "./made.js";

// Streamlit calls this when the tiles appear, and again when their data change.
export default function render({ data, parentElement, setTriggerValue }) {
  const { query, tiles, note } = data;
  parentElement.querySelector(".rux-tiles").replaceChildren(
    ...tiles.map((tile) => section(tile)),
    made("p", { className: "rux-note" }, note),
  );

  function section({ label, page, answers }) {
    // the address serves a new tab; in this one the session goes on
    const link = made("a", { href: `./${page}${query ? `?${query}` : ""}` }, made("span", {}, label));
    link.append(made("span", { className: "arrow", ariaHidden: "true" }, "→"));
    link.onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      setTriggerValue("opened", page);
    };
    return made("section", {}, link, ...answers.map(line));
  }
}

function line([symbol, label, value, detail]) {
  const group = made("span", {}, made("span", { ariaHidden: "true" }, symbol), ` ${label}`);
  return made("p", {}, group, made("strong", {}, value), made("span", {}, detail));
}
