"""The scores of each group at each nominal week, as distinct values with the patients who have them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.counting import Counts, Places
from core.endpoints import Numbers, Truths
from core.schema import NOMINAL_WEEKS
from core.tally import Tally, Visits


@dataclass(frozen=True, eq=False, slots=True)
class Visit:
    """The scores of one group at one week: distinct (baseline, value) with the patients who have them.

    ``expected`` is the whole group. ``carried`` tells which scores were not recorded at that week, but carried from an
    earlier one.
    """

    group: str
    week: int
    expected: int
    baseline: Numbers
    value: Numbers
    patients: Counts
    carried: Truths

    def where(self, kept: Truths) -> "Visit":
        """Some of its scores."""
        return replace(
            self,
            baseline=self.baseline[kept],
            value=self.value[kept],
            patients=self.patients[kept],
            carried=self.carried[kept],
        )

    @property
    def paired(self) -> "Visit":
        """The scores of patients who have a baseline, too."""
        return self.where(~np.isnan(self.baseline))

    @property
    def change(self) -> Numbers:
        """Value minus baseline; nan where there is no baseline."""
        # Differences of decimal scores carry binary noise (13.7 - 9.5); rounding makes equal changes equal again.
        return np.round(self.value - self.baseline, 10)

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
    filled, baseline, value = (tally.cells[name].to_numpy() for name in ("carried", "baseline", "value"))
    kinds = (False, True) if carried else (False,)
    for at, group in enumerate(tally.groups):
        expected = int(tally.patients[at])
        for week in weeks:
            found = [_scored(tally, at, (kind, measure, week)) for kind in kinds]
            there = np.concatenate(found) if carried else found[0]
            yield Visit(group, week, expected, baseline[there], value[there], tally.scores[at, there], filled[there])


def _scored(tally: Tally, group: int, visit: Visits) -> Places:
    """The cells of one visit in which a group has patients."""
    cells = tally.visits.get(visit, slice(0, 0))
    found: Places = np.flatnonzero(tally.scores[group, cells]) + cells.start
    return found
