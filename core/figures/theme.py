"""Colours, markers and the layout every figure starts from, in a light and a dark version.

Figures name colours by role ("@ink", "@group0"). The role becomes a colour where the figure is shown: in the
browser by the reader's theme, in an export by :func:`resolved`. One figure therefore serves both themes.
"""

from typing import Any, Literal

Mode = Literal["light", "dark"]

# Groups: Okabe-Ito blue and vermillion first (cohorts A and B), lightened for the dark theme; told apart by
# marker and dash as well, so that colour never carries the meaning alone.
PALETTE: dict[Mode, dict[str, str]] = {
    "light": {
        "@paper": "#ffffff",
        "@ink": "#1c2530",
        "@muted": "#5b6673",
        "@grid": "#e3e7ec",
        "@guide": "#f3f5f8",
        "@group0": "#0063a6",
        "@group1": "#b94f09",
        "@group2": "#00795c",
        "@group3": "#9c4583",
        "@group4": "#7a6a00",
        "@group5": "#3f4d5c",
        "@group6": "#5a4fcf",
        "@group7": "#a3324a",
        "@iga0": "#d9eef0",
        "@iga1": "#a9d3d8",
        "@iga2": "#6fb0b9",
        "@iga3": "#2f7f8f",
        "@iga4": "#0f4c5c",
        "@on_iga0": "#1c2530",
        "@on_iga1": "#1c2530",
        "@on_iga2": "#1c2530",
        "@on_iga3": "#ffffff",
        "@on_iga4": "#ffffff",
        "@mild": "#c9ced6",
        "@moderate": "#8792a0",
        "@severe": "#3d4855",
    },
    "dark": {
        "@paper": "#11161d",
        "@ink": "#e8ecf1",
        "@muted": "#a4afbc",
        "@grid": "#2b333d",
        "@guide": "#1a212a",
        "@group0": "#5cb3f0",
        "@group1": "#f59a56",
        "@group2": "#4cc9a4",
        "@group3": "#e093c8",
        "@group4": "#d6c24a",
        "@group5": "#b4c0cd",
        "@group6": "#a79ff5",
        "@group7": "#f08a9c",
        "@iga0": "#1d3a42",
        "@iga1": "#27525d",
        "@iga2": "#3b7a88",
        "@iga3": "#63b3c2",
        "@iga4": "#b4e3ea",
        "@on_iga0": "#e8ecf1",
        "@on_iga1": "#e8ecf1",
        "@on_iga2": "#ffffff",
        "@on_iga3": "#11161d",
        "@on_iga4": "#11161d",
        "@mild": "#4a5562",
        "@moderate": "#8792a0",
        "@severe": "#d5dbe2",
    },
}


def resolved(figure: Any, mode: Mode = "light") -> Any:
    """The same figure with every colour role replaced by its colour in ``mode``."""
    palette = PALETTE[mode]
    if isinstance(figure, dict):
        return {name: resolved(value, mode) for name, value in figure.items()}
    if isinstance(figure, list | tuple):
        return [resolved(value, mode) for value in figure]
    return palette.get(figure, figure) if isinstance(figure, str) else figure


def plain_text(text: str) -> str:
    """``text`` for a label, hover text or annotation of a figure, shown letter by letter.

    Plotly reads ``<b>``, ``<br>``, ``<a href=...>`` and entities in every text. Text that stems from a file goes
    through here first; ``%{...}`` is read in hover templates only, so there such text belongs in ``customdata``.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
