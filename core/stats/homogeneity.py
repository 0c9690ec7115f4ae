"""Do several 2x2 tables share one odds ratio? The interaction of a yes/no outcome with a factor, from counts."""

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from core.stats.arguments import whole_numbers

Tables = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Homogeneity:
    tables: int  # tables that say something about the odds ratio
    odds_ratio: float  # common odds ratio (Mantel-Haenszel)
    breslow_day: float  # chi-squared, without Tarone's correction
    tarone: float  # chi-squared, corrected
    df: int
    p: float  # of the corrected statistic
    smallest: float  # smallest count expected in any cell if the odds ratio were common


def breslow_day(tables: ArrayLike) -> Homogeneity:
    """Breslow-Day test, with Tarone's correction, that several 2x2 tables share one odds ratio.

    ``tables`` holds counts of shape (tables, 2, 2): a row per group, its columns yes and no. A table in which a group
    is empty, or in which nobody or everybody has the property, says nothing about an odds ratio and is left out. With
    fewer than two tables left, and where the common odds ratio is 0 or infinite, statistics and p are nan and df is 0.
    The chi-squared distribution is rough where ``smallest`` is below 5.
    Source: Breslow and Day (1980), IARC Scientific Publications 32, p. 142; Tarone (1985), Biometrika 72:91; Mantel and
    Haenszel (1959), J Natl Cancer Inst 22:719. Same as statsmodels `StratifiedTable.test_equal_odds(adjust=True)`.
    """
    given = np.asarray(tables, float)
    if given.ndim != 3 or given.shape[1:] != (2, 2):
        raise ValueError(f"tables must be counts of shape (tables, 2, 2), but got shape {given.shape}")
    whole_numbers("tables", given.ravel())
    telling = given[(given.sum(axis=1) > 0).all(axis=1) & (given.sum(axis=2) > 0).all(axis=1)]
    ratio = _common_odds_ratio(telling)
    if len(telling) < 2 or not 0 < ratio < np.inf:
        return Homogeneity(len(telling), ratio, nan, nan, 0, nan, nan)
    expected = _expected(telling, ratio)
    excess = telling[:, 0, 0] - expected[:, 0, 0]
    variance = 1 / (1 / expected).sum(axis=(1, 2))
    uncorrected = float((excess**2 / variance).sum())
    # Never negative but for rounding: the correction is at most the statistic itself.
    corrected = max(uncorrected - float(excess.sum() ** 2 / variance.sum()), 0.0)
    df = len(telling) - 1
    p = float(chdtrc(df, corrected))
    return Homogeneity(len(telling), ratio, uncorrected, corrected, df, p, float(expected.min()))


def _common_odds_ratio(tables: Tables) -> float:
    """Mantel-Haenszel; inf where no table has the opposite kind of pair, nan where no table says anything."""
    total = tables.sum(axis=(1, 2))
    for_it = float((tables[:, 0, 0] * tables[:, 1, 1] / total).sum())
    against = float((tables[:, 0, 1] * tables[:, 1, 0] / total).sum())
    if against == 0:
        return np.inf if for_it > 0 else nan
    return for_it / against


def _expected(tables: Tables, ratio: float) -> Tables:
    """The counts that have the margins of each table and the common odds ratio."""
    first, second = tables.sum(axis=2).T
    yes = tables[:, :, 0].sum(axis=1)
    # The count of the first cell solves square x^2 + linear x - free = 0; one root leaves no cell negative.
    square, linear, free = 1 - ratio, ratio * (first + yes) + second - yes, ratio * first * yes
    root = np.sqrt(linear**2 + 4 * square * free)
    # Two ways to write that root, each used where it does not subtract nearly equal numbers.
    with np.errstate(divide="ignore", invalid="ignore"):
        cell = np.where(linear >= 0, 2 * free / (linear + root), (root - linear) / (2 * square))
    return np.stack([cell, first - cell, yes - cell, second - yes + cell], axis=1).reshape(-1, 2, 2)
