"""One display: the figure, the words that read it out, and the table behind it one click away."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from core.export.tables import csv_bytes
from core.view import View
from pages.components.chart import chart


def display(
    view: View,
    figure: dict[str, Any],
    *,
    key: str,
    name: str,
    height: int,
    description: str,
    note: str = "",
) -> dict[str, Any] | None:
    """Draw a figure of this view ; returns the point clicked, if any."""
    clicked = chart(
        figure,
        key=f"chart-{key}",
        height=height,
        name=name,
        description=description,
        notes=[*([note] if note else []), *view.notes],
        filename=f"ruxscope-{key}",
        clickable=False,
    )
    if note:
        st.caption(note)
    return clicked


def table_behind(view: View, table: DataFrame, *, key: str, name: str) -> None:
    """The numbers of a display, sent to the browser only while they are open."""
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
