"""A proportion and its confidence interval."""

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainccinv, betaincinv, ndtri

from core.stats.arguments import tail_area, whole_number, whole_numbers
from core.stats.grouped import Counts


@dataclass(frozen=True, slots=True)
class Proportion:
    count: int  # subjects with the property
    total: int  # subjects who could be judged
    estimate: float  # count / total, 0-1; nan when nobody could be judged
    low: float  # confidence limits, 0-1
    high: float


def clopper_pearson(count: int, total: int, *, level: float = 0.95) -> Proportion:
    """Proportion with the exact binomial interval: each limit leaves at most half the error in its tail.

    Coverage is never below the level, so this is the interval for rare harms. With a count of 0 the lower
    limit is 0, with a count of `total` the upper limit is 1; with a total of 0 everything is nan.
    Source: Clopper and Pearson (1934), Biometrika 26:404. Same as R `binom.test`.
    """
    count, total, tail = _checked(count, total, level)
    if total == 0:
        return Proportion(count, total, nan, nan, nan)
    low = betaincinv(count, total - count + 1, tail) if count > 0 else 0.0
    high = betainccinv(count + 1, total - count, tail) if count < total else 1.0
    return Proportion(count, total, count / total, float(low), float(high))


def clopper_pearson_limits(
    counts: Counts, totals: Counts, *, level: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The limits of :func:`clopper_pearson` of many counts at once: two arrays of proportions as long as ``counts``.

    Raises ValueError where a count is no whole number from 0 to its total.
    """
    counts, totals, tail = whole_numbers("counts", counts), whole_numbers("totals", totals), tail_area(level)
    if counts.shape != totals.shape or (counts > totals).any():
        raise ValueError("counts must be as many as totals, and none larger than its total")
    # Where a limit is known the functions get a count that they are defined for, and what they say is not used.
    low = np.where(counts > 0, betaincinv(np.maximum(counts, 1), totals - counts + 1, tail), 0.0)
    high = np.where(counts < totals, betainccinv(counts + 1, np.maximum(totals - counts, 1), tail), 1.0)
    nobody = totals == 0
    return np.where(nobody, nan, low), np.where(nobody, nan, high)


def wilson(count: int, total: int, *, level: float = 0.95) -> Proportion:
    """Proportion with the score interval: the proportions that a score test would not reject.

    Coverage is close to the level on average and may fall below it; this is the interval for responders.
    With a count of 0 the lower limit is 0, with a count of `total` the upper limit is 1; with a total of 0
    everything is nan.
    Source: Wilson (1927), JASA 22:209; method 3 of Newcombe (1998), Stat Med 17:857.
    Same as R `prop.test(correct = FALSE)` with one group.
    """
    count, total, tail = _checked(count, total, level)
    if total == 0:
        return Proportion(count, total, nan, nan, nan)
    z = float(ndtri(tail))
    centre = count + z * z / 2
    half = abs(z) * sqrt(count * (total - count) / total + z * z / 4)
    # At the ends the limit is 0 or 1 exactly; rounding would leave 1e-17.
    low = (centre - half) / (total + z * z) if count > 0 else 0.0
    high = (centre + half) / (total + z * z) if count < total else 1.0
    return Proportion(count, total, count / total, low, high)


def _checked(count: int, total: int, level: float) -> tuple[int, int, float]:
    """Count and total as ints, and the probability in each tail."""
    total = whole_number("total", total)
    return whole_number("count", count, largest=total), total, tail_area(level)
