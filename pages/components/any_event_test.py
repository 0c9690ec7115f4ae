"""The one exact test there is, behind a switch, with its caveat."""

import streamlit as st

from core.analyses.safety import any_event_test
from core.view import View
from core.wording_safety import exact_test
from pages.components.options import option_toggle


def any_event_test_line(view: View) -> None:
    """Draw the switch where there are two groups, and what the test says while it is on."""
    if len(view.looks) == 2 and option_toggle("test", "Exact test of any adverse event"):
        st.text(exact_test(view.of(any_event_test)))
