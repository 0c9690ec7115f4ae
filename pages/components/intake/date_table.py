"""The dates of a file: in which order day, month and year stand in each column."""

from collections.abc import Iterator, Sequence

import streamlit as st
from pandas import DataFrame

from core.intake.answers import Answers
from core.intake.content.date_columns import DATE_FIELDS
from core.intake.engine import Import
from core.intake.meanings.date_orders import date_order
from pages.components.intake import state
from pages.components.intake.words import DATE_ORDERS

_ORDER_OF = {says: order for order, says in DATE_ORDERS.items()}
_LOOKED_AT = 2_000  # distinct dates; more do not change the order


def date_rows(done: Import, answers: Answers) -> DataFrame:
    """One row per date column: title, an example, the order it is read in, and what says so."""
    return DataFrame(_rows(done, answers), columns=["column", "example", "order", "why"]).drop_duplicates("column")


def _rows(done: Import, answers: Answers) -> Iterator[tuple[str, str, str, str]]:
    for column in done.proposals:
        if not column.used or column.field not in DATE_FIELDS:
            continue
        texts = done.grids[column.grid].frame[column.column].str.strip().drop_duplicates()
        texts = texts[texts != ""].head(_LOOKED_AT)
        told = date_order(texts.tolist())
        if texts.empty:
            continue
        order = answers.date_order.get(column.title, told.order)
        why = "you said so" if column.title in answers.date_order else told.reason
        yield column.title, texts.iloc[0], DATE_ORDERS.get(order or "", ""), why


def dates(found: DataFrame) -> None:
    """Draw the dates with their order to choose."""
    if found.empty:
        return
    st.markdown("**Dates**")
    key = state.key("dates")
    st.data_editor(
        found,
        hide_index=True,
        disabled=["column", "example", "why"],
        key=key,
        on_change=_ordered,
        args=(found["column"].tolist(), key),
        column_config={
            "column": "Column in your file",
            "example": "Example",
            "order": st.column_config.SelectboxColumn("Read as", options=list(_ORDER_OF)),
            "why": "Why",
        },
        alt="Date columns and the order they are read in",
    )
    st.caption("Dates become weeks from the start of the combination and are dropped.")


def _ordered(titles: Sequence[str], key: str) -> None:
    edits = st.session_state[key]["edited_rows"]
    said = {titles[row]: _ORDER_OF[changed["order"]] for row, changed in edits.items() if changed.get("order")}
    state.answer(Answers(date_order=said))
