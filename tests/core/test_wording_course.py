"""Courses in words: first and last week with n, what a missing score counts as, and what was pinned."""

import pytest

from core.analyses.outcomes import changes, iga_distribution
from core.analyses.responses_over_time import responses_over_time
from core.endpoints import ENDPOINTS
from core.selection import Selection
from core.wording_course import (
    course_note,
    definitions,
    few_in_course,
    named,
    read_course,
    read_iga,
    read_pinned,
    read_responses,
)

PATIENTS = "patient_id | cohort\n p1 | A\n p2 | B"
COURSE = {"what": "IGA, mean change", "column": "mean", "decimals": 2}


def test_a_course_is_read_by_its_first_and_last_week(sample, view_of):
    view = view_of(sample)
    words = read_course(view.of(changes, "iga"), view.selection, **COURSE)
    assert words.startswith("IGA, mean change. Cohort A: -")
    assert "-2.57 at week 52 (n 70); Cohort B: " in words


def test_a_course_of_few_patients_is_read_by_their_number_alone(extract_of, view_of):
    view = view_of(extract_of(PATIENTS, "patient_id | week | iga\n p1 | 0 | 4\n p1 | 12 | 2"))
    assert read_course(view.of(changes, "iga"), view.selection, **COURSE) == (
        "IGA, mean change. Cohort A: n 1 at week 12."
    )
    assert read_course(view.of(changes, "bsa_pct"), view.selection, **COURSE) == (
        "IGA, mean change. No score was recorded."
    )


def test_the_iga_bars_are_read_by_clear_and_almost_clear(sample, extract_of, view_of):
    view = view_of(sample, cohort=["A"])
    assert read_iga(view.of(iga_distribution), view.selection) == (
        "IGA clear or almost clear. Cohort A: 0/73 (0.0%) at week 0, 56/70 (80.0%) at week 52."
    )
    empty = view_of(extract_of(PATIENTS))
    assert read_iga(empty.of(iga_distribution), empty.selection) == "IGA clear or almost clear. No IGA was recorded."
    once = view_of(extract_of(PATIENTS, "patient_id | week | iga\n p1 | 12 | 1"))
    assert read_iga(once.of(iga_distribution), once.selection) == "IGA clear or almost clear. Cohort A: 1/1 at week 12."


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        # 70 of the 73 have an IGA at week 52, 56 of them 0 or 1.
        ("nri", "IGA clear or almost clear, missing as no response. Cohort A: 0/73 (0.0%) at week 0, 56/73 (76.7%)"),
        ("bounds", "IGA clear or almost clear, worst to best case. Cohort A: 0/73 (0.0%) at week 0, 56 to 59 of 73 "),
        ("locf", "IGA clear or almost clear, LOCF (legacy). Cohort A: 0/73 (0.0%) at week 0, 57/73 (78.1%) at week 52"),
    ],
)
def test_the_iga_bars_say_what_a_missing_grade_counts_as(sample, view_of, missing, words):
    view = view_of(sample, cohort=["A"])
    read = read_iga(view.of(iga_distribution, missing=missing), view.selection, missing=missing)
    assert read.startswith(words)


def test_responders_are_read_at_one_week_by_outcome_and_group(sample, view_of):
    view = view_of(sample)
    words = read_responses(view.of(responses_over_time), view.selection, week=52)
    assert words.startswith("Responders at week 52. IGA 0/1: Cohort A 56/70 (80.0%), Cohort B 22/32 (68.8%); IGA ")
    assert words.endswith("Minimal disease activity: Cohort A 46/70 (65.7%), Cohort B 14/30 (46.7%).")
    bounds = read_responses(view.of(responses_over_time, missing="bounds"), view.selection, week=52)
    assert "IGA 0/1: Cohort A 56 to 59 of 73 (76.7% to 80.8%), Cohort B 22 to 32 of 42" in bounds
    nobody = view_of(sample, agent=["cyclosporine"], age=["0-17"])
    assert read_responses(nobody.of(responses_over_time), nobody.selection, week=52) == (
        "Responders at week 52. Nobody was assessed."
    )


def test_every_outcome_has_its_definition():
    text = definitions(ENDPOINTS)
    assert all(endpoint.definition in text for endpoint in ENDPOINTS.values())
    assert definitions(["bsa_3"]).startswith("BSA 3% or less: Atopic dermatitis on 3% of the body surface or less")


def test_what_was_pinned_is_named_by_its_selection():
    assert read_pinned(Selection(cohort=("B",), agent=("dupilumab",)), "Itch. None.") == (
        "Pinned for comparison (Cohort B on dupilumab): Itch. None."
    )


def test_a_name_carries_the_rule_unless_nothing_is_filled_in():
    assert named("Itch", "observed") == "Itch"
    assert named("Itch", "locf") == "Itch, LOCF (legacy)"


@pytest.mark.parametrize(
    ("counts", "note"),
    [
        ([], ""),
        ([10, 0], ""),
        ([9], "Under 10 patients a visit has no band and no interval: too few to say more."),
        (
            [40, 4],
            "Under 10 patients a visit has no band and no interval: too few to say more. Under 5 it has only the "
            "patients' own scores.",
        ),
    ],
)
def test_a_course_says_what_so_few_patients_leave_out(counts, note):
    assert few_in_course(counts) == note


def test_the_note_says_when_not_every_patient_is_drawn_and_which_rule_does_not_apply():
    note = course_note([50], "nri", "median", drawn=40, patients=400)
    assert note == (
        "Bands: the middle 50% and 80% of patients. Small marks: single patients. Single patients: 40 of 400 are "
        "drawn, evenly spaced in the file; all are counted. Observed scores only: what is missing can count as no "
        "response in yes/no outcomes, not in these."
    )
    carried = course_note([50], "locf", "mean of many", drawn=3, patients=3)
    assert "LOCF (legacy): a visit without a score repeats the last one before it" in carried
    assert "Observed" not in carried and "Single patients: " not in carried
