"""Several tables below each other in one file or sheet, told apart by headers that begin with the same title."""

from collections.abc import Sequence
from dataclasses import replace

from core.intake.files.looks import is_labels
from core.intake.files.rows import Row, Rows, filled

_FIRST = 3  # cells a line may begin with


def sections(table: Rows) -> list[Rows]:
    """The tables of ``table``, each with the lines of title above it; one where there is nothing to tell apart.

    A second table begins where, after a blank line or a line of one text, a line begins with the first title of the
    first header and goes on with other titles. A header that is repeated, in whatever order, begins none.
    """
    header = next((_titles(cells) for _, cells in table.rows if _is_header(cells)), ())
    if not header:
        return [table]
    starts, current = [0], sorted(header)
    for place in range(1, len(table.rows)):
        cells = table.rows[place][1]
        if not any(cell.strip().casefold() == header[0] for cell in cells[:_FIRST]):
            continue
        titles = _titles(cells)
        if titles[0] != header[0] or not _is_header(cells) or sorted(titles) == current:
            continue
        begin = _begin(table.rows, place)
        if begin < place or table.rows[place][0] - table.rows[place - 1][0] > 1:
            starts += [begin] if begin else []
            current = sorted(titles)
    ends = [*starts[1:], len(table.rows)]
    return [_part(table, start, end) for start, end in zip(starts, ends, strict=True)]


def _titles(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(text.casefold() for text in filled(cells))


def _is_header(cells: Sequence[str]) -> bool:
    titles = _titles(cells)
    return len(titles) > 1 and len(set(titles)) == len(titles) and is_labels(cells)


def _begin(rows: Sequence[Row], place: int) -> int:
    """The first of the lines of one text that stand directly above a header."""
    while place and len(filled(rows[place - 1][1])) == 1:
        place -= 1
    return place


def _part(table: Rows, start: int, end: int) -> Rows:
    rows = table.rows[start:end]
    before = table.rows[start - 1][0] if start else 0
    blank = tuple(line for line in table.blank if before < line < rows[-1][0])
    # What was noticed of the whole sheet is said once.
    return replace(table, rows=rows, blank=blank, problems=table.problems if start == 0 else ())
