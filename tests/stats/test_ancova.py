from math import isnan, nan

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pytest import approx
from scipy.stats import t

from core.stats.ancova import ancova

# Baseline and outcome of an integer score with counts, in any order, some pairs twice or had by nobody.
pairs = st.lists(st.tuples(st.integers(0, 10), st.integers(-10, 10), st.integers(0, 4)), min_size=1, max_size=8)
samples = st.lists(pairs, min_size=2, max_size=4)


def columns(table):
    return tuple(np.array(column, float) for column in zip(*table, strict=True))


def leprosy(entry, order):
    drug, pre, post = (np.array(entry.inputs[name]) for name in ("drug", "pre", "post"))
    return [(pre[drug == name], post[drug == name], np.ones((drug == name).sum())) for name in order]


def test_adjusted_means_and_the_test_match_r_and_sas(reference):
    entry = reference("ancova.leprosy")
    ours = ancova(leprosy(entry, "ADF"))
    entry.check(slope=ours.slope, F_drug=ours.f, p_drug=ours.p)
    assert ours.means == approx(entry.expected["emmeans"], rel=entry.tolerance)
    assert ours.means == approx(entry.published["emmeans"], abs=1e-7)
    assert (ours.n, ours.df) == ((10, 10, 10), 26)
    assert ours.difference == approx(entry.expected["D_minus_A"], abs=1e-12)


def test_the_difference_of_two_among_three_groups_matches_r(reference):
    entry = reference("ancova.leprosy")
    ours = ancova(leprosy(entry, "AFD"))
    entry.check(F_minus_A=ours.difference, F_minus_A_lower=ours.low, F_minus_A_upper=ours.high)


SMALL = [
    ([4, 3, 2, 3, 4], [-3, -1, -1, 0, -4], [2, 1, 2, 1, 1]),
    ([4, 3, 2], [-2, 0, -1], [1, 1, 1]),
]
# statsmodels 0.15.0:
# >>> x, g = [4, 4, 3, 2, 2, 3, 4, 4, 3, 2], [0] * 7 + [1] * 3
# >>> y = [-3, -3, -1, -1, -1, 0, -4, -2, 0, -1]
# >>> fit = smf.ols("y ~ x + g", DataFrame({"x": x, "y": y, "g": g})).fit()


def test_hand_made_pairs_match_statsmodels():
    ours = ancova(SMALL)
    # >>> fit.params["g"], fit.params["x"], fit.conf_int().loc["g"]
    assert (ours.difference, ours.slope) == approx((0.7083333333333361, -1.0416666666666667))
    assert (ours.low, ours.high) == approx((-0.9765149470877514, 2.3931816137544235))
    # >>> fit.get_prediction(DataFrame({"x": [3.1, 3.1], "g": [0, 1]})).predicted_mean
    assert ours.means == approx((-1.8125, -1.1041666666666639))
    # >>> fit.compare_f_test(smf.ols("y ~ x", ...).fit())
    assert (ours.f, ours.p) == approx((0.9882755251587698, 0.35327818913720593))


def test_robust_limits_are_the_hc3_ones_of_statsmodels():
    ours = ancova(SMALL, robust=True)
    # >>> fit.get_robustcov_results("HC3", use_t=True).conf_int()
    assert (ours.low, ours.high) == approx((-1.4091429596236908, 2.825809626290363))
    assert (ours.f, ours.p) == (ancova(SMALL).f, ancova(SMALL).p)


def written_out(groups):
    """Outcome, and baseline beside one indicator per group, with one row per subject."""
    x, y, place = (
        np.concatenate(
            [np.repeat((*group[:2], np.full(len(group[0]), at))[part], group[2].astype(int)) for at, group in groups]
        )
        for part in range(3)
    )
    return y, np.column_stack([x, *(place == at for at, _ in groups)])


def fitted(groups):
    """Subjects written out, where every group has some and baselines differ within one of them."""
    assume(all(group[2].sum() > 0 for group in groups))
    y, design = written_out(list(enumerate(groups)))
    assume(np.linalg.matrix_rank(design) == design.shape[1] < len(y))
    return y, design


@given(samples)
def test_the_fit_is_least_squares_on_the_subjects_written_out(tables):
    groups = [columns(table) for table in tables]
    y, design = fitted(groups)
    slope, *levels = np.linalg.lstsq(design, y)[0]
    ours = ancova(groups)
    assert (ours.slope, *ours.means) == approx((slope, *(level + slope * design[:, 0].mean() for level in levels)))
    assert ours.difference == approx(levels[1] - levels[0])
    assert (ours.n, ours.df) == (tuple(design[:, 1:].sum(axis=0)), len(y) - design.shape[1])


