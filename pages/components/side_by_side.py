"""Small displays in one row while they fit."""

from collections.abc import Sequence

import streamlit as st

from core.displays.display import Display
from core.view import View
from pages.components.display import figure_of, table_if_open
from pages.components.text import literal


def side_by_side(view: View, displays: Sequence[Display]) -> None:
    """Draw the displays, and what their figures leave out once beneath all of them."""
    with st.container(horizontal=True, gap="small", key="small-courses"):
        for display in displays:
            figure_of(view, display)
    note = max((display.note for display in displays), key=len)
    st.caption(literal(f"Beneath each line: patients assessed. Bars: 95% intervals. {note}"))
    for display in displays:
        table_if_open(view, display)
