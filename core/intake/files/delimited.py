"""Text -> rows of cells: which mark separates the cells, what quotes hold together, which line each row has."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from core.intake.files.collecting import Collector
from core.intake.files.rows import Row, Rows
from core.intake.limits import Limits
from core.intake.problems import Problem, RefusedError

DELIMITERS = (",", ";", "\t", "|")
_NAMES = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "bar": "|"}
_SEP_LINE = re.compile(r"\"?sep=(.)\"?\s*?(\r\n|\r|\n|\Z)", re.IGNORECASE)
_SAMPLE_CHARACTERS = 200_000
_SAMPLE_ROWS = 300


def read_rows(text: str, file: str, limits: Limits, delimiter: str = "") -> tuple[Rows, str]:
    """The rows of a delimited text and its delimiter, found where none is given.

    Lines are numbered as a spreadsheet shows them: a blank line counts, a line break inside quotes does not, and a
    ``sep=`` line, which spreadsheets take as an instruction, is not shown. Raises RefusedError.
    """
    csv.field_size_limit(limits.max_cell)
    mark = _SEP_LINE.match(text)
    if mark:
        text = text[mark.end() :]
    delimiter = _NAMES.get(delimiter.casefold(), delimiter) or (mark.group(1) if mark else "") or find_delimiter(text)
    if len(delimiter) != 1 or delimiter in '\r\n"':
        raise RefusedError("bad_layout", "cannot be split: the delimiter has to be one character. Choose another.")
    try:
        return _rows(text, delimiter, limits, strict=True), delimiter
    except _StrayQuoteError as stray:
        rows = _rows(text, delimiter, limits, strict=False)
        return Rows(rows.rows, rows.blank, problems=(_stray_quote(file, stray.line),)), delimiter


def find_delimiter(text: str) -> str:
    """The mark under which most rows have the same number of cells. Raises RefusedError where none makes columns."""
    found = {mark: _agreement(text, mark) for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: found[mark])
    if found[best][0] == 0:
        raise RefusedError(
            "not_a_table",
            "has no columns: no comma, semicolon, tab or vertical bar separates its cells. Export it as CSV.",
        )
    return best


def _agreement(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows have the commonest number of cells above one, and that number."""
    widths: Counter[int] = Counter()
    try:
        sample = text[:_SAMPLE_CHARACTERS]
        for number, cells in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)):
            if number == _SAMPLE_ROWS:
                break
            if len(cells) > 1 and any(map(str.strip, cells)):
                widths[len(cells)] += 1
    except csv.Error:
        pass  # A cell above the limit: what came before it still speaks.
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


class _StrayQuoteError(Exception):
    """A quote inside a cell on one line; ``line`` is where."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _rows(text: str, delimiter: str, limits: Limits, *, strict: bool) -> Rows:
    collector = Collector(limits)
    for line, cells in _numbered(text, delimiter, limits, strict=strict):
        collector.add(line, cells)
    return Rows(collector.rows, collector.blank)


def _numbered(text: str, delimiter: str, limits: Limits, *, strict: bool) -> Iterator[Row]:
    # Written by hand, quotes may stand after a space; a space after the delimiter is kept everywhere else.
    spaced = f'{delimiter} "' in text
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict, skipinitialspace=spaced)
    line, before = 0, 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _reason(str(error), line + 1, reader.line_num - before, limits) from None
        line, before = line + 1, reader.line_num
        yield line, cells


def _reason(error: str, line: int, spanned: int, limits: Limits) -> Exception:
    """What a failure of the csv module means to the person who has the file."""
    if "field limit" in error:
        return RefusedError(
            "cell_too_long",
            f"has a cell of more than {limits.max_cell:,} characters in row {line}. "
            "If a quote is opened there and not closed, close it; else shorten the cell.",
        )
    if "unexpected end of data" in error or spanned > 1:
        return RefusedError(
            "unclosed_quote",
            f'has a quote (") in row {line} that is not closed, so the rows after it cannot be told apart. '
            "Close or remove it, and export again.",
        )
    return _StrayQuoteError(line)


def _stray_quote(file: str, line: int) -> Problem:
    message = f'Row {line}: text follows a closed quote ("). Read without the quotes; look at this row.'
    return Problem("stray_quote", "warning", file, line, "", 1, message, rows=(line,))
