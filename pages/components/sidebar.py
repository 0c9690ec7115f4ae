"""The sidebar: which data are open, which patients and events count, and what the groups are."""

from dataclasses import replace

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from core.facets import option_counts
from core.selection import EVENT_FILTERS, EVENT_OPTIONS, GROUPINGS, PATIENT_FILTERS, option_label
from core.view import View
from pages.components import session
from pages.components.text import literal

READY = ("cohort", "agent", "severity")


def sidebar(view: View) -> None:
    """Draw the sidebar. A change becomes the session's selection before the next run begins."""
    with st.sidebar:
        _source(view)
        counts = option_counts(view.coded, view.selection)
        for name in READY:
            _patient_filter(view, name, counts[name])
        folded = [name for name in PATIENT_FILTERS if name not in READY]
        with _folded("More patient filters", "more", view, folded) as opened:
            if opened.open:
                for name in folded:
                    _patient_filter(view, name, counts[name])
        with _folded("Event filters", "events", view, list(EVENT_FILTERS)) as opened:
            if opened.open:
                st.caption("Change which events count, not which patients.")
                for name in EVENT_FILTERS:
                    _event_filter(view, name)
        _compare_by(view)


def _folded(label: str, key: str, view: View, names: list[str]) -> ExpanderContainer:
    """A fold whose content exists while it is open. Its label never changes: a changed label would close it."""
    active = sum(bool(view.selection.chosen(name)) for name in names)
    if active:
        st.caption(f"{active} active in the fold below" if active > 1 else "1 active in the fold below")
    return st.expander(label, key=f"fold-{key}", on_change="rerun")


def _source(view: View) -> None:
    provenance = view.extract.provenance
    st.markdown(f"**{literal(provenance.title)}**  \n{view.coded.patients} patients")
    if provenance.label:
        st.badge(provenance.label.split(" ")[0], color="orange")


def _patient_filter(view: View, name: str, counts: dict[str, int]) -> None:
    chosen = view.selection.chosen(name)
    _heading(PATIENT_FILTERS[name], "" if chosen else "All")
    with st.container(gap=None, key=f"filter-{name}"):
        for code in view.coded.facets[name].options:
            count = counts[code]
            # A chosen option stays open to a click even at 0, or it could not be taken back.
            _box(
                view,
                name,
                code,
                f"{literal(option_label(name, code))} :gray[{count}]",
                not count and code not in chosen,
            )


def _event_filter(view: View, name: str) -> None:
    _heading(EVENT_FILTERS[name], "" if view.selection.chosen(name) else "All")
    with st.container(gap=None, key=f"filter-{name}"):
        for code in EVENT_OPTIONS[name]:
            _box(view, name, code, option_label(name, code), False)


def _heading(label: str, state: str) -> None:
    st.markdown(f"**{label}**" + (f" :gray[{state}]" if state else ""))


def _box(view: View, name: str, code: str, label: str, disabled: bool) -> None:
    key = f"{view.extract.digest[:8]}/{name}={code}"
    checked = code in view.selection.chosen(name)
    # Written only where they differ: the browser would otherwise take a box back that was clicked meanwhile.
    if st.session_state.get(key, False) != checked:
        st.session_state[key] = checked
    st.checkbox(label, key=key, disabled=disabled, on_change=_toggled, args=(key, name, code))


def _toggled(key: str, name: str, code: str) -> None:
    selection = session.current_selection()
    if name == "at_least":
        session.select(selection.with_codes(name, (code,) if st.session_state[key] else ()))
    else:
        session.select(selection.with_choice(name, code, st.session_state[key]))


def _compare_by(view: View) -> None:
    if st.session_state.get("by") != view.selection.by:
        st.session_state["by"] = view.selection.by
    st.selectbox("Compare by", list(GROUPINGS), format_func=GROUPINGS.__getitem__, key="by", on_change=_compared)


def _compared() -> None:
    session.select(replace(session.current_selection(), by=st.session_state["by"]))
