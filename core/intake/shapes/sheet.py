"""The rows of one table that belong to a known patient, ready to be read in the shape the table has."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame, Series

from core.intake.content.findings import where
from core.intake.decisions import Decision
from core.intake.fields import FIELDS
from core.intake.files.rows import counted
from core.intake.grid import Grid
from core.intake.problems import Problem
from core.intake.proposal import ColumnProposal
from core.intake.shapes.ticks import joined

TIMES = ("week", "month", "day", "visit", "visit_date")
_EVENT_STARTS = ("event_start_date", "event_start_week", "event_start_day")
NOBODY: Mapping[str, bool] = {}
# A listing printed by patient leaves the identifier out on the rows below; single gaps are gaps.
_GROUPED_SHARE = 0.3


@dataclass(frozen=True, eq=False, slots=True)
class Sheet:
    """One table: trimmed cells of its used ``columns`` and the patient of each row, both indexed by line."""

    number: int
    grid: Grid
    role: str
    columns: tuple[ColumnProposal, ...]
    frame: DataFrame
    patient: "Series[str]"

    def of(self, table: str) -> tuple[ColumnProposal, ...]:
        """The columns whose field belongs to a table, the patient identifier not among them."""
        return tuple(column for column in self.columns if FIELDS[column.field].table == table)

    def rows(self, keep: NDArray[np.bool_]) -> "Sheet":
        """The sheet with the rows of a mask."""
        return replace(self, frame=self.frame[keep], patient=self.patient[keep])

    def filled(self, columns: tuple[ColumnProposal, ...]) -> NDArray[np.bool_]:
        """Which rows have a cell in any of the columns."""
        labels = [column.column for column in columns]
        return np.asarray((self.frame[labels] != "").any(axis=1), dtype=bool)


@dataclass(frozen=True, eq=False, slots=True)
class Opened:
    """A sheet, and what opening it found."""

    sheet: Sheet
    problems: tuple[Problem, ...] = ()
    decisions: tuple[Decision, ...] = ()


def open_sheet(
    number: int, grid: Grid, role: str, columns: tuple[ColumnProposal, ...], *, fill_down: Mapping[str, bool] = NOBODY
) -> Opened:
    """The rows of a table with a patient, each once. ``columns`` are the used ones, patient_id among them.

    Rows without identifier are left out and said. Where they look like the continuation of the row above that is
    asked; ``fill_down`` holds the answers by table.
    """
    labels = list(dict.fromkeys(column.column for column in columns))
    frame = DataFrame({label: grid.frame[label].str.strip() for label in labels}, index=grid.frame.index)
    frame, columns = joined(frame, columns)
    frame = frame[(frame != "").any(axis=1)]
    key = next(column.column for column in columns if column.field == "patient_id")
    patient = frame[key]
    decisions: tuple[Decision, ...] = ()
    blank = (patient == "").to_numpy(dtype=bool)
    if _is_grouped(frame, columns, blank):
        if grid.name not in fill_down:
            decisions = (_fill_down(grid, int(blank.sum())),)
        elif fill_down[grid.name]:
            patient = patient.mask(blank).ffill()
            blank = patient.isna().to_numpy()
    problems = [] if decisions else list(_blank(grid, frame.index[blank]))
    sheet = Sheet(number, grid, role, columns, frame[~blank], patient[~blank])
    twice = _repeated(sheet)
    problems += _duplicates(grid, sheet.frame.index[twice])
    return Opened(sheet.rows(~twice), tuple(problems), decisions)


def _is_grouped(frame: DataFrame, columns: tuple[ColumnProposal, ...], blank: NDArray[np.bool_]) -> bool:
    """Whether the identifier stands on the first row of each patient only, as in a printed or merged listing."""
    if len(blank) == 0 or blank[0] or blank.mean() < _GROUPED_SHARE:
        return False
    # On a continued row what belongs to the patient is left out together with the identifier.
    personal = [column.column for column in columns if FIELDS[column.field].table == "patients"]
    return not personal or bool((frame.loc[blank, personal] == "").all(axis=None))


def _fill_down(grid: Grid, count: int) -> Decision:
    return Decision(
        id=f"fill_down:{grid.name}",
        about="fill_down",
        question=f"{grid.name}: {counted(count, 'row')} without patient identifier: of the patient above?",
        key=("rows", "fill_down"),
        proposal={grid.name: True},
        options=("true: each row belongs to the patient above", "false: leave these rows out"),
        blocks=True,
    )


def _blank(grid: Grid, lines: NDArray[np.bool_]) -> list[Problem]:
    if not len(lines):
        return []
    rows = tuple(int(line) for line in lines)
    message = f"{where(rows)}: no patient identifier. Left out; add the identifier in your file."
    return [Problem("blank_patient_id", "error_row", grid.name, rows[0], "patient_id", len(rows), message, rows=rows)]


def _repeated(sheet: Sheet) -> NDArray[np.bool_]:
    """Which rows repeat an earlier one in every cell that is read.

    Two rows alike without a time may be two visits, or two events, of the same kind: they are kept.
    """
    if sheet.role == "patients":
        return np.zeros(len(sheet.frame), dtype=bool)
    visit, event = (tuple(c for c in sheet.columns if c.field in fields) for fields in (TIMES, _EVENT_STARTS))
    eventful = sheet.filled(sheet.of("events")) if sheet.role in ("events", "mixed") else sheet.filled(())
    timed = np.where(eventful, sheet.filled(event), sheet.filled(visit))
    # What an event row says in columns that are not read may be what tells it from the next.
    whole = sheet.grid.frame.loc[sheet.frame.index] if eventful.any() else sheet.frame
    repeated = np.asarray(whole.assign(**{"": sheet.patient}).duplicated(), dtype=bool)
    return np.asarray(repeated & timed, dtype=bool)


def _duplicates(grid: Grid, lines: NDArray[np.bool_]) -> list[Problem]:
    if not len(lines):
        return []
    rows = tuple(int(line) for line in lines)
    message = f"{where(rows)}: repeats an earlier row in every cell. Kept once; delete the second copy in your file."
    return [Problem("duplicate_visit_exact", "warning", grid.name, rows[0], "", len(rows), message, rows=rows)]
