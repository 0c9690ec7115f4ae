"""Rows that were computed, not observed: carried forward, imputed, summarised."""

import numpy as np

from core.intake.files.rows import counted
from core.intake.meanings.words import yes_no
from core.intake.problems import Problem
from core.intake.shapes.sheet import Sheet


def observed(sheet: Sheet) -> tuple[Sheet, tuple[Problem, ...]]:
    """The sheet without derived rows, and how many there were.

    A column of field derived holds yes or no, or the name of the method (LOCF) where there is one.
    """
    columns = [column for column in sheet.columns if column.field == "derived"]
    derived = np.zeros(len(sheet.frame), dtype=bool)
    for column in columns:
        text = sheet.frame[column.column]
        derived |= text.map({value: _is_derived(value) for value in text.unique()}).to_numpy(dtype=bool)
    if not derived.any():
        return sheet, ()
    rows = tuple(int(line) for line in sheet.frame.index[derived])
    message = (
        f"{counted(len(rows), 'row')} derived ({', '.join(c.title for c in columns)}): carried forward or imputed. "
        "Left out: only what was observed is shown."
    )
    found = Problem(
        "derived_rows", "warning", sheet.grid.name, rows[0], columns[0].title, len(rows), message, rows=rows
    )
    return sheet.rows(~derived), (found,)


def _is_derived(text: str) -> bool:
    return bool(text) and text.casefold() not in ("na", ".", "observed") and yes_no(text).value is not False
