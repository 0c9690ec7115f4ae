"""The change of itch with its threshold: the line in the chart and the switch above it are one choice."""

import streamlit as st

from core.displays.change_curve import itch_curve
from core.view import CHART_OPTIONS, ChartOptions, View
from pages.components import session
from pages.components.display import show
from pages.components.once import once


def itch_change(view: View, options: ChartOptions, reference: View | None = None) -> None:
    """Show the change curves; where the reader moved the line, it is the threshold from now on."""
    moved = (show(view, once(view, itch_curve, options, reference), reference=reference) or {}).get("customdata")
    if isinstance(moved, dict) and str(moved.get("threshold")) in CHART_OPTIONS["threshold"]:
        session.choose_option("threshold", str(moved["threshold"]))
        st.rerun()
