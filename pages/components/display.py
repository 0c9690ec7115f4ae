"""One display on the page: the figure, the words that read it out, and the table behind it one click away."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from pages.components.chart import Chart, charts
from pages.components.plain_table import plain_table
from pages.components.scene_adding import add_scene
from pages.components.text import literal

# How a table can be saved: the file's ending, what it is to a browser, and how it is written.
FORMATS = {
    "csv": ("text/csv", csv_bytes),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_bytes),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A display in a row: whether a click on its marks means something, and the pinned selection where it draws it."""

    display: Display
    clickable: bool = False
    reference: View | None = None


def show(
    view: View,
    display: Display,
    *,
    note: str | None = None,
    clickable: bool = False,
    reference: View | None = None,
) -> dict[str, Any] | None:
    """Draw a display of this view; returns the mark clicked in this run where clicks mean something.

    ``note`` is said beneath it instead of the display's own. ``reference`` is the pinned selection where the display
    draws it: what is saved then says so.
    """
    key = f"chart-{display.key}"
    return show_row(view, (Part(display, clickable, reference),), key=key, note=note)


def show_row(
    view: View, parts: Sequence[Part], *, key: str, least: int = 300, note: str | None = None
) -> dict[str, Any] | None:
    """Draw displays side by side while each has ``least`` pixels, and the tables behind them that are open.

    Returns the mark clicked in this run, with the key of its display as "chart". ``note`` is said beneath all of them
    instead of each display's own.
    """
    clicked = charts(
        [_chart(view, part, "" if note is not None else part.display.note) for part in parts],
        key=key,
        least=least,
        note=note or "",
        on_click=partial(_take_table_click, key),
    )
    for part in parts:
        if clicked and "add" in clicked and clicked["chart"] == part.display.key:
            add_scene(part.display.key, part.display.name)
        if part.display.key in _open_tables():
            _open_table(view, part)
    return None if clicked and clicked.keys() & {"add", "table"} else clicked


def _chart(view: View, part: Part, note: str) -> Chart:
    display = part.display
    return Chart(
        display.figure_json,
        key=display.key,
        height=display.height,
        name=display.name,
        description=display.words,
        note=note,
        notes=(*_notes(view, part), _command(view)),
        filename=_stem(view, display.key),
        show_name=True,
        clickable=part.clickable,
        addable=display.key in CATALOGUE,
        table_open=display.key in _open_tables(),
    )


def _open_table(view: View, part: Part) -> None:
    """The table behind a display, which the reader has opened in the chart."""
    key, name = part.display.key, part.display.name
    with st.container(border=True, key=f"table-{key}"):
        st.markdown(f"**Table: {literal(name)}**")
        _table_with_downloads(view, part.display.table, key=key, name=name, notes=_notes(view, part))


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers behind a table of words: ``name`` says what they are, ``notes`` go with the downloads."""

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
    note: str,
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
        numbers_open=key in _open_tables(),
        on_click=partial(_take_table_click, f"words-{key}"),
    )
    if clicked and "add" in clicked:
        add_scene(scene, heading)
    if key in _open_tables():
        with st.container(border=True, key=f"table-{key}"):
            st.markdown(f"**Table: {literal(numbers.name)}**")
            notes = numbers.notes or view.notes
            _table_with_downloads(view, numbers.table, key=key, name=numbers.name, notes=notes)


def _open_tables() -> set[str]:
    """The keys of the displays whose tables the reader has opened."""
    opened: set[str] = st.session_state.setdefault("open-tables", set())
    return opened


def _take_table_click(component: str) -> None:
    """Open or close a table, before what says which of both is drawn."""
    clicked = st.session_state[component]["click"]
    if "table" in clicked:
        st.session_state["open-tables"] = _open_tables() ^ {clicked["chart"]}


def _notes(view: View, part: Part) -> tuple[str, ...]:
    """What is saved with a display."""
    pinned = ""
    if (reference := part.reference) is not None:
        pinned = pinned_sentence(reference.sentence, view.overlap(reference.selection))
    return tuple(line for line in (part.display.note, *view.notes, pinned) if line)


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
