from math import isnan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pytest import approx
from scipy.stats import wilcoxon

from core.stats.paired import hodges_lehmann, signed_rank
from core.stats.walsh import limit_rank

# Changes of an integer score: many ties and zeros, in any order, some values twice or had by nobody.
tables = st.lists(st.tuples(st.integers(-10, 10), st.integers(0, 8)), max_size=12)


def expanded(table):
    return np.array([value for value, count in table for _ in range(count)], dtype=float)


def columns(table):
    return [value for value, _ in table], [count for _, count in table]


def walsh_averages(differences):
    first, second = np.triu_indices(len(differences))
    return np.sort((differences[first] + differences[second]) / 2)


# --- signed-rank test


def test_signed_rank_with_zero_and_ties_matches_coin(reference):
    entry = reference("paired.sleep.wilcoxon_zero_ties")
    ours = signed_rank(entry.differences, [1] * 10)
    assert (ours.n, ours.zeros) == (10, 1)
    entry.check(V=ours.w_plus, coin_pratt_z=ours.z, coin_pratt_p=ours.p)


def test_signed_rank_matches_the_normal_approximation_of_r(reference):
    entry = reference("paired.darwin.maize")
    ours = signed_rank(entry.inputs["d"], [1] * 15)
    entry.check(V=ours.w_plus, approx_p=ours.p)


def test_the_sum_of_positive_ranks_is_rs_v(reference):
    entry = reference("paired.hw.depression")
    entry.check(V=signed_rank(entry.differences, [1] * 9).w_plus)
    entry = reference("paired.altman.intake")
    entry.check(V2=signed_rank(entry.differences, [1] * 11).w_plus)


@given(tables)
def test_signed_rank_is_scipys_on_the_differences_written_out(table):
    differences = expanded(table)
    assume(differences.any())
    theirs = wilcoxon(differences, zero_method="pratt", method="asymptotic", correction=False)
    ours = signed_rank(*columns(table))
    assert ours.p == approx(theirs.pvalue, abs=1e-12)
    assert abs(ours.z) == approx(abs(theirs.zstatistic), abs=1e-12)
    assert (ours.n, ours.zeros) == (len(differences), np.count_nonzero(differences == 0))


@given(tables)
def test_changing_every_sign_changes_only_the_sign_of_z(table):
    values, counts = columns(table)
    assume(sum(counts) > 0)
    ours, opposite = signed_rank(values, counts), signed_rank([-value for value in values], counts)
    assert (ours.z, ours.p) == approx((-opposite.z, opposite.p))


def test_differences_that_are_all_zero_give_a_p_of_1():
    ours = signed_rank([0], [42])
    assert (ours.n, ours.zeros, ours.w_plus, ours.z, ours.p) == (42, 42, 0, 0, 1)


def test_no_differences_give_nan():
    ours = signed_rank([1, 2], [0, 0])
    assert (ours.n, ours.zeros) == (0, 0)
    assert isnan(ours.w_plus) and isnan(ours.z) and isnan(ours.p)


def test_one_difference_says_nothing():
    ours = signed_rank([-2.5], [1])
    assert (ours.n, ours.w_plus, ours.z) == (1, 0, -1)
    assert ours.p == approx(0.3173105)


def test_float_noise_does_not_part_ties_nor_hide_a_zero():
    # 0.3 - 0.2, 0.2 - 0.1 and 0.4 - 0.3 differ in the last bit, and 0.1 + 0.2 - 0.3 is not 0
    noisy = signed_rank([0.3 - 0.2, 0.1 - 0.2, 0.4 - 0.3, 0.1 + 0.2 - 0.3], [1, 1, 1, 1])
    assert noisy == signed_rank([0.1, -0.1, 0], [2, 1, 1])


def test_ten_million_differences_do_not_overflow():
    ours = signed_rank([-1, 0, 1], [3_000_000, 4_000_000, 3_000_000])
    assert ours.z == approx(0, abs=1e-9)
    assert ours.p == approx(1)


# --- Hodges-Lehmann


def test_hodges_lehmann_matches_r_without_ties(reference):
    entry = reference("paired.hw.depression")
    ours = hodges_lehmann(entry.differences, [1] * 9)
    entry.check(hl=ours.estimate, lower=ours.low, upper=ours.high)


def test_hodges_lehmann_matches_r_on_darwins_maize(reference):
    entry = reference("paired.darwin.maize")
    ours = hodges_lehmann(entry.inputs["d"], [1] * 15)
    entry.check(hl=ours.estimate, lower=ours.low, upper=ours.high)


def test_hodges_lehmann_leaves_zeros_out_as_r_does(reference):
    entry = reference("paired.sleep.wilcoxon_zero_ties")
    ours = hodges_lehmann(entry.differences, [1] * 10)
    assert ours.n == 9
    entry.check(hl_walsh_median=ours.estimate, r_hl=ours.estimate)


def test_kept_zeros_pull_the_estimate_towards_no_change():
    # 7 of 10 unchanged: a typical change of -2 among the changed, of 0 among all
    assert hodges_lehmann([0, -2], [7, 3]).estimate == -2
    assert hodges_lehmann([0, -2], [7, 3]).n == 3
    assert hodges_lehmann([0, -2], [7, 3], keep_zeros=True).estimate == 0
    assert hodges_lehmann([0, -2], [7, 3], keep_zeros=True).n == 10


