"""The change of itch with its threshold: the line in the chart and the switch above it are one choice."""

from typing import Any

import streamlit as st

from core.chart_options import CHART_OPTIONS
from pages.components import session


def take_threshold(clicked: dict[str, Any]) -> None:
    """Where the reader moved the line, it is the threshold from now on."""
    moved = clicked.get("customdata")
    if isinstance(moved, dict) and str(moved.get("threshold")) in CHART_OPTIONS["threshold"]:
        session.choose_option("threshold", str(moved["threshold"]))
        st.rerun()
