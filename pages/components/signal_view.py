"""The signal view, off until asked for."""

from core.displays.safety import signal_display
from core.view import View
from pages.components.display import show
from pages.components.once import once
from pages.components.options import option_toggle


def signal_view(view: View) -> None:
    """Draw the switch where there are two groups, and the view while it is on."""
    if len(view.looks) == 2 and option_toggle("signal", "Signal view: difference against evidence, term by term"):
        display = once(view, signal_display)
        if display:
            show(view, display)
