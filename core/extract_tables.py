"""The three tables of an extract as columns: patients, and what belongs to each of them as a run of rows.

No row names its patient: the rows of patient ``i`` are ``offsets[i]`` to ``offsets[i + 1]``, as they are nested in the
file. So nothing is ever joined on text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pandas import DataFrame

from core.extract_columns import Column, Rows, column_of, nothing_known
from core.schema import ADVERSE_EVENTS, ASSESSMENTS, PATIENTS, TableSpec

Places = NDArray[np.integer]

# What tells the rows of one patient apart. Two events may agree in all but one column, so only all make it certain.
ORDER = {
    ASSESSMENTS.name: ("week", "day"),
    ADVERSE_EVENTS.name: tuple(
        dict.fromkeys(["start_week", "term", *(column.name for column in ADVERSE_EVENTS.stored[1:])])
    ),
}


@dataclass(frozen=True, eq=False, slots=True)
class Nested:
    """The rows of all patients, one after the other, without the patient's name."""

    offsets: Places
    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return int(self.offsets[-1])

    def parents(self, rows: slice = slice(None)) -> NDArray[np.int32]:
        """The place of each row's patient; ``rows`` is a slice of patients."""
        counts = np.diff(self.offsets)[rows]
        first = rows.start or 0
        return np.repeat(np.arange(first, first + len(counts), dtype=np.int32), counts)

    def of(self, patients: Places) -> "Nested":
        """The rows of some patients, in their order."""
        counts = np.diff(self.offsets)[patients]
        offsets = np.concatenate([[0], np.cumsum(counts)]).astype(self.offsets.dtype)
        rows = np.repeat(self.offsets[patients] - offsets[:-1], counts) + np.arange(offsets[-1])
        return Nested(offsets, {name: column.take(rows) for name, column in self.columns.items()})


@dataclass(frozen=True, eq=False, slots=True)
class Tables:
    """Patients (``columns``), and their visits and events under the names of these tables (``nested``)."""

    columns: Mapping[str, Column]
    nested: Mapping[str, Nested]

    @property
    def patients(self) -> int:
        return len(self.columns["patient_id"])

    @property
    def nbytes(self) -> int:
        """What all of it takes in memory."""
        columns = [*self.columns.values(), *(one for own in self.nested.values() for one in own.columns.values())]
        return sum(column.nbytes for column in columns) + sum(own.offsets.nbytes for own in self.nested.values())

    def rows(self, table: TableSpec) -> int:
        return self.patients if table is PATIENTS else len(self.nested[table.name])

    def column(self, table: TableSpec, name: str) -> Column:
        """A stored column of a table. Visits and events have no column of patients."""
        return (self.columns if table is PATIENTS else self.nested[table.name].columns)[name]

    def frame(self, table: TableSpec, *, columns: Sequence[str] | None = None, rows: Rows | None = None) -> DataFrame:
        """Some columns and rows of a table as a frame; all of the schema where it is not said which."""
        wanted = [column.name for column in table.stored] if columns is None else columns
        chosen = slice(None) if rows is None else rows
        data = {}
        for name in wanted:
            if name == "patient_id" and table is not PATIENTS:
                column = self.columns[name].take(self.nested[table.name].parents()[chosen])
            else:
                column = self.column(table, name).take(chosen)
            data[name] = column.series()
        return DataFrame(data)

    def of(self, patients: Places) -> "Tables":
        """Some patients with all that is theirs, in the order given."""
        return Tables(
            {name: column.take(patients) for name, column in self.columns.items()},
            {name: own.of(patients) for name, own in self.nested.items()},
        )


def tables_of_frames(frames: Mapping[str, DataFrame]) -> Tables:
    """The tables of typed frames in canonical order, whose rows all belong to a patient that stands once."""
    patients = {spec.name: column_of(spec, frames[PATIENTS.name][spec.name]) for spec in PATIENTS.stored}
    ids = patients["patient_id"].values
    nested = {}
    for table in (ASSESSMENTS, ADVERSE_EVENTS):
        frame = frames[table.name]
        own = pc.index_in(pa.array(frame["patient_id"], from_pandas=True).cast(pa.string()), value_set=ids)
        nested[table.name] = Nested(
            offsets_of(np.bincount(own.to_numpy(), minlength=len(ids))),
            {spec.name: column_of(spec, frame[spec.name]) for spec in table.stored[1:]},
        )
    return Tables(patients, nested)


def no_rows(table: TableSpec, patients: int) -> Nested:
    """A table in which nobody has a row."""
    columns = {spec.name: nothing_known(spec.kind, 0) for spec in table.stored[1:]}
    return Nested(np.zeros(patients + 1, dtype=np.int32), columns)


def offsets_of(counts: Places) -> Places:
    """Where the rows of each patient begin, and where those of the last end."""
    offsets = np.concatenate([[0], np.cumsum(counts)])
    return offsets.astype(np.int32 if offsets[-1] < 2**31 else np.int64)


def in_order(tables: Tables) -> Tables:
    """The tables in canonical order: patients by name, visits by time, events by start. Most files already are."""
    ids = tables.columns["patient_id"].values
    if ids.null_count or not pc.all(pc.less_equal(ids[:-1], ids[1:]), min_count=0).as_py():
        tables = tables.of(pc.array_sort_indices(ids).to_numpy())
    nested = {name: _in_order_of_time(own, ORDER[name]) for name, own in tables.nested.items()}
    return Tables(tables.columns, nested)


def _in_order_of_time(nested: Nested, names: Sequence[str]) -> Nested:
    parents = nested.parents()
    undecided, wrong = parents[1:] == parents[:-1], np.zeros(max(len(parents) - 1, 0), dtype=bool)
    for name in names:
        key = nested.columns[name].order()
        wrong |= undecided & (key[1:] < key[:-1])
        undecided &= key[1:] == key[:-1]
        if not undecided.any():
            break
    if not wrong.any():
        return nested
    # Only the rows of the patients concerned move.
    rows = np.flatnonzero(np.isin(parents, parents[1:][wrong]))
    keys = [nested.columns[name].take(rows).order() for name in reversed(names)]
    order = np.arange(len(parents))
    order[rows] = rows[np.lexsort([*keys, parents[rows]])]
    return Nested(nested.offsets, {name: column.take(order) for name, column in nested.columns.items()})


def same_as_before(nested: Nested, names: Sequence[str]) -> NDArray[np.bool_]:
    """The rows that agree in some columns with the row before them, which is one of the same patient."""
    parents = nested.parents()
    keys = (nested.columns[name].order() for name in names)
    again = reduce(np.logical_and, (key[1:] == key[:-1] for key in keys), parents[1:] == parents[:-1])
    return np.concatenate([np.zeros(min(len(parents), 1), dtype=bool), again])
