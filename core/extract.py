"""One Parquet file <-> an Extract: three flat frames with provenance and a content digest.

The file has one row per patient, with visits and adverse events nested in it, so it cannot hold an orphan visit.
Only the columns of ``core.schema`` are read; pandas metadata and Arrow extension types in a file are ignored.
"""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pandas import DataFrame

from core.agents import agent_class
from core.errors import ExtractError, Finding
from core.provenance import Provenance
from core.schema import ADVERSE_EVENTS, ASSESSMENTS, PATIENTS, SCHEMA_VERSION, ColumnSpec, TableSpec
from core.validation import check

_VERSION_KEY, _PROVENANCE_KEY = b"ruxscope.schema_version", b"ruxscope.provenance"
_ARROW = {
    "text": pa.string(),
    "category": pa.string(),
    "integer": pa.int32(),
    "number": pa.float64(),
    "flag": pa.bool_(),
}
_PANDAS = {"text": "str", "category": "str", "integer": "float64", "number": "float64", "flag": "boolean"}
_ORDER = {
    "patients": ["patient_id"],
    "assessments": ["patient_id", "week", "day"],
    # Two events of a patient may agree in all but one column, so only all columns make the order certain.
    "adverse_events": list(
        dict.fromkeys(["patient_id", "start_week", "term", *(column.name for column in ADVERSE_EVENTS.stored)])
    ),
}
# A small file can inflate to fill the memory; nothing a chart review writes comes near this.
MAX_INFLATED_BYTES = 4 * 2**30


@dataclass(frozen=True, eq=False)
class Extract:
    """Patients, assessments and adverse events as flat frames; ``digest`` names their content.

    Two extracts with the same rows and provenance have the same digest, whatever file they came from.
    """

    patients: DataFrame
    assessments: DataFrame
    adverse_events: DataFrame
    provenance: Provenance
    digest: str
    unknown_columns: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


def extract_from_frames(
    frames: Mapping[str, DataFrame], provenance: Provenance, *, unknown_columns: tuple[str, ...] = ()
) -> Extract:
    """An extract of the three frames ``patients``, ``assessments``, ``adverse_events``.

    Columns a frame lacks are missing throughout. Raises ExtractError where the rows contradict the schema; what
    does not keep the data from being opened stands in ``Extract.findings``.
    """
    typed = {table.name: _typed(table, frames) for table in (PATIENTS, ASSESSMENTS, ADVERSE_EVENTS)}
    findings = check(typed)
    errors = [finding.message for finding in findings if finding.severity == "error"]
    if errors:
        more = f" And {len(errors) - 3} more." if len(errors) > 3 else ""
        raise ExtractError(" ".join(errors[:3]) + more)
    patients = typed["patients"]
    classes = {agent: agent_class(agent) for agent in patients["systemic_agent"].dropna().unique()}
    patients["agent_class"] = patients["systemic_agent"].map(classes).astype("str")
    return Extract(
        patients,
        typed["assessments"],
        typed["adverse_events"],
        provenance,
        _digest(typed, provenance),
        unknown_columns,
        tuple(findings),
    )


def read_extract(source: Path | bytes) -> Extract:
    """Open an extract file. Raises ExtractError with one plain sentence where it is not a whole, known one."""
    name = source.name if isinstance(source, Path) else "The file"
    file = _open(source, name)
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
    provenance = Provenance.from_json(metadata[_PROVENANCE_KEY].decode(errors="replace"))
    stored = [*(column.name for column in PATIENTS.stored), ASSESSMENTS.name, ADVERSE_EVENTS.name]
    present = [column for column in stored if column in file.schema_arrow.names]
    unknown = tuple(column for column in file.schema_arrow.names if column not in stored)
    _once_each(file.schema_arrow.names, name)
    try:
        table = file.read(columns=present)
        table.validate(full=True)
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise ExtractError(f"{name} is damaged: its columns cannot be read. Get a fresh copy.") from error
    frames, unknown_nested = _flat(table, name)
    return extract_from_frames(frames, provenance, unknown_columns=unknown + unknown_nested)


