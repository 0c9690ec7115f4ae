"""One display on the page: the figure, the words that read it out, and the table behind it one click away."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from core.displays.display import Display
from core.export.tables import csv_bytes
from core.view import View
from pages.components.chart import chart


def show(view: View, display: Display, *, with_note: bool = True, clickable: bool = False) -> dict[str, Any] | None:
    """Draw a display of this view; returns the mark clicked in this run where clicks mean something.

    ``with_note=False`` where the page says the note once for several displays.
    """
    clicked = chart(
        display.figure,
        key=f"chart-{display.key}",
        height=display.height,
        name=display.name,
        description=display.words,
        notes=[line for line in (display.note, *view.notes) if line],
        filename=f"ruxscope-{display.key}",
        show_name=True,
        clickable=clickable,
    )
    if display.note and with_note:
        st.caption(display.note)
    table_behind(view, display.table, key=display.key, name=display.name)
    return clicked


def table_behind(view: View, table: DataFrame, *, key: str, name: str) -> None:
    """A table with its download, sent to the browser only while it is open."""
    opened = st.expander(f"Table: {name}", key=f"table-{key}", on_change="rerun", icon=":material/table:")
    if opened.open:
        opened.dataframe(table, hide_index=True, alt=f"Table of {name}. {view.sentence}")
        opened.download_button(
            "Download CSV",
            data=lambda: csv_bytes(table, view.notes),
            file_name=f"ruxscope-{key}.csv",
            mime="text/csv",
            key=f"csv-{key}",
            on_click="ignore",
            icon=":material/download:",
        )
