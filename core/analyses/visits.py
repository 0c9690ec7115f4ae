"""The scores of each group at each nominal week, as distinct values with the patients who have them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from core.counting import Counts
from core.endpoints import Numbers, Truths
from core.schema import NOMINAL_WEEKS
from core.tally import Tally


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


def visits(tally: Tally, measure: str, *, carried: bool = False) -> Iterator[Visit]:
    """Every group and nominal week of one measure, groups first, weeks in order.

    Measures are those of the schema and ``core.endpoints.MDA``. Scores carried forward are there only if asked for.
    """
    filled = tally.cells["carried"].to_numpy()
    wanted = (tally.cells["measure"] == measure).to_numpy() & (carried | ~filled)
    weeks = tally.cells["week"].to_numpy()
    baseline, value = (tally.cells[name].to_numpy(float) for name in ("baseline", "value"))
    places = {week: np.flatnonzero(wanted & (weeks == week)) for week in NOMINAL_WEEKS}
    for at, group in enumerate(tally.groups):
        for week, here in places.items():
            there = here[tally.scores[at, here] > 0]
            expected, patients = int(tally.patients[at]), tally.scores[at, there]
            yield Visit(group, week, expected, baseline[there], value[there], patients, filled[there])
