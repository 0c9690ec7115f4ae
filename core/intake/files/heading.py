"""Which line of a table is its header: after title lines, over two lines, or missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.intake.files.header_pairs import combined, is_group, is_pair
from core.intake.files.looks import is_labels, is_value, shape, share_of_values
from core.intake.files.rows import Row, filled
from core.intake.grid import Skipped
from core.intake.problems import RefusedError

_SEARCHED, _COMPARED = 40, 60
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """The header of a table: its titles as written, its lines, and the place of the first row after it.

    ``lines`` is empty for a table without header, whose titles are blank. ``certain`` is False where the first row
    looks like data and nobody said that it is not.
    """

    titles: tuple[str, ...]
    lines: tuple[int, ...]
    start: int
    above: tuple[Skipped, ...] = ()
    certain: bool = True


def shortened(cells: Sequence[str]) -> str:
    """A line that is not read, as far as it is shown."""
    text = " | ".join(filled(cells))
    text = "".join(sign if sign.isprintable() else " " for sign in text)
    return text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."


def find_heading(rows: Sequence[Row], given: Sequence[int] | None = None) -> Heading:
    """The header of ``rows``; ``given`` are its lines where the user named them, empty for "there is none".

    Raises RefusedError where the lines named hold nothing.
    """
    if given is not None:
        return _given(rows, given)
    place = _first_full(rows)
    header = rows[place][1]
    body = [cells for _, cells in rows[place + 1 : place + 1 + _COMPARED] if cells != header]
    if place and is_group(rows[place - 1], rows[place], body):
        return _double(rows, place - 1)
    if is_data_like(header, body):
        return Heading(("",) * _width(rows), (), place, _above(rows, place), certain=False)
    if len(body) > 1 and is_pair(header, body[0], body[1:]):
        return _double(rows, place)
    return Heading(tuple(header), (rows[place][0],), place + 1, _above(rows, place))


def _given(rows: Sequence[Row], lines: Sequence[int]) -> Heading:
    if not lines:
        return Heading(("",) * _width(rows), (), 0)
    places = [place for place, (line, _) in enumerate(rows) if line in lines]
    if not places:
        raise RefusedError("bad_layout", f"has nothing in row {lines[0]}. Choose another row for its header.")
    titles = list(rows[places[0]][1])
    for place in places[1:]:
        titles = combined(titles, rows[place][1])
    found = tuple(rows[place][0] for place in places)
    return Heading(tuple(titles), found, places[-1] + 1, _above(rows, places[0]))


def _width(rows: Sequence[Row]) -> int:
    return max(len(cells) for _, cells in rows[:_SEARCHED])


def _first_full(rows: Sequence[Row]) -> int:
    """The first line that has titles for at least half of the columns in use, rather one without numbers."""
    searched = [cells for _, cells in rows[:_SEARCHED]]
    used = [len(filled(cells)) for cells in searched]
    # The fullest line may be a ragged one, and titles and notes may be many: what the longer lines have counts.
    usual = sorted(used)[3 * len(used) // 4]
    full = [
        place
        for place, count in enumerate(used)
        if 2 * count >= usual and (usual < 2 or not _is_title(searched[place]))
    ]
    labels = [place for place in full[:5] if is_labels(searched[place])]
    return next(iter(labels or full), 0)


def _is_title(cells: Sequence[str]) -> bool:
    """One text in a line: alone, or merged over all of its cells."""
    texts = filled(cells)
    return len(set(texts)) == 1 and not is_value(texts[0])


def is_data_like(header: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether a line looks like the rows beneath it: its first cell, and at least half of its cells."""
    alike = [_is_alike(text.strip(), _column(body, place)) for place, text in enumerate(header) if text.strip()]
    if not body:
        alike = [is_value(text) for text in filled(header)]
    return alike[0] and 2 * sum(alike) >= len(alike)


def _is_alike(text: str, below: Sequence[str]) -> bool:
    """Whether a cell is of the kind of those below it: numbers, the same pattern with digits, or the same text."""
    if is_value(text):
        return share_of_values(below) >= 0.5
    known = [cell.strip() for cell in below if cell.strip()]
    if any(sign.isdigit() for sign in text):
        return 2 * sum(shape(cell) == shape(text) for cell in known) > len(known)
    return text in known


def _column(body: Sequence[Sequence[str]], place: int) -> list[str]:
    return [cells[place] for cells in body if place < len(cells)]


def _double(rows: Sequence[Row], place: int) -> Heading:
    lines = (rows[place][0], rows[place + 1][0])
    titles = combined(rows[place][1], rows[place + 1][1])
    return Heading(tuple(titles), lines, place + 2, _above(rows, place))


def _above(rows: Sequence[Row], place: int) -> tuple[Skipped, ...]:
    return tuple(Skipped(line, "title", shortened(cells)) for line, cells in rows[:place])
