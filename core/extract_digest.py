"""The name of an extract's content: one SHA-256, whatever file the rows came from."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core.extract_columns import Column
from core.extract_tables import Tables
from core.provenance import Provenance
from core.schema import PATIENTS, TABLES, ColumnSpec

# Rows decoded at a time, so that a large extract never stands in memory whole.
_ROWS = 2**18
_NUMPY = {"integer": np.int32, "number": np.float64, "flag": np.bool_}


def content_digest(tables: Tables, provenance: Provenance) -> str:
    """SHA-256 over the provenance and the rows in canonical order, column by column: what is missing, then what is not.

    Of a text the lengths come before the letters, so that "ab", "c" is not "a", "bc".
    """
    sink = hashlib.sha256(provenance.to_json().encode())
    with ThreadPoolExecutor(1) as worker:
        # While one part is hashed, the next is decoded.
        last = worker.submit(sink.update, b"")
        for part in _parts(tables):
            last.result()
            last = worker.submit(sink.update, part)
    return sink.hexdigest()


def _parts(tables: Tables) -> Iterator[Any]:
    for table in TABLES:
        for spec in table.stored:
            yield f"{table.name}.{spec.name}:{tables.rows(table)}".encode()
            if spec.name == "patient_id" and table is not PATIENTS:
                yield from _of_parents(tables.columns[spec.name], tables.nested[table.name].parents())
            else:
                yield from _of_column(spec, tables.column(table, spec.name))


def _of_column(spec: ColumnSpec, column: Column) -> Iterator[Any]:
    yield from (column.take(rows).missing for rows in _slices(len(column)))
    if spec.kind in _NUMPY:
        yield from (_values(spec, column.take(rows)) for rows in _slices(len(column)))
    else:
        yield from (_lengths(column.take(rows).arrow()) for rows in _slices(len(column)))
        yield from (_letters(column.take(rows).arrow()) for rows in _slices(len(column)))


def _of_parents(ids: Column, parents: NDArray[np.int32]) -> Iterator[Any]:
    """The name of each row's patient, as if it stood in every row."""
    lengths = _lengths(ids.values)
    yield from (ids.missing[parents[rows]] for rows in _slices(len(parents)))
    yield from (lengths[parents[rows]] for rows in _slices(len(parents)))
    yield from (_letters(ids.values.take(pa.array(parents[rows]))) for rows in _slices(len(parents)))


def _slices(rows: int) -> Iterator[slice]:
    return (slice(start, start + _ROWS) for start in range(0, rows, _ROWS))


def _values(spec: ColumnSpec, column: Column) -> NDArray[Any]:
    if column.codes is None:
        return np.nan_to_num(column.numbers(), posinf=np.inf, neginf=-np.inf).astype(_NUMPY[spec.kind])
    return column.looked_up(column.distinct, 0, _NUMPY[spec.kind])


def _lengths(texts: Any) -> NDArray[np.int32]:
    return np.asarray(pc.fill_null(pc.binary_length(texts), 0), dtype=np.int32)


def _letters(texts: Any) -> memoryview:
    """The letters of all texts in one run, without what lies around them in memory."""
    known = pc.drop_null(texts) if texts.null_count else texts
    if not len(known):
        return memoryview(b"")
    first, last = np.frombuffer(known.buffers()[1], np.int32)[[known.offset, known.offset + len(known)]]
    return memoryview(known.buffers()[2])[first:last] if last > first else memoryview(b"")
