"""Safety: how many patients had an adverse event, which, and how sure are we?"""

import streamlit as st

from core.displays.safety import incidence_display
from core.displays.time import cumulative_display
from pages.components import session
from pages.components.any_event_test import any_event_test_line
from pages.components.display import show
from pages.components.event_controls import event_controls, take_fold
from pages.components.imbalance import imbalance
from pages.components.once import once
from pages.components.rates_table import rates_table
from pages.components.severity_and_relatedness import severity_and_relatedness
from pages.components.signal_view import signal_view
from pages.components.special_interest import special_interest_section
from pages.components.timeline import timeline
from pages.components.who import take_click, who_are_they

view = session.current_view()
if view.uncounted:
    st.info(view.uncounted)
elif not view.empty:
    choice = event_controls(with_difference=len(view.looks) == 2)
    clicked = show(view, once(view, incidence_display, choice), clickable=True)
    take_fold(clicked)
    take_click(clicked)
    imbalance(view)
    patients_behind = st.container()
    any_event_test_line(view)
    severity_and_relatedness(view)
    with patients_behind:
        who_are_they(view)
    special_interest_section(view)
    rates_table(view)
    show(view, once(view, cumulative_display))
    timeline(view)
    signal_view(view)
