"""IGA of each patient, visit by visit, as native shapes: one a grade and group, made of all its cells."""

from collections.abc import Sequence

from pandas import DataFrame
from pptx.util import Inches

from core.endpoints import IGA_GRADES
from core.export.native.groups import first_of, groups_of, remarks
from core.export.native.page import Box, Slide, Words, dress, rectangle, write
from core.export.native.text import label
from core.export.shown import Shown
from core.figures.layout import Look
from core.schema import NOMINAL_WEEKS

MOST_ROWS = 150
_HEAD, _WEEKS, _KEY = 0.26, 0.24, 0.3
_TALLEST = 0.22
_NARROW = 0.32  # inches of a visit below which only the first and the last week are named
_MISSING = "missing"


def draw_strip(slide: Slide, shown: Shown, box: Box) -> str:
    """A block per group side by side, a row per patient and a column per visit; white is missing."""
    looks, rest = groups_of(shown)
    table = shown.display.table
    _key(slide, Box(box.x, box.y, box.width, _KEY))
    below, left_out = box.below(_KEY), ""
    counts = [int((table["group"] == look.group).sum()) for look in looks]
    rows = min(max(counts, default=1), MOST_ROWS) or 1
    unit = min((below.height - _HEAD - _WEEKS) / rows, _TALLEST)
    for place, (look, count) in enumerate(zip(looks, counts, strict=True)):
        own = table[table["group"] == look.group].head(MOST_ROWS)
        _block(slide, below.column(place, len(looks)), own, look, unit, count)
        left_out = first_of(len(own), count, f"patients of {label(look)}") or left_out
    return remarks("One row a patient; white: no IGA at that visit.", left_out, rest)


def _key(slide: Slide, box: Box) -> None:
    grades = [(f"{grade} {name}", f"@iga{grade}") for grade, name in enumerate(IGA_GRADES)]
    for place, (name, role) in enumerate([*grades, (_MISSING, "@paper")]):
        x = box.x + 1.7 * place
        rectangle(slide, Box(x, box.y + 0.03, 0.18, 0.18), role, line="@muted", name=f"Colour of {name}")
        write(slide, Box(x + 0.22, box.y, 1.45, 0.24), [name])


def _block(slide: Slide, box: Box, rows: DataFrame, look: Look, unit: float, count: int) -> None:
    weeks = [f"week_{week}" for week in NOMINAL_WEEKS]
    cell = box.width / len(weeks)
    write(slide, box, [f"{label(look, int(8 * box.width))}, n = {count}"], Words(14, look.colour, bold=True))
    ends = (0, len(NOMINAL_WEEKS) - 1)
    for place, week in enumerate(NOMINAL_WEEKS):
        if cell < _NARROW and place not in ends:
            continue
        write(slide, Box(box.x + place * cell, box.y + _HEAD, cell, _WEEKS), [str(week)], Words(colour="@muted"))
    top = box.y + _HEAD + _WEEKS
    if not len(rows):
        return
    frame = Box(box.x, top, box.width, unit * len(rows))
    rectangle(slide, frame, "@paper", line="@mild", name=f"{label(look)}: all cells")
    grades = rows[weeks].to_numpy()
    for grade, name in enumerate(IGA_GRADES):
        places = [(int(row), int(week)) for row, week in zip(*(grades == grade).nonzero(), strict=True)]
        cells = [Box(box.x + week * cell, top + row * unit, cell - 0.03, unit * 0.88) for row, week in places]
        _cells(slide, cells, f"@iga{grade}", f"{label(look)}, IGA {grade} {name}: {len(cells)} visits")


def _cells(slide: Slide, cells: Sequence[Box], role: str, name: str) -> None:
    """One shape of many rectangles."""
    if not cells:
        return
    first, *others = cells
    builder = slide.shapes.build_freeform(Inches(first.x), Inches(first.y))
    _outline(builder, first)
    for one in others:
        builder.move_to(Inches(one.x), Inches(one.y))
        _outline(builder, one)
    shape = builder.convert_to_shape()
    dress(shape, role)
    shape.name = name


def _outline(builder: object, box: Box) -> None:
    right, bottom = Inches(box.x + box.width), Inches(box.y + box.height)
    corners = [(right, Inches(box.y)), (right, bottom), (Inches(box.x), bottom)]
    builder.add_line_segments(corners, close=True)  # type: ignore[attr-defined]
