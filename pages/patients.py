"""Patients: the selected patients one by one."""

import streamlit as st

from core.patients import patient_list
from pages.components import session
from pages.components.patient_table import patient_table
from pages.components.profile import profile

view = session.current_view()
if not view.empty:
    patients = patient_list(view.extract, view.coded, view.selection)
    st.caption("Select a row to open the profile. Identifiers are the pseudonyms of the file.")
    patient_table(patients)
    profile(view, patients)
