"""A tally store: every number of a selection by addition, at a cost that does not grow with the patients."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from core.counting import Counts, cross, per_group
from core.facets import selected, shown_groups
from core.provenance import Provenance
from core.selection import PATIENT_FILTERS, Selection
from core.special_interest import DEFAULT_SYNONYMS
from core.store.decoding import EventLayout, Sums, event_layout, event_tally_of
from core.store.factors import factor_tally
from core.store.facts import ANY
from core.store.grouping import Grouping, behind, by_factor, by_option, filtered_by, grouped
from core.store.margins import Margins
from core.store.on_demand import OnDemand
from core.store.profiles import events_of
from core.store.sections import Sections
from core.store.strata import Strata
from core.store.table import Source, Table
from core.subgroup_tally import FACTORS, OVERALL, FactorTally, SubgroupTally
from core.tally import Tally

# Strata of up to so many properties are kept apart; a selection of more keeps few of all.
FEW = 4


@dataclass(frozen=True, slots=True)
class Named:
    """What a store says of itself. ``suppressed`` is a sentence for every page, empty where nothing was withheld.

    ``synonyms`` is the digest of the map that events of special interest were found with.
    """

    provenance: Provenance
    digest: str
    synonyms: str = DEFAULT_SYNONYMS.digest
    suppressed: str = ""


@dataclass(eq=False)
class Store:
    """Counts of some data, and the tallies of any selection of them.

    A tally raises RuxScopeError where the data came without what its event filters need.
    """

    named: Named
    source: Source
    _layouts: dict[str, EventLayout] = field(default_factory=dict, repr=False)
    _apart: dict[frozenset[str], Strata] = field(default_factory=dict, repr=False)

    @property
    def strata(self) -> Strata:
        return self.source.strata

    @property
    def patients(self) -> int:
        return int(self.strata.patients.sum())

    @property
    def options(self) -> dict[str, tuple[str, ...]]:
        """The codes that exist per property."""
        return self.strata.options

    def can_count(self, selection: Selection) -> bool:
        """Whether the events of a selection can be counted here."""
        return _events_of(selection) in self.source.ready or self._profiled

    def option_counts(self, selection: Selection) -> dict[str, dict[str, int]]:
        """Patients per option of every filter, under the other filters and ignoring its own choices."""
        found = {}
        for name in PATIENT_FILTERS:
            others = selection.with_codes(name, ())
            strata = self._strata_by(filtered_by(others) | {name})
            kept, facet = selected(strata, others), strata.facets[name]
            counts = per_group(np.where(kept, facet.codes, -1), len(facet.options), strata.patients)
            found[name] = dict(zip(facet.options, counts.tolist(), strict=True))
        return found

    def facts_of(self, events: str) -> Table:
        """The counts of ANY, or of the event selection with this query text, by all properties."""
        return self._margins.whole(events)

    def tally(self, selection: Selection) -> Tally:
        """The counts of a selection, as ``core.tally.tally`` has them."""
        everybody = self._strata_by(behind(selection.by))
        groups = shown_groups(everybody, selection)
        by = by_option(everybody, selection.by, groups)
        base, counted = self._sums(selection, by, ANY), self._sums(selection, by, _events_of(selection))
        return Tally(
            selection=selection,
            groups=groups,
            total=self.patients,
            patients=base.total("patients"),
            group_totals=per_group(by.of(everybody), by.groups, everybody.patients),
            documented=base.total("documented"),
            events=event_tally_of(self._layout(_events_of(selection), base, counted), base, counted, self._listed),
            cells=base.facts.cells,
            scores=base.of("score"),
            options=self._options(selection, by),
            ages=base.by_value("age"),
            follow_up=base.by_value("follow_up"),
        )

    def _options(self, selection: Selection, by: Grouping) -> Mapping[str, tuple[tuple[str, ...], Counts]]:
        """Selected patients per group and option of each property, counted when a property is asked for."""

        def counted(name: str) -> tuple[tuple[str, ...], Counts]:
            strata = self._strata_by(by.properties | filtered_by(selection) | behind(name))
            group = np.where(selected(strata, selection), by.of(strata), -1)
            facet = strata.facets[name]
            return facet.options, cross(group, facet.codes, by.groups, len(facet.options), strata.patients)

        return OnDemand(tuple(self.strata.facets), counted)

    def subgroup_tally(self, selection: Selection) -> SubgroupTally:
        """The counts of every factor, as ``core.subgroup_tally.subgroup_tally`` has them."""
        cohorts, events = self.options["cohort"], _events_of(selection)
        facts, any_event = self._margins.facts(ANY), self._margins.facts(events).any_event

        def counted(factor: str) -> FactorTally:
            by = by_factor(self.strata, factor)

            def summed(within: slice, of: str = ANY) -> Counts:
                table = self._sections.table(selection, of, within, by.properties | filtered_by(selection))
                return grouped(table, selection, by).summed()

            levels, with_event = self.options[factor], summed(any_event, events)
            return factor_tally(factor, levels, len(cohorts), facts, summed=summed, with_event=with_event)

        overall, *factors = map(counted, (OVERALL, *FACTORS))
        return SubgroupTally(cohorts, facts.cells.observed, overall, tuple(factors))

    def _sums(self, selection: Selection, by: Grouping, events: str) -> Sums:
        """The facts of the selected patients added up by group."""
        found = grouped(self._margins.table(selection, events, by.properties | filtered_by(selection)), selection, by)
        return Sums(found.table.facts, found.summed())

    def _strata_by(self, properties: frozenset[str]) -> Strata:
        """Strata that hold some properties: few where the properties are few, however many there are of all."""
        if len(properties) > FEW:
            return self.strata
        if properties not in self._apart:
            self._apart[properties] = self.strata.coarsened(properties)[0]
        return self._apart[properties]

    @cached_property
    def _profiled(self) -> bool:
        """Whether the events of any selection can be counted; of a file this reads all profiles, hence once."""
        return self.source.profiles() is not None

    @cached_property
    def _margins(self) -> Margins:
        return Margins(self.source)

    @cached_property
    def _sections(self) -> Sections:
        return Sections(self._margins)

    @cached_property
    def _everyone(self) -> Sums:
        return self._sums(Selection(), by_option(self.strata, "nothing", ("all",)), ANY)

    @property
    def _listed(self) -> Counts:
        """Patients of the whole extract per fact "listed"."""
        found: Counts = self._everyone.of("listed")[0]
        return found

    def _layout(self, events: str, base: Sums, counted: Sums) -> EventLayout:
        if events not in self._layouts:
            self._layouts[events] = event_layout(self._listed, base.facts, counted.facts)
        return self._layouts[events]


def _events_of(selection: Selection) -> str:
    """The name of the facts that count the events of a selection."""
    return events_of(selection).to_query()
