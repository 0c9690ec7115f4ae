"""How the charts show the selection: a choice that no number depends on."""

import streamlit as st

from core.view import CHART_OPTIONS, ChartOptions
from pages.components import session

_WORDS = {
    "centre": ("BSA and itch as", {"median": "median, quartiles", "mean": "mean, 95% interval"}),
    "values": ("Show", {"scores": "scores", "change": "change from baseline"}),
}


def chart_choice() -> ChartOptions:
    """Draw the switches and return what they say."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name in CHART_OPTIONS:
            _switch(name)
    return session.current_options()


def _switch(name: str) -> None:
    label, words = _WORDS[name]
    now, key = getattr(session.current_options(), name), f"option-{name}"
    if st.session_state.get(key) != now:
        st.session_state[key] = now
    st.segmented_control(
        label,
        CHART_OPTIONS[name],
        format_func=words.__getitem__,
        key=key,
        required=True,
        on_change=_chosen,
        args=(name, key),
        width="content",
    )


def _chosen(name: str, key: str) -> None:
    session.choose_option(name, st.session_state[key])
