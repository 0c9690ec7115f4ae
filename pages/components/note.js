// A line of small print, shown letter by letter.

// Streamlit calls this when the line appears, and again when it changes.
export default function render({ data, parentElement }) {
  const node = parentElement.querySelector(".rux-note");
  if (node.textContent !== data.words) node.textContent = data.words;
}
