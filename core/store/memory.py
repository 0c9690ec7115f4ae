"""Counts held in memory, as a source of a store."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from core.store.facts import Facts
from core.store.profiles import Profiles
from core.store.strata import Strata
from core.store.table import Table


@dataclass(frozen=True, eq=False, slots=True)
class Held:
    """The tables of ANY and of the event selections that are ready; ``kept`` are the profiles, if there are any."""

    strata: Strata
    tables: Mapping[str, Table]
    kept: Profiles | None = None

    @property
    def ready(self) -> frozenset[str]:
        return frozenset(self.tables)

    def facts_of(self, events: str) -> Facts:
        return self.tables[events].facts

    def table(self, events: str) -> Table:
        return self.tables[events]

    def margin(self, events: str, properties: Collection[str]) -> Table | None:
        return None

    def profiles(self) -> Profiles | None:
        return self.kept
