from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from core.stats.proportion import clopper_pearson
from core.stats.zero_events import upper_bound

# subjects, one-sided 95% bound, two-sided bound, rule of three, all in %
BOUNDS = [(115, 2.57, 3.16, 2.61), (73, 4.02, 4.93, 4.11), (42, 6.88, 8.41, 7.14)]


@pytest.mark.parametrize(("total", "one_sided", "two_sided", "three"), BOUNDS)
def test_bounds_for_the_sizes_of_the_study(total, one_sided, two_sided, three):
    assert round(100 * upper_bound(total), 2) == two_sided
    assert round(100 * upper_bound(total, level=0.90), 2) == one_sided
    assert round(100 * 3 / total, 2) == three


@given(st.integers(1, 10_000_000), st.floats(0.5, 0.999))
def test_it_is_the_upper_clopper_pearson_limit_of_no_event(total, level):
    assert upper_bound(total, level=level) == approx(clopper_pearson(0, total, level=level).high, rel=1e-9)


@given(st.integers(1, 10_000), st.floats(0.5, 0.98))
def test_more_subjects_exclude_more_and_a_higher_level_excludes_less(total, level):
    assert upper_bound(total + 1, level=level) < upper_bound(total, level=level)
    assert upper_bound(total, level=level + 0.01) > upper_bound(total, level=level)


def test_one_subject_excludes_almost_nothing():
    assert upper_bound(1) == approx(0.975)


def test_nobody_gives_nan():
    assert isnan(upper_bound(0))


def test_a_negative_total_is_refused():
    with pytest.raises(ValueError, match="^total must be an integer not less than 0, but got -3$"):
        upper_bound(-3)


def test_a_level_in_percent_is_refused():
    with pytest.raises(ValueError, match="^level must be between 0 and 1, but got 95$"):
        upper_bound(42, level=95)
