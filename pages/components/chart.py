"""The one way a figure reaches the screen: a Plotly chart that stays while its data change.

``st.plotly_chart`` builds every chart anew on every rerun; this component hands the new data to the chart that is
there, so that zoom and hover survive and marks move to their new values. ``chart.js`` does the drawing. It and
plotly.js come from the front door (``ASSETS``), so a rerun carries figures only.
"""

import json
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import streamlit as st

from core.figures.plotly_js import plotly_script
from core.figures.theme import PALETTE

HERE = Path(__file__).parent
FILES = ("chart.js", "chart_drag.js", "chart_keys.js", "chart_look.js", "chart_saving.js")
SCRIPTS = {name: (HERE / name).read_bytes() for name in FILES}
STYLE = (HERE / "chart.css").read_text(encoding="utf-8")

PLOTLY_FOLDER = f"plotly-{version('plotly')}"
SETTINGS = (
    f"export const PALETTES = {json.dumps(PALETTE)};\n"
    f"export const STYLE = {json.dumps(STYLE)};\n"
    f'export const PLOTLY = new URL("../{PLOTLY_FOLDER}/plotly.min.js", import.meta.url).href;\n'
).encode()
SCRIPTS["settings.js"] = SETTINGS
CHART_FOLDER = f"chart-{sha256(b''.join(SCRIPTS.values())).hexdigest()[:12]}"

PLOTLY_ASSET = f"assets/{PLOTLY_FOLDER}/plotly.min.js"
ENTRY_ASSET = f"assets/{CHART_FOLDER}/chart.js"

# What the front door serves: path below the app's address, and how to read the file. Every path names a version
# or a digest of the content, so a browser may keep what it has.
ASSETS: dict[str, Callable[[], bytes]] = {
    PLOTLY_ASSET: plotly_script,
    **{f"assets/{CHART_FOLDER}/{name}": partial(bytes, text) for name, text in SCRIPTS.items()},
}

# Sent with every chart, hence short. The address is relative, for an app served below a path of its host.
LOADER = f"""
const module = import(new URL("{ENTRY_ASSET}", document.baseURI));
export default async (component) => (await module).default(component);
"""

_mount = st.components.v2.component(
    "ruxscope_chart",
    html='<figure class="rux-chart" data-state="loading"></figure>',
    js=LOADER,
    isolate_styles=False,  # Plotly keeps its own style sheet in the document
)


def chart(
    figure: str,
    *,
    key: str,
    height: int,
    name: str,
    description: str,
    notes: Sequence[str] = (),
    filename: str = "figure",
    show_name: bool = False,
    clickable: bool = True,
    addable: bool = False,
    table_open: bool | None = None,
    on_click: Callable[[], None] = lambda: None,
) -> dict[str, Any] | None:
    """Draw a Plotly figure and return the point clicked in this run, if any.

    ``figure`` is a plain Plotly dict, ``{"data": [...], "layout": {...}}``, as JSON text
    (:func:`core.figures.json_text.as_json`): Streamlit writes what it is given twice, and text costs it least. Colours
    are roles of :data:`core.figures.theme.PALETTE`; text that stems from a file goes through
    :func:`core.figures.theme.plain_text`.

    A figure may carry ``"narrow": {"below": pixels, "layout": {part: changes}}``: what changes in parts of its layout
    where the chart is less wide than that. With ``"draggable"`` (see ``chart_drag.js``) the reader can move one line.

    ``key`` tells charts apart and keeps each in place over reruns. ``height`` is in pixels and includes the row of
    buttons. ``name`` is the title for screen readers, full screen and saved images; ``description`` is the
    sentence that reads the figure out. ``notes`` are lines printed beneath a saved image only (the filters, the
    source). ``filename`` has no ending. ``show_name`` prints the name beside the buttons, which saves a page the
    heading.

    A click returns ``{"x", "y", "customdata", "curve", "point"}``: position, the point's own data, the name of its
    trace and its index there. Where clicks mean nothing, ``clickable=False`` saves the rerun. A line moved counts as a
    click with ``customdata`` ``{name: number}``, whatever ``clickable`` says. ``addable`` offers to add the chart to a
    presentation: that click is ``{"add": True}``. With ``table_open``, true or false, there is a button that opens or
    closes the table behind the chart: that click is ``{"table": True}``, and what it does is the caller's to show.
    ``on_click`` runs before the script does, when the session's state holds the click.
    """
    result = _mount(
        data={
            "figure": figure,
            "height": height,
            "name": name,
            "description": description,
            "notes": list(notes),
            "filename": filename,
            "showName": show_name,
            "clickable": clickable,
            "addable": addable,
            "tableOpen": table_open,
        },
        key=key,
        height=height,
        on_click_change=on_click,
    )
    return dict(result.click) if result.click else None
