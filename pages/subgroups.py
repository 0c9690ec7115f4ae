"""Subgroups: does the difference between the cohorts, or the outcome of one, look alike in all of them?"""

import streamlit as st

from core.displays.subgroups import interaction_rows, subgroup_display, subgroup_notes
from pages.components import session
from pages.components.display import show, table_behind
from pages.components.look_counter import count_look
from pages.components.subgroup_controls import subgroup_controls, take_level

view = session.current_view()
if not view.empty:
    options = subgroup_controls()
    place, looks = count_look(view, options)
    display = subgroup_display(view, options, place=place, looks=looks)
    lead, how_to_read = subgroup_notes(view, options, place=place, looks=looks)
    st.caption(lead)
    clicked = show(view, display, with_note=False, clickable=True)
    st.caption(f"{how_to_read} A click on the name or the point of a subgroup selects it; Back and the chips undo it.")
    tests = interaction_rows(view, options)
    if not tests.empty:
        notes = [display.note, *view.notes]
        table_behind(view, tests, key="interactions", name="interaction, one result a factor", notes=notes)
    take_level(view, clicked)
