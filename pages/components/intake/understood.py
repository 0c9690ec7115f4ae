"""Step 1, Understood: what each table is and how its file was read, each part changeable."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from core.intake.answers import Answers
from core.intake.engine import Import
from core.intake.grid import Grid
from core.intake.understanding import FileRead
from pages.components.intake import state
from pages.components.intake.fold import fold
from pages.components.intake.words import counted
from pages.components.text import literal

_PREVIEW_ROWS, _PREVIEW_COLUMNS = 4, 40
KINDS = {"text": "text", "xlsx": "Excel", "xpt": "SAS transport", "parquet": "Parquet"}
_ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with mark",
    "utf-16": "UTF-16",
    "cp1252": "Windows, Western Europe",
    "cp1250": "Windows, Central Europe",
    "mac_roman": "Mac",
    "cp850": "DOS",
}
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_DECIMALS = {".": "point", ",": "comma"}


def understood(done: Import) -> None:
    """Draw the step."""
    tables = len(done.files)
    rows = sum(table.rows for table in done.files)
    box = fold("understood", "1 Understood", f"{counted(tables, 'table')}, {counted(rows, 'row')}")
    if box is None:
        return
    with box:
        if not tables:
            st.text("The files were opened as they are.")
        for table, grid in zip(done.files, done.grids, strict=True):
            with st.container(border=True):
                _table(table, grid)


def _table(table: FileRead, grid: Grid) -> None:
    st.markdown(f"**{literal(grid.name)}**")
    found = counted(table.rows, "row") + (f" of {counted(table.patients, 'patient')}" if table.patients else "")
    st.text(f"{KINDS.get(table.kind, table.kind)}; {table.role}; {found}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if table.encoding:
            _choice(grid.name, "Encoding", "encoding", table.encoding, _ENCODINGS)
        if table.delimiter:
            _choice(grid.name, "Cells separated by", "delimiter", table.delimiter, _DELIMITERS)
        _choice(grid.name, "Decimal mark", "decimal", table.decimal, _DECIMALS)
        _header_lines(grid.name, table.header_lines)
    shown = grid.frame.iloc[:_PREVIEW_ROWS, :_PREVIEW_COLUMNS].rename_axis("row").reset_index()
    st.dataframe(shown, hide_index=True, alt=f"The first rows of {grid.name}", row_height=28)
    if grid.skipped:
        lines = "; ".join(f"row {line.line}: {line.why}" for line in grid.skipped[:_PREVIEW_ROWS])
        more = f"; and {len(grid.skipped) - _PREVIEW_ROWS} more" if len(grid.skipped) > _PREVIEW_ROWS else ""
        st.text(f"Not rows of the table: {lines}{more}")


def _choice(name: str, label: str, part: str, current: str, options: Mapping[str, str]) -> None:
    known: Sequence[str] = [*options, *([current] if current not in options else [])]
    key = state.key(f"layout-{part}-{_number(name)}")
    st.selectbox(
        label,
        known,
        index=known.index(current),
        format_func=lambda option: options.get(option, option or "no number has one"),
        key=key,
        on_change=_layout,
        args=(name, part, key),
        width=210,
    )


def _header_lines(name: str, lines: Sequence[int]) -> None:
    key = state.key(f"layout-header-{_number(name)}")
    st.text_input(
        "Rows with titles",
        ", ".join(map(str, lines)) or "none",
        help="The rows that hold the titles of the columns, such as 3, or 3, 4; “none” where the first row is data",
        key=key,
        on_change=_layout,
        args=(name, "header_lines", key),
        width=160,
    )


def _layout(name: str, part: str, key: str) -> None:
    """Read the file in another way from now on."""
    given: Any = st.session_state[key]
    if part == "header_lines":
        given = [int(number) for number in re.findall(r"\d{1,7}", given)]
    state.answer(Answers(files={name: {part: given}}))


def _number(name: str) -> int:
    """The place of a file in the keys of its widgets, which stand in the page's HTML."""
    done = state.desk().done
    return 0 if done is None else [grid.name for grid in done.grids].index(name)
