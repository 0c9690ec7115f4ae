"""Safety: how many patients had an adverse event, which, and how sure are we?"""

from core.displays.safety import incidence_display, severity_display
from pages.components import session
from pages.components.display import show

view = session.current_view()
if not view.empty:
    show(view, incidence_display(view))
    show(view, severity_display(view))
