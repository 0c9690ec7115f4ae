"""Text for a slide or the workbook behind a chart: nothing that breaks the file, runs in a sheet or turns letters."""

import re

from core.figures.layout import Look
from core.formulas import harmless

# Control characters and halves of pairs are no XML; marks of direction turn what stands beside them around.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+")
# What a spreadsheet turns into a link of its own accord.
_ADDRESS = re.compile(r"(https?|ftps?|file|mailto|internal|external):", re.IGNORECASE)
_LONGEST = 60


def clean(text: str, longest: int = 0) -> str:
    """One line of printable text, cut with dots after ``longest`` letters where that is given."""
    line = " ".join(_UNPRINTABLE.sub(" ", text).split())
    return line if not longest or len(line) <= longest else line[: longest - 1].rstrip() + "…"


def cell(text: str, longest: int = _LONGEST) -> str:
    """A name for the workbook behind a chart: no formula, no link."""
    line = clean(text, longest)
    return f"'{line}" if _ADDRESS.match(line) else str(harmless(line))


_GLYPHS = {
    "circle": "\u25cf",
    "square": "\u25a0",
    "diamond": "\u25c6",
    "triangle-up": "\u25b2",
    "cross": "+",
    "x": "x",
    "star": "*",
    "triangle-down": "-",
}


def marked(look: Look, longest: int = 16) -> str:
    """The name of a group after the mark it has in a chart."""
    return f"{_GLYPHS[look.marker]} {label(look, longest)}"


def label(look: Look, longest: int = 28) -> str:
    """The name of a group: figures hold it ready for HTML, a slide shows it as it is."""
    return clean(look.words, longest)
