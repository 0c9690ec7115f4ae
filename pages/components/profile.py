"""One patient's profile, with the way to the next one and back, and to the printer."""

import streamlit as st
from pandas import DataFrame

from core.figures.json_text import as_json
from core.figures.profile import profile_figure, profile_height
from core.masking import masked_names
from core.patients import Record, record
from core.view import View
from pages.components import session
from pages.components.chart import Chart, chart
from pages.components.print_button import print_button

_FACTS = {
    "cohort": "cohort",
    "systemic_agent": "on",
    "age": "age",
    "sex": "sex",
    "site": "site",
    "ae_status": "adverse events:",
    "follow_up_weeks": "weeks on both:",
    "follow_up_end": "follow-up:",
}
_MARKS = (
    "Crosses at the foot: no score at that nominal visit. Events: circle mild, square moderate, diamond severe, star "
    "life-threatening; hollow where the start is not recorded."
)
_EVENT_COLUMNS = [
    "term",
    "severity",
    "serious",
    "related_cream",
    "related_systemic",
    "related",
    "start_week",
    "end_week",
    "action_taken",
    "outcome",
]


def profile(view: View, ids: list[str]) -> None:
    """Draw the profile of the open patient, if one is open; ``ids`` are the patients that Next and Previous go to."""
    patient_id = st.session_state.get("patient")
    found = record(view.extract, view.whole.individuals, patient_id) if patient_id else None
    if not found:
        return
    masked = session.current_options().mask == "on"
    name = masked_names(view.extract)[str(patient_id)] if masked else str(patient_id)
    with st.container(key="profile"):
        _steps(ids, str(patient_id))
        st.header("Profile")
        st.text(_told(found, name))
        chart(
            Chart(
                as_json(profile_figure(found.visits, found.events, found.periods, found.missed)),
                key="chart-profile",
                height=profile_height(found.periods, found.events),
                name=name,
                description=_told(found, name),
                note=_MARKS,
                notes=[line for line in (view.data.provenance.label, _told(found, name)) if line],
                filename="ruxscope-profile",
                show_name=True,
                clickable=False,
            )
        )
        _events(found)


def _events(found: Record) -> None:
    if found.events.empty:
        st.text("No adverse event is listed for this patient.")
        return
    listed: DataFrame = found.events[_EVENT_COLUMNS].dropna(axis="columns", how="all")
    st.dataframe(listed, hide_index=True, alt="Adverse events of this patient")


def _told(found: Record, name: str) -> str:
    facts = [f"{words} {_short(found.patient[of])}" for of, words in _FACTS.items() if _known(found.patient[of])]
    missed = sum(len(weeks) for weeks in found.missed.values())
    return f"{name}: {', '.join(facts)}. {missed} scores missing of those due."


def _short(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _known(value: object) -> bool:
    return value is not None and value == value


def _steps(ids: list[str], patient_id: str) -> None:
    """Previous and next among the listed patients, back to where the reader came from, and to the printer."""
    with st.container(horizontal=True, vertical_alignment="center", key="profile-steps"):
        if back := st.session_state.get("patient_back"):
            st.page_link(back, label="Back", icon=":material/arrow_back:")
        place = ids.index(patient_id) if patient_id in ids else None
        before = ids[place - 1] if place else ""
        after = ids[place + 1] if place is not None and place + 1 < len(ids) else ""
        st.button("Previous", disabled=not before, on_click=session.open_patient, args=(before,))
        st.button("Next", disabled=not after, on_click=session.open_patient, args=(after,))
        st.button("Close", on_click=session.open_patient, args=("",))
        print_button()
