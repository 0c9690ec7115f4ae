"""Every kind of chart on one page, for the browser tests, the benchmark and a person's eye.

An address draws less or more: ?kind=forest, once for each kind wanted; ?charts=40 goes through the kinds again.
"""

import streamlit as st

from core.figures.json_text import as_json
from pages.components.chart import Chart, chart
from tests.browser.gallery_figures import FIGURES, hostile, trajectories

NOTES = (
    "Cohort A and B, all systemic agents, all baseline severities: 40 of 40 patients in the extract of this gallery.",
    "Non-randomised, unadjusted, exploratory.",
    "SYNTHETIC - not study data",
)

st.set_page_config(page_title="Chart gallery", layout="wide", menu_items={"About": "Charts for the tests."})
version = int(st.sidebar.checkbox("Other patients", key="other", bind="query-params"))
st.sidebar.button("Run again", key="again", type="primary")
kinds = st.query_params.get_all("kind") or list(FIGURES)
count = int(st.query_params.get("charts", len(kinds)))
height = int(st.query_params.get("height", 360))

st.title("Chart gallery")
for number, column in zip(range(count), st.columns(2) * count, strict=False):
    kind = kinds[number % len(kinds)]
    with column:
        st.subheader(kind.capitalize())
        clicked = chart(
            Chart(
                as_json(FIGURES[kind](version)),
                key=f"chart{number}",
                height=height,
                name=f"The {kind} of two cohorts",
                description=f"Version {version} of the {kind}.",
                notes=NOTES,
                filename=kind.replace(" ", "_"),
            )
        )
        if clicked:
            st.caption(f"Clicked: {clicked['curve']}, {clicked['customdata']}, point {clicked['point']}")

if "fail" in st.query_params:
    raise ValueError("Jane Doe, 1990-01-01")
other_tab, chart_tab = st.tabs(["Words", "Hidden chart"])
other_tab.write("The chart is in the other tab.")
with chart_tab:
    chart(Chart(as_json(trajectories(version)), "in_tab", 300, "In a tab", "A chart in a tab."))
with st.expander("More"):
    chart(Chart(as_json(trajectories(version)), "in_expander", 300, "In an expander", "Folded away."))
if "hostile" in st.query_params:
    chart(Chart(as_json(hostile(version)), "hostile", 300, "<b>Hostile</b>", "Labels from a file."))
