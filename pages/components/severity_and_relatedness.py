"""Two small stacked bars side by side: how bad the worst event was, and what events were judged related to."""

import streamlit as st

from core.displays.safety import relatedness_display, severity_display
from core.view import View
from pages.components.display import show
from pages.components.once import once
from pages.components.who import take_click


def severity_and_relatedness(view: View) -> None:
    """Draw both, beside each other while they fit; a click on a bar asks who they are."""
    with st.container(horizontal=True, gap="small", key="severity-and-relatedness"):
        for display in (once(view, severity_display), once(view, relatedness_display)):
            with st.container():
                take_click(show(view, display, clickable=True))
