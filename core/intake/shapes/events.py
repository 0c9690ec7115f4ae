"""Adverse events: one a row, or several on the row of a patient; rows of patients without one are told apart."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from core.intake.meanings.missing import is_missing
from core.intake.meanings.words import no_event, yes_no
from core.intake.proposal import ColumnProposal
from core.intake.shapes.cells import apart, cells, frame_of
from core.intake.shapes.sheet import Sheet


@dataclass(frozen=True, eq=False, slots=True)
class Listed:
    """The events of a table, and the patients it names without one."""

    cells: DataFrame
    without: tuple[str, ...] = ()


def events(sheet: Sheet) -> Listed:
    """The events of a table, in order of rows; those numbered in the titles come after the plain ones."""
    numbers = dict.fromkeys(column.number for column in sheet.of("events"))
    listed = [_block(sheet, tuple(c for c in sheet.of("events") if c.number == number)) for number in numbers]
    found = apart([part.cells for part in listed])
    named = dict.fromkeys(patient for part in listed for patient in part.without)
    having = set(found["patient"])
    return Listed(found, tuple(patient for patient in named if patient not in having))


def _block(sheet: Sheet, columns: tuple[ColumnProposal, ...]) -> Listed:
    """The events described by one set of columns."""
    blank, none = _empty(sheet, columns)
    if sheet.role != "events":
        # A blank among columns of other kinds says nothing; only a row of an event table stands for its patient.
        none &= ~blank
    kept = sheet.rows(~(blank | none))
    occasion = np.flatnonzero(~(blank | none))
    parts = [
        cells(kept.frame[c.column], kept.patient, occasion, field=c.field, grid=kept.number, column=c.column)
        for c in columns
    ]
    return Listed(frame_of(parts), tuple(sheet.patient[none].unique()))


def _empty(sheet: Sheet, columns: tuple[ColumnProposal, ...]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Rows without any cell of an event, and rows that say there was none."""
    terms = [column.column for column in columns if column.field in ("term", "verbatim")]
    others = [column.column for column in columns if column.column not in terms]
    nothing = np.ones(len(sheet.frame), dtype=bool)
    for label in others:
        nothing &= _each(sheet, label, lambda text: is_missing(text) or yes_no(text).value is False)
    unnamed, denied = np.ones(len(sheet.frame), dtype=bool), np.zeros(len(sheet.frame), dtype=bool)
    for label in terms:
        missing = _each(sheet, label, is_missing)
        denies = _each(sheet, label, lambda text: bool(no_event(text).value)) & ~missing
        denied |= denies
        unnamed &= denies | missing
    blank = ~sheet.filled(columns)
    return blank, (unnamed & (nothing | denied)) if terms else blank


def _each(sheet: Sheet, label: str, test: Callable[[str], bool]) -> NDArray[np.bool_]:
    """A test of every cell of a column, made once a distinct text."""
    text = sheet.frame[label]
    known = {value: test(value) for value in text.unique()}
    return np.asarray(text.map(known), dtype=bool)
