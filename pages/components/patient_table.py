"""The list of selected patients; a selected row opens the profile."""

import streamlit as st
from pandas import DataFrame

from pages.components import session


def patient_table(patients: DataFrame) -> None:
    """Draw the list, sortable and searchable."""
    event = st.dataframe(
        patients,
        hide_index=True,
        key="patient-table",
        on_select="rerun",
        selection_mode="single-row",
        height=320,
        alt="The selected patients",
    )
    if event.selection.rows:
        session.open_patient(str(patients["patient_id"].iloc[event.selection.rows[0]]))
