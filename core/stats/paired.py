"""Paired differences: the signed-rank test and the Hodges-Lehmann estimate."""

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from core.stats.arguments import tail_area
from core.stats.grouped import Counts, Values, tabulate
from core.stats.walsh import limit_rank, order_statistics, pairs

DECIMALS = 10  # 0.3 - 0.2 and 0.2 - 0.1 are the same change, though not the same float


@dataclass(frozen=True, slots=True)
class SignedRank:
    n: int  # differences, zeros among them
    zeros: int  # differences that are 0
    w_plus: float  # sum of the ranks of the positive differences
    z: float  # standardised w_plus
    p: float  # two-sided


@dataclass(frozen=True, slots=True)
class HodgesLehmann:
    n: int  # differences that the estimate rests on
    estimate: float  # in the unit of the differences
    low: float  # confidence limits
    high: float


def signed_rank(values: ArrayLike, counts: ArrayLike) -> SignedRank:
    """Wilcoxon's signed-rank test that paired differences are symmetric about 0.

    Zeros take part in the ranking but not in the sum (Pratt); normal approximation corrected for ties, not
    for continuity. When all differences are 0 nothing speaks against the hypothesis: z = 0 and p = 1.
    Without differences all is nan. Source: Pratt (1959), JASA 54:655. Same as R
    `coin::wilcoxsign_test(zero.method = "Pratt")` and as scipy `wilcoxon` with `zero_method="pratt"`,
    `method="asymptotic"`.
    """
    differences, totals = _differences(values, counts)
    n, zeros = int(totals.sum()), int(totals[differences == 0].sum())
    if n == 0:
        return SignedRank(0, 0, nan, nan, nan)
    sizes, ties = tabulate(np.abs(differences), totals)
    midranks = np.cumsum(ties) - (ties - 1) / 2
    up = differences > 0
    w_plus = float(totals[up] @ midranks[np.searchsorted(sizes, differences[up])])
    expected = (n * (n + 1) - zeros * (zeros + 1)) / 4
    z = (w_plus - expected) / sqrt(_variance(n, zeros, ties[sizes > 0])) if n > zeros else 0.0
    return SignedRank(n, zeros, w_plus, z, 2 * float(ndtr(-abs(z))))


def hodges_lehmann(
    values: ArrayLike, counts: ArrayLike, *, level: float = 0.95, keep_zeros: bool = False
) -> HodgesLehmann:
    """Hodges-Lehmann pseudomedian: the median of the means of all pairs of differences.

    Without the zeros, as in R, it describes those who changed; with `keep_zeros=True` it describes everyone.
    Limits are order statistics of the pair means (see `walsh.limit_rank`), exact up to 50 differences.
    With ties they are conservative: Noether (1967), JASA 62:184. They are nan when there are too few
    differences for the level (below 6 at 95%); without differences all is nan.
    Source: Hodges and Lehmann (1963), Ann Math Stat 34:598. Same as R `wilcox.test(conf.int = TRUE)`,
    whose limits with ties are only root-found.
    """
    tail = tail_area(level)
    differences, totals = _differences(values, counts)
    used = (differences != 0) | keep_zeros
    n = int(totals[used].sum())
    if n == 0:
        return HodgesLehmann(0, nan, nan, nan)
    last, limit = pairs(n), limit_rank(n, tail)
    ranks = [(last + 1) // 2, last // 2 + 1, max(limit, 1), last + 1 - max(limit, 1)]
    below, above, low, high = order_statistics(differences[used], totals[used], ranks)
    if limit == 0:
        low = high = nan
    return HodgesLehmann(n, (below + above) / 2, low, high)


def _differences(values: ArrayLike, counts: ArrayLike) -> tuple[Values, Counts]:
    """Distinct differences and their counts, with rounding noise removed so that ties are ties."""
    return tabulate(np.round(np.asarray(values, float), DECIMALS), counts)


def _variance(n: int, zeros: int, ties: Counts) -> float:
    """Variance of w_plus when every sign is a coin toss; ties are the group sizes without the zeros."""
    squares = n * (n + 1) * (2 * n + 1) - zeros * (zeros + 1) * (2 * zeros + 1)
    return squares / 24 - float(np.sum(ties.astype(float) ** 3 - ties)) / 48
