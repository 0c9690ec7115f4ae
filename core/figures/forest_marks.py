"""The traces of the forest: columns of counts, marks with intervals, and the estimates in words."""

from collections.abc import Sequence
from math import sqrt

from core.figures.count_columns import Texts
from core.figures.forest_lines import Line, Scale, count_text, estimate_text
from core.figures.layout import CLEAR, Figure, Look, reach, scaled
from core.figures.theme import plain_text

_LARGEST, _SMALLEST = 15, 4  # pixels across; the area of a mark is in proportion to its patients


def count_texts(lines: Sequence[Line], looks: Sequence[Look]) -> Texts:
    """A column of n/N with the percentage, or of means with their n, for each group: what stands in the rows."""
    return [[count_text(line.row, look.group) for line in lines if line.row] for look in looks]


def forest_traces(
    lines: Sequence[Line], looks: Sequence[Look], scale: Scale, *, counts: Texts, edge: float
) -> list[Figure]:
    """All traces of the lines that are rows, the first of which is overall; the columns of ``counts`` come first.

    ``edge`` is the right end of the panel.
    """
    overall, *below = drawn = [line for line in lines if line.row]
    one = looks[0] if len(looks) == 1 else None
    most = max((line.patients(looks) for line in below), default=1)
    enough = [line for line in below if line.has_interval]
    few = [line for line in below if line.has_estimate and not line.has_interval]
    return [
        *(_counts(drawn, own, look, place) for place, (look, own) in enumerate(zip(looks, counts, strict=True))),
        _marks(enough, "subgroups", scale, one, sizes=_sizes(enough, looks, most)),
        _marks(few, "few patients", scale, one, sizes=_sizes(few, looks, most)),
        _marks([overall] if overall.has_estimate else [], "overall", scale, one, sizes=[_LARGEST]),
        _said(drawn, scale, edge),
    ]


def _sizes(lines: Sequence[Line], looks: Sequence[Look], most: int) -> list[float]:
    return [max(_LARGEST * sqrt(line.patients(looks) / max(most, 1)), _SMALLEST) for line in lines]


def _counts(drawn: Sequence[Line], texts: list[str], look: Look, place: int) -> Figure:
    return {
        "type": "scatter",
        "mode": "text",
        "xaxis": "x2",
        "x": [place + 0.5] * len(drawn),
        "y": [line.y for line in drawn],
        "text": texts,
        "textfont": {"size": 12, "color": "@ink"},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
        "name": f"n of {look.label}",
    }


def _marks(lines: Sequence[Line], name: str, scale: Scale, one: Look | None, *, sizes: list[float]) -> Figure:
    """Points with intervals; hollow and grey where there are too few patients for one."""
    rows = [line.row for line in lines]
    hollow, colour = name == "few patients", one.colour if one else "@ink"
    symbol = "diamond" if name == "overall" else one.marker if one else "square"
    estimates, highs, lows = ([row[key] for row in rows] for key in ("estimate", "high", "low"))
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "showlegend": False,
        "x": scaled(estimates, scale.factor),
        "y": [line.y for line in lines],
        "marker": {
            "color": CLEAR if hollow else colour,
            "symbol": symbol,
            "size": sizes,
            "opacity": 1,
            "line": {"color": "@muted" if hollow else colour, "width": 1.5 if hollow else 0},
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": reach(estimates, highs, scale.factor),
            "arrayminus": reach(estimates, lows, scale.factor),
            "color": colour,
            "thickness": 1.5,
            "width": 0,
        },
        "customdata": [[row["factor"], row["level"]] for row in rows],
        "text": [f"{plain_text(row['label'])}: {estimate_text(row, scale)}" for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _said(drawn: Sequence[Line], scale: Scale, edge: float) -> Figure:
    """The estimates in words, right of the panel."""
    return {
        "type": "scatter",
        "mode": "text",
        "name": "estimates",
        "x": [edge] * len(drawn),
        "y": [line.y for line in drawn],
        "text": [f"\u00a0 {estimate_text(line.row, scale)}" for line in drawn],
        "textposition": "middle right",
        "textfont": {
            "size": 12,
            "color": ["@ink" if line.has_interval else "@muted" for line in drawn],
        },
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }
