"""Standardised differences: how unlike two groups are, whatever their size and the unit of measurement.

Where nothing varies, equal groups differ by 0 and unequal ones by an undefined number, nan.
"""

from math import hypot, nan, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.stats.arguments import whole_numbers


def smd_means(mean1: float, sd1: float, mean2: float, sd2: float) -> float:
    """First mean minus the second, in units of the root mean square of the two standard deviations.

    nan when any argument is nan.
    Source: Austin (2009), Stat Med 28:3083. Same as R `tableone::ExtractSmd`, with a sign.
    """
    if sd1 < 0 or sd2 < 0:
        raise ValueError(f"standard deviations must not be negative, but got {min(sd1, sd2)}")
    difference, spread = mean1 - mean2, hypot(sd1, sd2) / sqrt(2)
    if spread == 0:
        return 0.0 if difference == 0 else nan
    return difference / spread


def smd_proportions(p1: float, p2: float) -> float:
    """First proportion minus the second (0-1), in units of the root mean square of their standard deviations.

    nan when either is nan. Source: Austin (2009), Commun Stat Simul Comput 38:1228.
    """
    for p in (p1, p2):
        if p < 0 or p > 1:
            raise ValueError(f"proportions must be from 0 to 1, but got {p}")
    return smd_means(p1, sqrt(p1 * (1 - p1)), p2, sqrt(p2 * (1 - p2)))


def smd_categories(counts1: ArrayLike, counts2: ArrayLike) -> float:
    """Mahalanobis distance between the category proportions of two groups; never negative.

    One count per category, in the same order. With two categories it is |smd_proportions|.
    nan when a group is empty, and when the groups differ in a way that varies in neither, such as all in
    one category against all in another.
    Source: Yang and Dalton (2012), SAS Global Forum, paper 335. Same as R `tableone::ExtractSmd`.
    """
    group1, group2 = whole_numbers("counts1", counts1), whole_numbers("counts2", counts2)
    if group1.shape != group2.shape:
        raise ValueError(f"both groups must have the same categories, but got {len(group1)} and {len(group2)}")
    if group1.sum() == 0 or group2.sum() == 0:
        return nan
    p1, p2 = group1 / group1.sum(), group2 / group2.sum()
    covariance = (_covariance(p1) + _covariance(p2)) / 2
    # Proportions sum to 1, so the matrix has no inverse; the least-squares solution is its pseudo-inverse.
    solution = np.linalg.lstsq(covariance, p1 - p2)[0]
    if not np.allclose(covariance @ solution, p1 - p2, atol=1e-9):
        return nan
    return sqrt(max(float((p1 - p2) @ solution), 0.0))


def _covariance(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Covariance of the indicators of one multinomial draw."""
    return np.diag(p) - np.outer(p, p)
