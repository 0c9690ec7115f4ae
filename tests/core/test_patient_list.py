"""The list of selected patients."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.coding import coded
from core.individuals import individuals
from core.patient_list import containing, latest, patient_list
from core.selection import Selection

PATIENTS = """
    patient_id | cohort | ae_status      | systemic_agent | follow_up_weeks
    p1         | A      | any            | dupilumab      | 12
    p2         | A      | any            | methotrexate   |
    p3         | B      | not documented |                | 60
"""
VISITS = """
    patient_id | week | iga | bsa_pct | itch_nrs
    p1         | 0    | 4   | 12      | 9
    p1         | 12   | 2   |         | 4
    p1         | 52   | 1   |         |
"""
EVENTS = """
    patient_id | term
    p1         | Acne
    p1         | Rash
"""


@pytest.fixture(scope="module")
def listed(extract_of):
    extract = extract_of(PATIENTS, VISITS, EVENTS)
    own = coded(extract)

    def build(**choices):
        selection = Selection(**choices)
        one_by_one = individuals(own, selection, extract.patients["patient_id"])
        return patient_list(extract, own, selection, one_by_one).set_index("patient")

    return build


def test_there_is_one_row_per_selected_patient_in_the_order_of_the_file(listed):
    assert listed().index.tolist() == ["p1", "p2", "p3"]
    assert listed(cohort=["B"]).index.tolist() == ["p3"]


def test_a_row_has_baseline_and_latest_scores(listed):
    row = listed().loc["p1"]
    assert [row["IGA baseline"], row["IGA latest"], row["BSA baseline"]] == [4, 1, 12]
    assert np.isnan(row["BSA latest"])


def test_an_event_that_is_not_described_is_one_too(listed):
    assert listed()["adverse events"].tolist() == [2, 1, 0]


def test_completeness_is_of_the_scores_due_by_the_end_of_follow_up(listed):
    # p1 is due at weeks 0, 4, 8 and 12, three scores each; the score of week 52 lies beyond the recorded end.
    assert listed().loc["p1", "scores"] == pytest.approx(100 * 5 / 12)
    assert listed().loc["p2", "scores"] == 0


@pytest.mark.parametrize(
    ("words", "patients"),
    [("", ["p1", "p2", "p3"]), ("DUPI", ["p1"]), ("p2", ["p2"]), ("not documented", ["p3"]), ("nobody", [])],
)
def test_a_search_keeps_the_rows_that_contain_the_words(listed, words, patients):
    assert containing(listed().reset_index(), words)["patient"].tolist() == patients


@given(st.lists(st.one_of(st.just(float("nan")), st.floats(0, 10)), min_size=8, max_size=8))
def test_the_latest_score_is_the_last_known_one_after_baseline(scores):
    known = [score for score in scores[1:] if score == score]
    found = latest(np.array([scores]))[0]
    assert found == known[-1] if known else np.isnan(found)
