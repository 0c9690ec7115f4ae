"""Axis ranges that stay put while filters change: they follow from the whole extract, not from the selection."""

from math import ceil, floor


def score_range(low: float, high: float, *, step: float) -> tuple[float, float]:
    """From 0 to the first multiple of ``step`` that holds every score of the extract."""
    return 0.0, max(step * ceil(high / step), step)


def change_range(low: float, high: float, *, step: float) -> tuple[float, float]:
    """From the greatest fall to the greatest rise in the extract, at least one step either side of no change."""
    return min(step * floor(low / step), -step), max(step * ceil(high / step), step)
