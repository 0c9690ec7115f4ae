"""Calendar dates from a fixed list of written forms.

Nothing is guessed: "03/04/2024" alone is no date, and a day that does not exist is not moved to one that does.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from core.intake.meanings.date_words import BESIDE, MONTHS, UNKNOWN
from core.intake.meanings.missing import missing
from core.intake.meanings.plain import plain
from core.intake.parsed import Parsed

Order = Literal["ymd", "dmy", "mdy"]

# Spreadsheets count days from here (their 1900 had a leap day that it had not); the serial numbers accepted as dates
# reach from 1954 to 2064, and below the second number the system that counted may be another.
SPREADSHEET_START = date(1899, 12, 30)
SERIALS = (20_000, 60_000)
SURE_SERIAL = 36_526

_TIME = re.compile(
    r"(?:[ t]+|:(?=[0-9]{2}:))[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?\s?(?:am|pm)?\s?"
    r"(?:z|utc|[+-][0-9]{2}:?[0-9]{2})?$"
)
_NUMERIC = re.compile(r"([0-9]{1,4})\s?([/.\-\s])\s?([0-9]{1,2})\s?\2\s?([0-9]{1,4})\.?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_PART = re.compile(r"[0-9]+|[a-z]+|\?+|-{1,2}(?=[/-])")
_ISO_PART = re.compile(
    r"([0-9]{4})(?:[-/]([0-9]{2}))?(?:[-/](?:[a-z?]{2,3}|-))?|([0-9]{4})-(?:[a-z?]{2,3})(?:-[a-z?]{2})?"
)
_MONTH_PART = re.compile(r"([0-9]{1,2})[/.]([0-9]{4})")

DAY_ORDERS: tuple[Order, ...] = ("dmy", "mdy")
# With two figures for the year, years so far back are days of a month instead.
_YEARS_BACK = 15
Numbers = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which only the year, or the year and the month, is known."""

    year: int
    month: int | None = None

    def __str__(self) -> str:
        return f"{self.year:04d}" if self.month is None else f"{self.year:04d}-{self.month:02d}"


@lru_cache(maxsize=65_536)
def parse_date(text: str, order: Order | None, *, serial: bool = True, today: date | None = None) -> Parsed:
    """The date of a cell (datetime.date), or a :class:`PartialDate` with code "partial_date".

    ``order`` is that of the column; without one only dates that allow a single reading are read. ``serial`` lets
    five-figure numbers be day counts of a spreadsheet (code "excel_serial"). Other codes: "ambiguous_date",
    "impossible_date", "not_a_date". Times of day are dropped. A two-figure year is the latest that is at most a year
    after ``today``.
    """
    absent = missing(text, "visit_date")
    if absent:
        return absent
    said = _TIME.sub("", plain(text)).strip().rstrip(".")
    numbers = numbers_of(text)
    if numbers:
        return _numeric(numbers, order, today)
    compact = _COMPACT.fullmatch(said)
    if compact:
        return _day(int(compact[1]), int(compact[2]), int(compact[3]))
    count = _SERIAL.fullmatch(said)
    if count and serial and SERIALS[0] <= int(count[1]) < SERIALS[1]:
        return _counted(int(count[1]))
    return _partial(said) or _written(said, today)


def numbers_of(text: str) -> Numbers | None:
    """The three numbers of a numeric date, None for other texts."""
    found = _NUMERIC.fullmatch(_TIME.sub("", plain(text)).strip())
    return (found[1], found[3], found[4]) if found else None


def _numeric(numbers: Numbers, order: Order | None, today: date | None) -> Parsed:
    first, second, third = (int(number) for number in numbers)
    if len(numbers[0]) == 4:
        return _day(first, second, third)
    if len(numbers[0]) > 2 or len(numbers[2]) == 3:
        return Parsed(None, "not_a_date", "is not a date")
    year = third if len(numbers[2]) == 4 else _century(third, today)
    readings = {
        "dmy": (year, second, first),
        "mdy": (year, first, second),
        "ymd": (_century(first, today), second, third),
    }
    if order is not None and not (order == "ymd" and len(numbers[2]) == 4):
        return _day(*readings[order])
    short = len(numbers[2]) == 2 and is_recent(first, today)
    names = (*DAY_ORDERS, "ymd") if short else DAY_ORDERS
    days = {day.value for name in names if (day := _day(*readings[name])).value}
    if len(days) == 1:
        return Parsed(days.pop())
    if not days:
        return Parsed(None, "impossible_date", "is not a day of the calendar")
    return Parsed(None, "ambiguous_date", "could be day/month or month/day", certain=False)


def is_recent(year: int, today: date | None) -> bool:
    latest = (today or date.today()).year + 1
    return latest - _YEARS_BACK <= _century(year, today) <= latest


def _century(year: int, today: date | None) -> int:
    latest = (today or date.today()).year + 1
    return 2000 + year if 2000 + year <= latest else 1900 + year


def _day(year: int, month: int, day: int) -> Parsed:
    try:
        return Parsed(date(year, month, day))
    except ValueError:
        if 1900 <= year <= 2100 and 1 <= day <= 12 < month <= 31:
            return Parsed(None, "impossible_date", "has the day and the month the other way round than its column")
        return Parsed(None, "impossible_date", "is not a day of the calendar")


def _counted(days: int) -> Parsed:
    day = SPREADSHEET_START + timedelta(days=days)
    certain = days >= SURE_SERIAL
    return Parsed(day, "excel_serial", f"is a day count of a spreadsheet, read as {day.isoformat()}", certain)


def _partial(said: str) -> Parsed | None:
    iso, month = _ISO_PART.fullmatch(said), _MONTH_PART.fullmatch(said)
    if iso:
        return _known_part(int(iso[1] or iso[3]), int(iso[2]) if iso[2] else None)
    return _known_part(int(month[2]), int(month[1])) if month else None


def _known_part(year: int, month: int | None) -> Parsed:
    if not 1900 <= year <= 2100 or (month is not None and not 1 <= month <= 12):
        return Parsed(None, "impossible_date", "is not a month of the calendar")
    missing_part = "month and day are" if month is None else "day is"
    return Parsed(PartialDate(year, month), "partial_date", f"is part of a date: its {missing_part} not known")


def _written(said: str, today: date | None) -> Parsed:
    """A date with its month as a word: 25MAR2024, 25-Mar-24, March 25, 2024, 25. März 2024, UN-MAR-2024."""
    parts = [part for part in _PART.findall(said) if part not in BESIDE or part in MONTHS]
    months = [MONTHS[part] for part in parts if part in MONTHS]
    numbers = [part for part in parts if part.isdigit()]
    unknown = [part for part in parts if part in UNKNOWN]
    if len(months) + len(numbers) + len(unknown) != len(parts) or len(months) > 1 or len(numbers) > 2:
        return Parsed(None, "not_a_date", "is not a date")
    if months and len(numbers) == 2:
        return _day_of_month(numbers, months[0], today)
    year = next((int(number) for number in numbers if len(number) == 4), None)
    if year is None or (not months and not unknown):
        return Parsed(None, "not_a_date", "is not a date")
    other = [int(number) for number in numbers if len(number) != 4]
    return _known_part(year, months[0] if months else other[0] if other else None)


def _day_of_month(numbers: list[str], month: int, today: date | None) -> Parsed:
    if len(numbers[0]) == 4:
        year, day = numbers
    else:
        day, year = numbers
    if len(day) > 2 or len(year) not in (2, 4):
        return Parsed(None, "not_a_date", "is not a date")
    return _day(int(year) if len(year) == 4 else _century(int(year), today), month, int(day))
