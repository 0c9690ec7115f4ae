"""The difference of two independent proportions."""

from dataclasses import dataclass
from math import hypot

from core.stats.proportion import wilson


@dataclass(frozen=True, slots=True)
class Difference:
    first: tuple[int, int]  # count and total of the first group
    second: tuple[int, int]
    estimate: float  # first proportion - second proportion, -1 to 1
    low: float  # confidence limits, -1 to 1
    high: float


def newcombe(count1: int, total1: int, count2: int, total2: int, *, level: float = 0.95) -> Difference:
    """First proportion minus the second, with the hybrid score interval built from two Wilson intervals.

    It stays honest when there are few or no events: 0 of 73 against 0 of 42 gives -8.4 to 5.0 percentage
    points, not 0 to 0. With a total of 0 in either group everything is nan.
    Source: Newcombe (1998), Stat Med 17:873, method 10.
    """
    one, two = wilson(count1, total1, level=level), wilson(count2, total2, level=level)
    estimate = one.estimate - two.estimate
    below = hypot(one.estimate - one.low, two.high - two.estimate)
    above = hypot(one.high - one.estimate, two.estimate - two.low)
    return Difference(
        first=(one.count, one.total),
        second=(two.count, two.total),
        estimate=estimate,
        # nan comes first, because max(nan, -1) is nan but max(-1, nan) is -1.
        low=max(estimate - below, -1.0),
        high=min(estimate + above, 1.0),
    )
