"""Components whose scripts and styles the front door serves, so that a rerun carries their data only."""

import json
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import streamlit as st

from core.figures.plotly_js import plotly_script
from core.figures.theme import PALETTE

HERE = Path(__file__).parent
# One file a component, and what they import of each other.
NAMES = (
    "chart",
    "chart_drag",
    "chart_keys",
    "chart_look",
    "chart_saving",
    "chart_schema",
    "charts",
    "copy_link",
    "header",
    "heard",
    "made",
    "note",
    "opened_table",
    "presenter",
    "sidebar",
    "tiles",
    "words",
)

_STYLED = """
const sheet = new CSSStyleSheet();
sheet.replaceSync({style});
document.adoptedStyleSheets.push(sheet);
"""

# Sent with every run, hence short. The address is relative, for an app served below a path of its host.
_LOADER = """
const module = import(new URL("{path}", document.baseURI));
export default async (component) => (await module).default(component);
"""

PLOTLY_PATH = f"assets/plotly-{version('plotly')}/plotly.min.js"


def _script(name: str) -> bytes:
    """The component's script, which brings its style with it."""
    script, style = (HERE / f"{name}.js").read_bytes(), HERE / f"{name}.css"
    if not style.exists():
        return script
    return script + _STYLED.format(style=json.dumps(style.read_text(encoding="utf-8"))).encode()


def _settings() -> bytes:
    """What the scripts of the charts need to know from Python: the colours, and where plotly.js is."""
    plotly = f'new URL("../../{PLOTLY_PATH}", import.meta.url).href'
    return f"export const PALETTES = {json.dumps(PALETTE)};\nexport const PLOTLY = {plotly};\n".encode()


_SCRIPTS = {name: _script(name) for name in NAMES} | {"settings": _settings()}
_FOLDER = f"assets/components-{sha256(b''.join(_SCRIPTS.values())).hexdigest()[:12]}"


def served_path(name: str) -> str:
    """Where the script of a component is, below the app's address."""
    return f"{_FOLDER}/{name}.js"


# What the front door serves: path below the app's address, and how to read the file. Every path names a version or a
# digest of the content, so a browser may keep what it has.
SERVED: dict[str, Callable[[], bytes]] = {
    PLOTLY_PATH: plotly_script,
    **{served_path(name): partial(bytes, script) for name, script in _SCRIPTS.items()},
}


def served_component(name: str) -> Any:
    """The component of ``<name>.js`` and ``<name>.css`` beside this module, in an element of class rux-<name>."""
    return st.components.v2.component(
        f"ruxscope_{name}",
        html=f'<div class="rux-{name}"></div>',
        js=_LOADER.format(path=served_path(name)),
        isolate_styles=False,  # the style sheet is the document's
    )
