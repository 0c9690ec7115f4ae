"""What is still possible when no event was seen."""

from math import expm1, log, nan

from core.stats.arguments import tail_area, whole_number


def upper_bound(total: int, *, level: float = 0.95) -> float:
    """Largest proportion (0-1) not excluded when 0 of `total` subjects had the event.

    The upper limit of the two-sided Clopper-Pearson interval, 1 - (alpha/2)^(1/total), so that it agrees
    with the interval printed beside it; nan when total is 0.
    The one-sided 95% bound 1 - 0.05^(1/total) is `upper_bound(total, level=0.90)`, and the "rule of three",
    3/total, approximates that one. For 115 subjects: 3.16% here, 2.57% one-sided, 2.61% by the rule of three.
    Source: Hanley and Lippman-Hand (1983), JAMA 249:1743; Jovanovic and Levy (1997), Am Stat 51:137.
    """
    total, tail = whole_number("total", total), tail_area(level)
    return -expm1(log(tail) / total) if total > 0 else nan
