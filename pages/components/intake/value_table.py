"""Step 3, Values: each distinct text of the fields that are mapped, how often it occurs, and what it means."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from pandas import DataFrame

from core.intake.answers import Answers
from core.intake.content.distinct import MAPPED, NAMES_OF_VISITS, distinct_values
from core.intake.engine import Import
from pages.components.intake import state
from pages.components.intake.date_table import date_rows, dates
from pages.components.intake.fold import fold
from pages.components.intake.words import meaning, meaning_column, title_of


def values(done: Import) -> None:
    """Draw the step."""
    used = {column.field for column in done.proposals if column.used}
    named = [title_of(name) for name in (*MAPPED, NAMES_OF_VISITS) if name in used]
    dated = date_rows(done, state.answers())
    words = ", ".join([*named, *(["dates"] if len(dated) else [])])
    box = fold("values", "3 Values", words.lower() or "nothing to map")
    if box is None:
        return
    with box:
        with st.spinner("Counting what stands in the columns ..."):
            found = _distinct(done) if done.proposals else DataFrame(columns=["field"])
        if found.empty and dated.empty:
            st.text("No column holds labels or dates that could be read in more than one way.")
        for name, own in found.groupby("field", sort=False):
            _texts(str(name), own.reset_index(drop=True))
        dates(dated)


def _distinct(done: Import) -> DataFrame:
    """The texts with their meaning, worked out once for the same answers."""
    desk = state.desk()
    if desk.values is None:
        desk.values = distinct_values(done, state.answers())
    return desk.values


def _texts(name: str, own: DataFrame) -> None:
    st.markdown(f"**{title_of(name)}**")
    key = state.key(f"values-{name}")
    week = name == NAMES_OF_VISITS
    st.data_editor(
        own[["text", "count", "value"]].astype({"value": float if week else str} if week else {}),
        hide_index=True,
        disabled=["text", "count"],
        key=key,
        on_change=_mapped,
        args=(name, own["text"].tolist(), key),
        column_config={"text": "In your file", "count": "Cells", "value": meaning_column(name)},
        alt=f"{title_of(name)}: what each text means",
        width=640,
    )


def chosen_values(name: str, texts: Sequence[str], edits: Mapping[int, Mapping[str, Any]]) -> Answers:
    """The answers that edits of a field's texts are."""
    said = {texts[row]: changed["value"] for row, changed in edits.items() if "value" in changed}
    if name == NAMES_OF_VISITS:
        return Answers(weeks={text: meaning(name, week) for text, week in said.items() if week is not None})
    return Answers(values={name: {text: meaning(name, value) for text, value in said.items()}})


def _mapped(name: str, texts: Sequence[str], key: str) -> None:
    state.answer(chosen_values(name, texts, st.session_state[key]["edited_rows"]))
