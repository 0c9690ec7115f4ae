"""Patients: the selected patients one by one."""

from pages.components import session
from pages.components.patient_table import patient_table
from pages.components.profile import profile

view = session.current_view()
if not view.empty:
    profile(view, patient_table(view))
