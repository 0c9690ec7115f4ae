"""The only step that looks at patients: one pass of counting. Everything after it is arithmetic on these counts."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.cells import Cells
from core.coding import Coded
from core.counting import Counts, cross, per_group, value_counts
from core.endpoints import Numbers
from core.event_tally import EventTally, event_tally
from core.facets import group_places, selected, shown_groups
from core.selection import Selection


@dataclass(frozen=True, eq=False, slots=True)
class Tally:
    """Counts per group; the first axis of every array is the group, in the order of ``groups``.

    ``documented`` counts patients whose adverse-event status is documented, ``events`` what happened to them.
    ``scores`` counts patients per row of ``cells`` (some are carried forward), ``options`` counts patients per option
    of each property. ``group_totals`` counts the patients of each group in the whole extract.
    """

    selection: Selection
    groups: tuple[str, ...]
    total: int
    patients: Counts
    group_totals: Counts
    documented: Counts
    events: EventTally
    cells: Cells
    scores: Counts
    options: Mapping[str, tuple[tuple[str, ...], Counts]]
    ages: tuple[Numbers, Counts]
    follow_up: tuple[Numbers, Counts]

    @property
    def selected(self) -> int:
        """Patients selected, over all groups."""
        return int(self.patients.sum())


def tally(coded: Coded, selection: Selection) -> Tally:
    """Count an extract for a selection. A patient belongs to exactly one group."""
    facet = coded.facets[selection.by]
    groups = shown_groups(coded, selection)
    place = group_places(coded, selection.by, groups)
    kept = selected(coded, selection)
    group = np.where(kept, place[facet.codes], -1)
    count = len(groups)
    return Tally(
        selection=selection,
        groups=groups,
        total=coded.patients,
        patients=per_group(group, count),
        group_totals=per_group(place[facet.codes], count),
        documented=per_group(group[coded.documented], count),
        events=event_tally(coded, selection, group, count),
        cells=Cells(coded.scores.cells),
        scores=cross(group[coded.scores.patient], coded.scores.cell, count, len(coded.scores.cells)),
        options={
            name: (own.options, cross(group, own.codes, count, len(own.options))) for name, own in coded.facets.items()
        },
        ages=value_counts(coded.age, group, count),
        follow_up=value_counts(coded.follow_up_weeks, group, count),
    )
