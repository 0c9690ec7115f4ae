"""The parser of each field: the distinct texts of a column -> what each means."""

import re
from collections.abc import Callable, Collection, Sequence

from core.intake.meanings import scores, words
from core.intake.meanings.cohorts import cohort
from core.intake.meanings.grades import iga
from core.intake.meanings.medicines import agents
from core.intake.meanings.missing import missing
from core.intake.meanings.quantities import quantity
from core.intake.parsed import MISSING, Parsed
from core.schema import SPECIAL_INTERESTS

# Texts and the decimal mark of their file -> what each text means.
Reader = Callable[[Sequence[str], str], dict[str, Parsed]]
OLDEST_STORED = 90
_OLD = re.compile(r"(?:>|>=|≥|over )\s*(?:89|9\d)|9\d\s*\+")
_YEARS = re.compile(r"(?i)\s*(?:years?|yrs?|y\.?o?\.?|jaar|jahre|ans)\.?$")
_OLDEST = Parsed(float(OLDEST_STORED), "age_over_89", "an age over 89 is stored as 90, which stands for 90 and over")


def age(text: str) -> Parsed:
    """Age in years; "90+" is 90, the oldest age that is stored."""
    absent = missing(text, "age")
    if absent is not None:
        return absent
    if _OLD.fullmatch(text.strip().casefold()):
        return _OLDEST
    found = quantity(_YEARS.sub("", text))
    if found.value is None:
        return found
    if not 0 <= found.value <= 130:
        return Parsed(None, "value_out_of_range", "is outside 0-130 years")
    return found if found.value <= OLDEST_STORED else _OLDEST


def special_interest(text: str) -> Parsed:
    """One of the events of special interest, by its name; a plain yes or no names none."""
    known = {name.casefold(): name for name in SPECIAL_INTERESTS}
    found = known.get(" ".join(text.split()).casefold())
    return Parsed(found) if found else missing(text, "special_interest") or MISSING


def plain(text: str, field: str) -> Parsed:
    """Text as it stands, on one line; a word for a missing value is none."""
    absent = missing(text, field)
    return Parsed(" ".join(text.split())) if absent is None else absent


def _texts(field: str) -> Reader:
    return lambda texts, decimal: {text: plain(text, field) for text in texts}


def _quantities(field: str) -> Reader:
    def read(texts: Sequence[str], decimal: str) -> dict[str, Parsed]:
        return {text: missing(text, field) or quantity(text, decimal=decimal) for text in texts}

    return read


def _each(parse: Callable[[str], Parsed]) -> Reader:
    return lambda texts, decimal: {text: parse(text) for text in texts}


def _decimal(parse: Callable[..., Parsed]) -> Reader:
    return lambda texts, decimal: {text: parse(text, decimal=decimal) for text in texts}


def _together(parse: Callable[[Collection[str]], dict[str, Parsed]]) -> Reader:
    return lambda texts, decimal: parse(texts)


def _words(name: str) -> Reader:
    return lambda texts, decimal: words.read_all(name, texts)


_TEXTS = ("site", "race", "term", "system_organ_class", "action_taken", "outcome", "verbatim")
_QUANTITIES = ("cream_start_week", "systemic_start_week", "follow_up_weeks")
READERS: dict[str, Reader] = {
    **{name: _words(name) for name in words.PARSERS},
    "patient_id": _each(lambda text: Parsed(text)),
    "cohort": _together(cohort),
    "agent": _each(agents),
    "age": _each(age),
    "iga": _each(iga),
    "bsa_pct": _decimal(scores.bsa),
    "itch_nrs": _decimal(scores.itch),
    "special_interest": _each(special_interest),
    **{field: _texts(field) for field in _TEXTS},
    **{field: _quantities(field) for field in _QUANTITIES},
}
