"""The one way a figure reaches the screen: Plotly charts that stay while their data change.

``st.plotly_chart`` builds every chart anew on every rerun; this component hands the new data to the chart that is
there, so that zoom and hover survive and marks move to their new values. Charts side by side are one component, with
the notes beneath them: with an element for each, a rerun took the browser as long in between as in the charts.
``charts.js`` and ``chart.js`` do the drawing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pages.components.served import served_component

_mount = served_component("charts")


@dataclass(frozen=True, slots=True)
class Chart:
    """One figure with its words.

    ``figure`` is a plain Plotly dict, ``{"data": [...], "layout": {...}}``, as JSON text
    (:func:`core.figures.json_text.as_json`): Streamlit writes what it is given twice, and text costs it least. Colours
    are roles of :data:`core.figures.theme.PALETTE`; text that stems from a file goes through
    :func:`core.figures.theme.plain_text`.

    A figure may carry ``"narrow": {"below": pixels, "layout": {part: changes}}``: what changes in parts of its layout
    where the chart is less wide than that. With ``"draggable"`` (see ``chart_drag.js``) the reader can move one line.

    ``key`` tells the charts of a row apart and keeps each in place over reruns. ``height`` is in pixels and includes
    the row of buttons. ``name`` is the title for screen readers, full screen and saved images; ``description`` is the
    sentence that reads the figure out; ``note`` is printed beneath the chart. ``notes`` are lines printed beneath a
    saved image only (the filters, the source). ``filename`` has no ending. ``show_name`` prints the name beside the
    buttons, which saves a page the heading.

    Where clicks mean nothing, ``clickable=False`` saves the rerun. ``addable`` offers to add the chart to a
    presentation. With ``table_open``, true or false, there is a button that opens or closes the table behind the chart.
    """

    figure: str
    key: str
    height: int
    name: str
    description: str
    note: str = ""
    notes: Sequence[str] = ()
    filename: str = "figure"
    show_name: bool = False
    clickable: bool = True
    addable: bool = False
    table_open: bool | None = None


def chart(one: Chart) -> dict[str, Any] | None:
    """Draw one chart in a row of its own, as :func:`charts` does."""
    return charts((one,), key=one.key)


def charts(
    row: Sequence[Chart],
    *,
    key: str,
    least: int = 300,
    note: str = "",
    on_click: Callable[[], None] = lambda: None,
) -> dict[str, Any] | None:
    """Draw charts side by side while each has ``least`` pixels, and return what was clicked in this run, if anything.

    ``key`` names the row: other charts may come into it and go. ``note`` is printed beneath all of them.

    A click returns ``{"key", "x", "y", "customdata", "curve", "point"}``: the key of the chart, the position, the
    point's own data, the name of its trace and its index there. A line moved counts as a click with ``customdata``
    ``{name: number}``, whatever ``clickable`` says. A click on a button is ``{"key", "add": True}`` or ``{"key",
    "table": True}``; what it does is the caller's to show. ``on_click`` runs before the script does, when the session's
    state holds the click.
    """
    result = _mount(
        data={"charts": [_told(one) for one in row], "least": least, "note": note},
        key=key,
        height=max(one.height for one in row),  # the room until they are there
        on_click_change=on_click,
    )
    return dict(result.click) if result.click else None


def _told(one: Chart) -> dict[str, Any]:
    return {
        "figure": one.figure,
        "key": one.key,
        "height": one.height,
        "name": one.name,
        "description": one.description,
        "note": one.note,
        "notes": list(one.notes),
        "filename": one.filename,
        "showName": one.show_name,
        "clickable": one.clickable,
        "addable": one.addable,
        "tableOpen": one.table_open,
    }
