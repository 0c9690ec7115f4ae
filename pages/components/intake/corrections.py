"""What was corrected and left out so far, each to be taken back."""

from dataclasses import replace

import streamlit as st
from pandas import DataFrame

from core.intake.answers import Answers
from pages.components.intake import state


def corrections() -> None:
    """Draw the list; nothing while it is empty."""
    given = state.answers()
    if not given.cells and not given.exclude:
        return
    st.markdown("**Your corrections**")
    rows = [(cell.file, cell.row, cell.column, f"read as “{cell.value}”", False) for cell in given.cells]
    rows += [(file, row, "", "row left out", False) for file, row in given.exclude]
    key = state.key("corrections")
    st.data_editor(
        DataFrame(rows, columns=["file", "row", "column", "correction", "back"]),
        hide_index=True,
        disabled=["file", "row", "column", "correction"],
        key=key,
        on_change=_taken_back,
        args=(given, key),
        column_config={
            "file": "File",
            "row": st.column_config.NumberColumn("Row", format="%d"),
            "column": "Column",
            "correction": "Correction",
            "back": st.column_config.CheckboxColumn("Take back"),
        },
        alt="What you corrected and left out",
    )


def _taken_back(given: Answers, key: str) -> None:
    back = {row for row, changed in st.session_state[key]["edited_rows"].items() if changed.get("back")}
    cells = tuple(cell for place, cell in enumerate(given.cells) if place not in back)
    out = tuple(row for place, row in enumerate(given.exclude, start=len(given.cells)) if place not in back)
    state.decide(replace(given, cells=cells, exclude=out))
