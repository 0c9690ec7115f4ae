"""One display on the page: the figure, the words that read it out, and the table behind it one click away."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from pandas import DataFrame

from core.displays.display import Display
from core.export.tables import csv_bytes
from core.overlap import overlap
from core.view import View
from core.wording_pin import pinned_sentence
from pages.components.chart import chart


def show(
    view: View,
    display: Display,
    *,
    with_note: bool = True,
    clickable: bool = False,
    reference: View | None = None,
) -> dict[str, Any] | None:
    """Draw a display of this view; returns the mark clicked in this run where clicks mean something.

    ``with_note=False`` where the page says the note once for several displays. ``reference`` is the pinned selection
    where the display draws it: what is saved then says so.
    """
    notes = tuple(line for line in (display.note, *view.notes, _pinned(view, reference)) if line)
    clicked = chart(
        display.figure,
        key=f"chart-{display.key}",
        height=display.height,
        name=display.name,
        description=display.words,
        notes=notes,
        filename=f"ruxscope-{display.key}",
        show_name=True,
        clickable=clickable,
    )
    if display.note and with_note:
        st.caption(display.note)
    table_behind(view, display.table, key=display.key, name=display.name, notes=notes)
    return clicked


def _pinned(view: View, reference: View | None) -> str:
    if reference is None:
        return ""
    return pinned_sentence(reference.sentence, overlap(view.coded, view.selection, reference.selection))


def table_behind(view: View, table: DataFrame, *, key: str, name: str, notes: Sequence[str] = ()) -> None:
    """A table with its download, sent to the browser only while it is open.

    ``notes`` go with the download, those of the view where none are given.
    """
    opened = st.expander(f"Table: {name}", key=f"table-{key}", on_change="rerun", icon=":material/table:")
    if opened.open:
        opened.dataframe(table, hide_index=True, alt=f"Table of {name}. {view.sentence}")
        opened.download_button(
            "Download CSV",
            data=lambda: csv_bytes(table, notes or view.notes),
            file_name=f"ruxscope-{key}.csv",
            mime="text/csv",
            key=f"csv-{key}",
            on_click="ignore",
            icon=":material/download:",
        )
