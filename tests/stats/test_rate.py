from math import inf, isnan, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx
from scipy.stats import binomtest, poisson

from core.stats.rate import events_per_100, rate_ratio

counts = st.integers(0, 200)
years = st.floats(0.1, 10_000)
levels = st.floats(0.5, 0.999)


# --- one rate


def test_the_limits_of_a_count_match_r_and_garwoods_table(reference):
    # In 100 patient-years the rate per 100 is the count itself.
    entry = reference("poisson.garwood.counts")
    ours = [events_per_100(count, 100) for count in entry.inputs["x"]]
    for name, limits in (("lower", [rate.low for rate in ours]), ("upper", [rate.high for rate in ours])):
        assert limits == approx(entry.expected[name], rel=entry.tolerance, abs=entry.tolerance)
        assert limits == approx(entry.published[name], abs=entry.published_tolerance)


def test_the_rates_of_the_abrocitinib_trials_match_r_and_the_published_table(reference):
    entry = reference("poisson.abrocitinib.zero")
    ours = [events_per_100(*pair) for pair in zip(entry.inputs["x"], entry.inputs["py"], strict=True)]
    for name, field in (("rate", "estimate"), ("lower", "low"), ("upper", "high")):
        numbers = [getattr(rate, field) for rate in ours]
        assert numbers == approx(entry.expected[name], rel=entry.tolerance, abs=entry.tolerance)
        assert numbers == approx(entry.published[name], abs=entry.published_tolerance)


@pytest.mark.parametrize(
    ("count", "patient_years", "estimate", "low", "high"),
    [(2, 73 * 16.8 / 12, 1.96, 0.24, 7.07), (5, 42 * 21 / 12, 6.80, 2.21, 15.88), (0, 175.7, 0, 0, 2.10)],
    ids=["cohort A", "cohort B", "no event in either"],
)
def test_rates_of_the_size_of_the_study(count, patient_years, estimate, low, high):
    ours = events_per_100(count, patient_years)
    assert [round(x, 2) for x in (ours.estimate, ours.low, ours.high)] == [estimate, low, high]


def test_without_events_the_upper_limit_is_the_rate_that_would_show_none_in_a_fortieth_of_studies():
    assert events_per_100(0, 175.7).high == approx(-100 * log(0.025) / 175.7)
    # one-sided 95%
    assert round(events_per_100(0, 175.7, level=0.90).high, 2) == 1.71


@given(counts, years, levels)
def test_each_limit_leaves_half_the_error_in_its_tail(count, patient_years, level):
    ours = events_per_100(count, patient_years, level=level)
    assert poisson.cdf(count, ours.high * patient_years / 100) == approx((1 - level) / 2, rel=1e-6)
    if count > 0:
        assert poisson.sf(count - 1, ours.low * patient_years / 100) == approx((1 - level) / 2, rel=1e-6)
    else:
        assert ours.low == 0


@given(counts, years, st.floats(0.5, 0.98))
def test_the_interval_holds_the_rate_and_a_higher_level_widens_it(count, patient_years, level):
    narrow = events_per_100(count, patient_years, level=level)
    wide = events_per_100(count, patient_years, level=level + 0.01)
    assert 0 <= wide.low <= narrow.low <= narrow.estimate <= narrow.high < wide.high


@given(counts, years)
def test_twice_the_time_halves_the_rate(count, patient_years):
    once, twice = events_per_100(count, patient_years), events_per_100(count, 2 * patient_years)
    assert (once.estimate, once.low, once.high) == approx((2 * twice.estimate, 2 * twice.low, 2 * twice.high))


@pytest.mark.parametrize("count", [0, 3])
def test_no_time_at_risk_gives_nan_and_keeps_the_arguments(count):
    ours = events_per_100(count, 0)
    assert (ours.count, ours.patient_years) == (count, 0)
    assert isnan(ours.estimate) and isnan(ours.low) and isnan(ours.high)


def test_numpy_numbers_are_taken_and_the_result_is_plain():
    ours = events_per_100(np.int64(3), np.float64(50))
    assert ours == events_per_100(3, 50)
    assert [type(ours.count), type(ours.patient_years), type(ours.low), type(ours.high)] == [int, float, float, float]


def test_a_million_events_are_as_easy_as_one():
    # 1.96 standard deviations of 1000
    ours = events_per_100(1_000_000, 10_000_000)
    assert (ours.low, ours.high) == approx((10 - 0.0196, 10 + 0.0196), abs=1e-4)


# --- ratio of two rates


