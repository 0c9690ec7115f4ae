"""Components whose script and style the front door serves, so that a rerun carries their data only."""

import json
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
NAMES = ("sidebar", "tiles", "presenter", "heard")

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


def _script(name: str) -> bytes:
    """The component's script, which brings its style with it."""
    style = (HERE / f"{name}.css").read_text(encoding="utf-8")
    return (HERE / f"{name}.js").read_bytes() + _STYLED.format(style=json.dumps(style)).encode()


_SCRIPTS = {name: _script(name) for name in NAMES}
_PATHS = {name: f"assets/{name}-{sha256(script).hexdigest()[:12]}.js" for name, script in _SCRIPTS.items()}

# What the front door serves: path below the app's address, and how to read the file. Every path holds a digest of the
# content, so a browser may keep what it has.
SERVED: dict[str, Callable[[], bytes]] = {_PATHS[name]: partial(bytes, _SCRIPTS[name]) for name in NAMES}


def served_component(name: str) -> Any:
    """The component of ``<name>.js`` and ``<name>.css`` beside this module, in an element of class rux-<name>."""
    return st.components.v2.component(
        f"ruxscope_{name}",
        html=f'<div class="rux-{name}"></div>',
        js=_LOADER.format(path=_PATHS[name]),
        isolate_styles=False,  # the style sheet is the document's
    )
