"""One display on the page: the figure, the words that read it out, and the table behind it one click away."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import streamlit as st
from pandas import DataFrame

from core.displays.catalogue import CATALOGUE
from core.displays.display import Display
from core.export.names import file_stem
from core.export.tables import csv_bytes
from core.export.workbook import xlsx_bytes
from core.journal import exported
from core.view import View
from core.wording_export import same_numbers
from core.wording_pin import pinned_sentence
from pages.components import session
from pages.components.chart import chart
from pages.components.scene_adding import add_scene
from pages.components.text import literal

# How a table can be saved: the file's ending, what it is to a browser, and how it is written.
FORMATS = {
    "csv": ("text/csv", csv_bytes),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_bytes),
}


def show(
    view: View,
    display: Display,
    *,
    with_note: bool = True,
    clickable: bool = False,
    reference: View | None = None,
) -> dict[str, Any] | None:
    """Draw a display of this view; returns the mark clicked in this run where clicks mean something.

    ``with_note=False`` where the page says the note itself. ``reference`` is the pinned selection where the display
    draws it: what is saved then says so.
    """
    clicked = figure_of(view, display, clickable=clickable, reference=reference)
    if display.note and with_note:
        st.caption(literal(display.note))
    table_if_open(view, display, reference=reference)
    return clicked


def figure_of(
    view: View, display: Display, *, clickable: bool = False, reference: View | None = None
) -> dict[str, Any] | None:
    """The chart of a display alone, as :func:`show` draws it."""
    clicked = chart(
        display.figure_json,
        key=f"chart-{display.key}",
        height=display.height,
        name=display.name,
        description=display.words,
        notes=(*_notes(view, display, reference), _command(view)),
        filename=_stem(view, display.key),
        show_name=True,
        clickable=clickable,
        addable=display.key in CATALOGUE,
        table_open=display.key in _open_tables(),
        on_click=partial(_take_table_click, display.key),
    )
    if clicked and "add" in clicked:
        add_scene(display.key, display.name)
    return None if clicked and clicked.keys() & {"add", "table"} else clicked


def table_if_open(view: View, display: Display, *, reference: View | None = None) -> None:
    """The table behind a display, where the reader has opened it in the chart."""
    if display.key in _open_tables():
        with st.container(border=True, key=f"table-{display.key}"):
            st.markdown(f"**Table: {literal(display.name)}**")
            notes = _notes(view, display, reference)
            _table_with_downloads(view, display.table, key=display.key, name=display.name, notes=notes)


def _open_tables() -> set[str]:
    """The keys of the displays whose tables the reader has opened."""
    opened: set[str] = st.session_state.setdefault("open-tables", set())
    return opened


def _take_table_click(key: str) -> None:
    """Open or close the table behind a display, before the chart that says which of both is drawn."""
    if "table" in st.session_state[f"chart-{key}"]["click"]:
        st.session_state["open-tables"] = _open_tables() ^ {key}


def _notes(view: View, display: Display, reference: View | None) -> tuple[str, ...]:
    """What is saved with a display."""
    pinned = "" if reference is None else pinned_sentence(reference.sentence, view.overlap(reference.selection))
    return tuple(line for line in (display.note, *view.notes, pinned) if line)


def table_behind(view: View, table: DataFrame, *, key: str, name: str, notes: Sequence[str] = ()) -> None:
    """A table with its downloads, sent to the browser only while it is open and written only when asked for.

    ``notes`` go with the downloads, those of the view where none are given.
    """
    opened = st.expander(f"Table: {literal(name)}", key=f"table-{key}", on_change="rerun", icon=":material/table:")
    if opened.open:
        with opened:
            _table_with_downloads(view, table, key=key, name=name, notes=notes or view.notes)


def _table_with_downloads(view: View, table: DataFrame, *, key: str, name: str, notes: Sequence[str]) -> None:
    st.dataframe(table, hide_index=True, alt=f"Table of {name}. {view.sentence}")
    side_by_side = st.container(horizontal=True)
    for ending, (kind, written) in FORMATS.items():
        side_by_side.download_button(
            f"Download {ending.upper()}",
            data=exported(
                partial(written, table, (*notes, _command(view))),
                f"{key}.{ending}",
                digest=view.data.digest,
                selection=view.selection,
            ),
            file_name=f"{_stem(view, key)}.{ending}",
            mime=kind,
            key=f"{ending}-{key}",
            on_click="ignore",
            icon=":material/download:",
        )


def _command(view: View) -> str:
    return same_numbers(view.selection, session.file_in_words())


def _stem(view: View, key: str) -> str:
    """The name of a saved file: page, display, selection and date."""
    page = st.session_state.get("page") or "overview"
    return file_stem(page, key, selection=view.selection, day=date.today())
