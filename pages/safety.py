"""Safety: how many patients had an adverse event, which, and how sure are we?"""

from pages.components import session
from pages.components.safety import incidence_display, severity_display

view = session.current_view()
if not view.empty:
    incidence_display(view)
    severity_display(view)
