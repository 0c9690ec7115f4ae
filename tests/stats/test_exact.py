import subprocess
import sys
from math import isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx
from scipy.stats import binom, hypergeom

from core.stats.exact import MOST_TABLES, boschloo

groups = st.integers(1, 12).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


def enumerated(count1, total1, count2, total2):
    """Boschloo's p from its definition: all tables as extreme by Fisher's one-sided p, at 2001 common proportions."""
    x, y = np.indices((total1 + 1, total2 + 1))
    shares = np.linspace(0, 1, 2001)[:, None, None]
    likely = binom.pmf(x, total1, shares) * binom.pmf(y, total2, shares)
    one_sided = []
    for part, size in ((x, total1), (y, total2)):
        fisher = hypergeom.cdf(part, total1 + total2, x + y, size)
        extreme = fisher <= fisher[count1, count2] * (1 + 1e-10)
        one_sided.append(likely[:, extreme].sum(axis=1).max())
    return min(2 * min(one_sided), 1)


def test_the_satisfied_professors_match_r_and_the_scipy_manual(reference):
    # The reference is one-sided, and the two-sided p is twice the smaller of those.
    entry = reference("exact.boschloo.scipy")
    ours = boschloo(*(entry.inputs[name] for name in ("x1", "n1", "x2", "n2")))
    entry.check(p_greater=ours / 2)


def test_the_reported_patients_with_events_of_the_two_cohorts():
    assert round(boschloo(5, 42, 2, 73), 3) == 0.086


@given(groups, groups)
@settings(max_examples=30)
def test_it_is_the_largest_probability_over_all_common_proportions(first, second):
    assert boschloo(*first, *second) == approx(enumerated(*first, *second), rel=1e-4)


@given(groups, groups)
@settings(max_examples=30)
def test_swapping_the_groups_or_counting_the_others_changes_nothing(first, second):
    ours = boschloo(*first, *second)
    assert 0 <= ours <= 1
    assert boschloo(*second, *first) == approx(ours, rel=1e-6)
    others = [(total - count, total) for count, total in (first, second)]
    assert boschloo(*others[0], *others[1]) == approx(ours, rel=1e-6)


def test_no_events_at_all_or_nothing_else_speak_for_no_difference():
    assert boschloo(0, 42, 0, 73) == 1
    assert boschloo(42, 42, 73, 73) == 1


@pytest.mark.parametrize("counts", [(0, 0, 2, 73), (5, 42, 0, 0), (0, 0, 0, 0)])
def test_an_empty_group_gives_nan(counts):
    assert isnan(boschloo(*counts))


def test_groups_too_large_to_go_through_give_nan():
    assert isnan(boschloo(5, MOST_TABLES + 1, 1, 1))
    assert isnan(boschloo(5, 10_000_000, 2, 10_000_000))


def test_the_module_loads_without_scipy_stats():
    check = "import core.stats.exact, sys; sys.exit('scipy.stats' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_more_events_than_subjects_are_refused():
    with pytest.raises(ValueError, match="^count1 must be an integer from 0 to 42, but got 43$"):
        boschloo(43, 42, 2, 73)
    with pytest.raises(ValueError, match="^count2 must be an integer from 0 to 73, but got -1$"):
        boschloo(5, 42, -1, 73)
    with pytest.raises(ValueError, match=r"^total1 must be an integer not less than 0, but got 4\.5$"):
        boschloo(5, 4.5, 2, 73)
