"""Checks of the arguments that the statistics share."""

from operator import index

import numpy as np
from numpy.typing import ArrayLike, NDArray


def whole_number(name: str, number: int, *, largest: int | None = None) -> int:
    """The number as an int, if it is an integer from 0 to the largest one allowed."""
    try:
        checked = index(number)
    except TypeError:
        checked = -1
    if checked < 0 or (largest is not None and checked > largest):
        allowed = "not less than 0" if largest is None else f"from 0 to {largest}"
        raise ValueError(f"{name} must be an integer {allowed}, but got {number}")
    return checked


def whole_numbers(name: str, numbers: ArrayLike) -> NDArray[np.int64]:
    """The numbers as an array of ints, if they are a list of integers not less than 0."""
    given = np.asarray(numbers)
    if given.dtype.kind not in "iu":
        given = given.astype(float)
    if given.ndim != 1:
        raise ValueError(f"{name} must be a list of numbers, but got {given.ndim} dimensions")
    wrong = ~np.isfinite(given) | (given < 0) | (given != np.floor(given))
    if wrong.any():
        raise ValueError(f"{name} must be integers not less than 0, but got {given[wrong][0]:g}")
    return given.astype(np.int64, copy=False)


def tail_area(level: float) -> float:
    """Probability left in each tail by a two-sided interval with this confidence level (0-1)."""
    if not 0 < level < 1:
        raise ValueError(f"level must be between 0 and 1, but got {level}")
    return (1 - level) / 2
