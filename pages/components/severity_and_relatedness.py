"""Two small stacked bars side by side: how bad the worst event was, and what events were judged related to."""

from core.displays.safety import relatedness_display, severity_display
from core.view import View
from pages.components.display import Part, show_row
from pages.components.once import once
from pages.components.who import take_click


def severity_and_relatedness(view: View) -> None:
    """Draw both, beside each other while they fit; a click on a bar asks who they are."""
    parts = [Part(once(view, display), clickable=True) for display in (severity_display, relatedness_display)]
    take_click(show_row(view, parts, key="severity-and-relatedness", least=420))
