"""One row a patient, with columns for each visit."""

import numpy as np
from pandas import DataFrame, Series

from core.intake.meanings.visits import week_of
from core.intake.proposal import ColumnProposal
from core.intake.shapes.cells import cells, frame_of
from core.intake.shapes.sheet import Sheet


def visits(sheet: Sheet) -> DataFrame:
    """The visits in the columns: one occasion a row and visit with a filled cell, its name taken from the titles."""
    blocks = visit_blocks(sheet.of("visits"))
    parts = []
    for place, block in enumerate(blocks):
        occasion = np.arange(len(sheet.frame)) * len(blocks) + place
        parts += [
            cells(
                sheet.frame[column.column],
                sheet.patient,
                occasion,
                field=column.field,
                grid=sheet.number,
                column=column.column,
            )
            for column in block
        ]
        name = Series(block[0].week, index=sheet.frame.index, dtype="str").where(sheet.filled(block), "")
        parts.append(cells(name, sheet.patient, occasion, field="visit", grid=sheet.number, column=block[0].column))
    return frame_of(parts)


def visit_blocks(columns: tuple[ColumnProposal, ...]) -> tuple[tuple[ColumnProposal, ...], ...]:
    """The columns of each visit; "Wk12" and "week 12" are the same one."""
    blocks: dict[object, list[ColumnProposal]] = {}
    for column in columns:
        if column.week:
            blocks.setdefault(visit_key(column.week), []).append(column)
    return tuple(tuple(block) for block in blocks.values())


def visit_key(text: str) -> object:
    """What two spellings of one visit have in common: its week where that is known, else the words."""
    read = week_of(text)
    return read.value if read.certain and read.value is not None else text.casefold().strip()
