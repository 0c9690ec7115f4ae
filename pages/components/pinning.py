"""Pin this view: the current selection stays as a faint reference while filters change."""

import streamlit as st

from core.overlap import overlap
from core.view import View
from core.wording_pin import pinned_sentence
from pages.components import session


def pinning(view: View, reference: View | None) -> None:
    """Draw the button, and what is pinned with the patients it shares with the current selection."""
    with st.container(horizontal=True, vertical_alignment="center", key="pin"):
        if reference is None or reference.selection != view.selection:
            st.button(
                "Pin this view",
                key="pin-view",
                icon=":material/push_pin:",
                on_click=session.pin,
                args=(view.selection,),
                help="Keep this selection as a faint reference while you change the filters.",
            )
        if reference is not None:
            st.button("Unpin", key="unpin", icon=":material/close:", on_click=session.pin, args=(None,))
            shared = overlap(view.coded, view.selection, reference.selection)
            st.text(pinned_sentence(reference.sentence, shared))
