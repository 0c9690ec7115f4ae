"""Flows between IGA grades as native shapes: a column per visit, and a ribbon from each grade to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pandas import DataFrame
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches

from core.endpoints import IGA_GRADES, MISSING
from core.export.native.page import Box, Slide, Words, dress, rectangle, write
from core.export.native.text import label
from core.export.shown import Shown

_ORDER = (*reversed(IGA_GRADES), MISSING)
_COLOURS = {grade: f"@iga{place}" for place, grade in enumerate(IGA_GRADES)} | {MISSING: "@mild"}
_HEAD, _WEEKS, _NAMES, _BAR, _GAP = 0.3, 0.26, 1.35, 0.16, 0.1
_LINE = 0.21  # inches between two lines of text
_CORNERS = 12


@dataclass(frozen=True, slots=True)
class _Column:
    """One visit: where each grade lies, from top to bottom, and its patients."""

    x: float
    tops: Mapping[str, float]
    counts: Mapping[str, int]
    unit: float  # inches per patient

    def height(self, grade: str) -> float:
        return self.unit * self.counts[grade]


def draw_flow(slide: Slide, shown: Shown, box: Box) -> str:
    """A panel per group; of more than two groups the display has all patients in one."""
    table = shown.display.table
    groups = list(dict.fromkeys(table["group"]))
    names = {look.group: (label(look), look.colour) for look in shown.looks}
    for place, group in enumerate(groups):
        name, colour = names.get(group, ("All selected", "@ink"))
        own = box.column(place, len(groups), gap=0.5)
        rows = table[table["group"] == group]
        write(slide, own, [f"{name}, n = {int(rows['n'].iloc[0])}"], Words(14, colour, bold=True))
        _panel(slide, own.below(_HEAD), rows, name)
    return "Height of a ribbon: patients."


def _panel(slide: Slide, box: Box, rows: DataFrame, name: str) -> None:
    weeks = [int(rows["week_from"].iloc[0]), *dict.fromkeys(int(week) for week in rows["week_to"])]
    inner = Box(box.x + _NAMES, box.y + _WEEKS, box.width - 2 * _NAMES, box.height - _WEEKS)
    apart = (inner.width - _BAR) / (len(weeks) - 1)
    columns = [_column(rows, week, inner, inner.x + place * apart) for place, week in enumerate(weeks)]
    for before, after, week in zip(columns, columns[1:], weeks[1:], strict=False):
        _ribbons(slide, rows[rows["week_to"] == week].to_dict("records"), before, after)
    for place, (column, week) in enumerate(zip(columns, weeks, strict=True)):
        heading = "Baseline" if week == 0 else f"Week {week}"
        middle = Box(column.x + _BAR / 2 - 0.6, box.y, 1.2, _WEEKS)
        write(slide, middle, [heading], Words(colour="@muted", align=PP_ALIGN.CENTER))
        _bars(slide, column, f"{name}, {heading}")
        _numbers(slide, column, left=place == 0, named=place in (0, len(weeks) - 1), bottom=inner.y + inner.height)


def _column(rows: DataFrame, week: int, box: Box, x: float) -> _Column:
    end, grade = ("week_from", "from") if (rows["week_from"] == week).any() else ("week_to", "to")
    found = rows[rows[end] == week].groupby(grade)["count"].sum().to_dict()
    counts = {name: int(found.get(name, 0)) for name in _ORDER}
    unit = (box.height - _GAP * (len(_ORDER) - 1)) / max(sum(counts.values()), 1)
    tops, at = {}, box.y
    for name in _ORDER:
        tops[name] = at
        at += unit * counts[name] + _GAP
    return _Column(x, tops, counts, unit)


def _bars(slide: Slide, column: _Column, name: str) -> None:
    for grade in _ORDER:
        if column.counts[grade]:
            box = Box(column.x, column.tops[grade], _BAR, column.height(grade))
            rectangle(slide, box, _COLOURS[grade], line="@muted", name=f"{name}, {grade}: {column.counts[grade]}")


def _numbers(slide: Slide, column: _Column, *, left: bool, named: bool, bottom: float) -> None:
    """The patients of each grade beside its bar, pushed apart where bars are low."""
    seen = [grade for grade in _ORDER if column.counts[grade]]
    middles = _apart([column.tops[grade] + column.height(grade) / 2 for grade in seen], bottom - _LINE / 2)
    for grade, middle in zip(seen, middles, strict=True):
        text = f"{grade} {column.counts[grade]}" if named else str(column.counts[grade])
        x = column.x - _NAMES if left else column.x + _BAR
        align = PP_ALIGN.RIGHT if left else PP_ALIGN.LEFT
        write(slide, Box(x, middle - _LINE / 2, _NAMES, _LINE), [text], Words(align=align))


def _apart(middles: Sequence[float], last: float) -> list[float]:
    """Places a line of text apart, as near to the given ones as that allows, none beyond the last."""
    placed: list[float] = []
    for middle in middles:
        placed.append(max(middle, placed[-1] + _LINE) if placed else middle)
    for place in range(len(placed) - 1, -1, -1):
        placed[place] = min(placed[place], last - _LINE * (len(placed) - 1 - place))
    return placed


def _ribbons(slide: Slide, rows: Sequence[Mapping[Any, Any]], before: _Column, after: _Column) -> None:
    """From each grade to the next, in the colour it comes from; in both columns in the order of the grades."""
    left, right = dict(before.tops), dict(after.tops)
    known = [(row["from"], row["to"], int(row["count"])) for row in rows if row["from"] in left and row["to"] in right]
    for source, target, count in sorted(known, key=lambda row: (_ORDER.index(row[0]), _ORDER.index(row[1]))):
        ends = (left[source], left[source] + before.unit * count, right[target], right[target] + after.unit * count)
        left[source], right[target] = ends[1], ends[3]
        _ribbon(slide, before.x + _BAR, after.x, ends, _COLOURS[source], f"{source} to {target}: {count}")


def _ribbon(
    slide: Slide, start: float, stop: float, ends: tuple[float, float, float, float], role: str, name: str
) -> None:
    top, bottom, top_after, bottom_after = ends
    upper = [(_between(start, stop, at), _eased(top, top_after, at)) for at in range(_CORNERS + 1)]
    lower = [(_between(start, stop, at), _eased(bottom, bottom_after, at)) for at in range(_CORNERS, -1, -1)]
    points = [(Inches(x), Inches(y)) for x, y in (*upper, *lower)]
    builder = slide.shapes.build_freeform(*points[0])
    builder.add_line_segments(points[1:], close=True)
    shape = builder.convert_to_shape()
    dress(shape, role)
    shape.name = name
    _see_through(shape)


def _between(start: float, stop: float, at: int) -> float:
    return start + (stop - start) * at / _CORNERS


def _eased(start: float, stop: float, at: int) -> float:
    """Level at both ends."""
    share = at / _CORNERS
    return start + (stop - start) * share * share * (3 - 2 * share)


def _see_through(shape: Any) -> None:
    """Ribbons cross: each lets the others be seen."""
    etree.SubElement(shape.fill._xPr.find(qn("a:solidFill"))[0], qn("a:alpha")).set("val", "60000")
