"""Every display is figure, words and table of the same estimates, whatever is selected."""

import plotly.graph_objects as go
import pytest

from core.chart_options import ChartOptions
from core.displays.courses import bsa_course, iga_course, itch_course, small_courses
from core.displays.responding import responders_over_time
from core.displays.safety import incidence_display, severity_display
from core.figures.theme import resolved

OPTIONS = [
    *(ChartOptions(centre, values) for centre in ("median", "mean") for values in ("scores", "change")),
    ChartOptions(missing="nri", scale="sqrt", lines="on"),
    ChartOptions(missing="bounds", centre="mean", scale="sqrt", mask="on", week="24"),
    ChartOptions(missing="locf", lines="on"),
    ChartOptions(missing="locf", values="change"),
]
COURSES = (iga_course, bsa_course, itch_course, responders_over_time)


def displays(view):
    """Every display of a view, with every chart option, alone and beside a pinned selection."""
    pinned = (None, view.whole)
    courses = [course(view, options, other) for options in OPTIONS for course in COURSES for other in pinned]
    return [incidence_display(view), severity_display(view), *small_courses(view), *courses]


@pytest.mark.parametrize(
    "choices",
    [{}, {"cohort": ["B"]}, {"by": "agent"}, {"agent": ["tralokinumab"]}, {"agent": ["cyclosporine"], "age": ["0-17"]}],
    ids=["all", "one cohort", "six agents", "few", "nobody"],
)
def test_every_display_has_figure_words_and_table(sample, view_of, choices):
    for display in displays(view_of(sample, **choices)):
        figure = resolved(display.figure)
        # What a click on an annotation gives back is not drawn, and plotly.py does not know it.
        notes = figure["layout"].pop("annotations", [])
        for note in notes:
            note.pop("customdata", None)
        go.Figure({"data": figure["data"], "layout": {**figure["layout"], "annotations": notes}})
        assert display.words.endswith(".") and "nan" not in display.words
        assert {"group", "n"} <= set(display.table)
        assert display.height > 0
        assert display.name and display.key


def test_the_table_holds_what_the_figure_leaves_out_and_the_note_says_why(sample, view_of):
    few = incidence_display(view_of(sample, agent=["methotrexate"]))
    assert few.note.startswith("Under 10 patients")
    assert few.table["low"].notna().all()
    (dots,) = (trace for trace in few.figure["data"] if trace["name"] == "Cohort A")
    assert set(dots["x"]) == {None}
    assert incidence_display(view_of(sample)).note == ""


def test_nothing_drawn_lies_outside_its_axis(sample, view_of):
    for choices in ({}, {"by": "agent"}, {"sex": ["male"], "severity": ["severe"]}):
        view = view_of(sample, **choices)
        for display in [course(view, options) for options in OPTIONS for course in (bsa_course, itch_course)]:
            low, high = display.figure["layout"]["yaxis"]["range"]
            drawn = [
                value
                for trace in display.figure["data"]
                if trace.get("yaxis") != "y2"
                for value in trace["y"]
                if value is not None
            ]
            assert low <= min(drawn) and max(drawn) <= high


def test_severity_and_incidence_share_an_axis(sample, view_of):
    for choices in ({}, {"by": "agent"}, {"agent": ["upadacitinib"], "by": "nothing"}):
        view = view_of(sample, **choices)
        ends = [
            display(view).figure["layout"]["xaxis"]["range"][1] for display in (incidence_display, severity_display)
        ]
        assert ends[0] == ends[1]
