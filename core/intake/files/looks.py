"""What a cell looks like before anyone knows what it means: a number, a date, a title, an identifier."""

import re
from collections.abc import Iterable, Sequence

_NUMBER = re.compile(r"[<>~=]{0,2}\s*[+-]?(\d+([.,' \u00a0\u202f]\d+)*|[.,]\d+)([eE][+-]?\d+)?\s*%?")
_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ]\d{1,2}:\d{2}.*)?"
    r"|\d{4}-\d{2}|\d{1,2}[- .]?[^\W\d_]{3,9}\.?[- ,.]*\d{2,4}|[^\W\d_]{3,9}\.? \d{1,2},? \d{4}"
)
_DIGITS, _LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")


def is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text.strip()) is not None


def is_value(text: str) -> bool:
    """A number or a date: what stands in rows, not in titles."""
    return is_number(text) or _DATE.fullmatch(text.strip()) is not None


def shape(text: str) -> str:
    """The pattern of a text, runs of digits as 9 and of letters as a: "PT-014" is "a-9"."""
    return _LETTERS.sub("a", _DIGITS.sub("9", text.strip()))


def words(text: str) -> bool:
    """Whether a text has at least three letters in a row."""
    return any(len(run) >= 3 for run in _LETTERS.findall(text))


def share_of_values(texts: Iterable[str]) -> float:
    """The share of the cells that are not blank that are numbers or dates; 0 where all are blank."""
    known = [text for text in texts if text.strip()]
    return sum(map(is_value, known)) / len(known) if known else 0.0


def is_like_key(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether the first cell of a line follows the pattern of the identifiers beneath it, or is one of them."""
    key = cells[0].strip()
    others = [row[0].strip() for row in below if row[0].strip()]
    if not key:
        return False
    return key in others or (any(sign.isdigit() for sign in key) and shape(key) in set(map(shape, others)))


def is_labels(cells: Sequence[str]) -> bool:
    """Whether a line could be titles: no number or date in it, and no label of a value beside it ("Site:")."""
    return not any(is_value(text) or text.strip().endswith(":") for text in cells)
