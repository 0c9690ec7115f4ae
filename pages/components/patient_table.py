"""The list of selected patients; a selected row opens the profile."""

from functools import partial

import streamlit as st
from pandas import DataFrame

from pages.components import session

_KEY = "patient-table"


def patient_table(patients: DataFrame) -> None:
    """Draw the list, sortable and searchable."""
    st.dataframe(
        patients,
        hide_index=True,
        key=_KEY,
        # Only a new choice opens a profile: a row that stays selected must not undo "Next".
        on_select=partial(_selected, patients["patient_id"].tolist()),
        selection_mode="single-row",
        height=320,
        alt="The selected patients",
    )


def _selected(ids: list[str]) -> None:
    rows = st.session_state[_KEY].selection.rows
    if rows:
        session.open_patient(ids[rows[0]])