def write_extract(extract: Extract, target: Path | io.BytesIO) -> None:
    """Write one Parquet file that :func:`read_extract` opens as the same extract."""
    patients = pa.table(_arrays(PATIENTS, extract.patients), schema=_arrow_schema(PATIENTS))
    ids = extract.patients["patient_id"]
    for table, frame in ((ASSESSMENTS, extract.assessments), (ADVERSE_EVENTS, extract.adverse_events)):
        patients = patients.append_column(table.name, _nested(table, frame, ids))
    metadata = {
        _VERSION_KEY: str(SCHEMA_VERSION).encode(),
        _PROVENANCE_KEY: extract.provenance.to_json().encode(),
    }
    pq.write_table(patients.replace_schema_metadata(metadata), target, compression="zstd")


def extract_bytes(extract: Extract) -> bytes:
    """The extract as the bytes of its Parquet file, for a download."""
    buffer = io.BytesIO()
    write_extract(extract, buffer)
    return buffer.getvalue()


def _open(source: Path | bytes, name: str) -> pq.ParquetFile:
    try:
        file = pq.ParquetFile(source if isinstance(source, Path) else pa.BufferReader(source))
        file.schema_arrow.names  # noqa: B018 - the schema is read only now, and may be damaged by itself
    except FileNotFoundError:
        raise ExtractError(f"There is no file {name}. Check the path.") from None
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise ExtractError(
            f"{name} is not a whole Parquet file: it is truncated, damaged or of another kind. "
            "Open the original extract, or bring your rows in the three template CSV files."
        ) from error
    groups = range(file.metadata.num_row_groups)
    inflated = sum(file.metadata.row_group(group).total_byte_size for group in groups)
    if inflated > MAX_INFLATED_BYTES:
        raise ExtractError(
            f"{name} would inflate to {inflated / 2**30:.1f} GB; the limit is {MAX_INFLATED_BYTES / 2**30:.0f} GB. "
            "Split it by site and open one part at a time."
        )
    return file


def _flat(table: pa.Table, name: str) -> tuple[dict[str, DataFrame], tuple[str, ...]]:
    """The nested table as flat frames, and the names of nested columns that are not of the schema."""
    if PATIENTS["patient_id"].name not in table.column_names:
        raise ExtractError(f"{name} has no column 'patient_id'; found {', '.join(table.column_names)}.")
    frames = {PATIENTS.name: _frame(PATIENTS, {c: table[c] for c in table.column_names}, name)}
    unknown: list[str] = []
    for spec in (ASSESSMENTS, ADVERSE_EVENTS):
        if spec.name not in table.column_names:
            continue
        nested = _storage(table[spec.name].combine_chunks())
        if not pa.types.is_list(nested.type) or not pa.types.is_struct(nested.type.value_type):
            raise ExtractError(f"{name}: column '{spec.name}' is not a list of records. Write the extract again.")
        _once_each([field.name for field in nested.type.value_type], f"{name}: '{spec.name}'")
        rows, parents = pc.list_flatten(nested), pc.list_parent_indices(nested)
        columns = {field.name: rows.field(field.name) for field in nested.type.value_type}
        columns["patient_id"] = pa.array(frames[PATIENTS.name]["patient_id"], from_pandas=True).take(parents)
        frames[spec.name] = _frame(spec, columns, name)
        known = {column.name for column in spec.columns}
        unknown += [f"{spec.name}.{column}" for column in columns if column not in known]
    return frames, tuple(unknown)


def _once_each(columns: list[str], name: str) -> None:
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        raise ExtractError(f"{name} has more than one column '{twice[0]}'. Write the extract again.")


def _storage(array: Any) -> Any:
    """The plain values behind an extension type, so that a file cannot bring types of its own."""
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return array.storage if isinstance(array.type, pa.ExtensionType) else array


