from math import isnan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pytest import approx
from scipy.stats import CensoredData, logrank

from core.stats.log_rank import log_rank

# time, events, censored
groups = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=8)


def columns(table):
    return tuple(zip(*table, strict=True))


def written_out(table):
    times = [time for time, events, censored in table for _ in range(events + censored)]
    lost = [kind for _, events, censored in table for kind in [False] * events + [True] * censored]
    return CensoredData.right_censored(times, lost)


def freireich(entry):
    time, had, group = (np.array(entry.inputs[name]) for name in ("time", "event", "group"))
    return [(time[group == each], had[group == each], 1 - had[group == each]) for each in (0, 1)]


def test_the_remissions_of_freireich_match_r_and_the_published_test(reference):
    entry = reference("logrank.freireich")
    ours = log_rank(*freireich(entry))
    entry.check(chisq=ours.chi2, p=ours.p)
    assert ours.observed == tuple(entry.expected["observed"])
    assert ours.expected == approx(entry.expected["expected"], rel=entry.tolerance)
    assert ours.df == 1


def test_three_groups_match_r():
    # > survdiff(Surv(c(3, 5, 7, 9, 11, 2, 4, 4, 8, 12, 1, 1, 6, 6, 10),
    # +               c(1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1)) ~ rep(1:3, each = 5))
    #   N Observed  Expected    (O-E)^2/E   (O-E)^2/V
    # 1 5        3 3.8843629 0.2013451614 0.337495675
    # 2 5        4 4.2038073 0.0098809042 0.019657344
    # 3 5        4 2.9118298 0.4066564224 0.591353513
    #  Chisq= 0.6387934  on 2 degrees of freedom, p= 0.7265873
    ours = log_rank(
        ([3, 5, 7, 9, 11], [1, 1, 0, 1, 0], [0, 0, 1, 0, 1]),
        ([2, 4, 8, 12], [1, 1, 1, 1], [0, 1, 0, 0]),
        ([1, 6, 10], [2, 1, 1], [0, 1, 0]),
    )
    assert (ours.observed, ours.df) == ((3, 4, 4), 2)
    assert ours.expected == approx((3.8843629, 4.2038073, 2.9118298), abs=5e-8)
    assert (ours.chi2, ours.p) == approx((0.6387934, 0.7265873), abs=5e-8)


@given(groups, groups)
def test_two_groups_give_scipys_p(first, second):
    assume(all(any(events for _, events, _ in table) for table in (first, second)))
    ours = log_rank(columns(first), columns(second))
    assume(ours.df > 0)
    theirs = logrank(written_out(first), written_out(second))
    assert ours.chi2 == approx(theirs.statistic**2, abs=1e-9)
    assert ours.p == approx(theirs.pvalue, abs=1e-9)


@given(st.lists(groups, min_size=2, max_size=4), st.randoms())
def test_the_order_of_groups_and_rows_does_not_matter(tables, random):
    ours = log_rank(*map(columns, tables))
    shuffled = [random.sample(table, len(table)) for table in random.sample(tables, len(tables))]
    other = log_rank(*map(columns, shuffled))
    assert (other.chi2, other.p) == approx((ours.chi2, ours.p), abs=1e-9, nan_ok=True)
    assert other.df == ours.df


@given(st.lists(groups, min_size=2, max_size=4))
def test_as_many_events_are_expected_as_observed(tables):
    ours = log_rank(*map(columns, tables))
    assert ours.observed == tuple(sum(events for _, events, _ in table) for table in tables)
    assert sum(ours.expected) == approx(sum(ours.observed))
    assert 0 <= ours.df < len(tables)
    assert isnan(ours.chi2) == isnan(ours.p) == (ours.df == 0)
    assert isnan(ours.p) or (ours.chi2 >= -1e-9 and 0 <= ours.p <= 1)


@given(groups, groups)
def test_an_empty_group_costs_no_degree_of_freedom(first, second):
    ours = log_rank(columns(first), columns(second))
    with_empty = log_rank(columns(first), ([], [], []), columns(second))
    assert (with_empty.chi2, with_empty.p) == approx((ours.chi2, ours.p), abs=1e-9, nan_ok=True)
    assert with_empty.df == ours.df
    assert (with_empty.observed[1], with_empty.expected[1]) == (0, 0)


def test_equal_groups_do_not_differ():
    group = ([3, 5, 8], [1, 2, 1], [0, 1, 4])
    ours = log_rank(group, group, group)
    assert ours.chi2 == approx(0, abs=1e-12)
    assert (ours.p, ours.df) == (approx(1), 2)
    assert ours.expected == approx((4, 4, 4))


def test_groups_of_very_different_size_are_still_compared():
    # Nine million patients are as good as a known hazard: 1/9, 2/8 and 1/6 of those at risk.
    large = ([1, 2, 3], [1_000_000, 2_000_000, 1_000_000], [0, 0, 5_000_000])
    ours = log_rank(([3], [1], [0]), large, ([3], [0], [1]))
    assert (ours.observed, ours.df) == ((1, 4_000_000, 0), 2)
    # Each of the two others expects 1/9 + 1/4 + 1/6 events with variance 8/81 + 3/16 + 5/36.
    expected, variance = 19 / 36, 8 / 81 + 3 / 16 + 5 / 36
    assert ours.expected[0] == approx(expected, rel=1e-6)
    assert ours.chi2 == approx(((1 - expected) ** 2 + expected**2) / variance, rel=1e-5)


@pytest.mark.parametrize(
    ("tables", "observed"),
    [
        ([([1, 2], [0, 0], [3, 4]), ([5], [0], [6])], (0, 0)),
        ([([], [], []), ([1, 2], [1, 1], [0, 3])], (0, 2)),
        ([([], [], []), ([], [], [])], (0, 0)),
        ([([4], [3], [0]), ([4], [2], [0])], (3, 2)),
        ([([1, 2], [0, 0], [3, 4]), ([5, 6], [1, 0], [0, 3])], (0, 1)),
    ],
    ids=["no event", "one group empty", "both empty", "everyone at once", "events after the other group has left"],
)
def test_groups_that_cannot_be_compared_give_nan_and_keep_the_events(tables, observed):
    ours = log_rank(*tables)
    assert (ours.observed, ours.df) == (observed, 0)
    assert isnan(ours.chi2) and isnan(ours.p)


def test_one_group_is_refused():
    with pytest.raises(ValueError, match="^log_rank needs at least 2 groups, but got 1$"):
        log_rank(([1, 2], [1, 1], [0, 0]))


def test_counts_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="^times and events must be equally long, but got 2 and 1$"):
        log_rank(([1, 2], [1], [0, 0]), ([3], [1], [0]))