def test_the_rate_ratio_of_the_two_cohorts_matches_r(reference):
    entry = reference("poisson.ratio.study")
    (count1, count2), (years1, years2) = entry.inputs["x"], entry.inputs["py"]
    ours = rate_ratio(count1, years1, count2, years2)
    entry.check(rate_ratio=ours.estimate, lower=ours.low, upper=ours.high, p_value=ours.p)
    assert [round(x, 2) for x in (ours.estimate, ours.low, ours.high, ours.p)] == [3.48, 0.57, 36.5, 0.14]


@given(counts, years, counts.filter(bool), years, levels)
def test_the_ratio_is_a_binomial_share_of_the_events(count1, years1, count2, years2, level):
    theirs = binomtest(count1, count1 + count2, years1 / (years1 + years2))
    shares = theirs.proportion_ci(level, method="exact")
    ours = rate_ratio(count1, years1, count2, years2, level=level)
    assert ours.p == approx(theirs.pvalue, rel=1e-6, abs=1e-12)
    assert ours.estimate == approx(count1 / years1 / (count2 / years2))
    for ratio, share in ((ours.low, shares.low), (ours.high, shares.high)):
        assert ratio * years1 / (ratio * years1 + years2) == approx(share, abs=1e-9)


@given(counts, years, counts, years)
def test_the_interval_holds_the_ratio_and_swapping_the_groups_inverts_it(count1, years1, count2, years2):
    ours, swapped = rate_ratio(count1, years1, count2, years2), rate_ratio(count2, years2, count1, years1)
    assert (ours.first, ours.second) == (swapped.second, swapped.first) == ((count1, years1), (count2, years2))
    assert ours.p == approx(swapped.p, rel=1e-6)
    if count1 + count2 > 0:
        assert 0 <= ours.low <= ours.estimate <= ours.high
        assert (ours.low, ours.estimate) == approx(tuple(1 / x if x else inf for x in (swapped.high, swapped.estimate)))


def test_no_event_in_the_second_group_gives_an_infinite_ratio_with_a_lower_limit():
    # > poisson.test(c(3, 0), c(10, 20))
    # p-value = 0.03704; 95 percent confidence interval: 0.8264627 Inf
    ours = rate_ratio(3, 10, 0, 20)
    assert (ours.estimate, ours.high) == (inf, inf)
    assert (ours.low, ours.p) == approx((0.8264627, 1 / 27), rel=1e-7)


def test_no_event_in_the_first_group_gives_a_ratio_of_0_with_an_upper_limit():
    ours = rate_ratio(0, 20, 3, 10)
    assert (ours.estimate, ours.low) == (0, 0)
    assert ours.high == approx(1 / 0.8264627, rel=1e-7)


def test_no_event_in_either_group_leaves_the_ratio_open():
    ours = rate_ratio(0, 10, 0, 20)
    assert isnan(ours.estimate) and isnan(ours.low) and isnan(ours.high)
    assert ours.p == 1


@pytest.mark.parametrize("arguments", [(2, 0, 3, 10), (2, 10, 3, 0), (0, 0, 0, 0)])
def test_a_group_without_time_at_risk_gives_nan(arguments):
    ours = rate_ratio(*arguments)
    assert ours.first + ours.second == arguments
    assert all(map(isnan, (ours.estimate, ours.low, ours.high, ours.p)))


# --- wrong arguments


@pytest.mark.parametrize("wrong", [-1, inf, float("nan")])
def test_an_impossible_time_at_risk_is_refused(wrong):
    with pytest.raises(ValueError, match=f"^patient_years must be a finite number not less than 0, but got {wrong}$"):
        events_per_100(2, wrong)
    with pytest.raises(ValueError, match=f"^years1 must be a finite number not less than 0, but got {wrong}$"):
        rate_ratio(2, wrong, 3, 10)
    with pytest.raises(ValueError, match=f"^years2 must be a finite number not less than 0, but got {wrong}$"):
        rate_ratio(2, 10, 3, wrong)


@pytest.mark.parametrize("wrong", [-1, 2.5])
def test_an_impossible_count_is_refused(wrong):
    with pytest.raises(ValueError, match=f"^count must be an integer not less than 0, but got {wrong}$"):
        events_per_100(wrong, 10)
    with pytest.raises(ValueError, match=f"^count1 must be an integer not less than 0, but got {wrong}$"):
        rate_ratio(wrong, 10, 3, 10)
    with pytest.raises(ValueError, match=f"^count2 must be an integer not less than 0, but got {wrong}$"):
        rate_ratio(3, 10, wrong, 10)


def test_a_level_in_percent_is_refused():
    for call in (lambda: events_per_100(2, 10, level=95), lambda: rate_ratio(2, 10, 3, 10, level=95)):
        with pytest.raises(ValueError, match="^level must be between 0 and 1, but got 95$"):
            call()
