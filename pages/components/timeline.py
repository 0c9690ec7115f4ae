"""The events of each patient over time; a click on one opens the profile."""

import streamlit as st

from core.displays.time import timeline_display
from core.displays.unavailable import why_not
from core.view import View
from pages.components import session
from pages.components.display import show
from pages.components.once import once
from pages.components.who import take_patient_click


def timeline(view: View) -> None:
    """Draw the display, or say what it needs."""
    options = session.current_options()
    if why := why_not("timeline", view, options):
        st.text(why)
        return
    display = once(view, timeline_display, masked=options.mask == "on")
    take_patient_click(view, show(view, display, clickable=True), back="safety.py")
