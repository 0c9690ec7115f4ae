"""The marks of a timeline: starts, durations, open ends and the time on both treatments."""

from collections.abc import Sequence

from core.figures.layout import Columns, Figure, Look
from core.figures.timeline_hover import said
from core.figures.timeline_places import Span

NOT_RECORDED = "severity not recorded"
_SYMBOLS = {
    "mild": ("circle", "@mild"),
    "moderate": ("square", "@moderate"),
    "severe": ("diamond", "@severe"),
    "life-threatening": ("star", "@ink"),
    NOT_RECORDED: ("circle-x", "@mild"),
}


def followed(rows: Columns, look: Look, span: Span) -> Figure:
    """The time on both treatments, as a light bar per patient of one group."""
    weeks = {
        row: until
        for row, group, until in zip(rows["row"], rows["group"], rows["follow_up_weeks"], strict=True)
        if group == look.group and until == until
    }
    x, y = _segments([(0.0, span.inside(until), float(row)) for row, until in weeks.items()])
    return {
        "type": "scatter",
        "mode": "lines",
        "name": f"{look.label}, on both treatments",
        "x": x,
        "y": y,
        "line": {"color": look.colour, "width": 14},
        "opacity": 0.2,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _segments(parts: Sequence[tuple[float, float, float]]) -> tuple[list[float | None], list[float | None]]:
    """Separate horizontal lines (from, to, height) in one trace."""
    x: list[float | None] = []
    y: list[float | None] = []
    for start, end, height in parts:
        x += [start, end, None]
        y += [height, height, None]
    return x[:-1], y[:-1]


def bars(rows: Columns, *, counted: bool) -> Figure:
    """From start to end: of events that count in full, of the others dotted."""
    columns = zip(rows["x"], rows["end"], rows["y"], rows["counted"], strict=True)
    x, y = _segments([(start, end, height) for start, end, height, own in columns if own == counted and end == end])
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "duration" if counted else "duration, not counted",
        "x": x,
        "y": y,
        "line": {"color": "@muted", "width": 4 if counted else 2, "dash": "solid" if counted else "dot"},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def open_ends(rows: Columns, span: Span) -> Figure:
    """A small arrow after a start whose end is not recorded."""
    open_ends = [
        (x, y)
        for x, y, start, end in zip(rows["x"], rows["y"], rows["start_week"], rows["end_week"], strict=True)
        if start == start and end != end
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "end unknown",
        "x": [x + 0.022 * (span.last - span.left) for x, _ in open_ends] or [None],
        "y": [y for _, y in open_ends] or [None],
        "marker": {"symbol": "triangle-right", "size": 7, "color": "@muted"},
        "hoverinfo": "skip",
        "showlegend": bool(open_ends),
        "cliponaxis": False,
    }


def beyond(rows: Columns, span: Span) -> Figure:
    """A mark at the edge where an event starts or ends beyond it."""
    found = []
    for start, end, y in zip(rows["start_week"], rows["end_week"], rows["y"], strict=True):
        if start < span.first:
            found.append((span.first, y, "triangle-left"))
        if max(start, end if end == end else start) > span.last:
            found.append((span.last, y, "triangle-right"))
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "beyond the axis",
        "x": [x for x, _, _ in found],
        "y": [y for _, y, _ in found],
        "marker": {"symbol": [symbol for _, _, symbol in found], "size": 8, "color": "@ink"},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def starts(rows: Columns, looks: Sequence[Look]) -> Figure:
    """A mark where each event starts: severity by shape and shade, filled where it counts."""
    symbols = [_SYMBOLS[grade] for grade in rows["grade"]]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "events",
        "x": rows["x"],
        "y": rows["y"],
        "marker": {
            "symbol": [symbol for symbol, _ in symbols],
            "color": [
                shade if counted else "@paper" for (_, shade), counted in zip(symbols, rows["counted"], strict=True)
            ],
            "size": [13 if grade == "life-threatening" else 10 for grade in rows["grade"]],
            "line": {"color": "@ink", "width": 1.2},
        },
        "customdata": [list(ids) for ids in zip(rows["patient_id"], rows["group"], strict=True)],
        "text": said(rows, looks),
        "hovertemplate": "%{text}<extra></extra>",
        "showlegend": False,
        "cliponaxis": False,
    }


def legend(rows: Columns) -> list[Figure]:
    """What the marks mean, of those that occur. A trace of events would show the look of its first one only."""
    keys = [
        _key("no grade" if grade == NOT_RECORDED else grade, mark={"symbol": symbol, "color": shade})
        for grade, (symbol, shade) in _SYMBOLS.items()
        if grade in rows["grade"]
    ]
    if not all(rows["counted"]):
        keys.append(_key("not counted", mark={"symbol": "circle", "color": "@paper"}))
    if rows["row"]:
        bar = {"mode": "lines", "line": {"color": "@muted", "width": 14}, "opacity": 0.3}
        keys.append({**_key("both treatments", mark={}), **bar})
    return keys


def _key(name: str, *, mark: Figure) -> Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        # A trace without any point has no place in the legend.
        "x": [None],
        "y": [None],
        "marker": {"size": 10, "line": {"color": "@ink", "width": 1.2}, **mark},
        "hoverinfo": "skip",
    }
