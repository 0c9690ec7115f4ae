"""Rows of a text file with more or fewer cells than its header."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from core.intake.files.body import Body
from core.intake.files.heading import shortened
from core.intake.files.rows import Row, counted, rows_text
from core.intake.grid import Skipped
from core.intake.problems import Problem

EXTRA = "extra cells"


def squared(titles: Sequence[str], body: Body, file: str) -> tuple[tuple[str, ...], Body, list[Problem]]:
    """Titles and rows of one width.

    A row with too few cells is filled up with empty ones. One with too many is left out: which of its cells is one
    too many nobody can know, and the cells after it would stand under wrong titles.
    """
    titles = _titles(titles, body.rows)
    width = len(titles)
    long = [row for row in body.rows if len(row[1]) > width and any(cell.strip() for cell in row[1][width:])]
    short = tuple(line for line, cells in body.rows if len(cells) < width)
    left_out = {line for line, _ in long}
    kept = [place for place, (line, _) in enumerate(body.rows) if line not in left_out] if long else None
    problems = [*([_too_many(long, width, file)] if long else []), *([_too_few(short, width, file)] if short else [])]
    rows = body.rows if kept is None else [body.rows[place] for place in kept]
    blocks = body.blocks if kept is None else [body.blocks[place] for place in kept]
    skipped = [*body.skipped, *(Skipped(line, EXTRA, shortened(cells)) for line, cells in long)]
    trimmed = [(line, cells[:width]) if len(cells) > width else (line, cells) for line, cells in rows]
    return titles, replace(body, rows=trimmed, blocks=blocks, skipped=skipped), problems


def _titles(titles: Sequence[str], rows: Sequence[Row]) -> tuple[str, ...]:
    """The titles, with a blank one before them where every row starts with its number and the header does not."""
    widths = Counter(len(cells) for _, cells in rows)
    if not any(titles) and widths:
        return ("",) * widths.most_common(1)[0][0]
    if set(widths) == {len(titles) + 1} and [cells[0] for _, cells in rows] == [str(n + 1) for n in range(len(rows))]:
        return ("", *titles)
    return tuple(titles)


def _too_many(rows: Sequence[Row], width: int, file: str) -> Problem:
    lines = tuple(line for line, _ in rows)
    cells = rows[0][1]
    split = any(one.strip().isdigit() and two.strip().isdigit() for one, two in zip(cells, cells[1:], strict=False))
    cause = "a number with a comma (13,7) or a text" if split else "a text"
    has = f"has more cells ({len(cells)})" if len(lines) == 1 else f"have more cells ({len(cells)} in row {lines[0]})"
    message = (
        f"{rows_text(lines)}: {has} than the {counted(width, 'title')} of the header. Perhaps {cause} holds the "
        "delimiter without quotes. Left out; correct it in your file."
    )
    return Problem("extra_cells", "error_row", file, lines[0], "", len(lines), message, rows=lines)


def _too_few(lines: tuple[int, ...], width: int, file: str) -> Problem:
    verb = "has" if len(lines) == 1 else "have"
    header = f"the {counted(width, 'title')} of the header"
    message = f"{rows_text(lines)}: {verb} fewer cells than {header}. The last are taken as empty; check these rows."
    return Problem("missing_cells", "warning", file, lines[0], "", len(lines), message, rows=lines)
