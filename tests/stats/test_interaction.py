from math import isnan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pytest import approx
from scipy.stats import t

from core.stats.interaction import interaction

# SAS/STAT, PROC GLM, "Unbalanced ANOVA for Two-Way Design with Interaction": Afifi and Azen (1972), p. 166, after
# Kutner (1974), p. 98. Rows are drugs, columns are diseases.
DRUGS = [
    [[42, 44, 36, 13, 19, 22], [33, 26, 33, 21], [31, -3, 25, 25, 24]],
    [[28, 23, 34, 42, 13], [34, 33, 31, 36], [3, 26, 28, 32, 4, 16]],
    [[1, 29, 19], [11, 9, 7, 1, -6], [21, 1, 9, 3]],
    [[24, 9, 22, -2, 15], [27, 12, 12, -5, 16, 15], [22, 7, 25, 5, 12]],
]
values = st.lists(st.integers(-30, 30), max_size=6)
two_way = st.integers(2, 4).flatmap(
    lambda columns: st.lists(st.lists(values, min_size=columns, max_size=columns), min_size=2, max_size=3)
)


def counted(table):
    """The same subjects as distinct values with counts."""
    return [[np.unique(np.array(cell, float), return_counts=True) for cell in row] for row in table]


def test_the_unbalanced_design_of_kutner_matches_sas():
    # Source        DF   Sum of Squares   Mean Square   F Value   Pr > F
    # Error         46      5080.816667    110.452536
    # drug*disease   6       707.266259    117.877710      1.07   0.3958
    ours = interaction(counted(DRUGS))
    assert (ours.df, ours.df_within) == (6, 46)
    assert ours.f == approx((707.266259 / 6) / (5080.816667 / 46), rel=1e-7)
    assert round(ours.p, 4) == 0.3958


def test_two_by_two_by_hand():
    # Cell means 1, 2 and 3, 8 of two subjects each, 0.5 either side: the contrast (8 - 3) - (2 - 1) is 4 with
    # variance s2 (1/2 + 1/2 + 1/2 + 1/2) and s2 = 4 x 0.5 / 4 = 0.5, so F = 16 / 1 = 16 on 1 and 4 degrees.
    ours = interaction(counted([[[0.5, 1.5], [1.5, 2.5]], [[2.5, 3.5], [7.5, 8.5]]]))
    assert (ours.f, ours.df, ours.df_within) == (approx(16), 1, 4)
    # The two-sided p of t = 4 with 4 degrees of freedom.
    assert ours.p == approx(2 * t.sf(4, 4))


@given(two_way)
def test_two_models_fitted_to_the_subjects_one_by_one_say_the_same(table):
    rows, columns, outcome = [], [], []
    for row, line in enumerate(table):
        for column, cell in enumerate(line):
            rows += [row] * len(cell)
            columns += [column] * len(cell)
            outcome += cell
    assume(outcome)
    rows, columns, outcome = np.array(rows), np.array(columns), np.array(outcome, float)
    one = (rows[:, None] == np.arange(len(table))).astype(float)
    two = (columns[:, None] == np.arange(len(table[0]))).astype(float)
    cells = (one[:, :, None] * two[:, None, :]).reshape(len(outcome), -1)
    left = []
    for design in (np.hstack([one, two]), cells):
        fitted = design @ np.linalg.lstsq(design, outcome)[0]
        left.append((((outcome - fitted) ** 2).sum(), np.linalg.matrix_rank(design)))
    (additive, rank), (full, full_rank) = left
    ours = interaction(counted(table))
    assert (ours.df, ours.df_within) == (full_rank - rank, len(outcome) - full_rank)
    if ours.df and ours.df_within and full > 1e-9:
        expected = ((additive - full) / ours.df) / (full / ours.df_within)
        assert ours.f == approx(expected, rel=1e-6, abs=1e-6)
    else:
        assert isnan(ours.f) and isnan(ours.p)


@given(two_way)
def test_rows_and_columns_are_alike(table):
    ours, turned = interaction(counted(table)), interaction(counted([list(row) for row in zip(*table, strict=True)]))
    assert (turned.f, turned.p) == approx((ours.f, ours.p), rel=1e-6, abs=1e-6, nan_ok=True)


def test_means_that_add_up_show_no_interaction():
    ours = interaction(counted([[[0, 2], [10, 12]], [[5, 7], [15, 17, 16]]]))
    assert (ours.f, ours.p) == (approx(0, abs=1e-12), approx(1))


def test_an_empty_cell_costs_a_degree_of_freedom():
    assert interaction(counted([[[0, 2], [10, 12], [1, 2]], [[5, 7], [15, 17], []]])).df == 1
    assert interaction(counted([[[0, 2], [10, 12]], [[5, 7], []]])).df == 0


@pytest.mark.parametrize(
    "table",
    [[], [[[1, 2], [3, 4]]], [[[], []], [[], []]], [[[1], [2]], [[3], [9]]], [[[1, 1], [2, 2]], [[3, 3], [9, 9]]]],
    ids=["no cell", "one row", "nobody", "one subject a cell", "no spread within the cells"],
)
def test_where_the_interaction_cannot_be_tested_f_and_p_are_nan(table):
    ours = interaction(counted(table))
    assert isnan(ours.f) and isnan(ours.p)


def test_rows_of_different_length_are_refused():
    with pytest.raises(ValueError, match=r"^rows must have as many cells as each other, but have \[2, 1\]$"):
        interaction(counted([[[1], [2]], [[3]]]))
