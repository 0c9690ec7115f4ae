"""A button that opens the browser's print dialogue; ``style.css`` says what reaches the paper."""

import streamlit as st

from pages.components.link_button import LINK_BUTTON

_SCRIPT = """
export default ({ parentElement }) => {
  parentElement.querySelector("button").onclick = () => window.print();
};
"""

_mount = st.components.v2.component(
    "ruxscope_print", html="<button type='button'>Print</button>", css=LINK_BUTTON, js=_SCRIPT
)


def print_button() -> None:
    """Draw the button."""
    _mount(key="print", width="content")
