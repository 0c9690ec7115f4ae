"""Shares of patients as one stacked bar a group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pandas import DataFrame

from core.figures.layout import Figure, Look, axis, layout, scaled
from core.rows import rows_of

_TOP, _BOTTOM, _ROW = 34, 46, 34


@dataclass(frozen=True, slots=True)
class Parts:
    """What the bars are made of: a column of the frame, its values with fill and text colour, and their words.

    Values in ``unless_seen`` have no place in the legend while nobody has them.
    """

    column: str
    colours: Mapping[str, tuple[str, str]]
    labels: Mapping[str, str]
    title: str
    unless_seen: tuple[str, ...] = ()


def stacked_height(groups: int) -> int:
    """Height in pixels for so many groups."""
    return _TOP + _BOTTOM + _ROW * max(groups, 1)


def stacked_figure(shares: DataFrame, looks: Sequence[Look], parts: Parts, *, top: float) -> Figure:
    """Needs columns group, count, n, share and the one ``parts`` names. ``top`` ends the axis, a proportion.

    A click on a bar carries (column, value, "", group).
    """
    labels = [look.label for look in looks]
    having: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(shares):
        having.setdefault(row[parts.column], []).append(row)
    data = []
    for value, (fill, ink) in parts.colours.items():
        rows = having.get(value, [])
        if value in parts.unless_seen and not any(row["count"] for row in rows):
            continue
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": parts.labels.get(value, value),
                "x": scaled([row["share"] for row in rows], 100),
                "y": labels,
                "marker": {"color": fill, "line": {"color": "@muted", "width": 0.5}},
                "text": [str(row["count"]) if row["count"] else "" for row in rows],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "constraintext": "none",
                "textfont": {"color": ink, "size": 12},
                "customdata": [[parts.column, value, "", row["group"]] for row in rows],
                "hovertext": [f"{row['count']} of {row['n']} patients" for row in rows],
                "hovertemplate": f"%{{y}}, {parts.labels.get(value, value)}: %{{hovertext}}<extra></extra>",
            }
        )
    return {"data": data, "layout": _layout(parts.title, top)}


def _layout(title: str, top: float) -> Figure:
    return layout(
        barmode="stack",
        bargap=0.35,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"},
        margin={"l": 130, "r": 18, "t": _TOP, "b": _BOTTOM},
        xaxis=axis(title, range=[0, 100 * top]),
        yaxis=axis(autorange="reversed", showgrid=False, tickfont={"size": 13, "color": "@ink"}, fixedrange=True),
    )
