"""Axis ranges that stay put while filters change: they follow from the whole extract, not from the selection."""

from collections.abc import Iterable
from math import ceil, copysign, floor, isfinite, sqrt

_USUAL_SHARE = 0.5
# Where a square-root axis of percentages is labelled: close together near 0, where most scores lie.
_ROOT_TICKS = (0, 1, 3, 10, 20, 40, 60, 80, 100)


def score_range(low: float, high: float, *, step: float, end: float | None) -> tuple[float, float]:
    """From 0 to the end of the scale; where it has none, to the first multiple of ``step`` past ``high``."""
    return 0.0, end if end is not None else max(step * ceil(high / step), step)


def change_range(low: float, high: float, *, step: float) -> tuple[float, float]:
    """From the usual falls to the usual rises, in whole steps, with at least one step either side of no change."""
    return min(step * floor(low / step), -step), max(step * ceil(high / step), step)


def share_range(estimates: Iterable[float]) -> float:
    """End of an incidence axis, a proportion: one half, or the whole where an estimate needs it."""
    return 1.0 if any(estimate > _USUAL_SHARE for estimate in estimates) else _USUAL_SHARE


def covering(fixed: tuple[float, float], drawn: Iterable[float], *, step: float) -> tuple[float, float]:
    """The fixed range, wider only where something drawn would lie outside it: nothing is cut off in silence."""
    values = [value for value in drawn if isfinite(value)]
    low, high = min([fixed[0], *values]), max([fixed[1], *values])
    return (
        fixed[0] if low == fixed[0] else step * floor(low / step),
        fixed[1] if high == fixed[1] else step * ceil(high / step),
    )


def signed_root(value: float) -> float:
    """The square root, with the sign of the value: a limit a little under 0 stays a little under 0."""
    return copysign(sqrt(abs(value)), value)


def root_ticks(top: float) -> tuple[list[float], list[str]]:
    """Where a square-root axis up to ``top`` has its ticks, as it draws them, and the values they say."""
    values = [value for value in _ROOT_TICKS if value <= top]
    return [signed_root(value) for value in values], [f"{value}" for value in values]
