"""The time of a visit, in weeks, from what the visit is called."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Literal

from core.intake.meanings.durations import IN_WEEKS, from_days, from_months, from_weeks
from core.intake.meanings.missing import missing
from core.intake.meanings.plain import plain
from core.intake.meanings.visit_words import BASELINE, ENDING, FILLERS, SCREENING, UNITS, UNSCHEDULED
from core.intake.parsed import Parsed
from core.schema import NOMINAL_WEEKS

Kind = Literal["visit", "week", "month", "day"]

# Two times in one name, such as week 12 and month 3, are the same within so many weeks.
APART = 2.5

# Numbers that are weeks and nothing else: as counts of visits they would have neighbours, as months they are unusual.
_SURELY_WEEKS = frozenset({8, 16, 52})
_SURELY_MONTHS = frozenset({0, 1, 2, 3, 4, 6, 9, 12, 15, 18, 24})

_UNIT_OF = {word: unit for unit, listed in UNITS.items() for word in listed}
_UNIT = "|".join(sorted(_UNIT_OF, key=len, reverse=True))
_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
_AFTER = re.compile(rf"(?<![a-z])({_UNIT})\.?[ _.:#=]*(?:nr|no)?[ .]*(-?)({_NUMBER})(?![0-9])")
_BEFORE = re.compile(rf"(?<![a-z0-9.,])(-?)({_NUMBER})[ _.-]*(?:st|nd|rd|th|e|[.])?[ _-]*({_UNIT})(?![a-z])")
_GLUED = re.compile(rf"(?<![a-z])({_UNIT})-({_NUMBER})(?![0-9])")
_SIGNED = re.compile(rf"(?<![a-z])({_UNIT})[ _]+-[ ]?({_NUMBER})(?![0-9])")
_WINDOW = re.compile(rf"\(?(?:\+ ?/? ?-|±|\+-)[ ]?{_NUMBER}[ ]?(?:{_UNIT})?\b\)?")
_SPAN = re.compile(rf"{_NUMBER}[ ]?(?:-|to|bis|tot|a)[ ]?{_NUMBER}")
_ARM = re.compile(r"_arm_[0-9]+[a-z]?$|[ _]*\((?:arm|group|cohort|gruppe|bras)[^)]*\)?$")
_COUNTER = re.compile(
    r"(?<![a-z])(v|t|tp|s|vis|visit|visite|visita|bezoek|besok|besog|wizyta)[ _.:#-]*(?:no|nr)?[ .]*([0-9]+)(?![0-9])"
)
_WORD = re.compile(r"[a-z]+|[0-9]+")


@lru_cache(maxsize=65_536)
def week_of(text: str, *, kind: Kind = "visit") -> Parsed:
    """Weeks from time zero (float) of a visit, by its name alone.

    ``kind`` says what a bare number counts: "week", "month" or "day" where the title of the column says so. Codes:
    "visit_name" (a word for the start), "month_to_week", "day_to_week", "unscheduled", "screening", "end_of_treatment",
    "visit_number" (V3: no telling when), "unknown_visit", "value_out_of_range". A value that is not ``certain`` is a
    proposal. What only the other labels can tell (T4, 12) is told by :func:`weeks_of`.
    """
    absent = missing(text, kind)
    if absent:
        return absent
    said = _WINDOW.sub(" ", _ARM.sub("", plain(text))).replace("(s)", " ").strip()
    bare = re.fullmatch(rf"(-?{_NUMBER})", said)
    if bare:
        return _bare(float(said.replace(",", ".")), kind)
    timed = _timed(said)
    return timed if timed else _named(said)


def weeks_of(texts: Collection[str], *, kind: Kind = "visit") -> dict[str, Parsed]:
    """Weeks of all the visit names of a column, each helped by the others.

    "T0, T4, T8 ... T52" are weeks because visits counted one by one would be called otherwise; "T0 ... T3" stay
    unknown, and "0, 1, 3, 6, 12" are proposed as months.
    """
    found = {text: week_of(text, kind=kind) for text in texts}
    numbers = {text: number for text in found if (number := _counter(text)) is not None}
    read = _counted(set(numbers.values())) if kind == "visit" else None
    if read:
        found |= {text: read[number] for text, number in numbers.items()}
    return found | _hyphenated(found)


def _counter(text: str) -> int | None:
    """The number of a label that is a number, or a letter and a number: 12, T12, V3."""
    match = re.fullmatch(rf"(?:{_COUNTER.pattern}|([0-9]+)(?:[.]0+)?)", plain(text))
    return int(match[2] or match[3]) if match else None


def _counted(numbers: set[int]) -> Mapping[int, Parsed] | None:
    """What numbers without a unit count, judged by the whole set; None where nothing can be told."""
    if numbers <= set(NOMINAL_WEEKS) and numbers & _SURELY_WEEKS:
        return {number: Parsed(float(number), "visit_name", "is read as the week") for number in numbers}
    if len(numbers) > 2 and numbers <= _SURELY_MONTHS and max(numbers) > len(numbers):
        return {number: from_months(float(number), certain=False) for number in numbers}
    return None


def _hyphenated(found: Mapping[str, Parsed]) -> dict[str, Parsed]:
    """Labels such as Week-4, certain where the others are written in the same way from the start on."""
    labels = [text for text, parsed in found.items() if parsed.code == "hyphen_or_minus"]
    start = any(_GLUED.search(plain(text)) and parsed.value == 0 for text, parsed in found.items())
    if len(labels) < 2 or not start:
        return {}
    return {text: Parsed(found[text].value, "visit_name", "is read as the time after the start") for text in labels}


def _bare(number: float, kind: Kind) -> Parsed:
    if kind == "week":
        return from_weeks(number)
    if kind == "month":
        return from_months(number)
    if kind == "day":
        return from_days(number)
    if number in NOMINAL_WEEKS:
        return Parsed(number, "visit_number", "may be a week or the number of a visit", certain=False)
    return Parsed(None, "visit_number", "is a number that does not say when the visit was", certain=False)


def _timed(said: str) -> Parsed | None:
    """A name with a number and a unit of time."""
    if _SPAN.search(said) and not _GLUED.search(said):
        return Parsed(None, "unknown_visit", "is a span of time", certain=False)
    times, rest = _times(said)
    if not times:
        return None
    weeks = [IN_WEEKS[unit](number) for unit, number in times]
    first = next((parsed for (unit, _), parsed in zip(times, weeks, strict=True) if unit == "week"), weeks[0])
    known = [parsed.value for parsed in weeks if parsed.value is not None]
    if known and max(known) - min(known) > APART:
        return Parsed(None, "unknown_visit", "names two different times", certain=False)
    return _judged(first, said, rest)


def _times(said: str) -> tuple[list[tuple[str, float]], str]:
    """Every unit with its number, and the text without them."""
    times = []
    for pattern, unit, sign, number in (
        (_SIGNED, 1, None, 2),
        (_GLUED, 1, None, 2),
        (_BEFORE, 3, 1, 2),
        (_AFTER, 1, 2, 3),
    ):
        while match := pattern.search(said):
            minus = pattern is _SIGNED or (sign is not None and match[sign] == "-" and pattern is _AFTER)
            size = float(match[number].replace(",", "."))
            times.append((_UNIT_OF[match[unit]], -size if minus else size))
            said = f"{said[: match.start()]} {said[match.end() :]}"
    return times, said


def _judged(parsed: Parsed, said: str, rest: str) -> Parsed:
    """A time together with the other words of the name."""
    others = set(_WORD.findall(_COUNTER.sub(" ", rest)))
    glued = _GLUED.search(said)
    if glued and parsed.value:
        # D-7 is often a day before the start, Week-4 seldom a week before it.
        value = None if _UNIT_OF[glued[1]] == "day" else parsed.value
        return Parsed(value, "hyphen_or_minus", "may be after the start or before it", certain=False)
    if others & UNSCHEDULED:
        return Parsed(parsed.value, "unscheduled", "is an unscheduled visit")
    if {"before", "prior", "vor", "avant", "voor", "antes", "prima", "fore", "przed"} & others and parsed.value:
        return Parsed(-parsed.value, "unknown_visit", "is a time before the start", certain=False)
    odd = {word for word in others if word not in FILLERS | BASELINE | ENDING | SCREENING}
    if odd:
        reason = f"is read by its time; not understood: {' '.join(sorted(odd))[:40]}"
        return Parsed(parsed.value, parsed.code or "visit_name", reason, certain=False)
    return parsed


def _named(said: str) -> Parsed:
    """A name without a unit of time."""
    name = " ".join(_WORD.findall(said))
    rest = " ".join(_WORD.findall(_COUNTER.sub(" ", said)))
    trimmed = " ".join(word for word in rest.split() if word not in FILLERS and not word.isdigit())
    if name in BASELINE or trimmed in BASELINE:
        return Parsed(0.0, "visit_name", "is read as week 0")
    for code, reason, listed in (
        ("screening", "is a screening visit: how long before the start is not said", SCREENING),
        ("unscheduled", "is an unscheduled visit: when is not said", UNSCHEDULED),
        ("end_of_treatment", "is the end of treatment or study: when is not said", ENDING),
    ):
        if name in listed or trimmed in listed:
            return Parsed(None, code, reason, certain=False)
    if re.search("[0-9]", said) and not trimmed:
        counter = _COUNTER.fullmatch(said)
        week = float(counter[2]) if counter and counter[1] in ("t", "tp") and int(counter[2]) in NOMINAL_WEEKS else None
        return Parsed(week, "visit_number", "is the number of a visit, which does not say when", certain=False)
    return Parsed(None, "unknown_visit", "does not say when the visit was", certain=False)
