"""One step of the import: closed it costs nothing, and its state stands beside its name in words."""

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer


def fold(name: str, label: str, state: str) -> ExpanderContainer | None:
    """Draw a step; returns where its content goes while it is open.

    The state stands beside the label and not in it: a fold whose label changes is another one, and closed.
    """
    with st.container(key=f"step-{name}", gap=None):
        opened = st.expander(label, key=f"fold-step-{name}", on_change="rerun")
        st.text(state)
    return opened if opened.open else None
