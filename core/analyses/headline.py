"""Who is selected, and how many of them had an adverse event? The numbers every view starts from."""

from dataclasses import dataclass

from core.selection import Selection
from core.stats.proportion import Proportion, clopper_pearson
from core.tally import Tally


@dataclass(frozen=True, slots=True)
class GroupHeadline:
    """One group: patients selected of those in the extract, and any counted event with its Clopper-Pearson limits."""

    group: str
    patients: int
    of: int
    any_event: Proportion  # total: patients whose adverse-event status is documented


@dataclass(frozen=True, slots=True)
class Headline:
    selection: Selection
    patients: int
    of: int
    groups: tuple[GroupHeadline, ...]


def headline(tally: Tally) -> Headline:
    """Patients selected of those in the extract, and how many of them had a counted event, per group."""
    affected = tally.events.patients[:, 0, :].sum(axis=1)
    groups = tuple(
        GroupHeadline(
            group,
            int(tally.patients[at]),
            int(tally.group_totals[at]),
            clopper_pearson(int(affected[at]), int(tally.documented[at])),
        )
        for at, group in enumerate(tally.groups)
    )
    return Headline(tally.selection, tally.selected, tally.total, groups)
