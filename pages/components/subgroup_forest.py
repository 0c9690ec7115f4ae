"""The forest of subgroups with what has to be known of it, and the interactions behind it."""

from core.chart_options import ChartOptions
from core.displays.subgroups import interaction_rows, subgroup_display, subgroup_notes
from core.view import View
from pages.components.display import show
from pages.components.look_counter import count_look
from pages.components.note import note
from pages.components.once import once
from pages.components.subgroup_controls import take_level
from pages.components.tables import Numbers, table_behind

_CLICK = "A click on the name or the point of a subgroup selects it; Back and the chips undo it."
_TESTS = "The results stand beside the factors in the chart; the table has the test behind each."


def subgroup_forest(view: View, options: ChartOptions) -> None:
    """Draw the forest of the chosen effect; a click on a subgroup selects it."""
    place, looks = count_look(view, options)
    display = once(view, subgroup_display, options, place=place, looks=looks)
    lead, how_to_read = once(view, subgroup_notes, options, place=place, looks=looks)
    note(lead, key="looks")
    clicked = show(view, display, note=f"{how_to_read} {_CLICK}", clickable=True)
    tests = once(view, interaction_rows, options)
    if not tests.empty:
        notes = [display.note, *view.notes]
        table_behind(view, Numbers(tests, "interaction, one result a factor", notes), key="interactions", note=_TESTS)
    take_level(view, clicked)
