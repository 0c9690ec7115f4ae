"""Counts of facts by stratum, and where a store has them from."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from core.counting import Places
from core.store.facts import Facts
from core.store.matrix import Matrix
from core.store.profiles import Profiles
from core.store.strata import Strata


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """The counts of some facts by stratum: a row of ``matrix`` per stratum, a column per fact."""

    strata: Strata
    facts: Facts
    matrix: Matrix

    def coarsened(self, properties: Collection[str]) -> "Table":
        """The same counts by fewer properties."""
        strata, place = self.strata.coarsened(properties)
        return Table(strata, self.facts, self.matrix.coarsened(place, len(strata)))

    def of(self, kept: Places) -> "Table":
        """The same counts of some of the strata, in ascending order."""
        return Table(self.strata.of(kept), self.facts, self.matrix.rows_of(kept))

    def within(self, places: slice) -> "Table":
        """The same strata with some of the facts."""
        facts = Facts(self.facts.frame.iloc[places].reset_index(drop=True))
        return Table(self.strata, facts, self.matrix.columns_in(places))


class Source(Protocol):
    """Where a store has its counts from: memory, or a file that is read as far as selections need it.

    ``events`` names facts that stand together: ``core.store.facts.ANY``, or the query text of event filters.
    """

    @property
    def strata(self) -> Strata:
        """The strata of all properties."""

    @property
    def ready(self) -> frozenset[str]:
        """ANY, and the event selections whose facts are there without counting profiles."""

    def facts_of(self, events: str) -> Facts:
        """The facts of what is ready."""

    def table(self, events: str) -> Table:
        """What is ready, by all properties."""

    def margin(self, events: str, properties: Collection[str]) -> Table | None:
        """What is ready by just these properties; None where it is not there by them."""

    def profiles(self) -> Profiles | None:
        """What other event selections are counted from; None where a store came without."""
