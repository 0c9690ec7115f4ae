"""Small displays in one row while they fit."""

from collections.abc import Sequence

from core.displays.display import Display
from core.view import View
from pages.components.display import Part, show_row


def side_by_side(view: View, displays: Sequence[Display]) -> None:
    """Draw the displays, and what their figures leave out once beneath all of them."""
    note = max((display.note for display in displays), key=len)
    said = f"Beneath each line: patients assessed. Bars: 95% intervals. {note}"
    show_row(view, [Part(display) for display in displays], key="small-courses", note=said)
