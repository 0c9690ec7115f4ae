"""Check boxes: one column a choice, ticked or not -> one column holding the choices that are ticked."""

from dataclasses import replace

import numpy as np
from pandas import DataFrame, Series

from core.intake.meanings.words import yes_no
from core.intake.proposal import ColumnProposal

_TICKED = {"checked", "x", "ticked", "selected", "ja", "✓", "✔", "☑", "☒"}


def joined(frame: DataFrame, columns: tuple[ColumnProposal, ...]) -> tuple[DataFrame, tuple[ColumnProposal, ...]]:
    """The frame and columns with each set of check boxes as one column, which stands in place of its first box.

    Several ticks of a row are joined by " + "; a row without a tick is blank.
    """
    boxes: dict[tuple[str, str, str], list[ColumnProposal]] = {}
    for column in columns:
        if column.choice:
            boxes.setdefault((column.field, column.week, column.number), []).append(column)
    if not boxes:
        return frame, columns
    firsts = [replace(group[0], choice="") for group in boxes.values()]
    texts = {group[0].column: _texts(frame, group) for group in boxes.values()}
    drop = [column.column for group in boxes.values() for column in group]
    kept = frame.drop(columns=drop).assign(**texts)
    return kept, (*(column for column in columns if not column.choice), *firsts)


def _texts(frame: DataFrame, group: list[ColumnProposal]) -> "Series[str]":
    text = np.full(len(frame), "", dtype=object)
    for box in group:
        cells = frame[box.column]
        ticked = cells.map({value: _is_ticked(value, box.choice) for value in cells.unique()}).to_numpy(dtype=bool)
        text = np.where(ticked, np.where(text == "", box.choice, text + f" + {box.choice}"), text)
    return Series(text, index=frame.index, dtype="str")


def _is_ticked(text: str, choice: str) -> bool:
    """Whether a box is ticked; some exports write the choice itself into a ticked one."""
    return bool(text) and (text.casefold() in _TICKED | {choice.casefold()} or yes_no(text).value is True)