@given(tables, st.booleans())
def test_hodges_lehmann_is_the_median_of_all_pair_means_written_out(table, keep_zeros):
    differences = expanded(table)
    used = differences if keep_zeros else differences[differences != 0]
    assume(len(used) > 0)
    ours = hodges_lehmann(*columns(table), keep_zeros=keep_zeros)
    assert ours.n == len(used)
    assert ours.estimate == np.median(walsh_averages(used))


@given(tables.filter(lambda table: sum(count for _, count in table) > 5), st.sampled_from([0.8, 0.9, 0.95]))
def test_the_limits_are_pair_means_of_equal_rank_from_both_ends(table, level):
    differences = expanded(table)
    averages, rank = walsh_averages(differences), limit_rank(len(differences), (1 - level) / 2)
    ours = hodges_lehmann(*columns(table), level=level, keep_zeros=True)
    assert (ours.low, ours.high) == (averages[rank - 1], averages[-rank])
    assert ours.low <= ours.estimate <= ours.high


@given(tables)
def test_a_higher_level_gives_a_wider_interval(table):
    narrow, wide = hodges_lehmann(*columns(table), level=0.8), hodges_lehmann(*columns(table))
    assume(not isnan(wide.low))
    assert wide.low <= narrow.low <= narrow.high <= wide.high


def test_hodges_lehmann_of_nothing_is_nan():
    for nothing in (hodges_lehmann([], []), hodges_lehmann([0], [12])):
        assert nothing.n == 0
        assert isnan(nothing.estimate) and isnan(nothing.low) and isnan(nothing.high)


def test_all_zeros_kept_are_an_estimate_of_zero():
    ours = hodges_lehmann([0], [12], keep_zeros=True)
    assert (ours.n, ours.estimate, ours.low, ours.high) == (12, 0, 0, 0)


def test_one_difference_is_its_own_estimate_without_limits():
    ours = hodges_lehmann([-3], [1])
    assert (ours.n, ours.estimate) == (1, -3)
    assert isnan(ours.low) and isnan(ours.high)


def test_five_differences_are_too_few_for_95_percent_and_six_are_enough():
    five, six = hodges_lehmann([1, 2, 3, 4, 5], [1] * 5), hodges_lehmann([1, 2, 3, 4, 5, 6], [1] * 6)
    assert isnan(five.low) and isnan(five.high)
    # With six, the limits are the extremes, and the level reached is 1 - 2/64 = 96.9%.
    assert (six.low, six.estimate, six.high) == (1, 3.5, 6)


def test_a_level_so_high_that_no_rank_reaches_it_has_no_limits():
    ours = hodges_lehmann(range(1, 52), [1] * 51, level=1 - 1e-15)
    assert ours.estimate == 26
    assert isnan(ours.low) and isnan(ours.high)


def test_ten_million_differences_have_a_narrow_interval():
    ours = hodges_lehmann([-4, -3, -2, -1], [2_500_000] * 4)
    assert (ours.n, ours.low, ours.estimate, ours.high) == (10_000_000, -2.5, -2.5, -2.5)


# --- rank of the limits


def tail_probability(n, rank):
    """P(W+ < rank) by counting the subsets of 1..n with a smaller sum, in integers."""
    ways = [1] + [0] * (rank - 1)
    for size in range(1, n + 1):
        for total in range(rank - 1, size - 1, -1):
            ways[total] += ways[total - size]
    return sum(ways) / 2**n


def test_the_subset_count_of_the_test_is_right():
    # Of the 8 subsets of {1, 2, 3} all but the full one have a sum below 6, and only the empty one below 1.
    assert tail_probability(3, 6) == 7 / 8
    assert tail_probability(3, 1) == 1 / 8


@pytest.mark.parametrize("n", [6, 9, 15, 30, 50])
@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
def test_up_to_50_the_rank_is_the_largest_that_keeps_the_level(n, level):
    tail = (1 - level) / 2
    rank = limit_rank(n, tail)
    assert tail_probability(n, rank) < tail <= tail_probability(n, rank + 1) or rank == 0


@pytest.mark.parametrize("n", [51, 73, 115])
def test_beyond_50_the_normal_rank_is_within_two_of_the_exact_one(n):
    rank = limit_rank(n, 0.025)
    assert tail_probability(n, rank - 1) < 0.025 <= tail_probability(n, rank + 3)


def test_the_normal_rank_is_rounded_down():
    # 73 * 74 / 4 - 1.959964 * sqrt(73 * 74 * 147 / 24) = 1350.5 - 1.959964 * 181.899 = 993.98
    assert limit_rank(73, 0.025) == 993


# --- wrong arguments


@pytest.mark.parametrize("statistic", [signed_rank, hodges_lehmann])
def test_wrong_counts_and_missing_differences_are_refused(statistic):
    with pytest.raises(ValueError, match="^counts must be integers not less than 0, but got -1$"):
        statistic([1, 2], [1, -1])
    with pytest.raises(ValueError, match="^values must be finite numbers, but got nan$"):
        statistic([1, float("nan")], [1, 1])


def test_a_level_in_percent_is_refused():
    with pytest.raises(ValueError, match="^level must be between 0 and 1, but got 95$"):
        hodges_lehmann([1, 2], [1, 1], level=95)
