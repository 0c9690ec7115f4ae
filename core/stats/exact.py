"""An exact test of two independent proportions."""

from math import nan

from core.stats.arguments import whole_number

MOST_TABLES = 100_000  # total1 * total2; at this size the search takes about a second


def boschloo(count1: int, total1: int, count2: int, total2: int) -> float:
    """Two-sided p of Boschloo's test that two proportions are equal; more powerful than Fisher's, and as exact.

    Twice the smaller one-sided p, as in scipy. R `Exact::exact.test(method = "boschloo")` orders the tables
    by Fisher's two-sided p instead, and so may differ. Without any events, or with nothing else, p is 1.
    nan when a group is empty, and when the groups are too large to go through all their tables.
    Source: Boschloo (1970), Statistica Neerlandica 24:1. Same as `scipy.stats.boschloo_exact`.
    """
    total1, total2 = whole_number("total1", total1), whole_number("total2", total2)
    count1, count2 = whole_number("count1", count1, largest=total1), whole_number("count2", count2, largest=total2)
    if not 0 < total1 * total2 <= MOST_TABLES:
        return nan
    # scipy.stats is slow to load, and most visitors never ask for a p-value.
    from scipy.stats import boschloo_exact

    return float(boschloo_exact([[count1, count2], [total1 - count1, total2 - count2]]).pvalue)
