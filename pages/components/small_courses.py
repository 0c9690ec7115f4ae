"""Three small charts for the Overview: IGA 0/1, BSA and itch over time."""

import streamlit as st

from core.analyses.outcomes import scores
from core.analyses.responders import responses
from core.analyses.small import for_display
from core.endpoints import MEASURES
from core.figures.course import CourseOptions, course_figure
from core.view import View
from core.wording import read_course, small_numbers
from pages.components.courses import course_options
from pages.components.display import display, table_behind

_HEIGHT = 290
_MEASURES = ("bsa_pct", "itch_nrs")


def small_courses(view: View) -> None:
    """Draw the three charts side by side."""
    columns = st.columns(3)
    with columns[0]:
        _clear(view)
    for column, measure in zip(columns[1:], _MEASURES, strict=True):
        with column:
            _mean(view, measure)
    counts = [*view.of(responses, "iga_0_1")["n"], *(n for measure in _MEASURES for n in view.of(scores, measure)["n"])]
    st.caption(f"Beneath each line: patients assessed. Bars: 95% intervals. {small_numbers(counts)}")


def _clear(view: View) -> None:
    shares = view.of(responses, "iga_0_1")
    options = CourseOptions(
        title="% of those assessed",
        centre="estimate",
        low="low",
        high="high",
        bottom=0,
        top=100,
        scale=100,
        unit="%",
        compact=True,
    )
    display(
        view,
        course_figure(for_display(shares), view.looks, options),
        key="overview-iga",
        name="IGA 0/1, share of patients",
        height=_HEIGHT,
        description=read_course(
            shares, view.selection, what="IGA 0/1, % of those assessed", column="estimate", decimals=0, scale=100
        ),
    )
    table_behind(view, shares, key="overview-iga", name="IGA 0/1")


def _mean(view: View, measure: str) -> None:
    facts, estimates = MEASURES[measure], view.of(scores, measure)
    shown = for_display(estimates)
    what = f"{facts.label}, mean"
    display(
        view,
        course_figure(shown, view.looks, course_options(shown, measure, centre="mean", change=False, compact=True)),
        key=f"overview-{measure}",
        name=what,
        height=_HEIGHT,
        description=read_course(estimates, view.selection, what=what, column="mean", decimals=facts.decimals),
    )
    table_behind(view, estimates, key=f"overview-{measure}", name=facts.short)
