from math import inf, isnan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pytest import approx
from scipy.stats import chi2

from core.stats.homogeneity import breslow_day

counts = st.integers(0, 40)
tables = st.lists(st.tuples(st.tuples(counts, counts), st.tuples(counts, counts)), min_size=2, max_size=6)
MIGRAINE = [[[16, 11], [5, 20]], [[12, 16], [7, 19]]]


def test_the_migraine_trial_matches_r_and_sas(reference):
    entry = reference("stratified.migraine")
    by_stratum = np.moveaxis(np.array(entry.inputs["table"]), 2, 0)
    assert by_stratum.tolist() == MIGRAINE
    ours = breslow_day(by_stratum)
    entry.check(or_mh=ours.odds_ratio, breslow_day=ours.breslow_day, tarone=ours.tarone, tarone_p=ours.p)
    assert (ours.tables, ours.df) == (2, 1)
    assert chi2.sf(ours.breslow_day, 1) == approx(entry.expected["breslow_day_p"], rel=1e-7)


def test_three_tables_by_hand():
    # Mantel-Haenszel: (1x2/4 + 2x2/6 + 1x1/4) / (1x0/4 + 1x1/6 + 1x1/4) = (17/12) / (5/12) = 3.4
    assert breslow_day([[[1, 0], [1, 2]], [[2, 1], [1, 2]], [[1, 1], [1, 1]]]).odds_ratio == approx(3.4)


@given(tables)
def test_the_expected_counts_have_the_common_odds_ratio_and_the_margins(given_tables):
    ours = breslow_day(given_tables)
    assume(ours.df > 0)
    # The statistic again, from expected counts found by bisection instead of the formula.
    excess, variance, smallest = [], [], inf
    for (a, b), (c, d) in given_tables:
        if min(a + b, c + d, a + c, b + d) == 0:
            continue
        low, high = max(0, a - d), min(a + b, a + c)
        for _ in range(200):
            x = (low + high) / 2
            too_small = x * (d - a + x) < ours.odds_ratio * (a + b - x) * (a + c - x)
            low, high = (x, high) if too_small else (low, x)
        cells = (x, a + b - x, a + c - x, d - a + x)
        assume(min(cells) > 1e-3)
        excess.append(a - x)
        variance.append(1 / sum(1 / cell for cell in cells))
        smallest = min(smallest, *cells)
    excess, variance = np.array(excess), np.array(variance)
    uncorrected = (excess**2 / variance).sum()
    assert ours.breslow_day == approx(uncorrected, rel=1e-6, abs=1e-6)
    assert ours.tarone == approx(uncorrected - excess.sum() ** 2 / variance.sum(), rel=1e-6, abs=1e-6)
    assert ours.smallest == approx(smallest, rel=1e-6)
    assert ours.p == approx(chi2.sf(ours.tarone, ours.df))


@given(tables, st.randoms())
def test_neither_the_order_of_tables_nor_which_group_comes_first_matters(given_tables, random):
    ours = breslow_day(given_tables)
    shuffled = breslow_day(random.sample(given_tables, len(given_tables)))
    swapped = breslow_day([rows[::-1] for rows in given_tables])
    for other in (shuffled, swapped):
        assert (other.tarone, other.p) == approx((ours.tarone, ours.p), rel=1e-6, abs=1e-6, nan_ok=True)
        assert (other.tables, other.df) == (ours.tables, ours.df)
    if ours.df:
        assert swapped.odds_ratio == approx(1 / ours.odds_ratio)


def test_equal_tables_do_not_differ():
    ours = breslow_day([[[8, 4], [3, 9]]] * 3)
    assert (ours.odds_ratio, ours.tarone, ours.df, ours.p) == (6, approx(0, abs=1e-12), 2, approx(1))


def test_an_odds_ratio_of_1_is_no_special_case():
    ours = breslow_day([[[10, 10], [20, 20]], [[5, 15], [5, 15]]])
    assert (ours.odds_ratio, ours.tarone, ours.p, ours.smallest) == (1, 0, 1, 5)


@pytest.mark.parametrize(
    "silent", [[[0, 12], [0, 30]], [[12, 0], [30, 0]], [[0, 0], [3, 4]], [[3, 4], [0, 0]], [[0, 0], [0, 0]]]
)
def test_a_table_that_says_nothing_about_an_odds_ratio_costs_no_degree_of_freedom(silent):
    ours, without = breslow_day([*MIGRAINE, silent]), breslow_day(MIGRAINE)
    assert ours == without


@pytest.mark.parametrize(
    ("given_tables", "used", "ratio"),
    [
        ([], 0, "nan"),
        ([[[0, 5], [0, 7]], [[0, 5], [0, 7]]], 0, "nan"),
        ([[[3, 5], [2, 7]]], 1, 2.1),
        ([[[3, 5], [2, 7]], [[0, 5], [0, 7]]], 1, 2.1),
        ([[[0, 5], [2, 7]], [[0, 8], [1, 3]]], 2, 0),
        ([[[2, 5], [0, 7]], [[1, 8], [0, 3]]], 2, inf),
    ],
    ids=["no table", "no event", "one table", "one that says something", "none in the first group", "in the second"],
)
def test_without_a_common_odds_ratio_of_two_tables_there_is_no_test(given_tables, used, ratio):
    ours = breslow_day(np.array(given_tables).reshape(-1, 2, 2))
    assert (ours.tables, ours.df) == (used, 0)
    assert ours.odds_ratio == approx(float(ratio), nan_ok=True)
    assert all(isnan(value) for value in (ours.breslow_day, ours.tarone, ours.p, ours.smallest))


def test_wrong_arguments_say_what_is_wrong():
    with pytest.raises(ValueError, match=r"^tables must be counts of shape \(tables, 2, 2\), but got shape \(2, 2\)$"):
        breslow_day([[1, 2], [3, 4]])
    with pytest.raises(ValueError, match="^tables must be integers not less than 0, but got -1$"):
        breslow_day([[[1, 2], [3, -1]]])
