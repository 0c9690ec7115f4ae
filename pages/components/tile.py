"""A tile: one question, its answer per group in large type, and what the answer rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import streamlit as st

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


@dataclass(frozen=True, slots=True)
class Answer:
    """One group's line in a tile; ``detail`` holds the n and the interval."""

    marker: str
    label: str
    value: str
    detail: str


def tile(label: str, page: str, answers: Iterable[Answer]) -> None:
    """Draw a tile whose title leads to ``page``."""
    st.page_link(page, label=f"**{label}**", icon=":material/arrow_forward:", icon_position="right")
    st.html("".join(_line(answer) for answer in answers))


def _line(answer: Answer) -> str:
    symbol = SYMBOLS.get(answer.marker, "●")
    return (
        '<div style="display:flex;flex-wrap:wrap;align-items:baseline;column-gap:.5rem;line-height:1.35;'
        'padding:.15rem 0">'
        f'<span style="flex-basis:100%;font-size:.85rem;opacity:.8"><span aria-hidden="true">{symbol}</span> '
        f"{escape(answer.label)}</span>"
        '<span style="font-size:1.5rem;font-weight:650;font-variant-numeric:tabular-nums">'
        f"{escape(answer.value)}</span>"
        f'<span style="font-size:.85rem;opacity:.8">{escape(answer.detail)}</span></div>'
    )
