from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx
from scipy.stats import binom, binomtest

from core.stats.proportion import clopper_pearson, clopper_pearson_limits, wilson

INTERVALS = [clopper_pearson, wilson]
EXAMPLES = ["81_263", "15_148", "0_20", "1_29"]

levels = st.floats(0.5, 0.999)


@st.composite
def fractions(draw, largest=300):
    """A count and its total, which is not 0."""
    total = draw(st.integers(1, largest))
    return draw(st.integers(0, total)), total


@pytest.mark.parametrize("example", EXAMPLES)
def test_clopper_pearson_matches_r_and_newcombe_1998(reference, example):
    entry = reference(f"prop1.clopper.{example}")
    ours = clopper_pearson(entry.inputs["x"], entry.inputs["n"])
    entry.check(lower=ours.low, upper=ours.high)


@pytest.mark.parametrize("example", EXAMPLES)
def test_wilson_matches_r_and_newcombe_1998(reference, example):
    entry = reference(f"prop1.wilson.{example}")
    ours = wilson(entry.inputs["x"], entry.inputs["n"])
    entry.check(lower=ours.low, upper=ours.high)


@given(fractions(), levels)
def test_clopper_pearson_is_scipys_exact_interval(fraction, level):
    theirs = binomtest(*fraction).proportion_ci(level, method="exact")
    ours = clopper_pearson(*fraction, level=level)
    assert (ours.low, ours.high) == approx(tuple(theirs), abs=1e-10)


@given(st.lists(fractions(largest=10**7), max_size=5), levels)
def test_the_limits_of_many_are_those_of_each(many, level):
    counts, totals = np.array([*many, (0, 0)], dtype=np.int64).T
    low, high = clopper_pearson_limits(counts, totals, level=level)
    each = [clopper_pearson(int(count), int(total), level=level) for count, total in zip(counts, totals, strict=True)]
    assert low.tolist() == approx([one.low for one in each], rel=1e-12, nan_ok=True)
    assert high.tolist() == approx([one.high for one in each], rel=1e-12, nan_ok=True)


@pytest.mark.parametrize(("counts", "totals"), [([3], [2]), ([-1], [2]), ([1, 2], [3]), ([0.5], [2])])
def test_limits_of_impossible_counts_are_refused(counts, totals):
    with pytest.raises(ValueError):
        clopper_pearson_limits(np.array(counts), np.array(totals))


@given(fractions(), levels)
def test_wilson_is_scipys_score_interval(fraction, level):
    theirs = binomtest(*fraction).proportion_ci(level, method="wilson")
    ours = wilson(*fraction, level=level)
    assert (ours.low, ours.high) == approx(tuple(theirs), abs=1e-12)


@given(fractions(), levels)
def test_each_clopper_pearson_limit_leaves_half_the_error_in_its_tail(fraction, level):
    count, total = fraction
    ours = clopper_pearson(count, total, level=level)
    if count > 0:
        assert binom.sf(count - 1, total, ours.low) == approx((1 - level) / 2, rel=1e-6)
    if count < total:
        assert binom.cdf(count, total, ours.high) == approx((1 - level) / 2, rel=1e-6)


@pytest.mark.parametrize("interval", INTERVALS)
@given(fraction=fractions(), level=levels)
def test_the_interval_holds_the_estimate_and_stays_within_0_and_1(interval, fraction, level):
    ours = interval(*fraction, level=level)
    assert 0 <= ours.low <= ours.estimate <= ours.high <= 1
    assert ours.low < ours.high


@pytest.mark.parametrize("interval", INTERVALS)
@given(fraction=fractions(), level=levels)
def test_counting_the_others_mirrors_the_interval(interval, fraction, level):
    count, total = fraction
    ours, mirrored = interval(count, total, level=level), interval(total - count, total, level=level)
    assert (ours.low, ours.high) == approx((1 - mirrored.high, 1 - mirrored.low), abs=1e-12)


@pytest.mark.parametrize("interval", INTERVALS)
@given(fraction=fractions(), level=st.floats(0.5, 0.98))
def test_a_higher_level_gives_a_wider_interval(interval, fraction, level):
    narrow, wide = interval(*fraction, level=level), interval(*fraction, level=level + 0.01)
    assert wide.low <= narrow.low
    assert narrow.high <= wide.high
    assert wide.high - wide.low > narrow.high - narrow.low


def test_wilson_may_reach_beyond_the_exact_interval():
    # So the two must not be mixed on one page: neither is always the wider one.
    assert wilson(0, 200).high > clopper_pearson(0, 200).high
    assert wilson(0, 20).high < clopper_pearson(0, 20).high


@pytest.mark.parametrize("interval", INTERVALS)
def test_no_event_gives_a_lower_limit_of_exactly_0(interval):
    ours = interval(0, 42)
    assert (ours.estimate, ours.low) == (0, 0)
    assert 0 < ours.high < 0.1


@pytest.mark.parametrize("interval", INTERVALS)
def test_an_event_in_everyone_gives_an_upper_limit_of_exactly_1(interval):
    ours = interval(42, 42)
    assert (ours.estimate, ours.high) == (1, 1)
    assert 0.9 < ours.low < 1


@pytest.mark.parametrize("interval", INTERVALS)
def test_nobody_gives_nan_and_keeps_the_counts(interval):
    ours = interval(0, 0)
    assert (ours.count, ours.total) == (0, 0)
    assert isnan(ours.estimate) and isnan(ours.low) and isnan(ours.high)


def test_one_subject_tells_almost_nothing():
    # > binom.test(1, 1)$conf.int  is 0.025 to 1
    ours = clopper_pearson(1, 1)
    assert (ours.low, ours.high) == approx((0.025, 1))


@pytest.mark.parametrize("interval", INTERVALS)
def test_ten_million_subjects_are_as_easy_as_ten(interval):
    ours = interval(200_000, 10_000_000)
    assert (ours.low, ours.high) == approx((0.0199133, 0.0200870), abs=1e-6)


@pytest.mark.parametrize("interval", INTERVALS)
def test_numpy_integers_are_counts_and_the_result_is_plain(interval):
    ours = interval(np.int64(3), np.int32(50))
    assert ours == interval(3, 50)
    assert [type(ours.count), type(ours.total), type(ours.low), type(ours.high)] == [int, int, float, float]


@pytest.mark.parametrize("interval", INTERVALS)
@pytest.mark.parametrize("count", [41, -1, 3.0, float("nan")])
def test_an_impossible_count_says_what_is_possible(interval, count):
    with pytest.raises(ValueError, match=f"^count must be an integer from 0 to 40, but got {count}$"):
        interval(count, 40)


@pytest.mark.parametrize("interval", INTERVALS)
@pytest.mark.parametrize("total", [-1, 2.5])
def test_an_impossible_total_says_what_is_possible(interval, total):
    with pytest.raises(ValueError, match=f"^total must be an integer not less than 0, but got {total}$"):
        interval(0, total)


@pytest.mark.parametrize("interval", INTERVALS)
@pytest.mark.parametrize("level", [0, 1, 95, -0.5, float("nan")])
def test_a_level_outside_0_to_1_is_refused(interval, level):
    with pytest.raises(ValueError, match=f"^level must be between 0 and 1, but got {level}$"):
        interval(1, 40, level=level)
