"""Cells that are kept as text but deserve a word: signs one cannot see, formulas, mark-up, garbled letters."""

import re
from collections.abc import Callable, Iterator

import numpy as np
from pandas import DataFrame

from core.intake.files.columns import INVISIBLE
from core.intake.files.looks import is_number
from core.intake.files.rows import counted, rows_text
from core.intake.problems import Problem

_MARK_UP = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9]*[\s/>]|/[a-zA-Z]|!--)")
_TELEPHONE = re.compile(r"[\d\s()./+-]*")
# UTF-8 read as Windows-1252 ("Ã¼", "â€™"), and letters that an earlier program has already lost.
_GARBLED = re.compile("Ã[\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|â€|Â[\u00a0-\u00bf]|\ufffd")


def without_invisible(frame: DataFrame, file: str) -> tuple[DataFrame, list[Problem]]:
    """The table without signs that cannot be seen, and how many cells had them."""
    where = _where(frame, lambda text: not text.isascii() and INVISIBLE.search(text) is not None)
    if not where.any():
        return frame, []
    clean = frame.apply(lambda column: column.map(lambda text: INVISIBLE.sub("", text)))
    count, rows = int(where.sum()), _lines(frame, where)
    message = (
        f"{rows_text(rows)}: {counted(count, 'cell')} held signs that cannot be seen (zero-width or direction signs). "
        "Read without them; if identifiers are among them, check that no two patients became one."
    )
    return clean, [Problem("invisible_characters", "warning", file, rows[0], "", count, message, rows=rows)]


def remarks(frame: DataFrame, file: str) -> Iterator[Problem]:
    """One finding a kind for the whole table."""
    yield from _remark(
        frame,
        _is_formula,
        file,
        "formula_text",
        "what a spreadsheet would run as a formula, or mark-up. Kept as plain text; nothing is run.",
    )
    yield from _remark(
        frame,
        lambda text: not text.isascii() and _GARBLED.search(text) is not None,
        file,
        "mojibake",
        "garbled letters such as “Ã¼” for “ü”. Kept as they stand; export the file again as UTF-8.",
    )


def _remark(frame: DataFrame, test: Callable[[str], bool], file: str, code: str, says: str) -> Iterator[Problem]:
    where = _where(frame, test)
    if where.any():
        rows, count = _lines(frame, where), int(where.sum())
        columns = [str(frame.columns[place]) for place in np.flatnonzero(where.any(axis=0))]
        hold = "holds" if count == 1 else "hold"
        message = f"{rows_text(rows)}: {counted(count, 'cell')} {hold} {says}"
        yield Problem(code, "warning", file, rows[0], ", ".join(columns[:5]), count, message, rows=rows)


def _is_formula(text: str) -> bool:
    if "<" in text and _MARK_UP.search(text):
        return True
    start = text.lstrip()[:1]
    if not start or start not in "=+-@":
        return False
    # "-", "++" are gradings, "-9" and "+1 555" are numbers: only what continues in letters or calls is a formula.
    return len(text.strip("+-=@ ")) > 0 and not is_number(text) and not _TELEPHONE.fullmatch(text)


def _where(frame: DataFrame, test: Callable[[str], bool]) -> "np.ndarray[tuple[int, int], np.dtype[np.bool_]]":
    """Which cells pass a test, asked once for each distinct text of a column."""
    found = np.zeros(frame.shape, dtype=bool)
    for place in range(frame.shape[1]):
        column = frame.iloc[:, place]
        hits = {text for text in column.unique() if test(text)}
        if hits:
            found[:, place] = column.isin(hits)
    return found


def _lines(frame: DataFrame, where: "np.ndarray[tuple[int, int], np.dtype[np.bool_]]") -> tuple[int, ...]:
    return tuple(int(line) for line in frame.index[where.any(axis=1)])
