"""How unlike two groups were before anything happened, beside what is compared between them."""

import streamlit as st

from core.analyses.baseline import table_one
from core.view import View
from core.wording_subgroups import balance_in_words


def imbalance(view: View) -> None:
    """Say the standardised mean differences at baseline; nothing unless there are two groups."""
    if len(view.looks) == 2 and (said := balance_in_words(view.of(table_one))):
        st.caption(said)
