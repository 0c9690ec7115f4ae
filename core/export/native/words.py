"""Words in native tables: who the patients are, what the data cannot show, and what cannot be drawn."""

from math import ceil

from core.export.native.groups import first_of, remarks
from core.export.native.page import LETTERS, ROW, Box, Slide, table
from core.export.native.text import clean
from core.export.shown import Shown
from core.figures.table import table_rows

_LINE, _AROUND = 0.2, 0.09
_TOPIC = 2.2
_NAME, _WIDE_NAME, _SMD = 2.2, 2.8, 0.55
_TWO_LINES = 0.43
_MOST_GROUPS = 6


def draw_patients(slide: Slide, shown: Shown, box: Box) -> str:
    """Table 1 as the page words it, in two halves side by side where there are up to two groups."""
    header, *body = table_rows(shown.display.figure)
    groups = len(shown.looks)
    drawn = min(groups, _MOST_GROUPS)
    halves = 2 if groups <= 2 else 1
    own = box.column(0, halves, gap=0.2)
    form = _Form(own.width, drawn, with_smd=header[-1] == "SMD" and groups == 2)
    rows = [form.cells(_characteristic(row), row) for row in body]
    fitting = 0
    for half in range(halves):
        left = rows[fitting : fitting + ceil((len(rows) - fitting) / (halves - half))]
        heights = [form.height(row) for row in left]
        kept = sum(sum(heights[: place + 1]) + ROW <= box.height for place in range(len(left)))
        if kept:
            lines = [form.cells(header[0], header), *left[:kept]]
            place = box.column(half, halves, gap=0.2)
            name = "Baseline characteristics"
            table(slide, place, lines, form.widths, name=name, heights=[ROW, *heights[:kept]])
        fitting += kept
    return remarks(first_of(fitting, len(rows), "rows"), first_of(drawn, groups, "groups"))


class _Form:
    """The columns of one half of Table 1."""

    def __init__(self, width: float, groups: int, *, with_smd: bool) -> None:
        self.groups, self.with_smd = groups, with_smd
        name = _NAME if groups <= 2 else _WIDE_NAME
        each = (width - name - (_SMD if with_smd else 0)) / groups
        self.widths = [name, *[each] * groups, *([_SMD] if with_smd else [])]

    def cells(self, name: str, row: list[str]) -> list[str]:
        """Name, groups and SMD, each cut to what two lines hold."""
        texts = [name, *row[2 : 2 + self.groups], *(row[-1:] if self.with_smd else [])]
        return [clean(text, 2 * int(width * LETTERS) - 4) for text, width in zip(texts, self.widths, strict=True)]

    def height(self, cells: list[str]) -> float:
        long = any(len(text) > int(width * LETTERS) for text, width in zip(cells, self.widths, strict=True))
        return _TWO_LINES if long else ROW


def _characteristic(row: list[str]) -> str:
    """Variable and level in one cell."""
    variable, level = row[:2]
    return f"{variable}: {level}" if variable and level else variable or f"- {level}"


def draw_words(slide: Slide, shown: Shown, box: Box) -> str:
    """A topic and its sentences in each row, each row as high as its text."""
    wide = box.width - _TOPIC
    rows = [[clean(str(cell)) for cell in row] for row in shown.display.table.itertuples(index=False)]
    heights = [_LINE * max(ceil(len(text) / (wide * LETTERS)), 1) + _AROUND for _, text in rows]
    fits = [sum(heights[: place + 1]) <= box.height for place in range(len(rows))]
    fitting = max(sum(fits), 1)
    kept, low = rows[:fitting], heights[:fitting]
    table(slide, box, kept, [_TOPIC, wide], name=shown.display.name, heights=low, header=False)
    return f"{len(rows) - fitting} more in the notes." if fitting < len(rows) else ""
