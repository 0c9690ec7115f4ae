"""The rows of a store's file, read margin by margin when a selection needs them.

Nothing in a file is trusted: places are checked before they are followed.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from core.coding import Facet
from core.counting import Places
from core.errors import ExtractError
from core.store.facts import Facts
from core.store.file import PROFILE
from core.store.happenings import profiles_from
from core.store.matrix import Matrix, below, smallest
from core.store.profiles import Profiles
from core.store.strata import PROPERTIES, Strata, strata_of, with_shared
from core.store.table import Table

_LISTS = ["facts", "counts"]


@dataclass(frozen=True, eq=False)
class Stored:
    """The source of a store that reads its file. ``groups`` are the row groups of each margin by its properties.

    ``sections`` tells where the facts of ANY and of each event selection stand among those of the file, in the order
    ``place`` brings them into. What is read by all properties stays; of the margins, the last one.
    """

    origin: Path | bytes
    name: str
    strata: Strata
    row: Places  # the place among the strata of each base row of the file
    groups: Mapping[frozenset[str], list[int]]
    facts: Mapping[str, Facts]
    sections: Mapping[str, slice]
    place: Places
    _last: dict[frozenset[str], dict[str, Table]] = field(default_factory=dict, repr=False)

    @property
    def ready(self) -> frozenset[str]:
        return frozenset(self.facts)

    def facts_of(self, events: str) -> Facts:
        return self.facts[events]

    def table(self, events: str) -> Table:
        return self._whole[events]

    def margin(self, events: str, properties: Collection[str]) -> Table | None:
        wanted = frozenset(properties)
        if wanted not in self.groups:
            return None
        if wanted == frozenset(PROPERTIES):
            return self.table(events)
        if wanted not in self._last:
            self._last.clear()
            self._last[wanted] = self._margin(wanted)
        return self._last[wanted][events]

    def profiles(self) -> Profiles | None:
        return self._profiles

    @cached_property
    def _profiles(self) -> Profiles | None:
        table = self._read(self.groups[frozenset(PROPERTIES)], ["profiles"])
        lists = table["profiles"].combine_chunks()
        if lists.null_count:
            return None
        flat, owner = pc.list_flatten(lists), pc.list_parent_indices(lists).to_numpy()
        columns = {field.name: flat.field(field.name) for field in PROFILE}
        return profiles_from(pa.table(columns), self.row[owner])

    @cached_property
    def _whole(self) -> dict[str, Table]:
        """What is ready, by all properties."""
        return self._tables(frozenset(PROPERTIES), self.strata, self.row)

    def _margin(self, properties: frozenset[str]) -> dict[str, Table]:
        """What is ready, by fewer properties."""
        names = [name for name in PROPERTIES if name in properties]
        table = self._read(self.groups[properties], [*names, "patients"])
        known = {name: _facet(table[name], self.strata.facets[name].options, self.name) for name in names}
        facets = with_shared(known, self._classes(known), table.num_rows)
        return self._tables(properties, *strata_of(facets, table["patients"].to_numpy().astype(np.int64)))

    def _tables(self, properties: frozenset[str], strata: Strata, row: Places) -> dict[str, Table]:
        """The counts of a margin by events; ``row`` is the place among its strata of each row of the file."""
        widths = [own.stop - own.start for own in self.sections.values()]
        # Group after group, each cut and made small at once: of all together the lists take several times the memory.
        parts = [self._matrix(group).split(widths) for group in self.groups[properties]]
        found = {}
        for events in self.sections:
            matrix = below([part.pop(0) for part in parts])
            if len(strata) != matrix.rows:
                raise damaged(self.name)
            matrix = matrix if _ascends(row) else matrix.rows_of(np.argsort(row))
            found[events] = Table(strata, self.facts[events], matrix)
        return found

    def _classes(self, facets: Mapping[str, Facet]) -> dict[str, Facet]:
        """The class of each agent, as the strata of the store have it."""
        if "agent" not in facets:
            return {}
        own = self.strata.facets
        of_agent = np.zeros(len(own["agent"].options), dtype=np.int16)
        of_agent[own["agent"].codes] = own["agent_class"].codes
        return {"agent_class": Facet(own["agent_class"].options, of_agent[facets["agent"].codes])}

    def _matrix(self, group: int) -> Matrix:
        """The counts of one row group, the facts in the order of :attr:`sections`."""
        table = self._read([group], _LISTS)
        facts, counts = (table[name].combine_chunks() for name in _LISTS)
        flat, numbers = (pc.list_flatten(one) for one in (facts, counts))
        lengths = [pc.list_value_length(one).to_numpy(zero_copy_only=False) for one in (facts, counts)]
        if facts.null_count or counts.null_count or flat.null_count or numbers.null_count:
            raise damaged(self.name)
        columns, patients = flat.to_numpy(), numbers.to_numpy()
        width = len(self.place)
        if not np.array_equal(*lengths) or columns.max(initial=0) >= max(width, 1) or patients.min(initial=1) < 1:
            raise damaged(self.name)
        starts = np.concatenate([[0], np.cumsum(lengths[0], dtype=np.int64)])
        own = columns if _ascends(self.place) else self.place.astype(smallest(width))[columns]
        return Matrix(starts, own.astype(smallest(width)), patients.astype(smallest(patients.max(initial=0))), width)

    def _read(self, groups: Sequence[int], columns: list[str]) -> pa.Table:
        try:
            table = parquet(self.origin).read_row_groups(groups, columns=columns)
            table.validate(full=True)
        except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
            raise damaged(self.name) from error
        return table


def _facet(texts: Any, options: tuple[str, ...], name: str) -> Facet:
    column = pc.dictionary_encode(texts).combine_chunks()
    found = column.dictionary.to_pylist()
    if column.null_count or not set(found) <= set(options):
        raise damaged(name)
    codes = np.array([options.index(text) for text in found], dtype=np.int16)
    return Facet(options, codes[column.indices.to_numpy()])


def parquet(source: Path | bytes) -> pq.ParquetFile:
    """The file, open."""
    return pq.ParquetFile(source if isinstance(source, Path) else pa.BufferReader(source))


def _ascends(places: NDArray[np.integer]) -> bool:
    return bool((np.diff(places) == 1).all()) and (not len(places) or places[0] == 0)


def damaged(name: str) -> ExtractError:
    """What is said of a file whose counts cannot be read."""
    return ExtractError(f"{name} is damaged: its counts cannot be read. Get a fresh copy, or count again.")
