import warnings
from math import isnan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pytest import approx
from scipy.stats import CensoredData, ecdf

from core.stats.proportion import clopper_pearson
from core.stats.survival import kaplan_meier

# time, events, censored; any order, some times twice or with nobody
tables = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4), st.integers(0, 4)), max_size=20)
peopled = tables.filter(lambda table: any(events + censored for _, events, censored in table))
levels = st.floats(0.5, 0.999)


def columns(table):
    return tuple(zip(*table, strict=True)) if table else ([], [], [])


def single(entry):
    """The arguments for one row a subject, as R takes them."""
    had = np.array(entry.inputs["event"])
    return entry.inputs["time"], had, 1 - had


def agree(entry, name, ours):
    """Assert that the numbers agree with R's and, where there are any, with the printed ones."""
    assert ours == approx(entry.expected[name], rel=entry.tolerance, abs=entry.tolerance)
    assert ours == approx(entry.published.get(name, ours), abs=entry.published_tolerance)


# --- the curve


def test_the_remissions_of_freireich_match_r_and_the_published_curve(reference):
    entry = reference("km.freireich.6mp")
    curve = kaplan_meier(*single(entry))
    had = curve.events > 0
    assert curve.time[had].tolist() == entry.expected["times"]
    assert curve.at_risk[had].tolist() == entry.expected["n_risk"]
    assert curve.events[had].tolist() == entry.expected["n_event"]
    agree(entry, "surv", curve.estimate[had])
    agree(entry, "se", curve.std_error[had])
    limits = entry.expected["ci_loglog"]
    assert curve.low[had] == approx(limits["lower"], rel=entry.tolerance)
    assert curve.high[had] == approx(limits["upper"], rel=entry.tolerance)


def test_without_events_the_curve_stays_at_1_and_has_no_limits(reference):
    entry = reference("km.zero_events")
    curve = kaplan_meier(*single(entry))
    points = [curve.at(month) for month in (6, 12)]
    assert [point.estimate for point in points] == entry.expected["surv"]
    assert [point.at_risk for point in points] == entry.expected["n_risk"]
    # R prints limits of 1 and 1 here, as if nothing else were possible.
    assert np.isnan([curve.low, curve.high, curve.std_error]).all()
    assert clopper_pearson(0, 6).high == approx(entry.expected["exact_upper_cuminc_n6"], rel=entry.tolerance)


@given(peopled, levels)
def test_the_curve_is_scipys_on_the_subjects_written_out(table, level):
    times = [time for time, events, censored in table for _ in range(events + censored)]
    lost = [kind for _, events, censored in table for kind in [False] * events + [True] * censored]
    theirs = ecdf(CensoredData.right_censored(times, lost)).sf
    curve = kaplan_meier(*columns(table), level=level)
    assert curve.estimate == approx(theirs.evaluate(curve.time), abs=1e-12)
    with warnings.catch_warnings(action="ignore"):
        limits = theirs.confidence_interval(level, method="log-log")
    inside = (curve.estimate > 1e-9) & (curve.estimate < 1 - 1e-9)
    for ours, bound in ((curve.low, limits.low), (curve.high, limits.high)):
        assert ours[inside] == approx(bound.evaluate(curve.time[inside]), abs=1e-9)
        assert np.isnan(ours[~inside]).all()


@given(tables, levels)
def test_the_curve_falls_from_1_towards_0_within_its_limits(table, level):
    curve = kaplan_meier(*columns(table), level=level)
    assert (np.diff(curve.estimate, prepend=1) <= 0).all()
    assert (curve.estimate >= 0).all()
    inside = (curve.estimate > 0) & (curve.estimate < 1)
    low, estimate, high = (array[inside] for array in (curve.low, curve.estimate, curve.high))
    assert ((low >= 0) & (low < estimate) & (estimate < high) & (high <= 1)).all()
    assert np.isnan([curve.low[~inside], curve.high[~inside], curve.std_error[~inside]]).all()


@given(tables, st.floats(0.5, 0.98))
def test_a_higher_level_gives_wider_limits(table, level):
    narrow, wide = (kaplan_meier(*columns(table), level=each) for each in (level, level + 0.01))
    inside = ~np.isnan(narrow.low)
    assert (wide.low[inside] < narrow.low[inside]).all()
    assert (narrow.high[inside] < wide.high[inside]).all()


@given(tables, st.randoms())
def test_the_order_of_the_rows_and_their_splitting_change_nothing(table, random):
    split = [(time, *counts) for time, events, censored in table for counts in ((events, 0), (0, censored), (0, 0))]
    random.shuffle(split)
    ours, theirs = kaplan_meier(*columns(table)), kaplan_meier(*columns(split))
    for field in ("time", "at_risk", "events", "competing", "censored", "estimate", "std_error", "low", "high"):
        np.testing.assert_array_equal(getattr(ours, field), getattr(theirs, field))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4), st.just(0)), min_size=1, max_size=20))
