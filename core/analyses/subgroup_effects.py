"""What a subgroup view compares: the outcome of every patient of a level and cohort, as distinct values with counts."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.cells import Cells
from core.counting import Counts
from core.endpoints import ENDPOINTS, Numbers, responders
from core.subgroup_tally import FactorTally, SubgroupTally


@dataclass(frozen=True, slots=True)
class Effect:
    """An outcome that subgroups are compared on. ``of`` is the endpoint, or the measure that changes."""

    name: str
    label: str
    kind: Literal["event", "endpoint", "change"]
    of: str = ""

    @property
    def yes_or_no(self) -> bool:
        return self.kind != "change"

    @property
    def at_a_week(self) -> bool:
        return self.kind != "event"


EFFECTS = {
    effect.name: effect
    for effect in (
        Effect("any_event", "Any event", "event"),
        *(Effect(one, ENDPOINTS[one].label, "endpoint", one) for one in ("iga_0_1", "iga_success", "itch_response")),
        Effect("bsa_change", "BSA change", "change", "bsa_pct"),
        Effect("itch_change", "Itch change", "change", "itch_nrs"),
    )
}


@dataclass(frozen=True, eq=False, slots=True)
class Cell:
    """One level and cohort: ``patients`` selected, and of those who could be judged the distinct values with counts.

    A yes/no outcome has the values 0 and 1; a change is in the unit of its measure.
    """

    patients: int
    values: Numbers
    counts: Counts

    @property
    def n(self) -> int:
        return int(self.counts.sum())

    @property
    def yes(self) -> int:
        """Patients with a yes/no outcome."""
        return int(self.counts[1])


def cells(tally: SubgroupTally, effect: Effect, *, week: int) -> list[tuple[FactorTally, list[list[Cell]]]]:
    """Overall and every factor, with a row per level and in it a cell per cohort (observed case)."""
    if effect.kind == "event":
        return [(factor, _event_cells(factor)) for factor in (tally.overall, *tally.factors)]
    measure = ENDPOINTS[effect.of].measure if effect.kind == "endpoint" else effect.of
    here = tally.cells.of((False, measure, week))

    def of(factor: FactorTally) -> list[list[Cell]]:
        return [
            [_cell(effect, int(patients), tally.cells, here, counts) for patients, counts in zip(*row, strict=True)]
            for row in zip(factor.patients, factor.scores(here), strict=True)
        ]

    return [(factor, of(factor)) for factor in (tally.overall, *tally.factors)]


def _event_cells(factor: FactorTally) -> list[list[Cell]]:
    counts = np.stack([factor.documented - factor.with_event, factor.with_event], axis=2)
    return [
        [_yes_or_no(int(patients), own) for patients, own in zip(*row, strict=True)]
        for row in zip(factor.patients, counts, strict=True)
    ]


def _cell(effect: Effect, patients: int, scores: Cells, here: slice, counts: Counts) -> Cell:
    if effect.kind == "endpoint":
        yes, n = responders(ENDPOINTS[effect.of], scores.baseline[here], scores.value[here], counts)
        return _yes_or_no(patients, np.array([n - yes, yes]))
    return Cell(patients, *scores.values["change"].counted(here, counts))


def _yes_or_no(patients: int, counts: Counts) -> Cell:
    return Cell(patients, np.array([0.0, 1.0]), counts)
