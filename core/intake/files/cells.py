"""One number of a workbook -> the text a reader of the workbook sees, as far as that changes its meaning."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import isfinite
from typing import Literal

CellKind = Literal["number", "percent", "date", "time"]

# Signs of a number format that are shown as they stand, e.g. 0" %BSA", and colours, conditions and languages.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ZEROS = re.compile(r"0{2,}")
_WHOLE = 1e15  # beyond it a float no longer counts in ones
_SMALL = 1e-9
# Day 0 of the two calendars of Excel. The first believes in a 29 February 1900, so its days before that are one off.
EPOCH_1900, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_FALSE_LEAP_DAY = 60


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a number format makes of a number; ``width`` is that of a format of zeros, as identifiers have."""

    kind: CellKind = "number"
    width: int = 0


def number_format(code: str) -> NumberFormat:
    """The meaning of a number format such as "0.0%" or "dd/mm/yyyy"."""
    plain = _LITERAL.sub("", code.partition(";")[0]).casefold()
    if "%" in plain:
        return NumberFormat("percent")
    if _ZEROS.fullmatch(plain):
        return NumberFormat(width=len(plain))
    if plain == "general":
        return NumberFormat()
    if any(sign in plain for sign in "dy") or ("m" in plain and not any(sign in plain for sign in "hs")):
        return NumberFormat("date")
    return NumberFormat("time" if any(sign in plain for sign in "hs") else "number")


def number_cell(written: str, shown: NumberFormat, epoch: datetime) -> tuple[str, CellKind]:
    """The text of a number and its kind: 0.15 shown as 15% is "15", a percent; a date is ISO text."""
    value = float(written)
    if not isfinite(value):
        return written, "number"
    if shown.kind == "percent":
        return number_text(value * 100, 12), "percent"
    if shown.kind in ("date", "time"):
        try:
            return _moment(value, shown.kind, epoch), shown.kind
        except OverflowError:
            return number_text(value), "number"  # no calendar has that day
    text = number_text(value)
    return (text.zfill(shown.width) if text.isdigit() else text), "number"


def _moment(days: float, kind: CellKind, epoch: datetime) -> str:
    # To the second: a fraction of a day is not exact.
    moment = epoch + timedelta(seconds=round(days * 86_400))
    if epoch == EPOCH_1900 and days < _FALSE_LEAP_DAY:
        moment += timedelta(days=1)
    if kind == "time" and days < 1:
        return moment.time().isoformat()
    return moment.date().isoformat() if days == int(days) else moment.isoformat(" ", "minutes")


def number_text(value: float, digits: int = 15) -> str:
    """A number without ".0", without binary noise, and without an exponent where its size is ordinary."""
    if abs(value) < _WHOLE and value == int(value):
        return str(int(value))
    text = f"{value:.{digits}g}"
    return f"{value:.{digits}f}".rstrip("0") if "e-" in text and abs(value) > _SMALL else text
