"""Patients in an order somebody asked for."""

import numpy as np
import pytest

from core.grade_rows import WEEKS, grade_rows

PATIENTS = """
    patient_id | cohort | systemic_agent
    p1         | B      | upadacitinib
    p2         | A      | dupilumab
    p3         | A      |
    p4         | A      | abrocitinib
    p5         | A      | dupilumab
"""
VISITS = """
    patient_id | week | iga
    p1         | 0    | 3
    p2         | 0    | 3
    p2         | 12   | 0
    p2         | 52   | 2
    p3         | 0    | 4
    p3         | 52   | 3
    p4         | 52   | 4
    p5         | 0    | 3
    p5         | 24   | 1
"""


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        # p4 has no baseline, p1 is of the other cohort; among equals the higher latest grade comes first
        ("baseline", ["p3", "p2", "p5", "p4", "p1"]),
        ("latest", ["p4", "p3", "p2", "p5", "p1"]),
        ("change", ["p5", "p3", "p2", "p4", "p1"]),
        ("agent", ["p4", "p2", "p5", "p3", "p1"]),
    ],
)
def test_each_order_by_hand(extract_of, view_of, sort, expected):
    extract = extract_of(PATIENTS, VISITS)
    agents = dict(zip(extract.patients["patient_id"], extract.patients["systemic_agent"], strict=True))
    rows = grade_rows(view_of(extract).individuals, agents, ["A", "B"], sort=sort)
    assert rows["patient_id"].tolist() == expected


def test_a_row_holds_the_grades_of_every_visit(extract_of, view_of):
    extract = extract_of(PATIENTS, VISITS)
    rows = grade_rows(view_of(extract).individuals, {"p2": "dupilumab"}, ["A", "B"], sort="baseline")
    row = rows[rows["patient_id"] == "p2"].iloc[0]
    assert (row["group"], row["agent"]) == ("A", "dupilumab")
    np.testing.assert_array_equal(row[WEEKS].to_numpy(float), [3, np.nan, np.nan, 0, np.nan, np.nan, np.nan, 2])


@pytest.mark.parametrize("sort", ["baseline", "latest", "change", "agent"])
def test_everybody_has_one_row_whatever_the_order(sample, view_of, sort):
    view = view_of(sample)
    rows = grade_rows(view.individuals, {}, view.tally.groups, sort=sort)
    assert sorted(rows["patient_id"]) == sorted(view.individuals.ids)
    assert rows["group"].tolist() == ["A"] * 73 + ["B"] * 42
