"""Above every page: what is selected, how many patients that is, the way back to all, and the link to this view."""

import streamlit as st

from core.selection import EVENT_FILTERS, PATIENT_FILTERS
from core.view import View
from core.wording import CAVEAT, EMPTY, chip
from pages.components import session
from pages.components.address import completion
from pages.components.copy_link import copy_link
from pages.components.heard import heard
from pages.components.text import literal


def header(view: View, page: str, title: str) -> None:
    """The page's name for those who hear it, notices, chips of the active filters with counts, and the sentence."""
    heard(title, view.sentence)
    for place, line in enumerate(session.notices()):
        text, button = st.columns([0.88, 0.12], vertical_alignment="center")
        text.info(literal(line), icon=":material/info:")
        button.button("Dismiss", key=f"dismiss-{place}", on_click=session.dismiss, args=(line,), type="tertiary")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="chips"):
        if view.data.provenance.label:
            st.badge(view.data.provenance.label, color="orange")
        cohorts = ", ".join(f"{cohort} {count}" for cohort, count in view.cohorts.items())
        counts = f"**{view.headline.patients} of {view.headline.of}**{literal(view.mark)} ({cohorts})"
        st.markdown(counts, width="content")
        restricted = view.selection.restricts_patients or view.selection.restricts_events
        st.button("Reset", key="reset", type="tertiary", disabled=not restricted, on_click=_reset)
        copy_link(completion(), page, view.data.digest)
        # Last: a chip that comes or goes moves nothing else.
        for name in (*PATIENT_FILTERS, *EVENT_FILTERS):
            for code in view.selection.chosen(name):
                st.button(
                    literal(chip(name, code)),
                    key=f"chip/{name}={code}",
                    icon=":material/close:",
                    icon_position="right",
                    help="Remove this filter",
                    on_click=_remove,
                    args=(name, code),
                )
    with st.container(key="sentence"):
        st.text(view.sentence)
        if view.suppressed:
            st.caption(literal(view.suppressed))
    if view.empty:
        st.info(EMPTY)


def footer() -> None:
    """The permanent quiet line."""
    st.caption(CAVEAT)


def _remove(name: str, code: str) -> None:
    session.select(session.current_selection().with_choice(name, code, False))


def _reset() -> None:
    session.select(session.current_selection().cleared())
