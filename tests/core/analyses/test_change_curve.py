"""The curve of itch change and the share beyond a threshold, against tables written out and outside references."""

import numpy as np
import pytest
from pytest import approx

from core.analyses.change_curve import change_curve, change_response, response_difference
from core.schema import NOMINAL_WEEKS
from core.stats.difference import newcombe
from core.stats.proportion import wilson

PATIENTS = "patient_id | cohort\n" + "\n".join(f"p{at} | {'A' if at < 8 else 'B'}" for at in range(1, 10))
VISITS = """
    patient_id | week | itch_nrs
    p1         | 0    | 8
    p1         | 52   | 2
    p2         | 0    | 8
    p2         | 52   | 4
    p3         | 0    | 6
    p3         | 52   | 3
    p4         | 0    | 4
    p4         | 52   | 5
    p5         | 0    | 3
    p5         | 52   | 0
    p6         | 0    | 9
    p7         | 52   | 1
    p8         | 0    | 5
    p8         | 52   | 0
    p9         | 12   | 2
"""


def response(tally, group="A", **options):
    frame = change_response(tally, week=52, **options)
    return frame[frame["group"] == group].iloc[0]


def test_the_curve_by_hand(tally_of):
    frame = change_curve(tally_of(PATIENTS, VISITS), week=52, threshold=4)
    assert frame[["group", "change", "count", "n"]].to_numpy().tolist() == [
        ["A", -6, 1, 4],
        ["A", -4, 1, 4],
        ["A", -3, 1, 4],
        ["A", 1, 1, 4],
        ["B", -5, 1, 1],
    ]
    assert frame["estimate"].tolist() == [0.25, 0.5, 0.75, 1, 1]


def test_a_lower_threshold_lets_more_patients_in(tally_of):
    frame = change_curve(tally_of(PATIENTS, VISITS), week=52, threshold=3)
    assert frame[frame["group"] == "A"]["n"].tolist() == [5, 5, 5, 5]
    # p3 and p5 fell by three points each.
    assert frame["count"].tolist() == [1, 1, 2, 1, 1]


def test_responders_by_hand_and_who_is_not_among_them(tally_of):
    found = response(tally_of(PATIENTS, VISITS), threshold=4)
    assert (found["count"], found["n"], found["estimate"]) == (2, 4, 0.5)
    # p5 began below 4, p6 was not seen at week 52, p7 has no baseline
    assert (found["ineligible"], found["not_assessed"], found["no_baseline"]) == (1, 1, 1)
    other = response(tally_of(PATIENTS, VISITS), "B", threshold=4)
    assert (other["count"], other["n"], other["no_baseline"]) == (1, 1, 1)


def test_not_assessed_counts_as_the_rule_says(tally_of):
    counted = tally_of(PATIENTS, VISITS)
    nri = response(counted, threshold=4, missing="nri")
    assert (nri["count"], nri["count_most"], nri["n"], nri["estimate"]) == (2, 2, 5, 0.4)
    bounds = response(counted, threshold=4, missing="bounds")
    assert (bounds["count"], bounds["count_most"], bounds["n"]) == (2, 3, 5)
    assert (bounds["estimate"], bounds["estimate_most"]) == (0.4, 0.6)
    assert (bounds["low"], bounds["high"]) == (wilson(2, 5).low, wilson(3, 5).high)


def test_a_rule_that_does_not_apply_is_an_error(tally_of):
    with pytest.raises(ValueError, match="missing must be one of observed, nri, bounds, but got locf"):
        change_response(tally_of(PATIENTS, VISITS), week=52, threshold=4, missing="locf")


def patients_with(**cohorts):
    """Tables of cohorts of so many patients, so many of whom lose five points of eight; the others none."""
    own = [
        (f"{cohort}{at}", cohort, 3 if at < count else 8)
        for cohort, (count, total) in cohorts.items()
        for at in range(total)
    ]
    visits = [f"{name} | 0 | 8\n{name} | 52 | {after}" for name, _, after in own]
    return (
        "patient_id | cohort\n" + "\n".join(f"{name} | {cohort}" for name, cohort, _ in own),
        "patient_id | week | itch_nrs\n" + "\n".join(visits),
    )


def test_the_difference_is_newcombes_published_example(tally_of):
    # Newcombe (1998), Stat Med 17:873, table II, method 10: 56/70 - 48/80 is 0.2, 0.0524 to 0.3339
    found = change_response(tally_of(*patients_with(A=(48, 80), B=(56, 70))), week=52, threshold=4)
    difference = response_difference(found).iloc[0]
    assert (difference["group"], difference["against"], difference["n"]) == ("B", "A", 70)
    assert (difference["estimate"], difference["low"], difference["high"]) == approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert difference["estimate_most"] == difference["estimate"]


def test_the_interval_of_a_share_is_wilsons_published_example(tally_of):
    # Newcombe (1998), Stat Med 17:857, table I, method 3: 15/148 is 0.0624 to 0.1605
    found = response(tally_of(*patients_with(A=(15, 148))), threshold=5)
    assert (found["low"], found["high"]) == approx((0.0624, 0.1605), abs=5e-5)


def test_the_difference_of_bounds_spans_both_extremes(tally_of):
    patients, visits = patients_with(A=(10, 20), B=(12, 20))
    # two patients of A who did not respond are seen no more
    visits = visits.replace("A18 | 52 | 8", "A18 | 4 | 8").replace("A19 | 52 | 8", "A19 | 4 | 8")
    found = change_response(tally_of(patients, visits), week=52, threshold=4, missing="bounds")
    difference = response_difference(found).iloc[0]
    assert (difference["estimate"], difference["estimate_most"]) == approx((0.0, 0.1))
    assert difference["low"] == newcombe(12, 20, 12, 20).low
    assert difference["high"] == newcombe(12, 20, 10, 20).high


def test_there_is_a_difference_only_between_two_groups(tally_of):
    one = change_response(tally_of(*patients_with(A=(3, 12))), week=52, threshold=4)
    assert response_difference(one).empty


def test_a_group_without_anybody_is_nan_and_not_0(tally_of):
    found = response(tally_of(PATIENTS, VISITS, cohort=("A",)), threshold=10)
    assert (found["count"], found["n"]) == (0, 0)
    assert np.isnan([found["estimate"], found["low"], found["high"]]).all()


@pytest.mark.parametrize("threshold", range(1, 11))
def test_everybody_is_counted_once_and_the_curve_passes_through_the_share(sample, view_of, threshold):
    view = view_of(sample)
    people = view.individuals
    for week in NOMINAL_WEEKS[1:]:
        curve = change_curve(view.tally, week=week, threshold=threshold)
        for row in change_response(view.tally, week=week, threshold=threshold).to_dict("records"):
            own = people.groups == row["group"]
            before, after = (people.scores["itch_nrs"][own, NOMINAL_WEEKS.index(at)] for at in (0, week))
            able = before >= threshold
            assert row["count"] == (after[able] - before[able] <= -threshold).sum()
            assert row["n"] == (~np.isnan(after[able])).sum()
            assert row["n"] + row["not_assessed"] + row["ineligible"] + row["no_baseline"] == own.sum()
            steps = curve[(curve["group"] == row["group"]) & (curve["change"] <= -threshold)]
            assert steps["count"].sum() == row["count"]
