"""What every figure has in common: font, axes, legend, and how a group looks wherever it appears."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from pandas import DataFrame

from core.figures.theme import plain_text
from core.rows import columns_of

Figure = dict[str, Any]
Columns = dict[str, list[Any]]

_MARKERS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star", "triangle-down")
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
_COLOURS = 8
CLEAR = "rgba(0,0,0,0)"
MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Look:
    """One group in every figure: its words, colour role, marker and dash. Never told apart by colour alone.

    ``label`` is made harmless for figures; everywhere else it is ``words``.
    """

    group: str
    label: str
    colour: str
    marker: str
    dash: str

    @property
    def words(self) -> str:
        """The label letter by letter."""
        return unescape(self.label)


def look(group: str, label: str, place: int) -> Look:
    """The look of a group by its fixed place among all groups of the extract."""
    return Look(
        group,
        plain_text(label),
        f"@group{place % _COLOURS}",
        _MARKERS[place % len(_MARKERS)],
        _DASHES[place % len(_DASHES)],
    )


def by_group(estimates: DataFrame) -> dict[str, Columns]:
    """The columns of each group as plain lists: a figure reads a few dozen numbers, and lists read fastest."""
    columns: Columns = columns_of(estimates)
    places: dict[str, list[int]] = {}
    for place, group in enumerate(columns["group"]):
        places.setdefault(group, []).append(place)
    return {
        group: {name: [values[place] for place in own] for name, values in columns.items()}
        for group, own in places.items()
    }


def scaled(values: Sequence[float], scale: float) -> list[float | None]:
    """The values times ``scale``; nan becomes None, which Plotly leaves a gap for."""
    return [None if value != value else scale * value for value in values]


def reach(values: Sequence[float], limits: Sequence[float], scale: float) -> list[float | None]:
    """How far limits lie from their values, for error bars; None where either is undefined."""
    return [
        None if limit != limit or value != value else scale * abs(limit - value)
        for value, limit in zip(values, limits, strict=True)
    ]


def layout(**changes: Any) -> Figure:
    """The layout all figures start from."""
    return {
        "font": {"size": 13, "color": "@ink"},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "margin": {"l": 56, "r": 16, "t": 34, "b": 44},
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1.0,
            "yanchor": "bottom",
            "bgcolor": CLEAR,
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "hoverlabel": {"align": "left"},
        "hovermode": "closest",
        **changes,
    }


def axis(title: str = "", **changes: Any) -> Figure:
    """A quiet axis: light grid, no zero line, no zoom away from the fixed range by accident."""
    return {
        "title": {"text": title, "font": {"size": 12, "color": "@muted"}, "standoff": 8},
        "gridcolor": "@grid",
        "linecolor": "@grid",
        "tickfont": {"size": 12, "color": "@muted"},
        "zeroline": False,
        "automargin": False,
        **changes,
    }


def numbers_axis(share: float, rows: int) -> Figure:
    """The axis of the rows of numbers under a plot, one a group, in the lowest ``share`` of the figure."""
    return {
        "domain": [0, share],
        "range": [rows - 0.5, -0.5],
        "showgrid": False,
        "zeroline": False,
        "showticklabels": False,
        "fixedrange": True,
    }


def label_at(x: float, y: float, text: str, **changes: Any) -> Figure:
    """Text at a place of the whole figure (0-1)."""
    return {
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "text": text,
        "showarrow": False,
        "font": {"size": 12, "color": "@muted"},
        **changes,
    }


def guide(value: float, *, axis: str = "y", low: float = 0, high: float = 1, **line: Any) -> Figure:
    """A line across the whole panel at one value of ``axis``."""
    other = "x" if axis[0] == "y" else "y"
    return {
        "type": "line",
        "layer": "below",
        f"{axis[0]}ref": axis,
        f"{axis[0]}0": value,
        f"{axis[0]}1": value,
        f"{other}ref": "paper",
        f"{other}0": low,
        f"{other}1": high,
        "line": {"color": "@muted", "width": 1, **line},
    }


def row_guide(row: int) -> Figure:
    """A faint stripe behind one row, so that the eye stays in it."""
    return {
        "type": "rect",
        "layer": "below",
        "xref": "paper",
        "yref": "y",
        "x0": 0,
        "x1": 1,
        "y0": row - 0.5,
        "y1": row + 0.5,
        "fillcolor": "@guide",
        "line": {"width": 0},
    }


def legend_on_top(**changes: Any) -> Figure:
    """A legend in one line at the upper edge of the whole figure; its entries hide nothing."""
    return {
        "orientation": "h",
        "x": 0,
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "itemclick": False,
        "itemdoubleclick": False,
        **changes,
    }
