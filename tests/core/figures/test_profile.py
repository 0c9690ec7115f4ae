"""One patient on one time axis."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame

from core.figures.profile import _WEEKS_PER_LETTER, _lanes, profile_figure, profile_height

NAN = float("nan")
VISITS = DataFrame({"week": [0.0, 11.4, 24.0], "iga": [4, NAN, 1], "bsa_pct": [12.5, 3, NAN], "itch_nrs": [9, 4, 2]})
NOTHING = DataFrame({"term": [], "severity": [], "start_week": [], "end_week": []})
MISSED = {"iga": [4, 8], "bsa_pct": [], "itch_nrs": []}


def events(*rows):
    return DataFrame(list(rows), columns=["term", "severity", "start_week", "end_week"])


def named(figure, name):
    return next(trace for trace in figure["data"] if trace["name"] == name)


def test_no_line_crosses_a_missing_score_or_a_missed_visit():
    iga, bsa = (named(profile_figure(VISITS, NOTHING, {}, MISSED), name) for name in ("IGA", "BSA"))
    assert list(zip(iga["x"], iga["y"], strict=True)) == [(0, 4), (4, None), (8, None), (11.4, None), (24, 1)]
    assert bsa["y"] == [12.5, 3, None]
    assert iga["connectgaps"] is False


def test_missed_visits_are_crossed_at_the_foot():
    trace = named(profile_figure(VISITS, NOTHING, {}, MISSED), "IGA missed")
    assert (trace["x"], trace["y"]) == ([4, 8], [0, 0])


def test_the_axis_begins_before_the_earliest_of_visits_treatments_and_events():
    figure = profile_figure(VISITS, events(("Flu", "mild", -30.0, NAN)), {"cream": (-12.0, 70.0)}, MISSED)
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < -30 and high > 70


def test_an_event_without_a_start_stands_hollow_at_the_edge():
    figure = profile_figure(VISITS, events(("Flu", NAN, NAN, NAN)), {}, MISSED)
    trace = named(figure, "events")
    assert trace["x"][0] < 0
    assert trace["marker"]["color"] == ["rgba(0,0,0,0)"]
    assert trace["customdata"] == ["severity not recorded, start not recorded"]


def test_an_event_with_an_end_lasts_as_long():
    trace = named(profile_figure(VISITS, events(("Flu", "mild", 3.0, 5.0)), {}, MISSED), "lasting")
    assert trace["x"] == [3.0, 5.0, None]


def test_words_from_a_file_are_shown_letter_by_letter():
    figure = profile_figure(VISITS, events(("<b>x</b>", "mild", 3.0, NAN)), {}, MISSED)
    assert "<b>" not in named(figure, "events")["text"][0]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Acne", "Conjunctivitis allergic"]),
            st.just("mild"),
            st.one_of(st.just(NAN), st.floats(0, 60)),
            st.just(NAN),
        ),
        max_size=8,
    )
)
def test_no_two_terms_of_one_row_run_into_each_other(rows):
    rows = sorted(rows, key=lambda row: (row[2] != row[2], row[2]))
    lanes, count = _lanes(events(*rows))
    assert len(set(lanes)) == count
    for lane in set(lanes):
        own = [row for row, place in zip(rows, lanes, strict=True) if place == lane]
        for one, other in zip(own, own[1:], strict=False):
            assert one[2] + _WEEKS_PER_LETTER * len(one[0]) < other[2]


@pytest.mark.parametrize("periods", [{}, {"cream": (-8.0, 60.0), "systemic": (0.0, 60.0)}])
def test_each_treatment_and_each_row_of_events_has_its_place(periods):
    two = events(("Acne", "mild", 3.0, NAN), ("Rash", "mild", 3.0, NAN))
    figure = profile_figure(VISITS, two, periods, MISSED)
    heights = [y for trace in figure["data"] if trace.get("yaxis") == "y4" for y in trace["y"] if y is not None]
    assert max(heights) == len(periods) + 1
    assert profile_height(periods, two) > profile_height(periods, NOTHING)
