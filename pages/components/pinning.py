"""Pin this view: the current selection stays as a faint reference while filters change."""

import streamlit as st

from core.view import View
from core.wording_pin import pinned_sentence
from pages.components import session


def pin_switch(view: View) -> None:
    """Draw the button that pins the current selection, or takes the pin away while it is the current one."""
    pinned = session.current_pin()
    here = pinned == view.selection
    st.button(
        "Unpin" if here else "Pin",
        key="pin-here",
        icon=":material/close:" if here else ":material/push_pin:",
        on_click=session.pin,
        args=(None if here else view.selection,),
        help="Keep this selection as a faint reference while you change the filters.",
    )


def pinned_line(view: View, reference: View | None) -> None:
    """Say what is pinned and which patients it shares with the current selection, if something is pinned."""
    if reference is None:
        return
    text, button = st.columns([0.88, 0.12], vertical_alignment="center")
    text.text(pinned_sentence(reference.sentence, view.overlap(reference.selection)))
    if reference.selection != view.selection:
        button.button("Unpin", key="unpin", on_click=session.pin, args=(None,), type="tertiary")
