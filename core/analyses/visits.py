"""The scores of each group at each nominal week, as distinct values with the patients who have them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.cells import Cells, Visits
from core.counting import Counts, Places
from core.endpoints import Numbers, Truths
from core.schema import NOMINAL_WEEKS
from core.tally import Tally


@dataclass(frozen=True, eq=False, slots=True)
class Visit:
    """The scores of one group at one week: distinct (baseline, value) with the ``patients`` who have them.

    ``expected`` is the whole group; ``place`` are the places of the scores in ``cells``.
    """

    group: str
    week: int
    expected: int
    cells: Cells
    place: Places
    patients: Counts

    def where(self, kept: Truths) -> "Visit":
        """Some of its scores."""
        return replace(self, place=self.place[kept], patients=self.patients[kept])

    @property
    def paired(self) -> "Visit":
        """The scores of patients who have a baseline, too."""
        return self.where(~np.isnan(self.baseline))

    @property
    def baseline(self) -> Numbers:
        """The baseline of each score; nan where there is none."""
        return self.cells.baseline[self.place]

    @property
    def value(self) -> Numbers:
        """Each score."""
        return self.cells.value[self.place]

    @property
    def change(self) -> Numbers:
        """Value minus baseline; nan where there is no baseline."""
        return self.cells.change[self.place]

    @property
    def carried(self) -> Truths:
        """Which scores were not recorded at that week, but carried from an earlier one."""
        return self.cells.carried[self.place]

    def counted(self, what: str) -> tuple[Numbers, Counts]:
        """The distinct known values of "baseline", "value" or "change", ascending, and the patients with each."""
        return self.cells.values[what].counted(self.place, self.patients)

    @property
    def n(self) -> int:
        """Patients with a score, carried ones among them."""
        return int(self.patients.sum())

    @property
    def assessed(self) -> int:
        """Patients with a score recorded at the week."""
        return int(self.patients[~self.carried].sum())


def visits(
    tally: Tally, measure: str, *, carried: bool = False, weeks: Sequence[int] = NOMINAL_WEEKS
) -> Iterator[Visit]:
    """Every group and nominal week of one measure, or some of the weeks, groups first, weeks in order.

    Measures are those of the schema and ``core.endpoints.MDA``. Scores carried forward are there only if asked for.
    """
    kinds = (False, True) if carried else (False,)
    for at, group in enumerate(tally.groups):
        expected = int(tally.patients[at])
        for week in weeks:
            found = [_scored(tally, at, (kind, measure, week)) for kind in kinds]
            there = np.concatenate(found) if carried else found[0]
            yield Visit(group, week, expected, tally.cells, there, tally.scores[at, there])


def _scored(tally: Tally, group: int, visit: Visits) -> Places:
    """The cells of one visit in which a group has patients."""
    cells = tally.cells.of(visit)
    found: Places = np.flatnonzero(tally.scores[group, cells]) + cells.start
    return found
