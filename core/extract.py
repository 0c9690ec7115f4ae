"""An extract: patients, assessments and adverse events with their provenance, and a digest that names the content.

The rows stand as small columns (see ``core.extract_tables``). They become frames only where somebody reads them.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pandas import DataFrame, Series

from core.agents import agent_class
from core.errors import ExtractError, Finding
from core.extract_columns import Column, Rows, encoded
from core.extract_digest import content_digest
from core.extract_file import read_tables, write_tables
from core.extract_frames import ordered, typed_frames
from core.extract_screen import screened
from core.extract_tables import Places, Tables, tables_of_frames
from core.provenance import Provenance
from core.schema import ADVERSE_EVENTS, ASSESSMENTS, PATIENTS, TABLES, TableSpec
from core.validation import check

# A frame of so many rows is kept once it was asked for; a larger one is made anew each time.
KEPT_ROWS = 200_000


@dataclass(frozen=True, eq=False)
class Extract:
    """Patients, assessments and adverse events; ``digest`` names their content.

    Two extracts with the same rows and provenance have the same digest, whatever file they came from. ``remarked`` are
    the places of the patients about whom the check of the data may have a remark.
    """

    tables: Tables
    provenance: Provenance
    digest: str
    unknown_columns: tuple[str, ...]
    remarked: Places
    _kept: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def patients(self) -> DataFrame:
        """One row per patient, in order of the names; with the class of the agent."""
        return self._whole(PATIENTS)

    @property
    def assessments(self) -> DataFrame:
        """One row per visit, by patient and time."""
        return self._whole(ASSESSMENTS)

    @property
    def adverse_events(self) -> DataFrame:
        """One row per adverse event, by patient and start."""
        return self._whole(ADVERSE_EVENTS)

    @property
    def patient_ids(self) -> "Series[Any]":
        """The names of the patients alone."""
        return self.rows(PATIENTS, columns=["patient_id"])["patient_id"]

    @property
    def agent_classes(self) -> Column:
        """The class of each patient's agent."""
        return _agent_classes(self.tables)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What does not keep the data from being opened, but wants to be known."""
        if "findings" not in self._kept:
            self._kept["findings"] = tuple(_findings(self.tables, self.remarked))
        found: tuple[Finding, ...] = self._kept["findings"]
        return found

    def rows(self, table: TableSpec, *, columns: Sequence[str], rows: Rows | None = None) -> DataFrame:
        """Some stored columns of a table, of the rows asked for. Of a large table nothing else is decoded."""
        if self.tables.rows(table) > KEPT_ROWS:
            return self.tables.frame(table, columns=columns, rows=rows)
        whole = self._whole(table)[list(columns)]
        if rows is None:
            return whole
        return whole.iloc[rows].reset_index(drop=True)

    def place(self, patient_id: str) -> int | None:
        """The place of a patient in the order of the extract, None where there is none of that name."""
        found = pc.index(self.tables.columns["patient_id"].values, patient_id).as_py()
        return None if found < 0 else int(found)

    def of(self, patients: Sequence[int]) -> dict[str, DataFrame]:
        """The three frames of some patients alone."""
        some = self.tables.of(np.array(patients))
        return {table.name: _frame(some, table) for table in TABLES}

    def _whole(self, table: TableSpec) -> DataFrame:
        if table.name in self._kept:
            kept: DataFrame = self._kept[table.name]
            return kept
        frame = _frame(self.tables, table)
        if len(frame) <= KEPT_ROWS:
            self._kept[table.name] = frame
        return frame


def extract_from_frames(
    frames: Mapping[str, DataFrame], provenance: Provenance, *, unknown_columns: tuple[str, ...] = ()
) -> Extract:
    """An extract of the three frames ``patients``, ``assessments``, ``adverse_events``.

    Columns a frame lacks are missing throughout. Raises ExtractError where the rows contradict the schema; what
    does not keep the data from being opened stands in ``Extract.findings``.
    """
    typed = typed_frames(frames)
    _refuse(check(typed))
    return _extract(tables_of_frames(typed), provenance, unknown_columns)


def read_extract(source: Path | bytes) -> Extract:
    """Open an extract file. Raises ExtractError with one plain sentence where it is not a whole, known one."""
    return _extract(*read_tables(source))


def write_extract(extract: Extract, target: Path | io.BytesIO) -> None:
    """Write one Parquet file that :func:`read_extract` opens as the same extract."""
    write_tables(extract.tables, extract.provenance, target)


def extract_bytes(extract: Extract) -> bytes:
    """The extract as the bytes of its Parquet file, for a download."""
    buffer = io.BytesIO()
    write_extract(extract, buffer)
    return buffer.getvalue()


def _extract(tables: Tables, provenance: Provenance, unknown_columns: tuple[str, ...]) -> Extract:
    found = screened(tables)
    _refuse(_findings(tables, found.refused))
    return Extract(tables, provenance, content_digest(tables, provenance), unknown_columns, found.remarked)


def _findings(tables: Tables, patients: Places) -> list[Finding]:
    """What a check of some patients finds. Every rule looks at one patient at a time, so the others change nothing."""
    if tables.patients and not len(patients):
        return []
    some = tables.of(patients)
    return check({table.name: ordered(table, some.frame(table)) for table in TABLES})


def _refuse(findings: Sequence[Finding]) -> None:
    errors = [finding.message for finding in findings if finding.severity == "error"]
    if errors:
        more = f" And {len(errors) - 3} more." if len(errors) > 3 else ""
        raise ExtractError(" ".join(errors[:3]) + more)


def _frame(tables: Tables, table: TableSpec) -> DataFrame:
    """All columns of a table, those that are derived among them."""
    frame = tables.frame(table)
    return frame.assign(agent_class=_agent_classes(tables).series()) if table is PATIENTS else frame


def _agent_classes(tables: Tables) -> Column:
    agents = tables.columns["systemic_agent"]
    classes = encoded("category", pa.array([agent_class(agent) for agent in agents.distinct], pa.string()))
    return Column("category", agents.looked_up(classes.places, len(classes.values), np.uint8), classes.values)
