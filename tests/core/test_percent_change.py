"""Percent change of each patient."""

import numpy as np

from core.percent_change import percent_changes

PATIENTS = "patient_id\n p1\n p2\n p3\n p4\n p5\n p6\n p7"
VISITS = """
    patient_id | week | bsa_pct
    p1         | 0    | 20
    p1         | 52   | 5
    p2         | 0    | 10
    p2         | 52   | 24
    p3         | 0    | 0
    p3         | 52   | 3
    p4         | 0    | 8
    p5         | 52   | 8
    p6         | 0    | 12
    p6         | 52   | 12
    p7         | 0    | 0
"""


def test_changes_by_hand_from_the_largest_rise_to_the_largest_fall(extract_of, view_of):
    found = percent_changes(view_of(extract_of(PATIENTS, VISITS)).individuals, "bsa_pct", week=52)
    assert found["patient_id"].tolist() == ["p2", "p6", "p1", "p3", "p7", "p5", "p4"]
    np.testing.assert_array_equal(found["change_pct"], [140, 0, -75, *[np.nan] * 4])
    # A baseline of 0 has no percentage, whether or not there is a score at the week.
    assert found["undefined"].tolist() == ["", "", "", "baseline 0", "baseline 0", "no baseline", "not assessed"]
    assert found.loc[0, ["baseline", "value"]].tolist() == [10, 24]


def test_a_week_without_visits_has_no_change(extract_of, view_of):
    found = percent_changes(view_of(extract_of(PATIENTS, VISITS)).individuals, "bsa_pct", week=8)
    assert found["change_pct"].isna().all()
    assert (found["undefined"] != "").all()


def test_nobody_is_an_empty_table(sample, view_of):
    nobody = view_of(sample, agent=["cyclosporine"], age=["0-17"])
    assert percent_changes(nobody.individuals, "bsa_pct", week=52).empty
