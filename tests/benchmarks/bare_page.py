"""The yardstick of ``tests/benchmarks/browser.py``: the same figures in ``st.plotly_chart``, and nothing else.

``?page=safety`` gives the charts of that page, ``?heights=360,360`` one gallery figure for each height. The checkbox
stands for the filter click.
"""

import gc
from typing import Any

import streamlit as st

from core.figures.theme import resolved
from core.selection import Selection
from core.view import View
from tests.benchmarks.page_displays import PAGE_DISPLAYS, opened
from tests.browser.gallery_figures import FIGURES


@st.cache_resource
def warm_start() -> View:
    """What the app's front door does at its start, and the opened sample, so that the two differ in charts alone."""
    whole = opened()
    gc.collect()
    gc.freeze()
    return whole


def figures(clicked: bool) -> list[dict[str, Any]]:
    """The figures with their heights, before or after the click."""
    if page := st.query_params.get("page"):
        whole = warm_start()
        selection = Selection(severity=("severe",)) if clicked else Selection()
        displays = PAGE_DISPLAYS[page](View(whole.data, selection, whole))
        found = [(display.figure, display.height) for display in displays]
    else:
        heights = [int(height) for height in st.query_params.get("heights", "360").split(",")]
        kinds = list(FIGURES)
        found = [(FIGURES[kinds[at % len(kinds)]](int(clicked)), height) for at, height in enumerate(heights)]
    return [{"data": figure["data"], "layout": {**figure["layout"], "height": height}} for figure, height in found]


warm_start()
st.set_page_config(page_title="Bare charts", layout="wide")
clicked = st.sidebar.checkbox("Other patients", key="other")
st.title("Bare charts")
drawn = resolved(figures(clicked))
for number, (figure, place) in enumerate(
    zip(drawn, st.columns(3) if st.query_params.get("page") == "overview" else [st] * len(drawn), strict=True)
):
    place.plotly_chart(figure, key=f"chart{number}", theme=None)
