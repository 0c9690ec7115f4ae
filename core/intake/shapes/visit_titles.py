"""Columns whose titles are visits and nothing else: their measure is named by the row, or by the table."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from pandas import DataFrame, Series

from core.intake.grid import Grid
from core.intake.meanings.headers import meaning
from core.intake.meanings.visits import week_of
from core.intake.proposal import ColumnProposal
from core.intake.shapes.cells import Cells, cells
from core.intake.shapes.long import SCORES
from core.intake.shapes.sheet import TIMES, Sheet

_LEAST = 2


def with_measures(grid: Grid, table: Sequence[ColumnProposal]) -> list[ColumnProposal]:
    """The columns, those named by a visit alone as columns of the measure that the table or its rows name."""
    named = [column for column in table if _is_visit(column)]
    if len(named) < _LEAST or any(column.field in SCORES for column in table):
        return list(table)
    if any(column.field == "measure_name" for column in table):
        field, reason = "measure_value", "a visit; the row names the measure"
    else:
        field, reason = _measure_of(grid), f"a visit; {grid.part or grid.file} names the measure"
    if not field:
        return list(table)
    found = {c.column: replace(c, field=field, how="alias", week=c.title, reason=reason) for c in named}
    return [found.get(column.column, column) for column in table]


def _is_visit(column: ColumnProposal) -> bool:
    if column.how == "chosen" or column.field not in ("", *TIMES):
        return False
    read = week_of(column.title)
    return read.value is not None and read.certain


def _measure_of(grid: Grid) -> str:
    """The score that the sheet, else the file, is named after."""
    for name in (grid.part, grid.file.rsplit(": ", 1)[-1].rpartition(".")[0]):
        found = meaning(name) if name else None
        if found is not None and found.field in SCORES:
            return str(found.field)
    return ""


def visits(sheet: Sheet, field: "Series[str]") -> list[Cells]:
    """The cells of a table with one row a measure and a column a visit; ``field`` is what each row measures.

    Rows of a patient share their visits; a second row of a measure opens visits of its own.
    """
    values = [column for column in sheet.columns if column.field == "measure_value" and column.week]
    again = DataFrame({"patient": sheet.patient, "field": field}).groupby(["patient", "field"]).cumcount()
    person = DataFrame({"patient": sheet.patient, "again": again}).groupby(["patient", "again"], sort=False).ngroup()
    parts = []
    for place, column in enumerate(values):
        text, occasion = sheet.frame[column.column], (person * len(values) + place).to_numpy()
        parts.append(
            cells(text, sheet.patient, occasion, field=field.to_numpy(), grid=sheet.number, column=column.column)
        )
        filled = (text != "").to_numpy() & ~Series(occasion).where((text != "").to_numpy()).duplicated().to_numpy()
        name = Series(np.where(filled, column.week, ""), index=text.index, dtype="str")
        parts.append(cells(name, sheet.patient, occasion, field="visit", grid=sheet.number, column=column.column))
    return parts
