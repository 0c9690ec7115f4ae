"""A store as one Parquet file: a row per stratum of every margin, the counts as lists; ``core.store.stored`` reads it.

The first row is the total: it defines every fact, and its place there is the fact's number in all rows. The last rows
("all") are the strata of all properties, with their profiles. Margins stand in row groups of their own, so that a
selection reads no more than it needs.
"""

import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from pandas import concat

from core.store.counted import PROFILES
from core.store.digest import content_digest
from core.store.facts import ANY, COLUMNS, Facts
from core.store.happenings import profiles_table
from core.store.margins import SMALL
from core.store.matrix import beside
from core.store.profiles import Profiles
from core.store.ready import READY
from core.store.store import Store
from core.store.strata import PROPERTIES
from core.store.table import Table

FORMAT_KEY, VERSION = b"ruxscope.tallies", 1
TOTAL, ALL = "", "all"
_ARROW: dict[Any, pa.DataType] = {
    object: pa.string(),
    np.int16: pa.int16(),
    np.float64: pa.float64(),
    np.bool_: pa.bool_(),
    np.int8: pa.int8(),
}
DEFINITION = pa.struct([(name, _ARROW[dtype]) for name, dtype in COLUMNS.items()])
PROFILE = pa.struct([field for field in PROFILES if field.name not in PROPERTIES])
SCHEMA = pa.schema(
    [
        ("margin", pa.string()),
        *((name, pa.string()) for name in PROPERTIES),
        ("patients", pa.uint32()),
        ("facts", pa.list_(pa.uint32())),
        ("counts", pa.list_(pa.uint32())),
        ("definitions", pa.list_(DEFINITION)),
        ("profiles", pa.list_(PROFILE)),
    ]
)
# The few values of these columns repeat; the numbers of facts do not.
_REPEATING = ["margin", *PROPERTIES, "counts.list.element"]


def write_store(store: Store, target: Path | io.BytesIO, *, profiles: bool = True) -> None:
    """Write a store: every event selection of a single option, and the profiles unless they are unwanted."""
    whole = _joined(store)
    kept = store.source.profiles() if profiles else None
    metadata = {FORMAT_KEY: json.dumps({"version": VERSION, **_said(store)}, sort_keys=True).encode()}
    with pq.ParquetWriter(
        target, SCHEMA.with_metadata(metadata), compression="zstd", use_dictionary=_REPEATING
    ) as writer:
        for table in _margins(whole):
            writer.write_table(_rows(table, " ".join(table.strata.properties)))
        for rows in whole.matrix.blocks():
            part = whole.of(np.arange(rows.start, rows.stop))
            writer.write_table(_rows(part, ALL, None if kept is None else _listed(kept, rows)))


def store_bytes(store: Store) -> bytes:
    """The store as the bytes of its file, for a download."""
    buffer = io.BytesIO()
    write_store(store, buffer)
    return buffer.getvalue()


def _said(store: Store) -> dict[str, Any]:
    return {
        **asdict(store.named),
        "provenance": store.named.provenance.to_json(),
        "digest": content_digest(store),
    }


def _joined(store: Store) -> Table:
    """The facts of ANY and of the event selections that are written, side by side."""
    written = [selection for selection in READY if store.can_count(selection)]
    tables = [store.facts_of(ANY), *(store.facts_of(selection.to_query()) for selection in written)]
    facts = Facts(concat([table.facts.frame for table in tables], ignore_index=True))
    return Table(store.strata, facts, beside([table.matrix for table in tables]))


def _margins(whole: Table) -> Iterator[Table]:
    """The total, then counts by cohort and up to two more properties where there are so many that they save time."""
    yield whole.coarsened(())
    if whole.matrix.entries <= SMALL:
        return
    others = [name for name in PROPERTIES if name != "cohort"]
    by_two = {pair: whole.coarsened({"cohort", *pair}) for pair in combinations(others, 2)}
    by_one = {name: by_two[pair].coarsened({"cohort", name}) for pair in by_two for name in pair}
    yield by_one[others[0]].coarsened({"cohort"})
    yield from by_one.values()
    yield from by_two.values()


def _rows(table: Table, margin: str, profiles: pa.ListArray | None = None) -> pa.Table:
    count = len(table.strata)
    texts, matrix = table.strata.texts(), table.matrix
    starts = pa.array(matrix.starts - matrix.starts[0], pa.int32())
    definitions = _definitions(table.facts) if margin == TOTAL else None
    columns: dict[str, Any] = {
        "margin": pa.array([margin] * count),
        **{name: pa.array(texts[name]) if name in texts else pa.nulls(count, pa.string()) for name in PROPERTIES},
        "patients": pa.array(table.strata.patients, pa.uint32()),
        "facts": pa.ListArray.from_arrays(starts, pa.array(matrix.columns, pa.uint32())),
        "counts": pa.ListArray.from_arrays(starts, pa.array(matrix.counts, pa.uint32())),
        "definitions": pa.nulls(count, pa.list_(DEFINITION)) if definitions is None else definitions,
        "profiles": pa.nulls(count, pa.list_(PROFILE)) if profiles is None else profiles,
    }
    return pa.table([columns[name] for name in SCHEMA.names], schema=SCHEMA)


def _definitions(facts: Facts) -> pa.ListArray:
    """One list of all facts. Blanks that are not a number are null."""
    columns = [pa.array(facts.frame[field.name], field.type, from_pandas=True) for field in DEFINITION]
    rows = pa.StructArray.from_arrays(columns, fields=list(DEFINITION))
    return pa.ListArray.from_arrays(pa.array([0, len(rows)], pa.int32()), rows)


def _listed(profiles: Profiles, rows: slice) -> pa.ListArray:
    """The profiles of some strata, a list for each."""
    table = profiles_table(profiles.of(rows))
    per_stratum = np.bincount(profiles.stratum, minlength=rows.stop)[rows]
    starts = pa.array(np.concatenate([[0], np.cumsum(per_stratum)]), pa.int32())
    columns = [table[field.name].combine_chunks() for field in PROFILE]
    return pa.ListArray.from_arrays(starts, pa.StructArray.from_arrays(columns, fields=list(PROFILE)))
