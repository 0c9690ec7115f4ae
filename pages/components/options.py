"""How the charts show the selection: choices that no number depends on, kept in the link."""

from collections.abc import Mapping

import streamlit as st

from core.view import ChartOptions
from pages.components import session

_COURSES = {
    "centre": ("BSA and itch as", {"median": "median, quartiles", "mean": "mean, 95% interval"}),
    "values": ("Show", {"scores": "scores", "change": "change from baseline"}),
}


def chart_choice() -> ChartOptions:
    """Draw the switches of the trajectories and return what they say."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name, (label, words) in _COURSES.items():
            option_switch(name, label, words)
    return session.current_options()


def option_switch(name: str, label: str, words: Mapping[str, str]) -> None:
    """A switch for one chart option; ``words`` name the values it offers."""
    now, key = getattr(session.current_options(), name), f"option-{name}"
    if now not in words:
        now = next(iter(words))
    if st.session_state.get(key) != now:
        st.session_state[key] = now
    st.segmented_control(
        label,
        list(words),
        format_func=words.__getitem__,
        key=key,
        required=True,
        on_change=_chosen,
        args=(name, key),
        width="content",
    )


def option_toggle(name: str, label: str, *, help: str | None = None) -> bool:
    """An on-off chart option."""
    now, key = getattr(session.current_options(), name) == "on", f"option-{name}"
    if st.session_state.get(key) != now:
        st.session_state[key] = now
    return st.toggle(label, key=key, on_change=_toggled, args=(name, key), help=help)


def _chosen(name: str, key: str) -> None:
    session.choose_option(name, st.session_state[key])


def _toggled(name: str, key: str) -> None:
    session.choose_option(name, "on" if st.session_state[key] else "off")
