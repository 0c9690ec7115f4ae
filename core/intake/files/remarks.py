"""What there is to say about the lines, columns and numbers of a table, in plain words."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pandas import DataFrame

from core.intake.files.columns import Columns
from core.intake.files.heading import Heading
from core.intake.files.places import Place
from core.intake.files.ragged import EXTRA
from core.intake.files.rows import counted, rows_text
from core.intake.grid import Skipped
from core.intake.problems import Problem

_NAMED = 5


def about_lines(skipped: Sequence[Skipped], place: Place) -> Iterator[Problem]:
    """One note that counts the lines by kind. Rows left out for their extra cells have a finding of their own."""
    lines = [line for line in skipped if line.why != EXTRA]
    if lines:
        kinds = Counter(line.why for line in lines)
        numbers = tuple(line.line for line in lines)
        said = ", ".join(f"{count} x {why}" for why, count in kinds.items())
        message = f"{rows_text(numbers)} of {place.where}: not rows of the table and not read ({said})."
        yield Problem("skipped_lines", "info", place.file, numbers[0], "", len(lines), message, rows=numbers)


def no_header(place: Place, line: int) -> Problem:
    """The question for the header of a table that seems to have none."""
    message = (
        f"Row {line} of {place.where} looks like data, not like titles of columns. Say which row holds the titles, or "
        "that there is none; until then the columns are named by their place."
    )
    return Problem("no_header", "error_until_answered", place.file, line, "", 1, message, rows=(line,))


def no_rows(frame: DataFrame, place: Place) -> Iterator[Problem]:
    if frame.empty:
        message = f"{place.where} has titles of columns, but no rows."
        yield Problem("no_rows", "warning", place.file, None, "", 1, message)


def about_columns(columns: Columns, place: Place, heading: Heading) -> Iterator[Problem]:
    """Titles that stand twice, are missing or hold signs that cannot be seen."""
    row, where = (heading.lines[0] if heading.lines else None), place.where
    for title in columns.repeated:
        labels = [label for label, own in zip(columns.labels, columns.titles, strict=True) if own == title]
        message = f"{len(labels)} columns of {where} are titled “{title[:40]}”. Read as {', '.join(labels[:_NAMED])}."
        yield Problem("duplicate_column_name", "warning", place.file, row, title, len(labels), message)
    if columns.unnamed and heading.lines:
        names, count = ", ".join(columns.unnamed[:_NAMED]), len(columns.unnamed)
        message = f"{counted(count, 'column')} of {where} without a title: read as {names}."
        yield Problem("unnamed_column", "info", place.file, row, names, count, message)
    if columns.empty:
        message = f"{counted(columns.empty, 'empty column')} of {where} without a title: not read."
        yield Problem("empty_column", "info", place.file, row, "", columns.empty, message)
    if columns.invisible:
        message = f"{counted(columns.invisible, 'title')} of {where} held signs that cannot be seen. Read without them."
        yield Problem("invisible_characters", "warning", place.file, row, "", columns.invisible, message)


def about_decimals(found: Mapping[str, Mapping[str, int]], mixed: Sequence[str], place: Place) -> Iterator[Problem]:
    """Decimal commas, and columns that have both marks; ``found`` counts the marks of each column."""
    commas = [label for label, counts in found.items() if "," in counts and label not in mixed]
    if commas:
        count = sum(found[label][","] for label in commas)
        message = f"{counted(count, 'number')} of {place.where} with a decimal comma, read as such."
        columns = ", ".join(commas[:_NAMED])
        yield Problem("decimal_comma", "info", place.file, None, columns, count, message)
    for label in mixed:
        count = min(found[label].values())
        message = f"{label}: some numbers have a decimal comma, others a decimal point. Check the column in your file."
        yield Problem("mixed_decimals", "warning", place.file, None, label, count, message)
