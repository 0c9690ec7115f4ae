"""A button that opens the browser's print dialogue; ``style.css`` says what reaches the paper."""

import streamlit as st

_STYLE = """
button {
  font: inherit; padding: 0.25rem 0.6rem; min-height: 2rem; cursor: pointer; white-space: nowrap;
  color: var(--st-link-color); background: none; border: none; border-radius: var(--st-button-radius);
}
button:hover { text-decoration: underline; }
button:focus-visible { outline: 2px solid var(--st-primary-color); }
"""

_SCRIPT = """
export default ({ parentElement }) => {
  parentElement.querySelector("button").onclick = () => window.print();
};
"""

_mount = st.components.v2.component(
    "ruxscope_print", html="<button type='button'>Print</button>", css=_STYLE, js=_SCRIPT
)


def print_button() -> None:
    """Draw the button."""
    _mount(key="print", width="content")
