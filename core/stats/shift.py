"""How far one group lies above another: the Hodges-Lehmann estimate of a shift between two independent groups."""

from functools import lru_cache
from math import floor, nan, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from core.stats.arguments import tail_area
from core.stats.grouped import Counts, Values, tabulate
from core.stats.paired import DECIMALS, HodgesLehmann

EXACT_UP_TO = 50  # subjects in either group; R's wilcox.test, too, is exact below 50


def hodges_lehmann_shift(
    values1: ArrayLike, counts1: ArrayLike, values2: ArrayLike, counts2: ArrayLike, *, level: float = 0.95
) -> HodgesLehmann:
    """Median of all differences between a value of the first group and one of the second.

    It needs no shape of the distributions, and is the shift where they differ by nothing else. ``n`` is the subjects of
    both groups. Limits are order statistics of the differences (see `limit_rank`), conservative with ties; nan where
    there are too few subjects for the level, and all is nan when a group is empty.
    Source: Hodges and Lehmann (1963), Ann Math Stat 34:598; limits: Moses (1953), in Walker and Lev, Statistical
    Inference, chapter 18. Same as R `wilcox.test(x, y, conf.int = TRUE)`, whose limits with ties are only root-found.
    """
    tail = tail_area(level)
    (one, had1), (two, had2) = tabulate(values1, counts1), tabulate(values2, counts2)
    n1, n2 = int(had1.sum()), int(had2.sum())
    if n1 == 0 or n2 == 0:
        return HodgesLehmann(n1 + n2, nan, nan, nan)
    last, limit = n1 * n2, limit_rank(n1, n2, tail)
    ranks = [(last + 1) // 2, last // 2 + 1, max(limit, 1), last + 1 - max(limit, 1)]
    below, above, low, high = _order_statistics(one, had1, two, had2, ranks)
    if limit == 0:
        low = high = nan
    return HodgesLehmann(n1 + n2, (below + above) / 2, low, high)


def limit_rank(n1: int, n2: int, tail: float) -> int:
    """Rank of the difference that is the lower confidence limit; the upper one has it from the top.

    The tail-quantile of the Mann-Whitney statistic: exact (R `qwilcox`) up to 50 subjects a group, else its normal
    approximation rounded down. 0 means that the groups are too small for an interval at this level.
    """
    if max(n1, n2) <= EXACT_UP_TO:
        return int(np.searchsorted(_mann_whitney_cdf(*sorted((n1, n2))), tail))
    mean, sd = n1 * n2 / 2, sqrt(n1 * n2 * (n1 + n2 + 1) / 12)
    return max(floor(mean + float(ndtri(tail)) * sd), 0)


def _order_statistics(one: Values, had1: Counts, two: Values, had2: Counts, ranks: list[int]) -> list[float]:
    """The differences with these ranks (1 = smallest), from distinct values and their counts."""
    differences = np.round(one[:, None] - two, DECIMALS).ravel()
    order = np.argsort(differences)
    reached = np.cumsum((had1[:, None] * had2).ravel()[order])
    return [float(difference) for difference in differences[order][np.searchsorted(reached, ranks)]]


@lru_cache(maxsize=256)
def _mann_whitney_cdf(n1: int, n2: int) -> NDArray[np.float64]:
    """P(U <= 0, 1, 2, ...) without ties, when every order of the n1 + n2 subjects is equally likely.

    ways[k, u]: choices of k of the ranks so far whose sum is u above the least that k ranks can have.
    """
    ways = np.zeros((n1 + 1, n1 * n2 + 1))
    ways[0, 0] = 1
    for rank in range(1, n1 + n2 + 1):
        for chosen in range(min(rank, n1), 0, -1):
            beyond = rank - chosen  # by which this rank, as the highest of so many, exceeds the least sum
            if beyond <= n2:
                ways[chosen, beyond:] += ways[chosen - 1, : ways.shape[1] - beyond]
    probabilities: NDArray[np.float64] = np.cumsum(ways[n1]) / ways[n1].sum()
    return probabilities
