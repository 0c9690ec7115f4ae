"""A course with the patients behind it, its bands, its axis and a pinned selection."""

from dataclasses import replace
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame

from core.figures.axes import root_ticks, signed_root
from core.figures.course import course_figure
from core.figures.course_marks import CourseOptions
from core.figures.layout import look
from core.figures.patients import PatientScores
from core.schema import NOMINAL_WEEKS

NAN = float("nan")
LOOKS = (look("A", "Cohort A", 0), look("B", "Cohort B", 1))
OPTIONS = CourseOptions(
    title="BSA", centre="median", low="q1", high="q3", bottom=0, top=30, band=True, outer=("q10", "q90")
)
ROW = {"n": 12, "assessed": 12, "expected": 14, "q10": 1.0, "q1": 4.0, "median": 9.0, "q3": 16.0, "q90": 25.0}
ESTIMATES = DataFrame([{"group": one.group, "week": week, **ROW} for one in LOOKS for week in NOMINAL_WEEKS])
# Scores at weeks 0, 4, 12 and 52; nothing at weeks 8, 16, 24 and 36.
SCORES = [9.0, 4.0, NAN, 1.0, NAN, NAN, NAN, 0.0]
PATIENTS = tuple(PatientScores([f"{one.group}{at}" for at in range(12)], [SCORES] * 12) for one in LOOKS)


def trace(figure, name):
    (found,) = (one for one in figure["data"] if one["name"] == name)
    return found


def drawn(**changes):
    return course_figure(ESTIMATES, LOOKS, replace(OPTIONS, **changes), patients=PATIENTS)


def test_there_is_one_mark_per_recorded_score_and_it_gives_back_the_patient():
    marks = trace(drawn(), "patients of Cohort A")
    assert len(marks["x"]) == len(marks["customdata"]) == 12 * 4
    assert marks["customdata"][:5] == ["A0", "A0", "A0", "A0", "A1"]
    assert marks["text"][1] == "A0, week 4: 4.0"
    assert marks["y"][:4] == [9.0, 4.0, 1.0, 0.0]


@given(groups=st.integers(1, 8), patients=st.integers(1, 200))
def test_marks_stay_near_their_week_and_each_patient_at_one_distance_from_it(groups, patients):
    looks = tuple(look(f"g{at}", f"g{at}", at) for at in range(groups))
    estimates = DataFrame([{"group": one.group, "week": week, **ROW} for one in looks for week in NOMINAL_WEEKS])
    behind = PatientScores([f"p{at}" for at in range(patients)], [[1.0] * len(NOMINAL_WEEKS)] * patients)
    figure = course_figure(estimates, looks, OPTIONS, patients=[behind] * groups)
    for one in looks:
        marks = trace(figure, f"patients of {one.label}")
        away = [x - week for x, week in zip(marks["x"], NOMINAL_WEEKS * patients, strict=True)]
        assert max(map(abs, away)) < 2  # half of the shortest time between two visits
        assert max(away[:8]) - min(away[:8]) == pytest.approx(0, abs=1e-9)


def test_marks_stand_where_they_stood_before():
    assert drawn() == drawn()


def test_a_visit_without_a_score_breaks_a_patients_line():
    assert not [one for one in drawn()["data"] if one["name"] == "lines of Cohort A"]
    lines = trace(drawn(lines=True), "lines of Cohort A")
    assert lines["y"][:9] == [9.0, 4.0, None, 1.0, None, None, None, 0.0, None]
    assert lines["connectgaps"] is False
    # One trace holds the twelve lines, each ended by a gap.
    assert len(lines["y"]) == 12 * (len(NOMINAL_WEEKS) + 1)


def test_the_open_patient_is_drawn_heavier_in_its_own_group_only():
    figure = drawn(highlight="B3")
    assert trace(figure, "open patient of Cohort A")["y"] == []
    heavy = trace(figure, "open patient of Cohort B")
    assert heavy["y"] == [9.0, 4.0, None, 1.0, None, None, None, 0.0, None]
    assert heavy["line"]["width"] > trace(drawn(lines=True), "lines of Cohort B")["line"]["width"]


@pytest.mark.parametrize(("each", "alone"), [(4, True), (5, False)])
def test_under_ten_patients_in_all_their_marks_stand_out(each, alone):
    few = [PatientScores(["p"] * each, [SCORES] * each)] * 2
    marks = trace(course_figure(ESTIMATES, LOOKS, OPTIONS, patients=few), "patients of Cohort A")
    assert (marks["marker"]["size"] > trace(drawn(), "patients of Cohort A")["marker"]["size"]) == alone


