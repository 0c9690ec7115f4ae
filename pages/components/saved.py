"""What files saved from a page are called, and the command that gives the same numbers."""

from datetime import date

import streamlit as st

from core.export.names import file_stem
from core.view import View
from core.wording_export import same_numbers
from pages.components import session


def command(view: View) -> str:
    """The command line that prints the numbers of this view."""
    return same_numbers(view.selection, session.file_in_words())


def file_name(view: View, key: str) -> str:
    """The name of a saved file without its ending: page, display, selection and date."""
    page = st.session_state.get("page") or "overview"
    return file_stem(page, key, selection=view.selection, day=date.today())
