"""How the charts show the selection: choices that no number depends on, kept in the link."""

from collections.abc import Mapping

import streamlit as st

from core.chart_options import ChartOptions
from core.view import View
from pages.components import session
from pages.components.pinning import pin_switch

_MISSING_HELP = (
    "What a missing score counts as. Non-responder and bounds apply to yes/no outcomes and to the IGA bars; means and "
    "medians stay observed. The page Methods says more."
)


def chart_choice(view: View) -> ChartOptions:
    """Draw the switches of the trajectories and return what they say."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="course-options"):
        option_switch("values", "Show", {"scores": "scores", "change": "change"})
        option_switch("centre", "BSA and itch as", {"median": "median", "mean": "mean"})
        missing = {"observed": "observed", "nri": "non-responder", "bounds": "bounds", "locf": "LOCF (legacy)"}
        option_select("missing", "Missing scores as", missing, width=160, help=_MISSING_HELP)
        weeks = ("4", "8", "12", "16", "24", "36", "52")
        option_select("week", "Visit", {week: f"week {week}" for week in weeks}, width=108)
        if view.data.patients_known:
            option_switch("lines", "Patient lines", {"off": "off", "on": "on"})
        pin_switch(view)
    return session.current_options()


def option_switch(name: str, label: str, words: Mapping[str, str], *, bare: bool = False, help: str = "") -> None:
    """A switch for one chart option; ``words`` name the values it offers. ``bare`` shows no label above it."""
    st.segmented_control(
        label,
        list(words),
        format_func=words.__getitem__,
        key=_in_step(name, words),
        required=True,
        on_change=_chosen,
        args=(name,),
        width="content",
        label_visibility="collapsed" if bare else "visible",
        help=help or None,
    )


def option_select(
    name: str, label: str, words: Mapping[str, str], *, bare: bool = False, width: int = 120, help: str = ""
) -> None:
    """A list to choose one chart option from, for more values than a switch has room for."""
    st.selectbox(
        label,
        list(words),
        format_func=words.__getitem__,
        key=_in_step(name, words),
        on_change=_chosen,
        args=(name,),
        width=width,
        label_visibility="collapsed" if bare else "visible",
        help=help or None,
    )


def option_toggle(name: str, label: str, *, help: str | None = None) -> bool:
    """An on-off chart option."""
    now, key = getattr(session.current_options(), name) == "on", f"option-{name}"
    if st.session_state.get(key) != now:
        st.session_state[key] = now
    return st.toggle(label, key=key, on_change=_toggled, args=(name, key), help=help)


def _in_step(name: str, words: Mapping[str, str]) -> str:
    """The key of an option's widget, which shows what the options say, or the first value it offers."""
    now, key = getattr(session.current_options(), name), f"option-{name}"
    if now not in words:
        now = next(iter(words))
    if st.session_state.get(key) != now:
        st.session_state[key] = now
    return key


def _chosen(name: str) -> None:
    session.choose_option(name, st.session_state[f"option-{name}"])


def _toggled(name: str, key: str) -> None:
    session.choose_option(name, "on" if st.session_state[key] else "off")
