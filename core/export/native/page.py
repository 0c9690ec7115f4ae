"""What slides are drawn with: boxes in inches, text, tables and colours by role."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from core.export.native.text import clean
from core.figures.theme import PALETTE

Slide = Any
SMALLEST = 12  # points: no text on a slide is smaller
FONT = "Arial"  # wherever it is missing, a font of the same widths stands in
# Height in inches of a table row with one line of the smallest text, and letters of it to an inch.
ROW, LETTERS = 0.25, 12.0
_SIDE = 0.05
_KEY_COLUMNS = 6
# The table style without lines and fills: what is drawn is what stands here, in every program.
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in inches."""

    x: float
    y: float
    width: float
    height: float

    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        return Inches(self.x), Inches(self.y), Inches(self.width), Inches(self.height)

    def column(self, place: int, of: int, gap: float = 0.15) -> "Box":
        """One of so many equal columns."""
        width = (self.width - gap * (of - 1)) / of
        return Box(self.x + place * (width + gap), self.y, width, self.height)

    def row(self, place: int, of: int, gap: float = 0.08) -> "Box":
        """One of so many equal rows."""
        height = (self.height - gap * (of - 1)) / of
        return Box(self.x, self.y + place * (height + gap), self.width, height)

    def below(self, height: float) -> "Box":
        """What is left under a strip at the top."""
        return Box(self.x, self.y + height, self.width, self.height - height)


@dataclass(frozen=True, slots=True)
class Words:
    """How a text looks: points, colour role, bold, and where it stands in its box."""

    size: float = SMALLEST
    colour: str = "@ink"
    bold: bool = False
    align: Any = PP_ALIGN.LEFT
    anchor: Any = MSO_ANCHOR.TOP


def colour(role: str) -> str:
    """The colour of a role on white, as six hexadecimal digits."""
    return PALETTE["light"].get(role, role).lstrip("#").upper()


def paint(role: str) -> RGBColor:
    return RGBColor.from_string(colour(role))


def write(slide: Slide, box: Box, lines: Sequence[str], words: Words = Words()) -> Any:  # noqa: B008 - frozen
    """Text in a box, a paragraph a line; returns the shape."""
    shape = slide.shapes.add_textbox(*box.emu())
    fill(shape.text_frame, lines, words)
    return shape


def fill(frame: Any, lines: Sequence[str], words: Words) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Inches(_SIDE)
    frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = words.anchor
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = words.align
        run = paragraph.add_run()
        run.text = clean(line)
        font = run.font
        font.size, font.bold, font.name = Pt(words.size), words.bold, FONT
        font.color.rgb = paint(words.colour)


def table(
    slide: Slide, box: Box, rows: Sequence[Sequence[str]], widths: Sequence[float], *, name: str,
    heights: Sequence[float] = (), header: bool = True, colours: Sequence[str] = (),
) -> None:  # fmt: skip
    """A native table. ``widths`` and ``heights`` in inches, ROW where not given; ``name`` is read out before it.

    The first row is its header unless there is none; then the first column is. ``colours`` are the roles of the words
    of the header, ink where not given.
    """
    frame = slide.shapes.add_table(len(rows), len(widths), *box.emu())
    frame.name = name
    grid = frame.table
    frame._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
    grid.horz_banding, grid.first_row, grid.first_col = False, header, not header
    for place, width in enumerate(widths):
        grid.columns[place].width = Inches(width)
    for at, row in enumerate(rows):
        grid.rows[at].height = Inches(heights[at] if heights else ROW)
        for place, text in enumerate(row):
            head = header and at == 0
            _cell(grid.cell(at, place), text, head=head, bold=head or (not header and place == 0), banded=at % 2 == 1)
            if head and colours:
                grid.cell(at, place).text_frame.paragraphs[0].runs[0].font.color.rgb = paint(colours[place])


def _cell(own: Any, text: str, *, head: bool, bold: bool, banded: bool) -> None:
    own.margin_left = own.margin_right = Inches(_SIDE)
    own.margin_top = own.margin_bottom = 0
    own.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = own.text_frame.paragraphs[0]
    run = paragraph.add_run()
    # A cell without a run has the size of the theme, and its row that height.
    run.text = clean(text) or "\u00a0"
    run.font.size, run.font.bold, run.font.name = Pt(SMALLEST), bold, FONT
    run.font.color.rgb = paint("@ink")
    if head or banded:
        own.fill.solid()
        own.fill.fore_color.rgb = paint("@grid" if head else "@guide")
    else:
        own.fill.background()


def key(slide: Slide, box: Box, entries: Sequence[tuple[str, str]]) -> None:
    """Words in their colour side by side, a legend of what a box holds."""
    for place, (text, role) in enumerate(entries):
        write(slide, box.column(place, max(len(entries), _KEY_COLUMNS)), [text], Words(colour=role, bold=True))


def rectangle(slide: Slide, box: Box, role: str, *, line: str = "", name: str = "") -> Any:
    """A filled rectangle; ``line`` is the role of its outline, none without it."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu())
    dress(shape, role, line)
    if name:
        shape.name = name
    return shape


def dress(shape: Any, role: str, line: str = "") -> None:
    """Fill and outline of a shape, without the shadow and the edges of the theme."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)
    if role:
        shape.fill.solid()
        shape.fill.fore_color.rgb = paint(role)
    else:
        shape.fill.background()
    if line:
        shape.line.color.rgb = paint(line)
        shape.line.width = Pt(0.75)
    else:
        shape.line.fill.background()
