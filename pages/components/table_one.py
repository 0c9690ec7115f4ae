"""Table 1: who the patients are, group by group, with standardised mean differences and no p-values."""

import streamlit as st

from core.analyses.baseline import table_one as analysis
from core.displays.patients import table_one_in_words, table_one_note
from core.view import View
from pages.components.display import table_behind
from pages.components.once import once
from pages.components.plain_table import plain_table
from pages.components.scene_adding import addable_heading


def table_one(view: View) -> None:
    """Draw the table."""
    addable_heading("Who the patients are", "patients")
    plain_table(once(view, table_one_in_words), name="Baseline characteristics")
    st.caption(table_one_note(view))
    table_behind(view, view.of(analysis), key="table-1", name="baseline characteristics, as numbers")
