"""Follow-up times with counts: the form in which the statistics of time to an event take their data.

Times in whole days tie where subjects tie, and ten million subjects have no more of them than a few thousand.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from core.stats.arguments import whole_numbers
from core.stats.grouped import Counts, Values


@dataclass(frozen=True, slots=True, eq=False)
class FollowUp:
    """How follow-up ended: arrays with one row for each time at which it did for somebody, ascending."""

    time: Values  # not negative, in any unit
    at_risk: Counts  # subjects still followed just before the time
    events: Counts  # those who then had the event
    competing: Counts  # those who then had another event, after which this one can no longer come first
    censored: Counts  # those last seen then without either; they count as at risk for the events of that time


def follow_up(
    times: ArrayLike, *, events: ArrayLike, censored: ArrayLike, competing: ArrayLike | None = None
) -> FollowUp:
    """The rows in order of time, with the number at risk; without `competing` there are no such events.

    Times may come in any order and repeat; those at which nobody's follow-up ended are left out. A missing
    time (nan) is an error: whoever counts decides when follow-up ended.
    """
    given = np.asarray(times, float)
    if given.ndim != 1:
        raise ValueError(f"times must be a list of numbers, but got {given.ndim} dimensions")
    columns = [
        _column("events", events, given),
        _column("competing", np.zeros(given.size) if competing is None else competing, given),
        _column("censored", censored, given),
    ]
    wrong = ~np.isfinite(given) | (given < 0)
    if wrong.any():
        raise ValueError(f"times must be finite numbers not less than 0, but got {given[wrong][0]}")
    ended = np.sum(columns, axis=0)
    time, row = np.unique(given[ended > 0], return_inverse=True)
    joined = np.zeros((len(time), 3), dtype=np.int64)
    np.add.at(joined, row, np.column_stack(columns)[ended > 0])
    events, competing, censored = joined.T
    at_risk = np.cumsum(joined.sum(axis=1)[::-1])[::-1]
    return FollowUp(time, at_risk, events, competing, censored)


def _column(name: str, counts: ArrayLike, times: Values) -> Counts:
    """The counts as an array, if there is one for each time."""
    checked = whole_numbers(name, counts)
    if checked.shape != times.shape:
        raise ValueError(f"times and {name} must be equally long, but got {times.size} and {checked.size}")
    return checked
