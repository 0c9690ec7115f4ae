"""What an engine counted -> a tally store, the same as if the patients had been counted here."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pandas import DataFrame

from core.coding import Facet
from core.provenance import Provenance
from core.score_coding import CELL_COLUMNS
from core.selection import Selection
from core.special_interest import DEFAULT_SYNONYMS, SynonymMap
from core.store.building import Part, Whole, assembled, of_members, of_value
from core.store.counted import Counted
from core.store.digest import content_digest
from core.store.facts import ANY, facts_frame, in_order
from core.store.following import record_parts, status_parts, time_parts
from core.store.happenings import profiles_from
from core.store.memory import Held
from core.store.profiles import Profiles, event_parts, profiles_of
from core.store.store import Named, Store
from core.store.strata import PROPERTIES, Strata, keys_of, strata_of_texts
from core.store.table import Table


def store_of_counted(counted: Counted, provenance: Provenance, synonyms: SynonymMap = DEFAULT_SYNONYMS) -> Store:
    """The store of an engine's counts. Its digest names their content, whichever engine counted."""
    patients = counted.facts.filter(pc.equal(counted.facts["kind"], "patients"))
    strata, _ = strata_of_texts(_texts(patients), _count(patients))
    everyone = profiles_from(counted.profiles, _places(strata, counted.profiles))
    profiles = profiles_of(everyone, everyone.stratum, everyone.count)
    tables = {
        ANY: Table(strata, *assembled(_parts(strata, counted.facts, everyone), len(strata))),
        "": Table(strata, *assembled(event_parts(profiles, Selection()), len(strata))),
    }
    store = Store(Named(provenance, "", synonyms.digest), Held(strata, tables, profiles))
    return replace(store, named=replace(store.named, digest=content_digest(store)))


def _parts(strata: Strata, facts: pa.Table, everyone: Profiles) -> Iterator[Part]:
    row, count = _places(strata, facts), _count(facts)
    kind = facts["kind"].to_numpy()
    patients, ages, scores = (np.flatnonzero(kind == name) for name in ("patients", "age", "score"))
    yield of_members("patients", row[patients], np.ones(len(patients), dtype=bool), count[patients])
    yield from status_parts(everyone, everyone.stratum, everyone.count)
    yield of_value("age", row[ages], facts["value"].to_numpy()[ages], count[ages])
    yield of_value("follow_up", everyone.stratum, everyone.follow_up_weeks, everyone.count)
    yield _scores(facts.take(pa.array(scores)), row[scores], count[scores])
    yield from time_parts(everyone, everyone.stratum, everyone.count)
    yield from record_parts(everyone, everyone.stratum, everyone.count)


def _scores(facts: pa.Table, row: Whole, count: Whole) -> Part:
    cells = DataFrame({name: facts[name].to_numpy() for name in CELL_COLUMNS})
    number = cells.groupby(CELL_COLUMNS, sort=False, dropna=False).ngroup().to_numpy()
    own = cells[~cells.duplicated()]
    frame = facts_frame("score", len(own), **{name: own[name].to_numpy() for name in CELL_COLUMNS})
    order = in_order(frame)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return Part(frame.iloc[order], row, rank[number], count)


def _texts(table: pa.Table) -> DataFrame:
    return DataFrame({name: table[name].cast(pa.string()).to_numpy() for name in PROPERTIES})


def _places(strata: Strata, table: pa.Table) -> NDArray[np.int64]:
    """The place of each row's stratum."""
    facets = {}
    for name in PROPERTIES:
        column = pc.dictionary_encode(table[name].cast(pa.string())).combine_chunks()
        known = strata.facets[name].options
        codes = np.array([known.index(text) for text in column.dictionary.to_pylist()], dtype=np.int16)
        facets[name] = Facet(known, codes[column.indices.to_numpy()])
    found: NDArray[np.int64] = np.searchsorted(keys_of(strata.facets), keys_of(facets))
    return found


def _count(table: pa.Table) -> NDArray[Any]:
    found: NDArray[Any] = table["n"].to_numpy()
    return found
