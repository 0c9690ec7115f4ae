"""Step 2, Columns: what each column is taken to mean and why."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from pandas import DataFrame

from core.intake.answering import IGNORE
from core.intake.answers import Answers
from core.intake.engine import Import
from core.intake.fields import FIELDS
from core.intake.grid import Grid
from core.intake.proposal import ColumnProposal
from pages.components.intake import state
from pages.components.intake.fold import fold
from pages.components.intake.identifying import identifying, private_columns
from pages.components.text import literal

NOT_USED = "not used"
_FIELD_OF = {field.says: field.name for field in FIELDS.values()}
_HOW = {"exact": "its name", "alias": "known name", "chosen": "you said so"}


def columns(done: Import) -> None:
    """Draw the step."""
    hidden = private_columns(done, state.answers())
    used = sum(column.used for column in done.proposals)
    titles = {column.title for column in done.proposals}
    words = f"{used} of {len(done.proposals) + (~hidden['column'].isin(titles)).sum()} used"
    box = fold("columns", "2 Columns", words + (f", {len(hidden)} kept out or replaced" if len(hidden) else ""))
    if box is None:
        return
    with box:
        for number, grid in enumerate(done.grids):
            own = [column for column in done.proposals if column.grid == number]
            if own:
                _mapping(grid, own, state.key(f"columns-{number}"))
        if len(hidden):
            identifying(hidden)


def _mapping(grid: Grid, own: Sequence[ColumnProposal], key: str) -> None:
    st.markdown(f"**{literal(grid.name)}**")
    st.data_editor(
        column_rows(own),
        hide_index=True,
        disabled=["column", "samples", "visit", "why"],
        key=key,
        on_change=_mapped,
        args=(grid.name, own, key),
        column_config={
            "column": "Column in your file",
            "samples": st.column_config.TextColumn("Cells", width=170),
            "means": st.column_config.SelectboxColumn(
                "Means", options=[NOT_USED, *_FIELD_OF], required=True, width=210
            ),
            "visit": "Visit",
            "why": "Why",
        },
        alt=f"The columns of {grid.name} and what they mean",
    )


def column_rows(own: Sequence[ColumnProposal]) -> DataFrame:
    """One row per column: its title, sample cells, meaning, visit, and why it is taken to mean that."""
    rows = [
        (
            column.title or column.column,
            " | ".join(column.samples),
            FIELDS[column.field].says if column.used else NOT_USED,
            column.week or column.number,
            _why(column),
        )
        for column in own
    ]
    frame = DataFrame(rows, columns=["column", "samples", "means", "visit", "why"])
    return frame if (frame["visit"] != "").any() else frame.drop(columns="visit")


def _why(column: ColumnProposal) -> str:
    if column.field and not column.used:
        return f"perhaps {FIELDS[column.field].says}: {column.reason}"
    return column.reason or _HOW.get(column.how, "")


def chosen_columns(table: str, own: Sequence[ColumnProposal], edits: Mapping[int, Mapping[str, Any]]) -> Answers:
    """The answers that edits of the mapping are. Columns of one title are told apart by their labels."""
    titles = [column.title for column in own]
    said = {}
    for row, changed in edits.items():
        column = own[row]
        if "means" in changed:
            title = column.title if titles.count(column.title) == 1 else column.column
            said[title] = _FIELD_OF.get(changed["means"], IGNORE)
    return Answers(columns={table: said} if said else {})


def _mapped(table: str, own: Sequence[ColumnProposal], key: str) -> None:
    state.answer(chosen_columns(table, own, st.session_state[key]["edited_rows"]))