def test_without_censoring_it_is_the_share_still_without_the_event(table):
    assume(sum(events for _, events, _ in table) > 0)
    curve = kaplan_meier(*columns(table))
    share = (curve.at_risk - curve.events) / curve.at_risk[0]
    assert curve.estimate == approx(share, abs=1e-12)
    inside = curve.estimate > 0
    binomial = np.sqrt(share * (1 - share) / curve.at_risk[0])
    assert curve.std_error[inside] == approx(binomial[inside], rel=1e-9)


def test_once_everyone_had_the_event_the_curve_is_0_without_limits():
    # > summary(survfit(Surv(c(1, 2, 3), c(1, 1, 1)) ~ 1, conf.type = "log-log"))
    #  time n.risk n.event survival std.err lower 95% CI upper 95% CI
    #     1      3       1    0.667   0.272      0.05407        0.945
    #     2      2       1    0.333   0.272      0.00896        0.774
    #     3      1       1    0.000     NaN           NA           NA
    curve = kaplan_meier([1, 2, 3], [1, 1, 1], [0, 0, 0])
    assert curve.estimate == approx([2 / 3, 1 / 3, 0])
    assert curve.std_error == approx([0.272, 0.272, float("nan")], abs=5e-4, nan_ok=True)
    assert curve.low == approx([0.05407, 0.00896, float("nan")], abs=5e-6, nan_ok=True)
    assert curve.high == approx([0.945, 0.774, float("nan")], abs=5e-4, nan_ok=True)


def test_those_censored_at_the_time_of_an_event_were_at_risk_of_it():
    assert kaplan_meier([5], [1], [3]).estimate.tolist() == [0.75]


def test_an_event_on_the_first_day_counts():
    assert kaplan_meier([0, 7], [1, 0], [0, 3]).estimate.tolist() == [0.75, 0.75]


def test_nobody_gives_a_curve_without_rows():
    curve = kaplan_meier([], [], [])
    assert [len(array) for array in (curve.time, curve.at_risk, curve.estimate, curve.low)] == [0, 0, 0, 0]


def test_ten_million_subjects_lose_no_digit():
    curve = kaplan_meier([1, 2], [200_000, 1], [0, 9_799_999])
    assert curve.estimate == approx([0.98, 0.9799999])
    assert curve.std_error[0] == approx((0.98 * 0.02 / 10_000_000) ** 0.5)


# --- looking up


def test_the_curve_is_a_step_function_of_time():
    curve = kaplan_meier([10, 20, 30], [1, 1, 0], [1, 0, 2])
    assert [curve.at(t).estimate for t in (0, 9.9, 10, 19.9, 20, 30)] == approx(
        [1, 1, 0.8, 0.8, 0.8 * 2 / 3, 0.8 * 2 / 3]
    )
    # at risk: followed up to that time or beyond
    assert [curve.at(t).at_risk for t in (0, 10, 10.1, 20, 20.1, 30, 30.1)] == [5, 5, 3, 3, 2, 2, 0]


def test_limits_are_those_of_the_step_and_missing_before_the_first_event():
    curve = kaplan_meier([10, 20, 30], [1, 1, 0], [1, 0, 2])
    assert (curve.at(25).low, curve.at(25).high) == (curve.low[1], curve.high[1])
    before = curve.at(9)
    assert before.estimate == 1
    assert isnan(before.low) and isnan(before.high)


def test_after_the_last_follow_up_nothing_is_known():
    last = kaplan_meier([10, 20], [1, 0], [0, 4]).at(21)
    assert last.at_risk == 0
    assert isnan(last.estimate) and isnan(last.low) and isnan(last.high)


def test_where_everyone_had_the_event_the_curve_stays_at_0():
    assert kaplan_meier([10, 20], [1, 4], [0, 0]).at(21).estimate == 0


def test_looking_up_among_nobody_gives_nan():
    point = kaplan_meier([], [], []).at(0)
    assert point.at_risk == 0
    assert isnan(point.estimate) and isnan(point.low) and isnan(point.high)


def test_a_point_is_made_of_plain_numbers():
    point = kaplan_meier([10, 20], [1, 1], [1, 2]).at(10)
    assert [type(x) for x in (point.at_risk, point.estimate, point.low, point.high)] == [int, float, float, float]


@given(peopled)
def test_looking_up_each_row_gives_the_row(table):
    curve = kaplan_meier(*columns(table))
    points = [curve.at(time) for time in curve.time]
    for field in ("at_risk", "estimate", "low", "high"):
        np.testing.assert_array_equal([getattr(point, field) for point in points], getattr(curve, field))


# --- wrong arguments


@pytest.mark.parametrize("wrong", [-1, float("nan")])
def test_looking_up_an_impossible_time_is_refused(wrong):
    with pytest.raises(ValueError, match=f"^t must not be less than 0, but got {wrong}$"):
        kaplan_meier([10], [1], [0]).at(wrong)


def test_a_missing_time_is_refused():
    with pytest.raises(ValueError, match="^times must be finite numbers not less than 0, but got nan$"):
        kaplan_meier([10, float("nan")], [1, 1], [0, 0])


def test_a_level_in_percent_is_refused():
    with pytest.raises(ValueError, match="^level must be between 0 and 1, but got 95$"):
        kaplan_meier([10], [1], [0], level=95)
