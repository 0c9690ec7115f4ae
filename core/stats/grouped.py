"""Distinct values with their counts: the form in which every numeric statistic takes its data.

A measure read off a chart has few distinct values, so ten million patients cost no more than a hundred.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.stats.arguments import whole_numbers

Values = NDArray[np.float64]
Counts = NDArray[np.int64]


def tabulate(values: ArrayLike, counts: ArrayLike) -> tuple[Values, Counts]:
    """Distinct values, ascending, and how often each occurs.

    Values may come in any order and repeat; those that never occur are left out. A missing value (nan) is
    an error: whoever counts decides what missing means.
    """
    numbers, frequencies = np.asarray(values, float), whole_numbers("counts", counts)
    if numbers.shape != frequencies.shape:
        raise ValueError(f"values and counts must be equally long, but got {numbers.size} and {frequencies.size}")
    if not np.isfinite(numbers).all():
        raise ValueError(f"values must be finite numbers, but got {numbers[~np.isfinite(numbers)][0]}")
    if (frequencies > 0).all() and (numbers[1:] > numbers[:-1]).all():
        return numbers, frequencies
    distinct, group = np.unique(numbers[frequencies > 0], return_inverse=True)
    totals = np.zeros(len(distinct), dtype=np.int64)
    np.add.at(totals, group, frequencies[frequencies > 0])
    return distinct, totals
