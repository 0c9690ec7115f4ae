"""Patients: the selected patients one by one."""

import streamlit as st

from core.wording_counts import needs_patients
from pages.components import session
from pages.components.patient_table import patient_table
from pages.components.profile import profile

view = session.current_view()
if not view.data.patients_known:
    st.info(needs_patients("The list of patients and their profiles"))
elif not view.empty:
    profile(view, patient_table(view))
