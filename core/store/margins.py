"""Counts by fewer properties: a selection is answered from the smallest table that holds what it needs."""

from dataclasses import dataclass, field
from math import prod
from threading import RLock

import numpy as np

from core.errors import RuxScopeError
from core.facets import selected
from core.selection import Selection, from_query
from core.store.building import assembled
from core.store.facts import Facts
from core.store.grouping import passed_by
from core.store.profiles import event_parts
from core.store.strata import PROPERTIES
from core.store.table import Source, Table

# Adding up this many entries takes a few milliseconds: below it a smaller table is not worth making.
SMALL = 2**20
# A selection that needs more properties than these keeps few patients: it is answered from all strata that pass.
SHALLOW = 3
# Entries of strata that pass, beyond which a table by the needed properties is made and kept all the same.
NARROW = 2**22
# Entries of made tables that are kept; the least recently used ones go first.
KEPT = 2**26
# Selections whose passing strata are kept.
RECENT = 4


@dataclass(eq=False)
class Margins:
    """The tables of a source by any properties, made when first needed and kept within :data:`KEPT`.

    Sessions that look at the same data share them: under the ``lock`` a table is made once, whoever asks first.
    """

    source: Source
    lock: RLock = field(default_factory=RLock)
    _made: dict[tuple[str, frozenset[str]], Table] = field(default_factory=dict)
    _passing: dict[tuple[str, Selection], Table] = field(default_factory=dict)

    def table(self, selection: Selection, events: str, needed: frozenset[str]) -> Table:
        """A table that holds the ``needed`` properties, among them those that the selection filters by.

        It may lack strata that do not pass.
        """
        with self.lock:
            return self._table(selection, events, needed)

    def _table(self, selection: Selection, events: str, needed: frozenset[str]) -> Table:
        wanted = needed | {"cohort"}
        found = self._smallest(events, needed)
        if found is not None and (found.matrix.entries <= SMALL or frozenset(found.strata.properties) == wanted):
            return found
        ready = self.exact(events, wanted)
        if ready is not None:
            return ready
        whole = self.whole(events)
        if whole.matrix.entries <= SMALL:
            return whole
        if len(wanted) > SHALLOW and self._narrow(whole, wanted, selection):
            return self._passed(whole, events, selection)
        finer = self._smallest(events, wanted) or whole
        exact = frozenset(finer.strata.properties) == wanted
        return finer if exact else self._keep(events, wanted, finer.coarsened(wanted))

    def exact(self, events: str, wanted: frozenset[str]) -> Table | None:
        """The table by just these properties, where it is at hand or the source has it; None where it must be made."""
        with self.lock:
            if (events, wanted) in self._made:
                return self._made[events, wanted]
            ready = self.source.margin(events, wanted) if events in self.source.ready else None
            return None if ready is None else self._keep(events, wanted, ready)

    def facts(self, events: str) -> Facts:
        """The facts of all tables with this name."""
        return self.source.facts_of(events) if events in self.source.ready else self.whole(events).facts

    def _smallest(self, events: str, needed: frozenset[str]) -> Table | None:
        """The smallest table at hand that holds some properties."""
        at_hand = [key for key in self._made if key[0] == events and needed <= key[1]]
        if not at_hand:
            return None
        key = min(at_hand, key=lambda one: self._made[one].matrix.entries)
        self._made[key] = self._made.pop(key)
        return self._made[key]

    def whole(self, events: str) -> Table:
        """The facts by all properties; those of events that are not ready are counted from the profiles, once."""
        key = (events, frozenset(PROPERTIES))
        with self.lock:
            if key not in self._made:
                self._made[key] = self.source.table(events) if events in self.source.ready else self._counted(events)
            return self._made[key]

    def _counted(self, events: str) -> Table:
        profiles = self.source.profiles()
        if profiles is None:
            raise RuxScopeError(
                "These data are counts without the profiles of adverse events, so this combination of event filters "
                "cannot be counted from them. Choose one event filter, or none."
            )
        selection, _ = from_query(events, {})
        facts, matrix = assembled(event_parts(profiles, selection), len(self.source.strata))
        return Table(self.source.strata, facts, matrix)

    def _narrow(self, whole: Table, wanted: frozenset[str], selection: Selection) -> bool:
        """Whether the strata that pass are the quickest answer."""
        strata = prod(len(whole.strata.facets[name].options) for name in wanted)
        passing = np.flatnonzero(selected(whole.strata, selection))
        return strata * 4 > len(whole.strata) or whole.matrix.entries_in(passing) <= NARROW

    def _passed(self, whole: Table, events: str, selection: Selection) -> Table:
        """The strata that pass the filters of a selection."""
        key = (events, passed_by(selection))
        if key not in self._passing:
            if len(self._passing) == RECENT:
                del self._passing[next(iter(self._passing))]
            self._passing[key] = whole.of(np.flatnonzero(selected(whole.strata, selection)))
        return self._passing[key]

    def _keep(self, events: str, wanted: frozenset[str], made: Table) -> Table:
        key = (events, wanted)
        self._made[key] = made
        sizes = {one: table.matrix.entries for one, table in self._made.items() if len(one[1]) < len(PROPERTIES)}
        for one in list(sizes):
            if sum(sizes.values()) <= KEPT or one == key:
                break
            del self._made[one], sizes[one]
        return made
