"""Points with intervals beside a table of counts, row by row.

The names and counts of the rows are a native table, the points a native XY scatter whose rows stand level with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pandas import DataFrame

from core.export.native.page import LETTERS, ROW, Box, Slide, table, write
from core.export.native.parts import Scale, place_plot
from core.export.native.text import clean
from core.export.native.xy import Points, xy_chart
from core.export.shown import Shown

_AXIS = 0.62  # inches for the axis beneath the rows
_NAMES, _COUNTS, _LEAST_PLOT = 3.3, 1.45, 3.0
_FEW = 3
_HIGH_ROW, _HIGH_HEADER, _NARROW_NAMES = 0.29, 0.43, 2.45


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows from top to bottom: name, a count per group, and points whose ``y`` is the place of the row."""

    headings: Sequence[str]
    names: Sequence[str]
    counts: Sequence[Sequence[str]]
    points: Sequence[Points]
    colours: Sequence[str] = ()


def dots(
    name: str, rows: DataFrame, look: tuple[str, str], *, factor: float, height: float, shift: float = 0.0
) -> list[Points]:
    """A line from limit to limit where there is an interval, and on it a point where there is an estimate.

    Lines and not error bars, as LibreOffice draws no horizontal error bars of different lengths. ``look`` is colour and
    marker; the rows stand from ``height`` down.
    """
    ends: list[float] = []
    heights: list[float | None] = []
    found: list[tuple[float, float]] = []
    estimates = zip(rows["estimate"], rows["low"], rows["high"], strict=True)
    for place, (estimate, low, high) in enumerate(estimates):
        at = height - place - 0.5 - shift
        if low == low and high == high:
            ends += [float(factor * low), float(factor * high), float(factor * high)]
            heights += [at, at, None]
        if estimate == estimate:
            found.append((float(factor * estimate), at))
    colour, marker = look
    lines = [Points(f"{name}, 95% interval", ends, heights, colour, width=1.75)] if ends else []
    points = Points(name, [x for x, _ in found], [y for _, y in found], colour, marker)
    return [*lines, points] if found else lines


def room(box: Box, columns: int = 1) -> int:
    """Rows that fit beneath a header and above the axis."""
    row, header, _ = _grid(columns)
    return int((box.height - _AXIS - header) / row)


def draw_rows(slide: Slide, box: Box, rows: Rows, scale: Scale, shown: Shown) -> None:
    columns = len(rows.headings) - 1
    row, header, first = _grid(columns)
    each = min(_COUNTS, (box.width - first - _LEAST_PLOT) / max(columns, 1))
    width = first + each * columns
    names = [clean(name, int(first * LETTERS) - 2) for name in rows.names]
    lines = [list(rows.headings), *([name, *counts] for name, counts in zip(names, rows.counts, strict=True))]
    heights = [header, *[row] * len(names)]
    place = Box(box.x, box.y, width, sum(heights))
    words = f"{shown.display.name}: counts"
    table(slide, place, lines, [first, *[each] * columns], name=words, heights=heights, colours=rows.colours)
    plot = Box(box.x + width, box.y, box.width - width, place.height + _AXIS)
    if not rows.points:
        write(slide, plot, ["No group has enough patients for an estimate: counts only."])
        return
    upward = Scale("", 0, len(names), 1, hidden=True)
    chart = xy_chart(slide, plot, rows.points, scale, upward, name=shown.display.name, legend=False)
    place_plot(chart, x=0.03, y=header / plot.height, width=0.93, height=row * len(names) / plot.height)


def _grid(columns: int) -> tuple[float, float, float]:
    """Inches of a row, of the header, and of the names: more groups need higher rows and have narrower columns."""
    return (ROW, ROW, _NAMES) if columns <= _FEW else (_HIGH_ROW, _HIGH_HEADER, _NARROW_NAMES)
