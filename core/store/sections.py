"""Some facts of a store apart from all others: a view that needs few facts pays for no more of them."""

from dataclasses import dataclass, field

import numpy as np

from core.facets import selected
from core.selection import Selection
from core.store.grouping import passed_by
from core.store.margins import Margins
from core.store.strata import PROPERTIES
from core.store.table import Table

# Strata of more properties than these are nearly as many as all strata: a selection is answered from those that pass.
SHALLOW = 3
# Entries of made tables that are kept; the least recently used ones go first.
KEPT = 2**24
# Selections whose passing strata are kept.
RECENT = 8

# The name of the facts that stand together, and the first of these and the last + 1.
Section = tuple[str, int, int]


@dataclass(eq=False)
class Sections:
    """The tables of some sections by any properties, made when first needed and kept within :data:`KEPT`.

    A section is the facts of ``events`` (see ``core.store.facts``) that stand ``within`` some places.
    """

    margins: Margins
    _made: dict[tuple[Section, frozenset[str]], Table] = field(default_factory=dict)
    _passing: dict[tuple[Section, Selection], Table] = field(default_factory=dict)

    def table(self, selection: Selection, events: str, within: slice, needed: frozenset[str]) -> Table:
        """A table of a section that holds the ``needed`` properties. It may lack strata that do not pass."""
        section = (events, within.start, within.stop)
        wanted = needed | {"cohort"}
        with self.margins.lock:
            return self._by(section, wanted) if len(wanted) <= SHALLOW else self._passed(section, selection)

    def _by(self, section: Section, wanted: frozenset[str]) -> Table:
        """The section by just these properties."""
        found = self._made.pop((section, wanted), None) or self._new(section, wanted)
        self._made[section, wanted] = found
        left = sum(table.matrix.entries for table in self._made.values()) - KEPT
        for one in list(self._made)[:-1]:
            if left <= 0:
                break
            left -= self._made.pop(one).matrix.entries
        return found

    def _new(self, section: Section, wanted: frozenset[str]) -> Table:
        """Coarsened from the smallest table of the section at hand, or else a part of one that has all facts."""
        events, first, end = section
        finer = [table for (of, held), table in self._made.items() if of == section and wanted <= held]
        if not finer:
            ready = self.margins.exact(events, wanted)
            if ready is not None:
                return ready.within(slice(first, end))
            finer = [self.margins.whole(events).within(slice(first, end))]
            self._made[section, frozenset(PROPERTIES)] = finer[0]
        return min(finer, key=lambda table: table.matrix.entries).coarsened(wanted)

    def _passed(self, section: Section, selection: Selection) -> Table:
        """The strata that pass the filters of a selection, by all properties."""
        key = (section, passed_by(selection))
        found = self._passing.pop(key, None)
        if found is None:
            whole = self._by(section, frozenset(PROPERTIES))
            found = whole.of(np.flatnonzero(selected(whole.strata, selection)))
        self._passing[key] = found
        for one in list(self._passing)[:-RECENT]:
            self._passing.pop(one, None)
        return found