def _frame(table: TableSpec, columns: Mapping[str, Any], name: str) -> DataFrame:
    data = {}
    for spec in table.stored:
        if spec.name not in columns:
            continue
        try:
            values = _storage(columns[spec.name]).cast(_ARROW[spec.kind])
        except pa.ArrowException as error:
            raise ExtractError(
                f"{name}: {table.name}.{spec.name} should hold {spec.allowed.replace('`', '')}, "
                f"but holds {columns[spec.name].type}. Write the extract again."
            ) from error
        data[spec.name] = values.to_pandas(types_mapper={pa.bool_(): pd.BooleanDtype()}.get)
    return DataFrame(data)


def typed_frame(table: TableSpec, frames: Mapping[str, DataFrame]) -> DataFrame:
    """The stored columns of one table in the schema's order and types, in the row order given.

    Columns a frame lacks are missing throughout; a table that ``frames`` lacks has no rows.
    """
    given = frames.get(table.name, DataFrame())
    typed = DataFrame(index=given.index)
    for spec in table.stored:
        typed[spec.name] = _column(spec, given[spec.name]) if spec.name in given else _missing(spec, given)
    return typed


def _typed(table: TableSpec, frames: Mapping[str, DataFrame]) -> DataFrame:
    """As :func:`typed_frame`, in canonical row order."""
    return typed_frame(table, frames).sort_values(_ORDER[table.name], kind="stable").reset_index(drop=True)


def _column(spec: ColumnSpec, values: "pd.Series[Any]") -> "pd.Series[Any]":
    # A text column read with no value at all arrives as float nan; as "str" that would become the word "nan".
    known = values.notna()
    if spec.kind in ("text", "category"):
        known &= values.astype("object").map(lambda value: str(value).strip() != "")
    return values.astype("object").where(known).astype(_PANDAS[spec.kind])


def _missing(spec: ColumnSpec, given: DataFrame) -> "pd.Series[Any]":
    return pd.Series([None] * len(given), index=given.index, dtype=_PANDAS[spec.kind])


def _arrow_schema(table: TableSpec) -> pa.Schema:
    return pa.schema([(column.name, _ARROW[column.kind]) for column in table.stored])


def _arrays(table: TableSpec, frame: DataFrame) -> list[Any]:
    return [pa.array(frame[column.name], from_pandas=True).cast(_ARROW[column.kind]) for column in table.stored]


def _nested(table: TableSpec, frame: DataFrame, patient_ids: "pd.Series[Any]") -> Any:
    """One list of records per patient; ``frame`` is in canonical order, so a patient's rows stand together."""
    fields = [column for column in table.stored if column.name != "patient_id"]
    rows = pa.StructArray.from_arrays(
        [pa.array(frame[column.name], from_pandas=True).cast(_ARROW[column.kind]) for column in fields],
        fields=[pa.field(column.name, _ARROW[column.kind]) for column in fields],
    )
    counts = frame["patient_id"].value_counts().reindex(patient_ids, fill_value=0).to_numpy()
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), rows)


def _digest(frames: Mapping[str, DataFrame], provenance: Provenance) -> str:
    """SHA-256 over the rows in canonical order and the provenance."""
    sink = hashlib.sha256(provenance.to_json().encode())
    for table in (PATIENTS, ASSESSMENTS, ADVERSE_EVENTS):
        for spec, array in zip(table.stored, _arrays(table, frames[table.name]), strict=True):
            sink.update(f"{table.name}.{spec.name}:{len(array)}".encode())
            sink.update(np.asarray(array.is_null()).tobytes())
            sink.update(_value_bytes(spec, array))
    return sink.hexdigest()


def _value_bytes(spec: ColumnSpec, array: Any) -> bytes:
    if pa.types.is_string(array.type):
        lengths = np.asarray(pc.binary_length(pc.fill_null(array, "")))
        return lengths.tobytes() + "".join(pc.fill_null(array, "").to_pylist()).encode()
    zero = False if spec.kind == "flag" else 0
    return np.ascontiguousarray(pc.fill_null(array, zero)).tobytes()
