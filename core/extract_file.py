"""One Parquet file <-> the tables of an extract.

The file has one row per patient, with visits and adverse events nested in it, so it cannot hold an orphan visit.
Only the columns of ``core.schema`` are read; pandas metadata and Arrow extension types in a file are ignored.
"""

import io
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from core.errors import ExtractError
from core.extract_bounds import check_inflated, open_parquet, written_out
from core.extract_columns import ARROW, Column, as_it_is, encoded, joined, nothing_known
from core.extract_tables import Nested, Tables, in_order, no_rows, offsets_of
from core.provenance import Provenance
from core.schema import ADVERSE_EVENTS, ASSESSMENTS, PATIENTS, SCHEMA_VERSION, TableSpec

_VERSION_KEY, _PROVENANCE_KEY = b"ruxscope.schema_version", b"ruxscope.provenance"
# Patients written, and so read, at a time.
_PATIENTS_AT_A_TIME = 2**17


def read_tables(source: Path | bytes) -> tuple[Tables, Provenance, tuple[str, ...]]:
    """The tables of an extract file in canonical order, its provenance, and its columns that nobody knows.

    Raises ExtractError with one plain sentence where it is not a whole, known extract. Values are not checked.
    """
    name = source.name if isinstance(source, Path) else "The file"
    file = _open(source, name)
    provenance = _provenance(file, name)
    stored = [*(column.name for column in PATIENTS.stored), ASSESSMENTS.name, ADVERSE_EVENTS.name]
    columns = file.schema_arrow.names
    present = [column for column in stored if column in columns]
    _once_each(columns, name)
    if PATIENTS["patient_id"].name not in present:
        raise ExtractError(f"{name} has no column 'patient_id'; found {', '.join(present)}.")
    tables = _tables(file, present, name)
    unknown = [column for column in columns if column not in stored]
    return in_order(tables), provenance, (*unknown, *_unknown_nested(file))


def provenance_in(source: Path) -> Provenance:
    """The provenance of an extract file, whose rows stay unread."""
    return _provenance(_open(source, source.name), source.name)


def write_tables(tables: Tables, provenance: Provenance, target: Path | io.BytesIO) -> None:
    """Write one Parquet file that :func:`read_tables` opens as the same tables."""
    arrays = {spec.name: tables.columns[spec.name].arrow() for spec in PATIENTS.stored}
    for table in (ASSESSMENTS, ADVERSE_EVENTS):
        arrays[table.name] = _nested(table, tables.nested[table.name])
    metadata = {_VERSION_KEY: str(SCHEMA_VERSION).encode(), _PROVENANCE_KEY: provenance.to_json().encode()}
    whole = pa.table(arrays).replace_schema_metadata(metadata)
    pq.write_table(whole, target, compression="zstd", row_group_size=_PATIENTS_AT_A_TIME)


def _open(source: Path | bytes, name: str) -> pq.ParquetFile:
    try:
        file = open_parquet(source)
        file.schema_arrow.names  # noqa: B018 - the schema is read only now, and may be damaged by itself
    except FileNotFoundError:
        raise ExtractError(f"There is no file {name}. Check the path.") from None
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise ExtractError(
            f"{name} is not a whole Parquet file: it is truncated, damaged or of another kind. "
            "Open the original extract, or bring your rows in the three template CSV files."
        ) from error
    check_inflated(file, name)
    return file


def _provenance(file: pq.ParquetFile, name: str) -> Provenance:
    metadata = file.schema_arrow.metadata or {}
    if _PROVENANCE_KEY not in metadata:
        raise ExtractError(
            f"{name} is a Parquet file, but not a RuxScope extract: it carries no provenance. "
            "Write it with this program, or bring your rows in the three template CSV files."
        )
    version = metadata.get(_VERSION_KEY, b"?").decode(errors="replace")
    if version != str(SCHEMA_VERSION):
        raise ExtractError(
            f"{name} has schema version {version}; this program reads version {SCHEMA_VERSION}. "
            "Open it with the version of the program that wrote it, or write it again."
        )
    return Provenance.from_json(metadata[_PROVENANCE_KEY].decode(errors="replace"))


def _tables(file: pq.ParquetFile, present: list[str], name: str) -> Tables:
    """The tables in the order of the file, coded piece by piece: a large file never stands in memory whole."""
    records = {table.name: table for table in (ASSESSMENTS, ADVERSE_EVENTS) if table.name in present}
    patients = [_columns(PATIENTS, {}, 0, name)]
    nested = {table.name: [no_rows(table, 0)] for table in (ASSESSMENTS, ADVERSE_EVENTS)}
    own = [column for column in present if column not in records]
    for piece in _pieces(file, name, own, *([table] for table in records)):
        if (table := piece.column_names[0]) in records:
            nested[table].append(_flat(piece[table], records[table], name))
        else:
            given = {column: piece[column] for column in piece.column_names}
            patients.append(_columns(PATIENTS, given, len(piece), name))
    columns = _joined(patients)
    whole = {table: _joined_records(parts, len(columns["patient_id"])) for table, parts in nested.items()}
    return Tables(columns, whole)


