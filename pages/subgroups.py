"""Subgroups: does the difference between the cohorts, or the outcome of one, look alike in all of them?"""

import streamlit as st

from core.displays.unavailable import why_not
from pages.components import session
from pages.components.subgroup_controls import subgroup_controls
from pages.components.subgroup_forest import subgroup_forest

view = session.current_view()
if not view.empty:
    options = subgroup_controls()
    why = why_not("subgroups", view, options)
    if why:
        st.info(why)
    else:
        subgroup_forest(view, options)
