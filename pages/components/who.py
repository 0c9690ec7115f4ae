"""Who are they? The patients behind a dot, a bar or a row, and the way to their profiles."""

from typing import Any

import streamlit as st

from core.behind import behind_row, told
from core.listings import event_listing
from core.masking import masked_ids, patient_behind
from core.numbers import patients as patients_in_words
from core.selection import PATIENT_FILTERS
from core.view import View
from core.wording import group_label
from core.wording_counts import needs_patients
from pages.components import session
from pages.components.text import literal

_LEVELS = {
    "any": "any adverse event",
    "related_cream": "an event related to the cream",
    "related_systemic": "an event related to the systemic",
    "related": "an event related to treatment",
    "serious": "a serious event",
    "stopping": "an event that led to a stop",
    "moderate": "an event moderate or worse",
    "severity": "worst severity {}",
    "related_to": "events related to: {}",
}


def take_click(clicked: dict[str, Any] | None) -> None:
    """Remember what was clicked: its patients are listed until the list is closed."""
    if clicked and clicked.get("customdata"):
        st.session_state["who"] = tuple(clicked["customdata"][:4])


def take_patient_click(view: View, clicked: dict[str, Any] | None, *, back: str) -> None:
    """A click on a patient's mark opens the profile; ``back`` is the page it was clicked on."""
    if clicked and clicked.get("customdata") and view.data.patients_known:
        data = clicked["customdata"]
        shown = str(data[0] if isinstance(data, list) else data)
        patient = patient_behind(shown, view.extract, masked=session.current_options().mask == "on")
        if patient:
            session.open_patient(patient, back=back)
            st.switch_page("patients.py")


def who_are_they(view: View) -> None:
    """List the patients behind what was clicked last, if anything was."""
    if "who" not in st.session_state:
        return
    if not view.data.patients_known:
        with st.container(border=True, key="who"):
            st.text(needs_patients("Who they are"))
            st.button("Close", on_click=_close, icon=":material/close:")
        return
    _listed(view, *st.session_state["who"])


def _listed(view: View, level: str, organ_class: str, term: str, group: str) -> None:
    rows = behind_row(event_listing(view.extract, view.coded, view.selection), level, organ_class, term, group)
    patients = told(rows)
    ids = patients["patient_id"].tolist()
    if session.current_options().mask == "on":
        patients = patients.assign(patient_id=masked_ids(patients["patient_id"], view.extract))
    what = _LEVELS.get(level, "{}").format(term or organ_class)
    whose = group_label(view.selection.by, group) if group else "All groups"
    with st.container(border=True, key="who"):
        st.markdown(f"**Who are they?** {literal(whose)}, {literal(what)}: {patients_in_words(len(patients))}")
        event = st.dataframe(
            patients,
            hide_index=True,
            key="who-table",
            on_select="rerun",
            selection_mode="single-row",
            alt=f"Patients with {what}",
        )
        st.caption(
            "Select a row (Shift and Space by keyboard) to open the patient's profile. Filters stay as they are."
        )
        with st.container(horizontal=True):
            _make_filter(view, group)
            st.button("Close the list", on_click=_close, icon=":material/close:")
    if event.selection.rows:
        session.open_patient(ids[event.selection.rows[0]], back="safety.py")
        st.switch_page("patients.py")


def _make_filter(view: View, group: str) -> None:
    """A separate act: what was clicked never changes the selection by itself."""
    by = view.selection.by
    if group and by in PATIENT_FILTERS and group not in view.selection.chosen(by):
        label = f"Make this my filter: {group_label(by, group)}"
        st.button(literal(label), on_click=_filter, args=(by, group), icon=":material/filter_alt:")


def _filter(by: str, group: str) -> None:
    session.select(session.current_selection().with_codes(by, (group,)))
    _close()


def _close() -> None:
    st.session_state.pop("who", None)
