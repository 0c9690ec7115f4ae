"""Plain numbers with or without a unit behind them."""

import re

from core.intake.parsed import Parsed

_NUMBER = re.compile(r"\s*([+-]?\d+(?:\.\d*)?|[+-]?\.\d+)\s*(?:[a-zA-Z]{1,8}\.?)?\s*")
_THOUSANDS = {".": re.compile(r"(?<=\d),(?=\d{3}(?:\D|$))"), ",": re.compile(r"(?<=\d)\.(?=\d{3}(?:\D|$))")}


def quantity(text: str, *, decimal: str = ".") -> Parsed:
    """The number of a cell such as "12", "-3.5" or "12 wks"; ``decimal`` is the decimal mark of the file."""
    plain = _THOUSANDS[decimal].sub("", text.replace("−", "-"))
    found = _NUMBER.fullmatch(plain.replace(",", ".") if decimal == "," else plain)
    return Parsed(float(found[1])) if found else Parsed(None, "not_a_number", "is not a number")
