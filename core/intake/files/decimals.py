"""The decimal mark of a table, from its number cells.

A table has one mark, ``Layout.decimal``. A column whose own numbers decide on the other one has the format
"decimal_comma" or "decimal_point"; :func:`decimal_of` says which mark a column's numbers have.
"""

import re
from collections.abc import Iterable, Mapping

from pandas import DataFrame

from core.intake.grid import Grid

FORMATS = {",": "decimal_comma", ".": "decimal_point"}
_COMMA = re.compile(r"[<>~=]{0,2}\s*[+-]?(\d+|\d{1,3}(\.\d{3})+),\d+(\s*%|\s+[^\W\d]+\.?)?")
_POINT = re.compile(r"[<>~=]{0,2}\s*[+-]?(\d*|\d{1,3}(,\d{3})+)\.\d+(\s*%|\s+[^\W\d]+\.?)?")
_THOUSANDS = re.compile(r"[<>~=]{0,2}\s*[+-]?[1-9]\d{0,2}[.,]\d{3}(\s*%|\s+[^\W\d]+\.?)?")


def mark_of(text: str) -> str:
    """The decimal mark of one number; empty where it has none, or where 1,234 may be a thousand or a decimal."""
    text = text.strip()
    if _THOUSANDS.fullmatch(text):
        return ""
    if _COMMA.fullmatch(text):
        return ","
    return "." if _POINT.fullmatch(text) else ""


def decimal_of(grid: Grid, column: str) -> str:
    """The decimal mark of a column's numbers."""
    own = {name: mark for mark, name in FORMATS.items()}
    return own.get(grid.formats.get(column, ""), grid.layout.decimal or ".")


def marks(frame: DataFrame) -> dict[str, dict[str, int]]:
    """How many cells of each column have which decimal mark; columns without any are left out."""
    found = {}
    for label in frame:
        counts = _counts(frame[label].value_counts().items())
        if counts:
            found[str(label)] = counts
    return found


def _counts(cells: Iterable[tuple[object, int]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for text, count in cells:
        mark = mark_of(str(text))
        if mark:
            counts[mark] = counts.get(mark, 0) + count
    return counts


def decided(columns: Mapping[str, Mapping[str, int]]) -> tuple[str, dict[str, str], list[str]]:
    """The mark of the table, the formats of columns that differ from it, and the columns that have both marks."""
    pure = {label: next(iter(counts)) for label, counts in columns.items() if len(counts) == 1}
    commas = sum(mark == "," for mark in pure.values())
    table = "," if commas * 2 > len(pure) else "." if pure else ""
    differing = {label: FORMATS[mark] for label, mark in pure.items() if mark != table}
    return table, differing, [label for label, counts in columns.items() if len(counts) > 1]
