"""The yardstick of ``tests/benchmarks/browser.py``: Streamlit's own ``st.plotly_chart`` with the gallery's figures.

``?heights=360,360`` gives one chart for each height.
"""

import gc

import streamlit as st

from core.figures.theme import resolved
from tests.browser.gallery_figures import FIGURES


@st.cache_resource
def warm_start() -> None:
    """What the app's front door does at its start, so that the two differ in their charts alone."""
    gc.collect()
    gc.freeze()


warm_start()
st.set_page_config(page_title="Bare charts", layout="wide")
version = int(st.sidebar.checkbox("Other patients", key="other"))
heights = [int(height) for height in st.query_params.get("heights", "360").split(",")]

st.title("Bare charts")
for number, column in zip(range(len(heights)), st.columns(2) * len(heights), strict=False):
    kind = list(FIGURES)[number % len(FIGURES)]
    figure = resolved(FIGURES[kind](version))
    figure["layout"]["height"] = heights[number]
    with column:
        st.subheader(kind.capitalize())
        st.plotly_chart(figure, key=f"chart{number}", theme=None)