def test_the_wider_band_lies_under_the_narrower_one_and_is_lighter():
    figure = drawn()
    outer, inner = trace(figure, "Cohort A 80% band"), trace(figure, "Cohort A quartiles")
    assert figure["data"].index(outer) < figure["data"].index(inner)
    assert (max(outer["y"]), min(outer["y"]), max(inner["y"]), min(inner["y"])) == (25, 1, 16, 4)
    assert outer["opacity"] < inner["opacity"]
    assert not [one for one in drawn(outer=None)["data"] if one["name"].endswith("80% band")]


def test_a_square_root_axis_moves_every_mark_and_keeps_the_real_percents_on_its_ticks():
    plain, root = drawn(lines=True, marked=(3.0, "BSA 3%")), drawn(lines=True, marked=(3.0, "BSA 3%"), root=True)
    for one, other in zip(plain["data"], root["data"], strict=True):
        if one.get("yaxis") != "y2":
            assert other["y"] == [None if y is None else pytest.approx(sqrt(y)) for y in one["y"]]
    assert root["layout"]["yaxis"]["ticktext"] == ["0", "1", "3", "10", "20"]
    assert root["layout"]["yaxis"]["tickvals"] == pytest.approx([0, 1, sqrt(3), sqrt(10), sqrt(20)])
    assert root["layout"]["shapes"][0]["y0"] == root["layout"]["annotations"][-1]["y"] == pytest.approx(sqrt(3))
    # The text still says the percent.
    assert trace(root, "patients of Cohort A")["text"] == trace(plain, "patients of Cohort A")["text"]


def test_an_interval_keeps_its_limits_on_a_square_root_axis():
    figure = drawn(root=True, band=False, outer=None)
    line = trace(figure, "Cohort A")
    assert line["y"][0] + line["error_y"]["array"][0] == pytest.approx(4)
    assert line["y"][0] - line["error_y"]["arrayminus"][0] == pytest.approx(2)


@given(st.floats(-100, 100))
def test_a_signed_root_keeps_sign_and_order(value):
    assert signed_root(value) ** 2 == pytest.approx(abs(value), abs=1e-9)
    assert (signed_root(value) < 0) == (value < 0) or value == 0


@pytest.mark.parametrize(("top", "last"), [(5, "3"), (10, "10"), (30, "20"), (100, "100")])
def test_a_square_root_axis_has_no_tick_beyond_its_end(top, last):
    places, words = root_ticks(top)
    assert (words[-1], len(places)) == (last, len(words))


def test_the_marked_value_is_named_beside_its_line():
    assert drawn()["layout"]["shapes"] == []
    layout = drawn(marked=(3.0, "BSA 3%"))["layout"]
    assert [(shape["y0"], shape["y1"]) for shape in layout["shapes"]] == [(3, 3)]
    assert layout["annotations"][-1]["text"] == "BSA 3%"


def test_what_was_pinned_is_thin_dotted_and_faint_in_the_colour_of_its_group():
    figure = course_figure(ESTIMATES, LOOKS, OPTIONS, pinned=(ESTIMATES.assign(median=5.0), LOOKS[1:]))
    pinned = trace(figure, "Pinned: Cohort B")
    assert set(pinned["y"]) == {5.0}
    assert (pinned["line"]["dash"], pinned["line"]["color"]) == ("dot", "@group1")
    assert pinned["line"]["width"] < trace(figure, "Cohort B")["line"]["width"]
    assert pinned["opacity"] < 0.5
    assert pinned["text"][0] == "Pinned: Cohort B, week 0: 5.0, n 12"
    assert not [one for one in figure["data"] if one["name"] == "Pinned: Cohort A"]


def test_a_line_of_carried_scores_has_dashes_of_its_own():
    assert trace(drawn(dash="dash"), "Cohort A")["line"]["dash"] == "dash"
    assert trace(drawn(), "Cohort A")["line"]["dash"] == "solid"


def test_hostile_names_of_patients_are_shown_letter_by_letter():
    name = "<b>%{x}</b>"
    behind = [PatientScores([name], [SCORES])] * 2
    marks = trace(course_figure(ESTIMATES, LOOKS, OPTIONS, patients=behind), "patients of Cohort A")
    assert marks["text"][0].startswith("&lt;b&gt;%{x}&lt;/b&gt;, week 0")
    assert (marks["hovertemplate"], marks["customdata"][0]) == ("%{text}<extra></extra>", name)
