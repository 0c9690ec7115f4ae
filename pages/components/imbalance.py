"""How unlike two groups were before anything happened, beside what is compared between them."""

import streamlit as st

from core.analyses.baseline import table_one
from core.view import View
from core.wording_subgroups import balance_in_words
from pages.components.once import once
from pages.components.text import literal


def imbalance(view: View) -> None:
    """Say the standardised mean differences at baseline; nothing unless there are two groups."""
    if len(view.looks) == 2 and (said := once(view, _said)):
        st.caption(literal(said))


def _said(view: View) -> str:
    return balance_in_words(view.of(table_one))
