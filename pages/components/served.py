"""Components whose script and style the front door serves, so that a rerun carries their data only."""

import json
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
# One file a component, and what they import of each other.
NAMES = ("copy_link", "header", "heard", "presenter", "sidebar", "tiles")

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
    script, style = (HERE / f"{name}.js").read_bytes(), HERE / f"{name}.css"
    if not style.exists():
        return script
    return script + _STYLED.format(style=json.dumps(style.read_text(encoding="utf-8"))).encode()


_SCRIPTS = {name: _script(name) for name in NAMES}
_FOLDER = f"assets/components-{sha256(b''.join(_SCRIPTS.values())).hexdigest()[:12]}"
_PATHS = {name: f"{_FOLDER}/{name}.js" for name in NAMES}

# What the front door serves: path below the app's address, and how to read the file. The folder is named by a digest of
# the content, so a browser may keep what it has.
SERVED: dict[str, Callable[[], bytes]] = {_PATHS[name]: partial(bytes, _SCRIPTS[name]) for name in NAMES}


def served_component(name: str) -> Any:
    """The component of ``<name>.js`` and ``<name>.css`` beside this module, in an element of class rux-<name>."""
    return st.components.v2.component(
        f"ruxscope_{name}",
        html=f'<div class="rux-{name}"></div>',
        js=_LOADER.format(path=_PATHS[name]),
        isolate_styles=False,  # the style sheet is the document's
    )