@given(samples)
@example([[(3, 9, 2), (9, -2, 2)], [(9, -7, 2)]])
def test_the_robust_variance_is_hc3_with_the_hat_matrix_written_out(tables):
    groups = [columns(table) for table in tables]
    y, design = fitted(groups)
    inverse = np.linalg.inv(design.T @ design)
    leverage = np.einsum("ij,jk,ik->i", design, inverse, design)
    ours = ancova(groups, robust=True)
    if leverage.max() > 1 - 1e-9:
        assert isnan(ours.low) and isnan(ours.high)
        return
    left = (y - design @ inverse @ design.T @ y) / (1 - leverage)
    covariance = inverse @ (design.T * left**2) @ design @ inverse
    contrast = np.array([0, -1, 1, *[0] * (len(groups) - 2)])
    # Where every subject lies on the line it is 0, and rounding can leave less.
    half = t.ppf(0.975, ours.df) * np.sqrt(max(contrast @ covariance @ contrast, 0.0))
    assert (ours.low, ours.high) == approx((ours.difference - half, ours.difference + half), abs=1e-6)


@given(pairs, pairs)
def test_a_change_as_the_outcome_gives_the_difference_of_the_values(one, two):
    groups = [columns(table) for table in (one, two)]
    fitted(groups)
    values, changes = ancova(groups), ancova([(x, y - x, counts) for x, y, counts in groups])
    assert (changes.difference, changes.low, changes.high) == approx(
        (values.difference, values.low, values.high), abs=1e-6
    )
    assert changes.slope == approx(values.slope - 1)


@given(pairs, pairs)
def test_exchanging_the_groups_mirrors_the_difference(one, two):
    groups = [columns(table) for table in (one, two)]
    fitted(groups)
    ours, mirrored = ancova(groups), ancova(groups[::-1])
    assert (ours.difference, ours.low, ours.high) == approx(
        (-mirrored.difference, -mirrored.high, -mirrored.low), abs=1e-9
    )
    assert ours.means == approx(mirrored.means[::-1])


def test_equal_baselines_make_it_the_plain_difference():
    # Both groups have a mean baseline of 3, and the means of their outcomes are -2 and -1.
    ours = ancova([([2, 4], [-1, -3], [5, 5]), ([2, 4], [0, -2], [5, 5])])
    assert (ours.difference, *ours.means) == approx((1, -2, -1))


def test_ten_million_subjects_cost_no_more_than_ten():
    ours = ancova([(x, y, np.multiply(counts, 1_000_000)) for x, y, counts in SMALL])
    assert ours.difference == approx(ancova(SMALL).difference)
    assert ours.df == 9_999_997
    assert ours.high - ours.low == approx(0.0023, abs=1e-4)


def undefined(ours, *names):
    return all(isnan(getattr(ours, name)) for name in names)


def test_an_empty_group_leaves_everything_but_the_sizes_undefined():
    ours = ancova([SMALL[0], ([], [], [])])
    assert ours.n == (7, 0)
    assert undefined(ours, "slope", "difference", "low", "high", "f", "p")
    assert all(isnan(mean) for mean in ours.means)


def test_baselines_that_do_not_differ_within_a_group_allow_no_slope():
    ours = ancova([([3], [-1], [6]), ([4], [-2], [6])])
    assert ours.n == (6, 6)
    assert undefined(ours, "slope", "difference", "low", "high", "f", "p")
    # Three times 0.1 does not add up to 0.3, and is still no spread.
    assert undefined(ancova([([0.1], [1], [3]), ([0.7], [2], [7])]), "slope")


def test_without_a_degree_of_freedom_there_is_an_estimate_without_limits():
    ours = ancova([([2, 4], [-1, -3], [1, 1]), ([3], [-1], [1])])
    assert (ours.df, ours.difference) == (0, approx(1))
    assert undefined(ours, "low", "high", "f", "p")


def test_pairs_on_their_lines_have_limits_without_width_and_no_test():
    ours = ancova([([1, 2, 4], [0.1, 0.2, 0.4], [3, 1, 1]), ([1, 2, 4], [0.3, 0.4, 0.6], [1, 2, 1])])
    assert (ours.low, ours.difference, ours.high) == approx((0.2, 0.2, 0.2))
    assert undefined(ours, "f", "p")


def test_a_subject_alone_in_its_group_has_no_robust_limits():
    groups = [SMALL[0], ([3], [-1], [1])]
    assert undefined(ancova(groups, robust=True), "low", "high")
    assert not undefined(ancova(groups), "low", "high")


def test_wrong_arguments_are_refused():
    with pytest.raises(ValueError, match="^groups must be two or more, but got 1$"):
        ancova(SMALL[:1])
    with pytest.raises(ValueError, match="^a group must have three equally long lists, but got 2, 1 and 2$"):
        ancova([SMALL[0], ([1, 2], [1], [1, 1])])
    with pytest.raises(ValueError, match="^baselines and outcomes must be finite numbers$"):
        ancova([SMALL[0], ([1, nan], [1, 1], [1, 1])])
    with pytest.raises(ValueError, match="^counts must be integers not less than 0, but got -1$"):
        ancova([SMALL[0], ([1], [1], [-1])])
    with pytest.raises(ValueError, match="^level must be between 0 and 1, but got 95$"):
        ancova(SMALL, level=95)
