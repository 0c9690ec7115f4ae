"""Mean, quantiles and quartiles of a measure, from its distinct values and their counts."""

from dataclasses import dataclass
from math import fsum, nan, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from core.stats.arguments import tail_area
from core.stats.grouped import Values, tabulate


@dataclass(frozen=True, slots=True)
class Mean:
    n: int  # subjects with a value
    mean: float  # in the unit of the values, as are the next three
    sd: float  # standard deviation, divisor n - 1
    low: float  # confidence limits of the mean
    high: float


@dataclass(frozen=True, slots=True)
class Quartiles:
    n: int  # subjects with a value
    q1: float  # in the unit of the values
    median: float
    q3: float


def mean_t(values: ArrayLike, counts: ArrayLike, *, level: float = 0.95) -> Mean:
    """Mean of the values with Student's t interval.

    With one subject there is a mean but no spread, so sd and limits are nan; with none all is nan.
    When all values are equal the interval is the mean itself.
    Source: Student (1908), Biometrika 6:1. Same as R `t.test(x)$conf.int`.
    """
    tail = tail_area(level)
    distinct, totals = tabulate(values, counts)
    n = int(totals.sum())
    if n == 0:
        return Mean(0, nan, nan, nan, nan)
    # Rounding must not carry the mean past the smallest or largest value: 3 x 0.1 is not 0.3.
    mean = min(max(fsum(distinct * totals) / n, float(distinct[0])), float(distinct[-1]))
    if n == 1:
        return Mean(n, mean, nan, nan, nan)
    sd = sqrt(fsum(totals * (distinct - mean) ** 2) / (n - 1))
    half = -float(stdtrit(n - 1, tail)) * sd / sqrt(n)
    return Mean(n, mean, sd, mean - half, mean + half)


def quantiles(values: ArrayLike, counts: ArrayLike, probabilities: ArrayLike) -> Values:
    """Value below which each of the probabilities (0-1) of the subjects lies, linearly interpolated.

    Shape and order follow the probabilities; all nan when there are no subjects.
    Source: definition 7 of Hyndman and Fan (1996), Am Stat 50:361, the default of R `quantile`.
    Equals `numpy.quantile` of the values written out one per subject.
    """
    wanted = np.asarray(probabilities, float)
    if not ((wanted >= 0) & (wanted <= 1)).all():
        raise ValueError(f"probabilities must be from 0 to 1, but got {wanted}")
    distinct, totals = tabulate(values, counts)
    if len(distinct) == 0:
        return np.full(wanted.shape, nan)
    reached = np.cumsum(totals)
    place = wanted * (reached[-1] - 1)
    below = distinct[np.searchsorted(reached, np.floor(place), side="right")]
    above = distinct[np.searchsorted(reached, np.ceil(place), side="right")]
    part = place - np.floor(place)
    # Measured from the nearer end, as numpy does, so that rounding never passes the other end.
    nearer_below = below + (above - below) * part
    nearer_above = above - (above - below) * (1 - part)
    result: Values = np.where(part < 0.5, nearer_below, nearer_above)
    return result


def quartiles(values: ArrayLike, counts: ArrayLike) -> Quartiles:
    """Lower quartile, median and upper quartile, by the convention of `quantiles`."""
    q1, median, q3 = quantiles(values, counts, [0.25, 0.5, 0.75]).tolist()
    return Quartiles(int(np.sum(counts)), q1, median, q3)
