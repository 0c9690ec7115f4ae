"""One patient's profile, with the way to the next one and back."""

import streamlit as st
from pandas import DataFrame

from core.figures.profile import PROFILE_HEIGHT, profile_figure
from core.patients import Record, record
from core.view import View
from pages.components import session
from pages.components.chart import chart

_FACTS = ("cohort", "systemic_agent", "age", "sex", "site", "ae_status", "follow_up_weeks", "follow_up_end")


def profile(view: View, patients: DataFrame) -> None:
    """Draw the profile of the open patient, if one is open."""
    patient_id = st.session_state.get("patient")
    found = record(view.extract, patient_id) if patient_id else None
    if not found:
        return
    _steps(patients["patient_id"].tolist(), str(patient_id))
    st.subheader("Profile")
    st.text(_told(found))
    chart(
        profile_figure(found.visits, found.events, found.periods),
        key="chart-profile",
        height=PROFILE_HEIGHT,
        name=f"Patient {patient_id}",
        description=_told(found),
        notes=view.notes,
        filename="ruxscope-profile",
        show_name=True,
        clickable=False,
    )
    if len(found.events):
        columns = ["term", "severity", "serious", "related_cream", "related_systemic", "start_week", "end_week"]
        st.dataframe(found.events[columns], hide_index=True, alt="Adverse events of this patient")


def _told(found: Record) -> str:
    facts = [f"{name.replace('_', ' ')} {found.patient[name]}" for name in _FACTS if _known(found.patient[name])]
    return f"{found.patient['patient_id']}: " + ", ".join(facts)


def _known(value: object) -> bool:
    return value is not None and value == value


def _steps(ids: list[str], patient_id: str) -> None:
    """Previous and next among the selected patients, and back to where the reader came from."""
    with st.container(horizontal=True):
        if back := st.session_state.get("patient_back"):
            st.page_link(back, label="Back", icon=":material/arrow_back:")
        place = ids.index(patient_id) if patient_id in ids else None
        before = ids[place - 1] if place else ""
        after = ids[place + 1] if place is not None and place + 1 < len(ids) else ""
        st.button("Previous", disabled=not before, on_click=session.open_patient, args=(before,))
        st.button("Next", disabled=not after, on_click=session.open_patient, args=(after,))
        st.button("Close", on_click=session.open_patient, args=("",))
