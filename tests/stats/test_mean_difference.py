from math import isnan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pytest import approx
from scipy.stats import ttest_ind

from core.stats.mean_difference import welch

samples = st.lists(st.integers(-30, 30), min_size=2, max_size=20)


def counted(sample):
    return np.unique(np.array(sample, float), return_counts=True)


def test_sleep_matches_r(reference):
    entry = reference("twosample.sleep.welch")
    ours = welch(*counted(entry.inputs["x"]), *counted(entry.inputs["y"]))
    entry.check(df=ours.df, lower=ours.low, upper=ours.high)
    assert ours.estimate == approx(-1.58)
    assert (ours.first.n, ours.second.n) == (10, 10)


@given(samples, samples)
def test_the_interval_is_scipys(first, second):
    assume(len(set(first)) > 1 and len(set(second)) > 1)
    ours = welch(*counted(first), *counted(second))
    theirs = ttest_ind(first, second, equal_var=False)
    interval = theirs.confidence_interval()
    assert (ours.df, ours.low, ours.high) == approx((theirs.df, interval.low, interval.high), abs=1e-9)


@given(samples, samples)
def test_swapping_the_groups_turns_the_interval_round(first, second):
    ours, other = welch(*counted(first), *counted(second)), welch(*counted(second), *counted(first))
    assert (other.estimate, other.low, other.high) == approx((-ours.estimate, -ours.high, -ours.low))


def test_where_nothing_varies_the_interval_is_the_difference_itself():
    ours = welch([-2], [4], [-5], [3])
    assert (ours.estimate, ours.low, ours.high) == (3, 3, 3)
    assert isnan(ours.df)


def test_a_single_subject_has_an_estimate_and_no_limits():
    ours = welch([-2], [1], [-5, -3], [3, 3])
    assert ours.estimate == 2
    assert isnan(ours.low) and isnan(ours.high)


def test_an_empty_group_has_nothing():
    ours = welch([], [], [-5, -3], [3, 3])
    assert isnan(ours.estimate) and isnan(ours.low) and isnan(ours.high)
    assert (ours.first.n, ours.second.n) == (0, 6)


def test_a_wrong_level_is_refused():
    with pytest.raises(ValueError, match="^level must be between 0 and 1, but got 95$"):
        welch([1, 2], [3, 3], [1, 2], [3, 3], level=95)
