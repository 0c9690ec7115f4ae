from math import comb, isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.stats.shift import hodges_lehmann_shift, limit_rank

# Changes of an integer score: many ties, in any order, some values twice or had by nobody.
tables = st.lists(st.tuples(st.integers(-10, 10), st.integers(0, 8)), min_size=1, max_size=10)
filled = tables.filter(lambda table: any(count for _, count in table))


def expanded(table):
    return np.array([value for value, count in table for _ in range(count)], dtype=float)


def columns(table):
    return [value for value, _ in table], [count for _, count in table]


def test_the_shift_and_its_limits_match_r(reference):
    entry = reference("twosample.hw.permeability")
    ours = hodges_lehmann_shift(entry.inputs["x"], [1] * 10, entry.inputs["y"], [1] * 5)
    assert ours.n == 15
    entry.check(hl=ours.estimate, lower=ours.low, upper=ours.high)


@given(filled, filled, st.sampled_from([0.8, 0.95]))
def test_it_is_the_median_of_all_differences_written_out(one, two, level):
    differences = np.sort(np.subtract.outer(expanded(one), expanded(two)).ravel())
    ours = hodges_lehmann_shift(*columns(one), *columns(two), level=level)
    assert ours.estimate == np.median(differences)
    rank = limit_rank(len(expanded(one)), len(expanded(two)), (1 - level) / 2)
    if rank:
        assert (ours.low, ours.high) == (differences[rank - 1], differences[-rank])
    else:
        assert isnan(ours.low) and isnan(ours.high)


@given(filled, filled)
def test_exchanging_the_groups_mirrors_it(one, two):
    ours = hodges_lehmann_shift(*columns(one), *columns(two))
    mirrored = hodges_lehmann_shift(*columns(two), *columns(one))
    assert [ours.estimate, ours.low, ours.high] == pytest.approx(
        [-mirrored.estimate, -mirrored.high, -mirrored.low], nan_ok=True
    )


@pytest.mark.parametrize("shift", [0, -2.5, 0.1])
def test_a_group_moved_as_a_whole_lies_that_much_higher(shift):
    values, counts = [0, 1, 2, 5], [4, 3, 2, 3]
    moved = [value + shift for value in values]
    assert hodges_lehmann_shift(moved, counts, values, counts).estimate == pytest.approx(shift)


def at_most(n1, n2, u):
    """P(U <= u) in whole numbers: partitions of up to u into at most n1 parts of at most n2."""
    ways = {(0, 0): 1}
    for part in range(1, n2 + 1):
        for parts, total in sorted(ways, reverse=True):
            for times in range(1, n1 - parts + 1):
                key = (parts + times, total + times * part)
                ways[key] = ways.get(key, 0) + ways[parts, total]
    return sum(count for (_, total), count in ways.items() if total <= u) / comb(n1 + n2, n1)


def test_the_count_of_the_test_is_right():
    # Of the 6 orders of two and two, U is 0, 1, 2, 2, 3, 4.
    assert [at_most(2, 2, u) for u in range(5)] == [1 / 6, 2 / 6, 4 / 6, 5 / 6, 1]


@pytest.mark.parametrize(("n1", "n2"), [(4, 4), (10, 5), (3, 12), (9, 9)])
@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
def test_in_small_groups_the_rank_is_the_largest_that_keeps_the_level(n1, n2, level):
    tail = (1 - level) / 2
    rank = limit_rank(n1, n2, tail)
    assert at_most(n1, n2, rank) >= tail
    assert rank == 0 or at_most(n1, n2, rank - 1) < tail


def test_the_normal_rank_is_rounded_down_and_near_the_exact_one():
    # 73 * 42 / 2 - 1.959964 * sqrt(73 * 42 * 116 / 12) = 1533 - 1.959964 * 172.158 = 1195.58
    assert limit_rank(73, 42, 0.025) == 1195
    # 50 * 50 / 2 - 1.959964 * sqrt(50 * 50 * 101 / 12) = 965.7, and the exact rank
    assert limit_rank(50, 50, 0.025) == 966


def test_three_against_three_are_too_few_for_95_percent():
    ours = hodges_lehmann_shift([1, 2, 3], [1] * 3, [1, 2, 3], [1] * 3)
    assert (ours.n, ours.estimate) == (6, 0)
    assert isnan(ours.low) and isnan(ours.high)


def test_a_group_of_nobody_is_nan():
    for ours in (hodges_lehmann_shift([], [], [1], [5]), hodges_lehmann_shift([1], [5], [2], [0])):
        assert ours.n == 5
        assert isnan(ours.estimate) and isnan(ours.low) and isnan(ours.high)


def test_ten_million_subjects_have_a_narrow_interval():
    ours = hodges_lehmann_shift([-3, -2, -1], [2_000_000] * 3, [-2, -1, 0], [1_000_000] * 3)
    assert (ours.n, ours.low, ours.estimate, ours.high) == (9_000_000, -1, -1, -1)


def test_wrong_arguments_are_refused():
    with pytest.raises(ValueError, match="^values must be finite numbers, but got nan$"):
        hodges_lehmann_shift([float("nan")], [1], [1], [1])
    with pytest.raises(ValueError, match="^level must be between 0 and 1, but got 95$"):
        hodges_lehmann_shift([1], [1], [1], [1], level=95)
