from math import log

import pytest
from pytest import approx
from scipy.stats import chi2

from core.analyses.rates import WEEKS_A_YEAR, rates
from core.selection import Selection
from core.stats.rate import events_per_100
from core.tally import tally

# Ten years of weeks: 521.775.
PATIENTS = """
    patient_id | cohort | ae_status      | follow_up_weeks
    p1         | A      | any            | 521.775
    p2         | A      | none           | 521.775
    p3         | A      | not documented | 521.775
    p4         | B      | none           | 104.355
"""
EVENTS = """
    patient_id | term | start_week | serious
    p1         | Acne | 104.355    | no
    p1         | Boil | 208.71     | yes
    p1         | Rash | -4         | yes
"""


def of(frame, group="A"):
    return frame[frame["group"] == group].iloc[0]


def test_a_year_has_365_and_a_quarter_days():
    assert approx(52.1786, abs=5e-5) == WEEKS_A_YEAR


def test_rates_by_hand(tally_of):
    weeks = f"{2 * WEEKS_A_YEAR!r}", f"{10 * WEEKS_A_YEAR!r}"
    patients = PATIENTS.replace("104.355", weeks[0]).replace("521.775", weeks[1])
    found = of(rates(tally_of(patients, "", EVENTS.replace("104.355", weeks[0]))))
    # p1 is at risk of a first event for 2 years and p2 for 10; both are followed for 10. p3 says nothing.
    assert found[["n", "first_events", "occurrences", "left_out"]].tolist() == [2, 1, 2, 0]
    assert found[["years_to_first", "years"]].tolist() == approx([12, 20])
    assert found[["eair", "eaer"]].tolist() == approx([100 / 12, 10])
    # Garwood's limits of a count x: half the chi-squared quantiles on 2x and 2x + 2 degrees of freedom.
    assert found[["eair_low", "eair_high"]].tolist() == approx(chi2.ppf([0.025, 0.975], [2, 4]) / 2 * 100 / 12)
    assert found[["eaer_low", "eaer_high"]].tolist() == approx(chi2.ppf([0.025, 0.975], [4, 6]) / 2 * 100 / 20)


def test_without_events_the_upper_limit_stays(tally_of):
    found = of(rates(tally_of(PATIENTS, "", EVENTS)), "B")
    assert found[["first_events", "occurrences", "eair", "eair_low", "eaer", "eaer_low"]].tolist() == [0] * 6
    assert found["eair_high"] == found["eaer_high"] == approx(-100 * log(0.025) * WEEKS_A_YEAR / 104.355)


def test_two_events_of_a_patient_are_one_first_event_at_the_earlier_time(tally_of):
    counted = rates(tally_of(PATIENTS, "", EVENTS, serious=["yes"]))
    # Only the boil is serious: the clock of p1 runs until then.
    assert of(counted)["years_to_first"] == approx((208.71 + 521.775) / WEEKS_A_YEAR)
    assert of(counted)[["first_events", "occurrences"]].tolist() == [1, 1]


def test_whose_time_is_not_known_is_left_out_and_counted(tally_of):
    patients = """
        patient_id | ae_status | follow_up_weeks
        p1         | any       | 60
        p2         | none      |
        p3         | none      | 60
    """
    found = of(rates(tally_of(patients, "", "patient_id | term | start_week\n p1 | Acne |")))
    assert found[["n", "first_events", "occurrences", "left_out"]].tolist() == [3, 0, 1, 2]
    assert [found["years_to_first"], found["years"]] == approx([60 / WEEKS_A_YEAR, 120 / WEEKS_A_YEAR])


def test_nobody_and_no_time_at_risk_give_nan(tally_of):
    frame = rates(tally_of(PATIENTS, "", EVENTS, age=["0-17"]))
    assert frame["group"].tolist() == ["A", "B"]
    assert frame[["n", "years", "years_to_first"]].to_numpy().sum() == 0
    assert frame[["eair", "eair_low", "eair_high", "eaer", "eaer_low", "eaer_high"]].isna().all(axis=None)


def test_no_rate_counts_events_that_have_no_share_in_its_time(tally_of):
    frame = rates(tally_of(PATIENTS, "", EVENTS, period=["all"]))
    assert of(frame)["occurrences"] == 3
    assert frame[["eair", "eair_low", "eair_high", "eaer", "eaer_low", "eaer_high"]].isna().all(axis=None)


@pytest.mark.parametrize("by", ["cohort", "agent", "nothing"])
def test_the_sample_agrees_with_the_exact_poisson_interval_and_its_own_rows(sample, sample_coded, by):
    frame = rates(tally(sample_coded, Selection(by=by)))
    judged = sample.patients[sample.patients["ae_status"] != "not documented"]
    assert frame["years"].sum() == approx(judged["follow_up_weeks"].sum() / WEEKS_A_YEAR)
    assert frame[["n", "first_events", "occurrences"]].sum().tolist() == [114, 7, 7]
    for row in frame.to_dict("records"):
        first = events_per_100(row["first_events"], row["years_to_first"])
        assert (row["eair"], row["eair_low"], row["eair_high"]) == (first.estimate, first.low, first.high)
        assert row["years_to_first"] <= row["years"]
