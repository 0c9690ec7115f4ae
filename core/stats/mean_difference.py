"""The difference of two independent means."""

from dataclasses import dataclass
from math import nan, sqrt

from numpy.typing import ArrayLike
from scipy.special import stdtrit

from core.stats.arguments import tail_area
from core.stats.summary import Mean, mean_t


@dataclass(frozen=True, slots=True)
class MeanDifference:
    first: Mean
    second: Mean
    estimate: float  # first mean - second mean, in the unit of the values
    df: float  # degrees of freedom by Satterthwaite
    low: float  # confidence limits of the estimate
    high: float


def welch(
    values1: ArrayLike, counts1: ArrayLike, values2: ArrayLike, counts2: ArrayLike, *, level: float = 0.95
) -> MeanDifference:
    """First mean minus the second with Welch's t interval, which lets each group have its own spread.

    Distinct values with their counts. With a single subject in a group there is an estimate but no limits, with an
    empty group all is nan; where nothing varies in either group the interval is the estimate itself.
    Source: Welch (1947), Biometrika 34:28. Same as R `t.test(x, y)$conf.int`.
    """
    tail = tail_area(level)
    one, two = mean_t(values1, counts1, level=level), mean_t(values2, counts2, level=level)
    estimate = one.mean - two.mean
    if min(one.n, two.n) < 2:
        return MeanDifference(one, two, estimate, nan, nan, nan)
    share1, share2 = one.sd**2 / one.n, two.sd**2 / two.n
    if share1 + share2 == 0:
        return MeanDifference(one, two, estimate, nan, estimate, estimate)
    df = (share1 + share2) ** 2 / (share1**2 / (one.n - 1) + share2**2 / (two.n - 1))
    half = -float(stdtrit(df, tail)) * sqrt(share1 + share2)
    return MeanDifference(one, two, estimate, df, estimate - half, estimate + half)
