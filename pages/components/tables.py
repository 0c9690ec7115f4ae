"""Tables: of words with the numbers behind them one click away, and those numbers with their downloads."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from pandas import DataFrame

from core.export.tables import csv_bytes
from core.export.workbook import xlsx_bytes
from core.journal import exported
from core.view import View
from pages.components.plain_table import plain_table
from pages.components.saved import command, file_name
from pages.components.scene_adding import add_scene
from pages.components.text import literal

# How a table can be saved: the file's ending, what it is to a browser, and how it is written.
FORMATS = {
    "csv": ("text/csv", csv_bytes),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_bytes),
}
_NO_WORDS = DataFrame()


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers behind a table of words: ``name`` says what they are.

    ``notes`` go with the downloads, those of the view where none are given.
    """

    table: DataFrame
    name: str
    notes: Sequence[str] = ()


def show_words(
    view: View,
    words: DataFrame,
    numbers: Numbers,
    *,
    key: str,
    name: str,
    heading: str,
    note: str = "",
    level: int = 2,
    scene: str = "",
) -> None:
    """Draw a table of words with its heading, what has to be said of it, and the numbers behind it one click away.

    ``scene`` is the key of the display that shows it in a presentation.
    """
    clicked = plain_table(
        words,
        key=key,
        name=name,
        heading=heading,
        level=level,
        note=note,
        addable=bool(scene),
        numbers_open=is_open(key),
        on_click=partial(take_table_click, f"words-{key}"),
    )
    if clicked and "add" in clicked:
        add_scene(scene, heading)
    open_table(view, numbers.table, key=key, name=numbers.name, notes=numbers.notes or view.notes)


def table_behind(view: View, numbers: Numbers, *, key: str, note: str = "") -> None:
    """A line that names a table, which opens with a click."""
    name = numbers.name[:1].upper() + numbers.name[1:]
    show_words(view, _NO_WORDS, numbers, key=key, name=name, heading=name, level=3, note=note)


def is_open(key: str) -> bool:
    """Whether the reader has opened the table behind the display or the table of words with this key."""
    return key in _open_tables()


def take_table_click(component: str) -> None:
    """Open or close a table, before what says which of both is drawn."""
    clicked = st.session_state[component]["click"]
    if "table" in clicked:
        st.session_state["open-tables"] = _open_tables() ^ {clicked["key"]}


def open_table(view: View, table: DataFrame, *, key: str, name: str, notes: Sequence[str]) -> None:
    """The table, if the reader has opened it, with its downloads, which are written only when asked for."""
    if not is_open(key):
        return
    with st.container(border=True, key=f"table-{key}"):
        st.markdown(f"**Table: {literal(name)}**")
        st.dataframe(table, hide_index=True, alt=f"Table of {name}. {view.sentence}")
        side_by_side = st.container(horizontal=True)
        for ending, (kind, written) in FORMATS.items():
            side_by_side.download_button(
                f"Download {ending.upper()}",
                data=exported(
                    partial(written, table, (*notes, command(view))),
                    f"{key}.{ending}",
                    digest=view.data.digest,
                    selection=view.selection,
                ),
                file_name=f"{file_name(view, key)}.{ending}",
                mime=kind,
                key=f"{ending}-{key}",
                on_click="ignore",
                icon=":material/download:",
            )


def _open_tables() -> set[str]:
    opened: set[str] = st.session_state.setdefault("open-tables", set())
    return opened
