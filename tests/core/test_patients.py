"""One patient's record."""

import pytest

from core.coding import coded
from core.individuals import individuals
from core.patients import record
from core.selection import Selection

PATIENTS = """
    patient_id | cohort | ae_status | cream_start_week | follow_up_weeks
    p1         | A      | any       | -8               | 30
    p2         | B      | none      |                  |
"""
VISITS = """
    patient_id | week | day | iga | bsa_pct | itch_nrs
    p1         | 0    | 0   | 4   | 12      | 9
    p1         | 12   | 80  | 2   |         | 4
    p1         | -20  |     | 3   |         |
"""
EVENTS = """
    patient_id | term | start_week
    p1         | Rash | 9
    p1         | Acne | 3
"""


@pytest.fixture(scope="module")
def found(extract_of):
    extract = extract_of(PATIENTS, VISITS, EVENTS)
    everybody = individuals(coded(extract), Selection(), extract.patients["patient_id"])
    return lambda patient: record(extract, everybody, patient)


def test_a_record_holds_visits_and_events_in_order_of_time(found):
    assert found("p1").visits["week"].tolist() == [-20, 0, 80 / 7]
    assert found("p1").events["term"].tolist() == ["Acne", "Rash"]


def test_a_treatment_lasts_from_its_start_to_the_end_of_follow_up(found):
    assert found("p1").periods == {"cream": (-8.0, 30.0)}
    assert found("p2").periods == {}


def test_missed_are_the_visits_without_a_score_up_to_the_end_of_follow_up(found):
    assert found("p1").missed == {"iga": [4, 8, 16, 24], "bsa_pct": [4, 8, 12, 16, 24], "itch_nrs": [4, 8, 16, 24]}


def test_without_an_end_of_follow_up_every_visit_to_week_52_is_due(found):
    assert found("p2").missed["iga"] == [0, 4, 8, 12, 16, 24, 36, 52]


def test_there_is_no_record_of_somebody_else(found):
    assert found("p9") is None
