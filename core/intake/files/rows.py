"""A table before its header is known: rows of text cells with their lines, however the file stored them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.intake.problems import Problem

Row = tuple[int, list[str]]  # the line a spreadsheet shows, and the cells


@dataclass(frozen=True, eq=False, slots=True)
class Rows:
    """The rows of one table that are not blank. ``formats`` names the format of a column by its position.

    ``blank`` are the lines of blank rows that stand between them. ``problems`` is what storing them brought up.
    """

    rows: Sequence[Row]
    blank: tuple[int, ...] = ()
    formats: Mapping[int, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def filled(cells: Iterable[str]) -> list[str]:
    """The cells that are not blank, trimmed."""
    return [text for cell in cells if (text := cell.strip())]


def rows_text(lines: Sequence[int]) -> str:
    """ "Row 17", "Rows 17 and 21", "Rows 17, 21, 25 and 4 more"."""
    if len(lines) == 1:
        return f"Row {lines[0]}"
    if len(lines) <= 4:
        return f"Rows {', '.join(map(str, lines[:-1]))} and {lines[-1]}"
    return f"Rows {', '.join(map(str, lines[:3]))} and {len(lines) - 3:,} more"


def counted(count: int, one: str, many: str = "") -> str:
    """ "1 row", "3 rows"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
