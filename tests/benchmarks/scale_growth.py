"""How much more a filter change costs on the largest of the generated extracts than on the smallest."""

import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import Any

from core.data import Data
from core.selection import Selection
from core.view import View
from tests.benchmarks.page_numbers import PAGE_NUMBERS
from tests.benchmarks.scale_changes import filter_changes

ROUNDS = 8
TALLY = "tally alone"
_WORK: Mapping[str, Callable[[View], Any]] = {TALLY: lambda view: view.tally, **PAGE_NUMBERS}


def growth(small: Data, large: Data) -> dict[str, float]:
    """How many times as long the large one takes, for the tally alone and for the numbers of each page.

    Both take turns at each change, so that a machine that slows down meanwhile slows both; medians over
    :data:`ROUNDS` rounds after a first one that adds up what is not at hand yet.
    """
    changes = filter_changes(large.options)
    whole = [(data, View(data, Selection())) for data in (small, large)]
    found = {}
    for name, work in _WORK.items():
        rounds = [_turns(work, changes, whole) for _ in range(1 + ROUNDS)][1:]
        of_small, of_large = (median(times for one in rounds for times in one[at]) for at in (0, 1))
        found[name] = of_large / of_small
    return found


def _turns(
    work: Callable[[View], Any], changes: tuple[Selection, ...], whole: list[tuple[Data, View]]
) -> tuple[list[float], list[float]]:
    """Seconds of processor time of each change, small and large."""
    times: tuple[list[float], list[float]] = ([], [])
    for change in changes:
        for own, (data, everybody) in zip(times, whole, strict=True):
            start = time.process_time()
            work(View(data, change, everybody))
            own.append(time.process_time() - start)
    return times
