"""Walsh averages, the means of all pairs of values: their order statistics, and which are the limits."""

from functools import lru_cache
from math import floor, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from core.stats.grouped import Counts, Values

EXACT_UP_TO = 50  # values; R's wilcox.test, too, is exact for samples below 50


def pairs(n: int) -> int:
    """Number of Walsh averages of n values, each value also paired with itself."""
    return n * (n + 1) // 2


def order_statistics(values: Values, counts: Counts, ranks: list[int]) -> list[float]:
    """The Walsh averages with these ranks (1 = smallest), from distinct values and their counts.

    Two distinct values occurring n and m times make n * m averages, one value makes n * (n + 1) / 2,
    so memory grows with the square of the number of distinct values and not of subjects.
    """
    first, second = np.triu_indices(len(values))
    averages = (values[first] + values[second]) / 2
    weights = np.where(first == second, counts[first] * (counts[first] + 1) // 2, counts[first] * counts[second])
    order = np.argsort(averages)
    reached = np.cumsum(weights[order])
    return [float(average) for average in averages[order][np.searchsorted(reached, ranks)]]


def limit_rank(n: int, tail: float) -> int:
    """Rank of the Walsh average that is the lower confidence limit; the upper one has it from the top.

    The tail-quantile of the signed-rank statistic: exact (R `qsignrank`) up to 50 values, else its normal
    approximation rounded down. 0 means that n values are too few for an interval at this level.
    """
    if n <= EXACT_UP_TO:
        return int(np.searchsorted(_signed_rank_cdf(n), tail))
    mean, sd = n * (n + 1) / 4, sqrt(n * (n + 1) * (2 * n + 1) / 24)
    return max(floor(mean + float(ndtri(tail)) * sd), 0)


@lru_cache(maxsize=EXACT_UP_TO + 1)
def _signed_rank_cdf(n: int) -> NDArray[np.float64]:
    """P(W+ <= 0, 1, 2, ...) for n values without ties, when every set of ranks is equally likely."""
    ways = np.zeros(pairs(n) + 1)
    ways[0] = 1
    for rank in range(1, n + 1):
        ways[rank:] += ways[:-rank].copy()
    return np.cumsum(ways) / 2.0**n