def _pieces(file: pq.ParquetFile, name: str, *parts: list[str]) -> Iterator[pa.Table]:
    """Some columns at a time of some patients at a time. While one piece is used, the next is being read."""

    def read(group: int, columns: list[str]) -> pa.Table:
        try:
            table = written_out(file.read_row_group(group, columns=columns), name)
            table.validate(full=True)
        except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
            raise ExtractError(f"{name} is damaged: its columns cannot be read. Get a fresh copy.") from error
        return table

    with ThreadPoolExecutor(1) as reader:
        waiting: deque[Future[pa.Table]] = deque()
        for group, columns in product(range(file.metadata.num_row_groups), parts):
            waiting.append(reader.submit(read, group, columns))
            if len(waiting) > 1:
                yield waiting.popleft().result()
        yield from (piece.result() for piece in waiting)


def _flat(nested: Any, spec: TableSpec, name: str) -> Nested:
    """The records nested in the patients, one after the other."""
    nested = _storage(nested)
    if not pa.types.is_list(nested.type) or not pa.types.is_struct(nested.type.value_type):
        raise ExtractError(f"{name}: column '{spec.name}' is not a list of records. Write the extract again.")
    _once_each([field.name for field in nested.type.value_type], f"{name}: '{spec.name}'")
    rows, counts = pc.list_flatten(nested), pc.fill_null(pc.list_value_length(nested), 0)
    records = {field.name: rows.field(field.name) for field in nested.type.value_type}
    return Nested(offsets_of(counts.to_numpy()), _columns(spec, records, len(rows), name))


def _columns(table: TableSpec, given: Mapping[str, Any], rows: int, name: str) -> dict[str, Column]:
    """The stored columns of a table; those of visits and events without the patient."""
    found = {}
    for spec in table.stored[0 if table is PATIENTS else 1 :]:
        if spec.name not in given:
            found[spec.name] = nothing_known(spec.kind, rows)
            continue
        try:
            values = _storage(given[spec.name]).cast(ARROW[spec.kind])
        except pa.ArrowException as error:
            raise ExtractError(
                f"{name}: {table.name}.{spec.name} should hold {spec.allowed.replace('`', '')}, "
                f"but holds {given[spec.name].type}. Write the extract again."
            ) from error
        found[spec.name] = as_it_is(values) if spec.name == "patient_id" else encoded(spec.kind, values)
    return found


def _joined(parts: Sequence[Mapping[str, Column]]) -> dict[str, Column]:
    return {name: joined([own[name] for own in parts]) for name in parts[0]}


def _joined_records(parts: Sequence[Nested], patients: int) -> Nested:
    """The records of all patients; a table that the file does not have has none."""
    counts = np.concatenate([np.diff(part.offsets) for part in parts] if len(parts) > 1 else [np.zeros(patients, int)])
    return Nested(offsets_of(counts), _joined([part.columns for part in parts]))


def _unknown_nested(file: pq.ParquetFile) -> list[str]:
    """The names of nested columns that are not of the schema."""
    unknown = []
    for spec in (ASSESSMENTS, ADVERSE_EVENTS):
        if spec.name in file.schema_arrow.names:
            records = _storage_type(file.schema_arrow.field(spec.name).type).value_type
            known = {column.name for column in spec.columns}
            unknown += [f"{spec.name}.{field.name}" for field in records if field.name not in known]
    return unknown


def _once_each(columns: list[str], name: str) -> None:
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        raise ExtractError(f"{name} has more than one column '{twice[0]}'. Write the extract again.")


def _storage_type(kind: Any) -> Any:
    return kind.storage_type if isinstance(kind, pa.ExtensionType) else kind


def _storage(array: Any) -> Any:
    """The plain values behind an extension type, so that a file cannot bring types of its own."""
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return array.storage if isinstance(array.type, pa.ExtensionType) else array


def _nested(table: TableSpec, own: Nested) -> Any:
    """One list of records per patient."""
    fields = table.stored[1:]
    rows = pa.StructArray.from_arrays(
        [own.columns[column.name].arrow() for column in fields],
        fields=[pa.field(column.name, ARROW[column.kind]) for column in fields],
    )
    return pa.ListArray.from_arrays(pa.array(own.offsets, pa.int32()), rows)
