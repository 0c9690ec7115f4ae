"""Patients counted by level of a factor and cohort, factor by factor: what every subgroup view is computed from."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.cells import Cells
from core.coding import Coded
from core.counting import Counts, Places, cross, per_group
from core.event_counting import counted_events
from core.facets import Faceted, selected
from core.selection import Selection

# In reading order.
FACTORS = ("agent", "agent_class", "severity", "bsa", "itch", "sex", "age", "site")
# The property that everybody shares makes one level of all patients.
OVERALL = "nothing"


@dataclass(frozen=True, eq=False, slots=True)
class FactorTally:
    """Counts per level of one factor (first axis, in the order of ``levels``) and cohort (second axis).

    ``documented`` counts patients whose adverse-event status is documented, ``with_event`` those of them with a counted
    event. ``scores`` counts patients per row of the cells of the :class:`SubgroupTally` (third axis) as far as it is
    given a slice of them: a view compares one measure at one week, so that no other is counted.
    """

    factor: str
    levels: tuple[str, ...]
    patients: Counts
    documented: Counts
    with_event: Counts
    scores: Callable[[slice], Counts]


@dataclass(frozen=True, eq=False, slots=True)
class SubgroupTally:
    """The counts of every factor.

    ``cells`` are the observed scores, none that is carried.
    """

    cohorts: tuple[str, ...]
    cells: Cells
    overall: FactorTally
    factors: tuple[FactorTally, ...]


def subgroup_tally(coded: Coded, selection: Selection) -> SubgroupTally:
    """Count an extract for a selection by every factor and cohort, whatever the selection compares by."""
    cells = Cells(coded.scores.cells)
    observed = ~cells.carried
    rows = observed[coded.scores.cell]
    counter = _Counter(
        coded=coded,
        kept=selected(coded, selection),
        with_event=_with_event(coded, selection),
        score_patient=coded.scores.patient[rows],
        score_cell=(np.cumsum(observed) - 1)[coded.scores.cell[rows]],
        cells=int(observed.sum()),
    )
    return SubgroupTally(
        cohorts=coded.facets["cohort"].options,
        cells=cells.observed,
        overall=counter.by(OVERALL),
        factors=tuple(counter.by(factor) for factor in FACTORS),
    )


def with_level(patients: Faceted, selection: Selection, factor: str, level: str) -> Selection:
    """The selection of one subgroup. A class of agents is no filter; its agents are, those already chosen if any."""
    if factor != "agent_class":
        return selection.with_codes(factor, (level,))
    agents, classes = patients.facets["agent"], patients.facets["agent_class"]
    of_class = np.unique(agents.codes[classes.codes == classes.options.index(level)])
    names = [agents.options[code] for code in of_class]
    return selection.with_codes("agent", [name for name in names if name in selection.agent] or names)


@dataclass(frozen=True, eq=False, slots=True)
class _Counter:
    coded: Coded
    kept: NDArray[np.bool_]
    with_event: NDArray[np.bool_]
    score_patient: NDArray[np.int32]
    score_cell: Places
    cells: int

    def by(self, factor: str) -> FactorTally:
        facet, cohort = self.coded.facets[factor], self.coded.facets["cohort"]
        shape = (len(facet.options), len(cohort.options))
        groups = shape[0] * shape[1]
        group = np.where(self.kept, facet.codes.astype(np.int64) * shape[1] + cohort.codes, -1)
        scores = cross(group[self.score_patient], self.score_cell, groups, self.cells)
        return FactorTally(
            factor=factor,
            levels=facet.options,
            patients=per_group(group, groups).reshape(shape),
            documented=per_group(group[self.coded.documented], groups).reshape(shape),
            with_event=per_group(group[self.with_event], groups).reshape(shape),
            scores=lambda where: scores.reshape(*shape, self.cells)[:, :, where],
        )


def _with_event(coded: Coded, selection: Selection) -> NDArray[np.bool_]:
    """True for patients with a counted event whose adverse-event status is documented."""
    affected = np.zeros(coded.patients, dtype=bool)
    affected[coded.events.patient[counted_events(coded.events, selection)]] = True
    return affected & coded.documented
