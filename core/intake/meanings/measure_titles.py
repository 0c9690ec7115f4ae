"""Titles of score columns, in long tables ("IGA score") and in wide ones ("Wk12_IGA", "itch.3mo", "baseline BSA")."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from core.intake.meanings.header_measures import BESIDE, CORES, UNSURE, UNSURE_FIELDS
from core.intake.meanings.plain import plain
from core.intake.meanings.visit_words import BASELINE, UNITS
from core.intake.meanings.visits import week_of

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z])")
_SCALE = re.compile(r"(?<![0-9])(0|1) ?(?:-|to|bis|tot|a|_|\.\.) ?(4|5|10|100)(?![0-9])")
_SQUARE = re.compile(r"m ?²|m\^2|[(\[] ?m ?2 ?[)\]]|\bsq", re.IGNORECASE)
WINDOWS = frozenset({"24", "7"})
_WINDOW = frozenset({"h", "hr", "hrs", "hour", "hours", "day", "days", "daily", "last", "past", "previous"})
# Visits that a title may name without a number, and codes of a visit that is one.
_VISIT_CODES = frozenset({"", "month_to_week", "day_to_week", "visit_name", "visit_number", "hyphen_or_minus"})
_VISIT_CODES |= {"screening", "unscheduled", "end_of_treatment"}
_TIME_WORDS = frozenset(word for listed in UNITS.values() for word in listed) | {
    "v",
    "t",
    "visit",
    "tp",
    "visite",
    "fu",
}
# Numbers that also say which hours or days a question is about ("past 24 hours", "last 7 days"): like this, a visit.
_NUMBERED = re.compile(rf"\b(?:{'|'.join(sorted(_TIME_WORDS))}) (?:24|7)\b|\b24 (?:weeks?|wks?)\b")


@dataclass(frozen=True, slots=True)
class Score:
    """The score a title names, the visit part of it, and the range it states.

    ``bare`` where the visit part is a number without a unit, ``unsure`` where the name may be another thing's.
    """

    field: str
    week: str = ""
    scale: str = ""
    bare: bool = False
    unsure: bool = False


def measure(title: str, cores: Mapping[str, str] = CORES) -> Score | None:
    """The score a title names, None where it names none or says anything beyond the score and its visit."""
    return _measure(title, tuple(cores.items()) if cores is not CORES else ())


def score_of(title: str) -> str:
    """The field of the score a title names outright, "" for others."""
    found = measure(title)
    return found.field if found and not found.unsure else ""


@lru_cache(maxsize=65_536)
def _measure(title: str, cores: tuple[tuple[str, str], ...]) -> Score | None:
    if _SQUARE.search(title):
        return None
    known = dict(cores) or CORES | UNSURE_FIELDS
    # "IGAw12" and "baselineIGA": capitals end a word or begin one.
    found = _read(plain(_CAMEL.sub(" ", title)), known) or _read(plain(title), known)
    return replace(found, unsure=found.unsure and not cores) if found else None


def _read(said: str, cores: Mapping[str, str]) -> Score | None:
    scale = _SCALE.search(said)
    parted = re.sub(r"(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])", " ", _SCALE.sub(" ", said))
    tokens = re.findall(r"-?[0-9]+(?:[.,][0-9]+)?|[a-z]+|%", re.sub(r"(?<=[a-z0-9])-", " ", parted))
    split = [part for token in tokens for part in _unglued(token, cores)]
    found = _core(split, cores)
    if found is None:
        return None
    first, last, field = found
    rest = _visit_part(split[:first] + split[last:], field)
    # "IGA 0/1" and "IGA01" are whether the IGA is 0 or 1.
    if rest is None or re.fullmatch("0+[1-35-79]|[0-9]+( [0-9]+)+", rest):
        return None
    bare = rest.isdigit()
    named = f"{scale[1]}-{scale[2]}" if scale else ""
    return Score(field, rest, named, bare, "".join(split[first:last]) in UNSURE)


def _unglued(token: str, cores: Mapping[str, str]) -> list[str]:
    """The parts of "igawk" or "blitch": the name of a score and a word of time."""
    if token in cores or len(token) < 4:
        return [token]
    for core in cores:
        for head, tail in ((token.removeprefix(core), 1), (token.removesuffix(core), 0)):
            if head != token and (head in _TIME_WORDS or head in BASELINE):
                return [core, head] if tail else [head, core]
    return [token]


def _core(tokens: list[str], cores: Mapping[str, str]) -> tuple[int, int, str] | None:
    """Where the longest name of a score stands, and its field."""
    spans = sorted(
        ((first, last) for first in range(len(tokens)) for last in range(first + 1, min(first + 8, len(tokens)) + 1)),
        key=lambda span: span[0] - span[1],
    )
    for first, last in spans:
        field = cores.get("".join(tokens[first:last]))
        if field:
            return first, last, field
    return None


def _visit_part(tokens: list[str], field: str) -> str | None:
    """What names the visit among the tokens beside the score; "" where nothing does, None where something is odd."""
    beside = BESIDE.get(field, frozenset())
    numbered = _NUMBERED.search(" ".join(tokens))
    if numbered and all(token in beside | _TIME_WORDS or token == "%" for token in tokens):
        return numbered[0]
    kept = [token for token in tokens if token not in beside and token != "%"]
    if not kept:
        # "itch_24" beside "itch_12" is a visit; whoever asks about 24 hours says so.
        return "" if _WINDOW & set(tokens) else next((token for token in tokens if token in WINDOWS), "")
    for tried in (tokens, [token for token in tokens if token not in beside - _TIME_WORDS], kept):
        text = " ".join(token for token in tried if token != "%")
        read = week_of(text)
        if read.code in _VISIT_CODES and "not understood" not in read.reason and text:
            return text
    return None
