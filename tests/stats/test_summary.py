from math import isnan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pytest import approx
from scipy.stats import ttest_1samp

from core.stats.summary import mean_t, quantiles, quartiles

# A measure as a chart holds it: numbers in steps of 0.1, unsorted, some of them given twice or by nobody.
tables = st.lists(st.tuples(st.integers(-1000, 1000).map(lambda tenths: tenths / 10), st.integers(0, 30)), max_size=20)
probabilities = st.lists(st.floats(0, 1), min_size=1, max_size=5)


def expanded(table):
    return [value for value, count in table for _ in range(count)]


def columns(table):
    return [value for value, _ in table], [count for _, count in table]


def test_mean_and_t_interval_match_r_on_students_sleep_data(reference):
    entry = reference("paired.sleep.t")
    ours = mean_t(entry.differences, [1] * 10)
    entry.check(mean_diff=ours.mean, lower=ours.low, upper=ours.high)


def test_mean_and_t_interval_match_r_on_altmans_energy_intake(reference):
    entry = reference("paired.altman.intake")
    single, paired = mean_t(entry.inputs["x"], [1] * 11), mean_t(entry.differences, [1] * 11)
    entry.check(lower1=single.low, upper1=single.high, lower2=paired.low, upper2=paired.high)


def test_mean_and_spread_match_r_on_darwins_maize(reference):
    entry = reference("paired.darwin.maize")
    ours = mean_t(entry.inputs["d"], [1] * 15)
    entry.check(mean=ours.mean, t=ours.mean / (ours.sd / 15**0.5))


@given(tables, st.floats(0.5, 0.999))
def test_the_t_interval_is_scipys_on_the_values_written_out(table, level):
    values = expanded(table)
    assume(len(set(values)) > 1)
    theirs = ttest_1samp(values, 0).confidence_interval(level)
    ours = mean_t(*columns(table), level=level)
    assert ours.n == len(values)
    assert (ours.mean, ours.sd) == approx((np.mean(values), np.std(values, ddof=1)), abs=1e-10)
    assert (ours.low, ours.high) == approx(tuple(theirs), abs=1e-8)


@given(tables)
def test_the_interval_holds_the_mean_and_a_higher_level_widens_it(table):
    assume(len(expanded(table)) > 1)
    narrow, wide = mean_t(*columns(table), level=0.8), mean_t(*columns(table), level=0.95)
    assert wide.low <= narrow.low <= narrow.mean <= narrow.high <= wide.high
    assert narrow.mean == wide.mean


@pytest.mark.parametrize(("total", "printed"), [(-180, -2.57), (-562, -8.03), (-563, -8.04)])
def test_a_mean_of_integers_is_the_exact_quotient(total, printed):
    # 70 patients whose changes add up to the total, in two distinct values
    low = total // 70
    ours = mean_t([low + 1, low], [total - 70 * low, 70 - (total - 70 * low)])
    assert ours.mean == total / 70
    assert round(ours.mean, 2) == printed


def test_ten_million_subjects_lose_no_digit():
    ours = mean_t([1e9, 1e9 + 1], [5_000_000, 5_000_000])
    assert ours.mean == 1e9 + 0.5
    assert ours.sd == approx(0.5, rel=1e-6)


@pytest.mark.parametrize("value", [0.1, -2.57, 1 / 3, 7.0])
def test_equal_values_give_an_interval_without_width(value):
    ours = mean_t([value], [3])
    assert (ours.mean, ours.sd, ours.low, ours.high) == (value, 0, value, value)


def test_one_subject_has_a_mean_and_no_spread():
    ours = mean_t([-3], [1])
    assert (ours.n, ours.mean) == (1, -3)
    assert isnan(ours.sd) and isnan(ours.low) and isnan(ours.high)


@pytest.mark.parametrize("table", [([], []), ([4, 5], [0, 0])])
def test_nobody_gives_nan(table):
    mean, middle = mean_t(*table), quartiles(*table)
    assert (mean.n, middle.n) == (0, 0)
    assert all(map(isnan, (mean.mean, mean.sd, mean.low, mean.high, middle.q1, middle.median, middle.q3)))


@given(tables, probabilities)
def test_quantiles_are_numpys_on_the_values_written_out(table, wanted):
    values = expanded(table)
    assume(values)
    assert quantiles(*columns(table), wanted) == approx(np.quantile(values, wanted), rel=1e-12, abs=1e-12)


@given(tables, st.floats(0, 1))
def test_a_quantile_lies_among_the_values(table, wanted):
    values = expanded(table)
    assume(values)
    assert min(values) <= quantiles(*columns(table), wanted) <= max(values)


def test_quartiles_by_hand():
    # 1 1 2 3 4 10: positions 1.25, 2.5 and 3.75 after the first
    ours = quartiles([10, 1, 3, 2, 4], [1, 2, 1, 1, 1])
    assert (ours.n, ours.q1, ours.median, ours.q3) == (6, 1.25, 2.5, 3.75)


def test_one_subject_is_every_quartile():
    ours = quartiles([6.5], [1])
    assert (ours.n, ours.q1, ours.median, ours.q3) == (1, 6.5, 6.5, 6.5)


def test_quantiles_keep_the_shape_and_order_of_the_probabilities():
    assert quantiles([0, 10], [1, 1], [[1.0, 0.0], [0.5, 0.25]]).tolist() == [[10, 0], [5, 2.5]]
    assert np.isnan(quantiles([], [], [0.1, 0.9])).tolist() == [True, True]


@pytest.mark.parametrize("wrong", [-0.1, 1.5, float("nan")])
def test_a_probability_outside_0_to_1_is_refused(wrong):
    with pytest.raises(ValueError, match="^probabilities must be from 0 to 1, but got"):
        quantiles([1, 2], [1, 1], [0.5, wrong])


def test_a_level_in_percent_is_refused():
    with pytest.raises(ValueError, match="^level must be between 0 and 1, but got 95$"):
        mean_t([1, 2], [1, 1], level=95)
