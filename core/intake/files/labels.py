"""Lines between the header and the first row that explain the columns: units, ranges, longer labels."""

import re
from collections.abc import Sequence
from dataclasses import replace

from core.intake.files.heading import Heading, shortened
from core.intake.files.looks import is_like_key, is_number, is_value, share_of_values, words
from core.intake.files.rows import Row, filled
from core.intake.grid import Skipped

_UNIT = re.compile(
    r"%|percent|pct|[(\[].{1,30}[)\]]|(range )?\d+ ?(-|to|\.\.|–) ?\d+( ?(%|points?))?"
    r"|years?|yrs?|months?|weeks?|wks?|days?|points?|score|scale|units?|text|char(acter)?|string|num(eric)?|integer|int|float|number|date|datetime"
    r"|id|key|code|category|categorical|boolean|y/n|yes/no|m/f|f/m|[dmy]{1,4}([-/.][dmy]{1,4}){1,2}|n/?a|-+",
    re.IGNORECASE,
)
# Titles that say nothing, as survey systems write them; the line of labels beneath is then the title.
_CODE = re.compile(r"(Q(ID)?|V|VAR|X|C|COL|FIELD|ITEM)_?\d+([_.]\d+)*(_TEXT)?", re.IGNORECASE)
_IMPORT_ID = re.compile(r'\{"ImportId".*')
_MOST_LINES, _COMPARED = 3, 60


def with_labels(rows: Sequence[Row], heading: Heading) -> tuple[Heading, list[Skipped]]:
    """The heading after the lines that explain it, and those lines. Labels replace titles that are mere codes."""
    skipped: list[Skipped] = []
    titles = list(heading.titles)
    start = heading.start
    while heading.lines and len(skipped) < _MOST_LINES and start + 1 < len(rows):
        line, cells = rows[start]
        below = [texts for _, texts in rows[start + 1 : start + 1 + _COMPARED]]
        why = _why(cells, [texts for texts in below if not _IMPORT_ID.fullmatch(texts[0])])
        if not why:
            break
        if why == "labels":
            titles = [_better(title, cells[place : place + 1]) for place, title in enumerate(titles)]
        skipped.append(Skipped(line, why, shortened(cells)))
        start += 1
    return replace(heading, titles=tuple(titles), start=start), skipped


def _better(title: str, label: Sequence[str]) -> str:
    return label[0].strip() if label and label[0].strip() and _CODE.fullmatch(title.strip()) else title


def _why(cells: Sequence[str], below: Sequence[Sequence[str]]) -> str:
    """ "units" or "labels" where a line explains the columns; empty where it could be a patient's row."""
    texts = filled(cells)
    if all(map(_IMPORT_ID.fullmatch, texts)):
        return "labels"
    if is_like_key(cells, below):
        return ""
    if all(map(_UNIT.fullmatch, texts)) and not all(text.strip("-").casefold() in ("", "na", "n/a") for text in texts):
        return "" if all(map(is_number, texts)) else "units"
    return "labels" if _is_labels(cells, below) else ""


def _is_labels(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether different words stand where all rows beneath have numbers or dates, and no number anywhere.

    A patient's row may say "not done" in every such column, but not something else in each.
    """
    texts = filled(cells)
    if len(below) < 2 or any(map(is_value, texts)):
        return False
    columns = [[row[place] for row in below if place < len(row)] for place in range(len(cells))]
    valued = [place for place, column in enumerate(columns) if share_of_values(column) >= 0.8]
    said = [cells[place].strip() for place in valued if cells[place].strip()]
    return len(said) >= 2 and len(set(said)) == len(said) and sum(map(words, said)) >= 2
