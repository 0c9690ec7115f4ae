"""One display on the page: the figure, the words that read it out, and the table behind it one click away."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from core.displays.catalogue import CATALOGUE
from core.displays.display import Display
from core.view import View
from core.wording_pin import pinned_sentence
from pages.components.chart import Chart, charts
from pages.components.saved import command, file_name
from pages.components.scene_adding import add_scene
from pages.components.tables import is_open, open_table, take_table_click


@dataclass(frozen=True, slots=True)
class Part:
    """A display in a row: whether a click on its marks means something, and the pinned selection where it draws it."""

    display: Display
    clickable: bool = False
    reference: View | None = None


def show(
    view: View,
    display: Display,
    *,
    note: str | None = None,
    clickable: bool = False,
    reference: View | None = None,
) -> dict[str, Any] | None:
    """Draw a display of this view; returns the mark clicked in this run where clicks mean something.

    ``note`` is said beneath it instead of the display's own. ``reference`` is the pinned selection where the display
    draws it: what is saved then says so.
    """
    key = f"chart-{display.key}"
    return show_row(view, (Part(display, clickable, reference),), key=key, note=note)


def show_row(
    view: View, parts: Sequence[Part], *, key: str, least: int = 300, note: str | None = None
) -> dict[str, Any] | None:
    """Draw displays side by side while each has ``least`` pixels, and the tables behind them that are open.

    Returns the mark clicked in this run, with the key of its display as "key". ``note`` is said beneath all of them
    instead of each display's own.
    """
    clicked = charts(
        [_chart(view, part, "" if note is not None else part.display.note) for part in parts],
        key=key,
        least=least,
        note=note or "",
        on_click=partial(take_table_click, key),
    )
    for part in parts:
        display = part.display
        if clicked and "add" in clicked and clicked["key"] == display.key:
            add_scene(display.key, display.name)
        open_table(view, display.table, key=display.key, name=display.name, notes=_notes(view, part))
    return None if clicked and clicked.keys() & {"add", "table"} else clicked


def _chart(view: View, part: Part, note: str) -> Chart:
    display = part.display
    return Chart(
        display.figure_json,
        key=display.key,
        height=display.height,
        name=display.name,
        description=display.words,
        note=note,
        notes=(*_notes(view, part), command(view)),
        filename=file_name(view, display.key),
        show_name=True,
        clickable=part.clickable,
        addable=display.key in CATALOGUE,
        table_open=is_open(display.key),
    )


def _notes(view: View, part: Part) -> tuple[str, ...]:
    """What is saved with a display."""
    pinned = ""
    if (reference := part.reference) is not None:
        pinned = pinned_sentence(reference.sentence, view.overlap(reference.selection))
    return tuple(line for line in (part.display.note, *view.notes, pinned) if line)
