"""Numbers as people write them in a cell: plain, below a limit, about, as a range, or spoilt by a spreadsheet."""

import re
from dataclasses import dataclass
from typing import Literal

from core.intake.meanings.plain import plain
from core.intake.meanings.score_words import ABOUT, PERCENT

Kind = Literal[
    "number", "below_limit", "range_midpoint", "approximate", "decimal_comma", "not_scorable", "range_as_date"
]

# Half of a limit of detection is the usual stand-in; above 1 it would be too coarse to pass without a yes.
SURE_LIMIT = 1.0

_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mrt|maa|mai|mei|okt|dez|dic|gen|mag|giu|lug|ago|set|ott"
_MANGLED = re.compile(
    rf"[0-9]{{1,2}}[-. ]({_MONTH})[a-z]*\.?(?:[- ][0-9]{{2,4}})?|({_MONTH})[a-z]*[-. ][0-9]{{1,4}}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[t ][0-9:.]+)?|[0-9]{1,2}([/.-])[0-9]{1,2}\3[0-9]{4}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}"
)
_PERCENT = re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, PERCENT))})\.?(?![a-z])")
_ABOUT = re.compile("^(?:" + "|".join(rf"{re.escape(word)}\.?(?![a-z])" for word in ABOUT) + ") *")
_SPAN = re.compile(r"([0-9.,]+) ?(?:-|to|bis|tot|till|til|a|do|\.\.\.?) ?([0-9.,]+)")
_BELOW = re.compile(
    r"(?:<=?|≤|less than|under|below|weniger als|unter|minder dan|moins de|menos de|meno di|mindre an) ?([0-9.,]+)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number and how it was written; ``reason`` is what to say about it."""

    value: float
    kind: Kind
    reason: str = ""
    certain: bool = True


def number(text: str, decimal: str = ".") -> float | None:
    """A number written plainly, None for anything else.

    A comma is a decimal mark only where ``decimal`` says so; a point always is, since no score is in the thousands.
    """
    text = text.strip()
    if decimal == ",":
        text = text.replace(",", ".", 1) if "." not in text else text
    return float(text) if re.fullmatch(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", text) else None


def quantity(text: str, decimal: str = ".") -> Quantity | None:
    """The number of a cell, with what a reader of the import should know about it; None where there is none."""
    said = plain(text)
    if _MANGLED.fullmatch(said):
        reason = "looks like a range that a spreadsheet turned into a date"
        return Quantity(0.0, "range_as_date", reason)
    said = " ".join(_PERCENT.sub(" ", said).split()).strip(" ()")
    bare = _ABOUT.sub("", said).strip()
    found = _written(bare, decimal)
    if found is None or bare == said or found.kind != "number":
        return found
    return Quantity(found.value, "approximate", "is an estimate")


def _written(said: str, decimal: str) -> Quantity | None:
    plainly = number(said, decimal)
    if plainly is not None:
        return Quantity(plainly, "number")
    below, span = _BELOW.fullmatch(said), _SPAN.fullmatch(said)
    if below:
        return _below(number(below[1], decimal))
    if span:
        return _middle(number(span[1], decimal), number(span[2], decimal))
    if decimal == "." and (swapped := number(said, ",")) is not None:
        return Quantity(swapped, "decimal_comma", "has a comma where the file has points", certain=False)
    if re.fullmatch(r"(?:>=?|≥|more than|over|above|uber|mehr als|meer dan|plus de) ?[0-9.,]+|[0-9.,]+ ?\+", said):
        return Quantity(0.0, "not_scorable", "says only that it is more")
    if re.fullmatch(r"[0-9.,]+(?: ?[/;|&,] ?[0-9.,]+)+", said):
        return Quantity(0.0, "not_scorable", "has more than one value")
    return None


def _below(limit: float | None) -> Quantity | None:
    if limit is None:
        return None
    reason = f"is below {limit:g}: half of the limit, {limit / 2:g}, stands for it"
    return Quantity(limit / 2, "below_limit", reason, limit <= SURE_LIMIT)


def _middle(low: float | None, high: float | None) -> Quantity | None:
    if low is None or high is None:
        return None
    if low > high:
        return Quantity(0.0, "not_scorable", "is a range that runs backwards")
    middle = (low + high) / 2
    return Quantity(middle, "range_midpoint", f"is a range: its middle, {middle:g}, stands for it")
