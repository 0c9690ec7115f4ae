"""The distinct scores that patients are counted by, with what is asked of them again at every filter change."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from core.counting import Counts, Places
from core.endpoints import Numbers, Truths

# Carried or not, the measure, the nominal week.
Visits = tuple[bool, str, int]


@dataclass(frozen=True, eq=False, slots=True)
class Values:
    """The ``distinct`` values of some cells, ascending, and the place of each cell's value among them.

    The place is -1 where a cell has none.
    """

    distinct: Numbers
    place: NDArray[np.int64]

    def counted(self, cells: Places | slice, patients: Counts) -> tuple[Numbers, Counts]:
        """The distinct values of ``cells``, and the patients who have each; ``patients`` are those of each cell."""
        place = self.place[cells]
        known = place >= 0
        counts = np.bincount(place[known], patients[known], len(self.distinct)).astype(np.int64)
        return self.distinct[counts > 0], counts[counts > 0]


@dataclass(frozen=True, eq=False)
class Cells:
    """Distinct scores. ``frame`` is that of ``core.score_coding.Scores.cells``; those of a visit stand together."""

    frame: DataFrame

    def __len__(self) -> int:
        return len(self.frame)

    @cached_property
    def visits(self) -> Mapping[Visits, slice]:
        """Where the cells of each (carried, measure, week) stand."""
        columns = [self.frame[name].to_numpy() for name in ("carried", "measure", "week")]
        changes = [column[1:] != column[:-1] for column in columns]
        edges = [0, *(np.flatnonzero(np.logical_or.reduce(changes)) + 1).tolist(), len(self)]
        return {
            (bool(columns[0][low]), str(columns[1][low]), int(columns[2][low])): slice(low, high)
            for low, high in zip(edges[:-1], edges[1:], strict=True)
            if high > low
        }

    def of(self, visit: Visits) -> slice:
        """Where the cells of a visit stand; an empty slice where there are none."""
        return self.visits.get(visit, slice(0, 0))

    @cached_property
    def observed(self) -> "Cells":
        """Those that are not carried."""
        return Cells(self.frame[~self.carried].reset_index(drop=True))

    @cached_property
    def carried(self) -> Truths:
        """Whether a score is repeated from an earlier week."""
        return np.asarray(self.frame["carried"], bool)

    @cached_property
    def baseline(self) -> Numbers:
        """The baseline of each score; nan where there is none."""
        return np.asarray(self.frame["baseline"], float)

    @cached_property
    def value(self) -> Numbers:
        """Each score."""
        return np.asarray(self.frame["value"], float)

    @cached_property
    def change(self) -> Numbers:
        """Value minus baseline; nan where there is no baseline."""
        # Differences of decimal scores carry binary noise (13.7 - 9.5); rounding makes equal changes equal again.
        return np.round(self.value - self.baseline, 10)

    @cached_property
    def values(self) -> Mapping[str, Values]:
        """The baselines, values and changes, each coded once for all selections."""
        return {name: _coded(getattr(self, name)) for name in ("baseline", "value", "change")}


def _coded(values: Numbers) -> Values:
    distinct, place = np.unique(values, return_inverse=True)
    known = distinct[~np.isnan(distinct)]
    return Values(known, np.where(place < len(known), place, -1))
