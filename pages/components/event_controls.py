"""Which event rows the reader wants to see, and in what order."""

from typing import Any

import streamlit as st

from core.analyses.event_rows import RowChoice
from pages.components import session
from pages.components.options import option_switch

_ORDERS = {"class": "organ class", "incidence": "incidence", "difference": "difference", "name": "A to Z"}
_ROWS = {"terms": "terms", "classes": "organ classes"}


def event_controls(*, with_difference: bool) -> RowChoice:
    """Draw sort, rows and search; return what they say. A difference to sort by needs two groups."""
    orders = {name: words for name, words in _ORDERS.items() if with_difference or name != "difference"}
    with st.container(horizontal=True, vertical_alignment="bottom", key="event-options"):
        option_switch("order", "Sort by", orders)
        option_switch("rows", "Show", _ROWS)
        search = st.text_input("Search a term", key="event-search", placeholder="e.g. acne", width=200)
    options = session.current_options()
    order = options.order if options.order in orders else "class"
    return RowChoice(order=order, rows=options.rows, turned=_turned(options.rows), search=search)


def take_fold(clicked: dict[str, Any] | None) -> None:
    """A click on the name of an organ class folds its terms away, or opens them."""
    if clicked and clicked["curve"] == "label" and clicked["customdata"][0] == "organ_class":
        rows = session.current_options().rows
        st.session_state["turned-classes"] = (rows, _turned(rows) ^ {clicked["customdata"][1]})
        st.rerun()


def _turned(rows: str) -> frozenset[str]:
    """The organ classes turned since ``rows`` was last chosen."""
    chosen, classes = st.session_state.get("turned-classes", (rows, frozenset()))
    return frozenset(classes) if chosen == rows else frozenset()
