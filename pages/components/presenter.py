"""The presenter's hand: keys, a clicker and quiet buttons, and a stage as large as the window allows."""

import streamlit as st

from pages.components import on_stage
from pages.components.served import served_component

_mount = served_component("presenter")


def presenter(place: int, count: int, *, height: int, changed: bool) -> None:
    """Draw the buttons and listen for keys. ``place`` is from 0; ``height`` that of the display, 0 for none."""
    result = _mount(
        data={"place": place, "count": count, "height": height, "changed": changed},
        key="presenter",
        on_go_change=_gone,
        on_reset_change=on_stage.as_saved,
        on_leave_change=_nothing,
    )
    if result.leave:
        st.switch_page("presentation.py", query_params={})


def _gone() -> None:
    on_stage.step_to(int(st.session_state["presenter"]["go"]))


def _nothing() -> None:
    """Streamlit reports a trigger only where there is a callback."""
