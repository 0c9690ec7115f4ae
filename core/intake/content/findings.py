"""Cells with the same remark -> one finding per kind and column, in the words the user reads."""

from collections.abc import Iterator, Sequence

from pandas import DataFrame

from core.intake.grid import Grid
from core.intake.problems import Level, Problem

# The age of somebody that old is not repeated.
_PRIVATE = {"age_over_89"}
# A remark that starts with one of these says something of the text before it.
_VERBS = ("is", "has", "may", "looks", "says", "names", "could", "does", "stands", "was", "allows")
MAX_SHOWN = 40
_TEXTS_SHOWN = 3
_ROWS_SHOWN = 3
# Names are counted, not the rows that repeat them: one repair mends all of them.
_BY_TEXT = {"agent_name_normalised", "combination_therapy", "unknown_agent", "misspelling"}


def grouped(cells: DataFrame, grids: Sequence[Grid], level: Level, remedy: str = "") -> Iterator[Problem]:
    """One finding per code, table and column of ``cells``: facts with the columns ``code`` and ``reason``.

    "Row 17, BSA: “140” is above 100. Left blank."
    """
    for key, own in cells.groupby(["code", "grid", "column"], sort=False):
        code, number, column = str(key[0]), int(key[1]), str(key[2])
        title = grids[number].titles.get(column, column)
        lines = tuple(sorted({int(line) for line in own["line"]}))
        by_text = code in _BY_TEXT
        count = int(own["text"].nunique()) if by_text else len(own)
        private = code in _PRIVATE
        said = str(own["reason"].iloc[0]) if private else _said(own)
        message = f"{where(lines)}, {title}: {said}. {remedy}".strip()
        first = "" if private else shortened(str(own["text"].iloc[0]))
        yield Problem(code, level, grids[number].name, lines[0], title, count, message, first, lines)


def about_rows(rows: DataFrame, grids: Sequence[Grid], code: str, level: Level, said: str) -> list[Problem]:
    """One finding per table about whole rows: frames with the columns grid and line. "Rows 6 and 7: ..." """
    problems = []
    for number, own in rows.groupby("grid", sort=False):
        lines = tuple(sorted(int(line) for line in own["line"]))
        message = f"{where(tuple(dict.fromkeys(lines)))}: {said}"
        problems.append(Problem(code, level, grids[int(str(number))].name, lines[0], "", len(own), message, rows=lines))
    return problems


def places(rows: DataFrame, grids: Sequence[Grid]) -> str:
    """ "rows 2 and 3", with the tables where there is more than one: "row 2 of a.csv, row 2 of b.csv"."""
    parts = {int(str(number)): own for number, own in rows.groupby("grid", sort=False)}
    said = {
        number: where(sorted({int(line) for line in own["line"]})).replace("Row", "row", 1)
        for number, own in parts.items()
    }
    if len(said) == 1:
        return next(iter(said.values()))
    return ", ".join(f"{lines} of {grids[number].name}" for number, lines in said.items())


def where(lines: Sequence[int]) -> str:
    """ "Row 17", "Rows 6, 11 and 16", "Rows 2, 3, 4 and 7 more"."""
    if len(lines) == 1:
        return f"Row {lines[0]}"
    if len(lines) <= _ROWS_SHOWN:
        return f"Rows {', '.join(map(str, lines[:-1]))} and {lines[-1]}"
    return f"Rows {', '.join(map(str, lines[:_ROWS_SHOWN]))} and {len(lines) - _ROWS_SHOWN} more"


def shortened(text: str) -> str:
    """A cell as a message shows it: on one line, cut where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= MAX_SHOWN else flat[: MAX_SHOWN - 3] + "..."


def _said(cells: DataFrame) -> str:
    """The first texts with what is said of each; texts of which the same is said stand together."""
    distinct = cells[["text", "reason"]].drop_duplicates()
    shown = distinct.head(_TEXTS_SHOWN)
    parts = []
    for reason, own in shown.groupby("reason", sort=False):
        texts = ", ".join(f"“{shortened(str(text))}”" for text in own["text"])
        verb = str(reason).split(" ", 1)[0] in _VERBS
        parts.append(f"{texts}{'' if verb or not reason else ':'} {reason}".strip())
    more = len(distinct) - len(shown)
    return "; ".join(parts) + (f"; and {more} more" if more else "")
