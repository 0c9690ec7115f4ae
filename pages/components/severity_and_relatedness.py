"""Two small stacked bars side by side: how bad the worst event was, and what events were judged related to."""

import streamlit as st

from core.displays.safety import relatedness_display, severity_display
from core.view import View
from pages.components.display import show


def severity_and_relatedness(view: View) -> None:
    """Draw both, beside each other while they fit."""
    with st.container(horizontal=True, gap="small", key="severity-and-relatedness"):
        for display in (severity_display(view), relatedness_display(view)):
            with st.container():
                show(view, display)
