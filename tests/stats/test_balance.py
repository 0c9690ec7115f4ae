"""Outside reference: the right-heart-catheterisation data of Connors (1996), 3551 patients without and 2184
with the catheter, as R `tableone` 0.12 prints them with `smd = TRUE` (to three decimals)."""

from math import isnan, sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pytest import approx

from core.stats.balance import smd_categories, smd_means, smd_proportions

finite = st.floats(-1000, 1000)
spreads = st.floats(0.01, 1000)
shares = st.integers(0, 1000).map(lambda permille: permille / 1000)
counts = st.integers(2, 6).flatmap(
    lambda categories: st.tuples(*[st.lists(st.integers(0, 200), min_size=categories, max_size=categories)] * 2)
)


@pytest.mark.parametrize(
    ("without", "with_catheter", "printed"),
    [((61.76, 17.29), (60.75, 15.63), 0.061), ((84.87, 38.87), (68.20, 34.24), 0.455)],
    ids=["age, years", "mean blood pressure, mm Hg"],
)
def test_means_match_tableone(without, with_catheter, printed):
    assert round(smd_means(*without, *with_catheter), 3) == printed


def test_proportions_match_tableone():
    # female: 1637 and 906
    assert round(smd_proportions(1637 / 3551, 906 / 2184), 3) == 0.093


def test_categories_match_tableone():
    # race: black, other, white
    assert round(smd_categories([585, 213, 2753], [335, 142, 1707]), 3) == 0.036


def test_the_formula_of_austin_by_hand():
    # (3.5 - 3.0) / sqrt((0.6^2 + 0.8^2) / 2) = 0.5 / sqrt(0.5)
    assert smd_means(3.5, 0.6, 3.0, 0.8) == approx(sqrt(0.5))
    # (0.6 - 0.5) / sqrt((0.24 + 0.25) / 2) = 0.1 / sqrt(0.245)
    assert smd_proportions(0.6, 0.5) == approx(0.1 / sqrt(0.245))


@given(finite, spreads, finite, spreads)
def test_swapping_the_groups_changes_the_sign(mean1, sd1, mean2, sd2):
    assert smd_means(mean1, sd1, mean2, sd2) == -smd_means(mean2, sd2, mean1, sd1)


@given(finite, spreads, finite, spreads, st.floats(0.01, 100))
def test_the_unit_of_measurement_does_not_matter(mean1, sd1, mean2, sd2, factor):
    scaled = smd_means(mean1 * factor, sd1 * factor, mean2 * factor, sd2 * factor)
    assert scaled == approx(smd_means(mean1, sd1, mean2, sd2), rel=1e-6, abs=1e-6)


@given(shares, shares)
def test_counting_the_others_changes_only_the_sign(p1, p2):
    assert smd_proportions(p1, p2) == approx(-smd_proportions(1 - p1, 1 - p2), rel=1e-6, abs=1e-6, nan_ok=True)


@given(st.integers(1, 200), st.integers(1, 200), st.integers(0, 200), st.integers(0, 200))
def test_two_categories_are_a_proportion(yes1, no1, yes2, no2):
    assume(yes2 + no2 > 0)
    expected = abs(smd_proportions(yes1 / (yes1 + no1), yes2 / (yes2 + no2)))
    assert smd_categories([yes1, no1], [yes2, no2]) == approx(expected, rel=1e-6, abs=1e-9)


@given(counts)
def test_any_category_may_be_left_out_of_the_published_formula(groups):
    # Yang and Dalton invert the covariance of all categories but one.
    p1, p2 = (np.array(group) / max(sum(group), 1) for group in groups)
    assume(min(*p1, *p2) > 0)
    covariance = sum(np.diag(p[1:]) - np.outer(p[1:], p[1:]) for p in (p1, p2)) / 2
    expected = sqrt((p1 - p2)[1:] @ np.linalg.inv(covariance) @ (p1 - p2)[1:])
    assert smd_categories(*groups) == approx(expected, rel=1e-6, abs=1e-6)


@given(counts)
def test_categories_do_not_depend_on_the_order_of_groups_or_categories(groups):
    first, second = groups
    ours = smd_categories(first, second)
    assert smd_categories(second, first) == approx(ours, rel=1e-6, abs=1e-6, nan_ok=True)
    assert smd_categories(first[::-1], second[::-1]) == approx(ours, rel=1e-6, abs=1e-6, nan_ok=True)


def test_a_category_that_nobody_has_changes_nothing():
    assert smd_categories([30, 40, 0], [20, 20, 0]) == approx(smd_categories([30, 40], [20, 20]))


def test_equal_groups_differ_by_0_even_where_nothing_varies():
    assert smd_means(3, 0, 3, 0) == 0
    assert smd_proportions(1, 1) == 0
    assert smd_categories([73, 0, 0], [42, 0, 0]) == 0


def test_unequal_groups_in_which_nothing_varies_have_no_unit_to_differ_by():
    assert isnan(smd_means(3, 0, 4, 0))
    assert isnan(smd_proportions(1, 0))
    assert isnan(smd_categories([73, 0], [0, 42]))
    # The second group varies, but not between its categories and that of the first.
    assert isnan(smd_categories([73, 0, 0], [0, 20, 22]))


def test_missing_numbers_give_nan():
    assert isnan(smd_means(float("nan"), 1, 2, 1))
    assert isnan(smd_means(3, float("nan"), 2, 1))
    assert isnan(smd_proportions(0.5, float("nan")))


def test_an_empty_group_gives_nan():
    assert isnan(smd_categories([0, 0], [3, 4]))
    assert isnan(smd_categories([3, 4], [0, 0]))
    assert isnan(smd_categories([], []))


def test_wrong_arguments_say_what_is_wrong():
    with pytest.raises(ValueError, match="^standard deviations must not be negative, but got -1$"):
        smd_means(3, -1, 3, 1)
    with pytest.raises(ValueError, match=r"^proportions must be from 0 to 1, but got 1\.2$"):
        smd_proportions(0.5, 1.2)
    with pytest.raises(ValueError, match=r"^proportions must be from 0 to 1, but got -0\.1$"):
        smd_proportions(-0.1, float("nan"))
    with pytest.raises(ValueError, match="^both groups must have the same categories, but got 2 and 3$"):
        smd_categories([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="^counts2 must be integers not less than 0, but got -2$"):
        smd_categories([1, 2], [1, -2])
