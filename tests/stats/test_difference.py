from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from core.stats.difference import newcombe

groups = st.integers(1, 300).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@pytest.mark.parametrize("example", "abcdefgh")
def test_newcombe_matches_r_and_the_published_table(reference, example):
    entry = reference(f"prop2.newcombe10.{example}")
    ours = newcombe(*(entry.inputs[name] for name in ("x1", "n1", "x2", "n2")))
    entry.check(lower=ours.low, upper=ours.high)


@pytest.mark.parametrize(
    ("first", "second", "estimate", "low", "high"),
    [
        (0, 0, 0.0, -8.4, 5.0),
        (4, 0, 5.5, -3.5, 13.3),
        (6, 0, 8.2, -1.2, 16.8),
        (0, 2, -4.8, -15.8, 1.3),
        (0, 4, -9.5, -22.1, -1.9),
    ],
)
def test_rare_events_in_73_and_42_patients(first, second, estimate, low, high):
    # Percentage points. With no event at all the Wald interval would be 0 to 0.
    ours = newcombe(first, 73, second, 42)
    assert [round(100 * x, 1) for x in (ours.estimate, ours.low, ours.high)] == [estimate, low, high]


def test_the_reported_patients_with_events_of_the_two_cohorts():
    # 5 of 42 minus 2 of 73: 9.2 points, -0.3 to 22.4
    ours = newcombe(5, 42, 2, 73)
    assert [round(100 * x, 1) for x in (ours.estimate, ours.low, ours.high)] == [9.2, -0.3, 22.4]


@given(groups, groups)
def test_the_interval_holds_the_estimate_and_stays_within_1(first, second):
    ours = newcombe(*first, *second)
    assert -1 <= ours.low <= ours.estimate <= ours.high <= 1
    assert ours.estimate == first[0] / first[1] - second[0] / second[1]


@given(groups, groups)
def test_swapping_the_groups_changes_the_sign(first, second):
    ours, swapped = newcombe(*first, *second), newcombe(*second, *first)
    assert (ours.estimate, ours.low, ours.high) == (-swapped.estimate, -swapped.high, -swapped.low)
    assert (ours.first, ours.second) == (swapped.second, swapped.first) == (first, second)


@given(groups, groups, st.floats(0.5, 0.98))
def test_a_higher_level_gives_a_wider_interval(first, second, level):
    narrow, wide = newcombe(*first, *second, level=level), newcombe(*first, *second, level=level + 0.01)
    assert wide.low <= narrow.low
    assert narrow.high <= wide.high


def test_everyone_against_nobody_reaches_the_end_of_the_scale():
    ours = newcombe(10, 10, 0, 20)
    assert (ours.estimate, ours.high) == (1, 1)
    assert newcombe(0, 20, 10, 10).low == -1


@pytest.mark.parametrize("counts", [(0, 0, 3, 42), (2, 73, 0, 0), (0, 0, 0, 0)])
def test_an_empty_group_gives_nan_and_keeps_the_counts(counts):
    ours = newcombe(*counts)
    assert ours.first + ours.second == counts
    assert isnan(ours.estimate) and isnan(ours.low) and isnan(ours.high)


def test_one_subject_in_each_group_excludes_little():
    # Both Wilson intervals have the width z^2 / (1 + z^2), and z^2 is 3.841459.
    ours = newcombe(1, 1, 0, 1)
    assert ours.low == approx(1 - 2**0.5 * 3.841459 / 4.841459, abs=1e-6)
    assert ours.high == 1


@pytest.mark.parametrize("counts", [(74, 73, 0, 42), (0, 73, 43, 42)])
def test_more_events_than_subjects_are_refused(counts):
    with pytest.raises(ValueError, match="^count must be an integer from 0 to (73|42), but got (74|43)$"):
        newcombe(*counts)


def test_a_level_in_percent_is_refused():
    with pytest.raises(ValueError, match="^level must be between 0 and 1, but got 95$"):
        newcombe(2, 73, 5, 42, level=95)
