"""Analysis of covariance: do groups differ in an outcome once they are compared at the same baseline?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, nan, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import fdtrc, stdtrit

from core.stats.arguments import tail_area, whole_numbers
from core.stats.grouped import Counts, Values

Group = tuple[ArrayLike, ArrayLike, ArrayLike]

ROUNDING = 1e-20  # a share of the sum of squares so small is what rounding leaves of points that lie on their line


@dataclass(frozen=True, slots=True)
class Covariance:
    n: tuple[int, ...]  # subjects per group
    slope: float  # change of the outcome per unit of baseline, the same in every group
    means: tuple[float, ...]  # adjusted means: the outcome of each group at the mean baseline of all subjects
    difference: float  # adjusted mean of the second group - that of the first
    low: float  # confidence limits of the difference
    high: float
    df: int  # residual degrees of freedom
    f: float  # variance ratio of the groups, adjusted for baseline
    p: float


@dataclass(frozen=True, slots=True, eq=False)
class _Sample:
    """One group: baseline and outcome as distances from their means, and how many subjects have each pair."""

    n: int
    x_mean: float
    y_mean: float
    x: Values
    y: Values
    counts: Counts


def ancova(groups: Sequence[Group], *, level: float = 0.95, robust: bool = False) -> Covariance:
    """Difference of two adjusted means with Student's t interval, and the F test that no group differs from another.

    Each of the two or more groups is (baseline, outcome, counts), one entry per distinct pair, in any order. One line
    per group is fitted, all with the same slope. With the change as the outcome instead of the value, the difference is
    the same. ``robust`` takes the limits from the HC3 variance, which lets the spread differ between subjects and so
    between groups; F and p always suppose one spread. All but ``n`` is nan when a group is empty or no group has two
    different baselines. Limits, F and p are nan when no degree of freedom is left, F and p also when the lines leave no
    spread, robust limits when a subject alone decides its own fitted value.
    Source: Fisher (1932), Statistical Methods for Research Workers, 4th edition, section 49.1; HC3: MacKinnon and White
    (1985), J Econom 29:305. Same as R `lm(y ~ x + group)` with `emmeans`, and `sandwich::vcovHC(type = "HC3")`.
    """
    tail = tail_area(level)
    samples = [_sample(*group) for group in groups]
    if len(samples) < 2:
        raise ValueError(f"groups must be two or more, but got {len(samples)}")
    sizes = tuple(sample.n for sample in samples)
    df = sum(sizes) - len(sizes) - 1
    spread = fsum(fsum(sample.counts * sample.x**2) for sample in samples)
    if min(sizes) == 0 or spread == 0:
        return Covariance(sizes, nan, (nan,) * len(sizes), nan, nan, nan, df, nan, nan)
    slope = fsum(fsum(sample.counts * sample.x * sample.y) for sample in samples) / spread
    centre = fsum(sample.n * sample.x_mean for sample in samples) / sum(sizes)
    means = tuple(sample.y_mean - slope * (sample.x_mean - centre) for sample in samples)
    residual = _residual(samples, slope)
    difference = means[1] - means[0]
    low = high = f = nan
    if df > 0:
        variance = _robust(samples, slope, spread) if robust else residual / df * _leverage(samples, spread)
        half = -float(stdtrit(df, tail)) * sqrt(variance)
        low, high = difference - half, difference + half
        explained = _residual_of_one_line(samples) - residual
        f = max(explained, 0.0) / (len(sizes) - 1) / (residual / df) if residual > 0 else nan
    return Covariance(sizes, slope, means, difference, low, high, df, f, float(fdtrc(len(sizes) - 1, df, f)))


def _sample(baseline: ArrayLike, outcome: ArrayLike, counts: ArrayLike) -> _Sample:
    x, y, totals = np.asarray(baseline, float), np.asarray(outcome, float), whole_numbers("counts", counts)
    if not x.shape == y.shape == totals.shape:
        raise ValueError(f"a group must have three equally long lists, but got {x.size}, {y.size} and {totals.size}")
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise ValueError("baselines and outcomes must be finite numbers")
    x, y, totals = x[totals > 0], y[totals > 0], totals[totals > 0]
    if len(totals) == 0:
        return _Sample(0, nan, nan, x, y, totals)
    x_mean, y_mean = _mean(x, totals), _mean(y, totals)
    return _Sample(int(totals.sum()), x_mean, y_mean, x - x_mean, y - y_mean, totals)


def _mean(values: Values, counts: Counts) -> float:
    # Rounding must not carry the mean past the smallest or largest value: equal baselines have no spread.
    return min(max(fsum(counts * values) / int(counts.sum()), float(values.min())), float(values.max()))


def _residual(samples: list[_Sample], slope: float) -> float:
    """Sum of squares about the lines of the groups."""
    left = fsum(fsum(sample.counts * (sample.y - slope * sample.x) ** 2) for sample in samples)
    whole = fsum(fsum(sample.counts * sample.y**2) for sample in samples)
    return left if left > ROUNDING * whole else 0.0


def _leverage(samples: list[_Sample], spread: float) -> float:
    """Variance of the difference of the first two adjusted means, in units of the residual variance."""
    first, second = samples[:2]
    return 1 / first.n + 1 / second.n + (second.x_mean - first.x_mean) ** 2 / spread


def _robust(samples: list[_Sample], slope: float, spread: float) -> float:
    """HC3 variance of the same difference: every outcome by its weight in the difference, with its own residual."""
    apart = samples[1].x_mean - samples[0].x_mean
    total = 0.0
    for place, sample in enumerate(samples):
        side = {0: -1 / sample.n, 1: 1 / sample.n}.get(place, 0.0)
        leverage = 1 / sample.n + sample.x**2 / spread
        weight, left = side - apart * sample.x / spread, sample.y - slope * sample.x
        if (leverage > 1 - 1e-9).any():
            return nan
        total += fsum(sample.counts * (weight * left / (1 - leverage)) ** 2)
    return total


def _residual_of_one_line(samples: list[_Sample]) -> float:
    """Sum of squares about one line for all groups."""
    counts = np.concatenate([sample.counts for sample in samples])
    x = np.concatenate([sample.x + sample.x_mean for sample in samples])
    y = np.concatenate([sample.y + sample.y_mean for sample in samples])
    x, y = x - _mean(x, counts), y - _mean(y, counts)
    slope = fsum(counts * x * y) / fsum(counts * x**2)
    return fsum(counts * (y - slope * x) ** 2)
