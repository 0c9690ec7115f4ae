"""Rows of cells -> a Grid, with every line, cell and column that is not in it said."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pandas import DataFrame, Index

from core.intake.files import scan
from core.intake.files.body import Body, split
from core.intake.files.collecting import too_many_rows
from core.intake.files.columns import Columns, columns_of
from core.intake.files.decimals import decided, marks
from core.intake.files.heading import Heading, find_heading
from core.intake.files.labels import with_labels
from core.intake.files.lines import BLOCK_TITLE
from core.intake.files.places import Place
from core.intake.files.ragged import squared
from core.intake.files.remarks import about_columns, about_decimals, about_lines, no_header, no_rows
from core.intake.files.rows import Row, Rows
from core.intake.grid import Grid, Skipped
from core.intake.limits import Limits
from core.intake.problems import Problem, RefusedError

BLOCK = "block"


def grid_of(table: Rows, place: Place, limits: Limits) -> tuple[Grid, list[Problem]]:
    """The table and what there is to say about how it was read. Raises RefusedError."""
    if not table.rows:
        raise RefusedError("empty_file", "holds no rows. Export it again.")
    heading, explained = with_labels(table.rows, find_heading(table.rows, place.header_lines))
    problems = [*table.problems, *([] if heading.certain else [no_header(place, table.rows[heading.start][0])])]
    body = split(table.rows, heading)
    if place.kind == "text":
        titles, body, ragged = squared(heading.titles, body, place.file)
        heading, problems = replace(heading, titles=titles), problems + ragged
    if len(body.rows) > limits.max_rows:
        raise too_many_rows(limits)
    columns = _columns(heading.titles, body.rows)
    frame, invisible = scan.without_invisible(_frame(columns, body.rows), place.file)
    titles_of = dict(zip(columns.labels, columns.titles, strict=True))
    frame = _with_block(frame, titles_of, body)
    skipped = _skipped(table, heading, explained, body)
    problems += [*about_columns(columns, place, heading), *about_lines(skipped, place), *invisible]
    problems += [*no_rows(frame, place), *scan.remarks(frame, place.file)]
    known = zip(columns.places, columns.labels, strict=True)
    formats = {label: table.formats[at] for at, label in known if at in table.formats}
    decimal, differing, said = _decimal(frame, formats, place)
    layout = replace(place.layout, decimal=decimal, header_lines=heading.lines)
    grid = Grid(place.file, place.part, place.kind, frame, layout, titles_of, skipped, {**differing, **formats})
    return grid, problems + said


def _columns(titles: Sequence[str], rows: Sequence[Row]) -> Columns:
    """The columns of a table; whether one has cells is asked only of those that lack a title."""
    width = max((len(cells) for _, cells in rows), default=0)
    used = [place < len(titles) and bool(titles[place].strip()) for place in range(width)]
    for place in (place for place in range(width) if not used[place]):
        used[place] = any(place < len(cells) and cells[place].strip() for _, cells in rows)
    return columns_of(titles, used)


def _frame(columns: Columns, rows: Sequence[Row]) -> DataFrame:
    lines = Index([line for line, _ in rows], dtype="int64", name="line")
    width = max(columns.places, default=-1) + 1
    cells = [row if len(row) >= width else [*row, *[""] * (width - len(row))] for _, row in rows]
    named = zip(columns.places, columns.labels, strict=True)
    data = {label: [row[place] for row in cells] for place, label in named}
    return DataFrame(data, index=lines, columns=list(columns.labels), dtype="str")


def _with_block(frame: DataFrame, titles: dict[str, str], body: Body) -> DataFrame:
    """The titles of stacked blocks as a column more: of "Site: Alpha" its title is "Site", and its cell "Alpha"."""
    if not any(line.why == BLOCK_TITLE for line in body.skipped):
        return frame
    label = BLOCK if BLOCK not in frame else f"{BLOCK} title"
    known = [block for block in body.blocks if block]
    before = {block.partition(":")[0].strip() for block in known}
    one = len(before) == 1 and all(":" in block for block in known)
    titles[label] = before.pop() if one else label
    cells = [block.partition(":")[2].strip() if one else block for block in body.blocks]
    return frame.assign(**{label: cells}).astype("str")


def _skipped(table: Rows, heading: Heading, explained: Sequence[Skipped], body: Body) -> tuple[Skipped, ...]:
    empty = [Skipped(line, "empty row", "") for line in table.blank]
    return tuple(sorted([*heading.above, *explained, *body.skipped, *empty], key=lambda skipped: skipped.line))


def _decimal(frame: DataFrame, formats: Mapping[str, str], place: Place) -> tuple[str, dict[str, str], list[Problem]]:
    """The decimal mark of the table, the columns that differ, and what to say about it."""
    if place.layout.decimal:
        return place.layout.decimal, {}, []
    found = {label: counts for label, counts in marks(frame).items() if label not in formats}
    table, differing, mixed = decided(found)
    return table, differing, list(about_decimals(found, mixed, place))
