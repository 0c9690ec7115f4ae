"""Which group the patients of a stratum belong to: by the options of a property, or by level and cohort."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.counting import Counts, Places
from core.facets import group_places, selected
from core.selection import PATIENT_FILTERS, Selection
from core.store.strata import Strata
from core.store.table import Table

# What the other properties follow from.
_FROM: dict[str, frozenset[str]] = {"agent_class": frozenset({"agent"}), "nothing": frozenset()}


@dataclass(frozen=True, eq=False, slots=True)
class Grouping:
    """``of`` gives the group of each of some strata, -1 for none; it needs the ``properties`` of them."""

    properties: frozenset[str]
    groups: int
    of: Callable[[Strata], Places]


@dataclass(frozen=True, eq=False, slots=True)
class Grouped:
    """A table and the group of each of its strata, -1 for none of the ``groups``."""

    table: Table
    group: Places
    groups: int

    def summed(self) -> Counts:
        """Patients per group and fact (shape: groups, facts)."""
        return self.table.matrix.summed(self.group, self.groups)


def grouped(table: Table, selection: Selection, by: Grouping) -> Grouped:
    """The strata of a table that a selection keeps, by group."""
    kept = selected(table.strata, selection)
    return Grouped(table, np.where(kept, by.of(table.strata), -1), by.groups)


def by_option(strata: Strata, name: str, groups: tuple[str, ...]) -> Grouping:
    """A group for each of some options of a property."""
    place = group_places(strata, name, groups)
    return Grouping(behind(name), len(groups), lambda some: place[some.facets[name].codes])


def by_factor(strata: Strata, factor: str) -> Grouping:
    """A group for each level of a factor and cohort, cohort after cohort within a level."""
    levels, cohorts = len(strata.facets[factor].options), len(strata.facets["cohort"].options)
    return Grouping(
        behind(factor) | {"cohort"},
        levels * cohorts,
        lambda some: some.facets[factor].codes.astype("int64") * cohorts + some.facets["cohort"].codes,
    )


def filtered_by(selection: Selection) -> frozenset[str]:
    """The properties that a selection chooses patients by."""
    return frozenset(name for name in PATIENT_FILTERS if selection.chosen(name))


def passed_by(selection: Selection) -> Selection:
    """What a selection says of patients, and nothing else of it: alike where the same patients pass."""
    filters: dict[str, Any] = {name: selection.chosen(name) for name in filtered_by(selection)}
    return Selection(**filters)


def behind(name: str) -> frozenset[str]:
    """The properties that a property follows from: most follow from themselves alone."""
    return _FROM.get(name, frozenset({name}))
