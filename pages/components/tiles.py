"""Tiles: one question each, its answer per group in large type, what the answer rests on, and the way to its page."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from core.link import Link
from pages.components.served import served_component

SYMBOLS = {
    "circle": "●",
    "square": "■",
    "diamond": "◆",
    "triangle-up": "▲",
    "cross": "✚",
    "x": "✖",
    "star": "★",
    "triangle-down": "▼",
}

_mount = served_component("tiles")


@dataclass(frozen=True, slots=True)
class Answer:
    """One group's line in a tile; ``detail`` holds the n and the interval."""

    marker: str
    label: str
    value: str
    detail: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A question with its answers; its title leads to ``page``."""

    label: str
    page: str
    answers: tuple[Answer, ...]


def tiles(shown: Sequence[Tile], link: Link, *, note: str) -> None:
    """Draw tiles in a row while they fit, and a note beneath. A title opens its page with the view ``link`` says."""
    result = _mount(
        data={"query": link.to_query(), "tiles": [_told(tile) for tile in shown], "note": note},
        key="tiles",
        on_opened_change=_nothing,
    )
    if result.opened in {tile.page for tile in shown}:
        st.switch_page(f"{result.opened}.py")


def _told(tile: Tile) -> dict[str, object]:
    answers = [(SYMBOLS.get(one.marker, "●"), one.label, one.value, one.detail) for one in tile.answers]
    return {"label": tile.label, "page": tile.page, "answers": answers}


def _nothing() -> None:
    """Streamlit reports a trigger only where there is a callback."""
