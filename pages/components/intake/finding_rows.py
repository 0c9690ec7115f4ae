"""The rows of one finding, to be corrected or left out in place."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from pandas import DataFrame

from core.intake.answers import Answers, Correction
from core.intake.engine import Import
from core.intake.grid import Grid
from core.intake.problems import Problem
from pages.components.intake import state

_MOST_ROWS = 200


def finding_rows(problem: Problem, done: Import) -> None:
    """Draw the rows a finding speaks of."""
    grid = next((grid for grid in done.grids if grid.name == problem.file), None)
    lines = [line for line in problem.rows if grid is not None and line in grid.frame.index]
    if grid is None or not lines:
        st.text("These lines are not rows of the table any more.")
        return
    if len(lines) > _MOST_ROWS:
        st.caption(f"The first {_MOST_ROWS} of {len(lines):,} rows; mend the others in your file.")
        lines = lines[:_MOST_ROWS]
    label = next((label for label, title in grid.titles.items() if problem.column in (title, label)), None)
    if label is None:
        _whole(grid, lines)
    else:
        _cells(problem, grid, label, lines)


def _whole(grid: Grid, lines: Sequence[int]) -> None:
    rows = grid.frame.loc[lines].rename_axis("row").reset_index()
    rows.insert(0, "leave out", False)
    _editor(rows, list(rows.columns[1:]), grid, "", lines)


def _cells(problem: Problem, grid: Grid, label: str, lines: Sequence[int]) -> None:
    rows = DataFrame(
        {
            "file": grid.name,
            "row": lines,
            "column": problem.column,
            "cell": grid.frame.loc[lines, label].tolist(),
            "correct": None,
            "leave out": False,
        }
    )
    _editor(rows, ["file", "row", "column", "cell"], grid, label, lines)


def _editor(rows: DataFrame, fixed: Sequence[str], grid: Grid, label: str, lines: Sequence[int]) -> None:
    key = state.key("finding")
    config: dict[str, Any] = {
        "leave out": st.column_config.CheckboxColumn("Leave the row out", width="small"),
        "row": st.column_config.NumberColumn("Row", format="%d", width="small"),
    }
    if label:
        config |= {
            "file": "File",
            "column": "Column",
            "cell": "In your file",
            "correct": st.column_config.TextColumn("Read instead", max_chars=200),
        }
    title = grid.titles.get(label, label)
    st.data_editor(
        rows,
        hide_index=True,
        disabled=fixed,
        key=key,
        on_change=_edited,
        args=(grid.name, title, list(lines), key),
        column_config=config,
        alt="The rows of this finding",
        placeholder="",
    )


def edits_of_rows(file: str, column: str, lines: Sequence[int], edits: Mapping[int, Mapping[str, Any]]) -> Answers:
    """The answers that edits of a finding's rows are."""
    cells = [
        Correction(file, lines[row], column, changed["correct"])
        for row, changed in edits.items()
        if changed.get("correct") is not None
    ]
    out = [(file, lines[row]) for row, changed in edits.items() if changed.get("leave out")]
    return Answers(cells=tuple(cells), exclude=tuple(out))


def _edited(file: str, column: str, lines: Sequence[int], key: str) -> None:
    state.answer(edits_of_rows(file, column, lines, st.session_state[key]["edited_rows"]))
