"""What the title of a column means: a field, the visit it is of, and how sure that is.

A title counts only as a whole: "IGA change" is not the IGA, "date of birth" no date of a visit. Likeness of spelling
is a suggestion and never more; measured on headers of other fields, anything laxer finds meanings in every third.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from math import ceil, floor
from typing import Literal

from core.intake.fields import FIELDS
from core.intake.meanings.header_lookup import (
    ALIASES,
    BETTER,
    BY_LENGTH,
    EXACT,
    SMALL,
    WEAK_AGENTS,
    WEAK_DATES,
    WEAK_KEYS,
    WEAK_STARTS,
    WEAK_VALUES,
    event_part,
    keys_of,
    table_among,
)
from core.intake.meanings.measure_titles import WINDOWS, measure, score_of
from core.intake.meanings.plain import compact, plain, words

How = Literal["exact", "alias", "suggestion"]

# Plain ratio of spelling that is worth a suggestion, and the shortest title it is asked of.
ALIKE = 0.9
SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a title means. ``week`` is the visit part of a wide title ("Wk12_IGA": "wk12"), as it stands there.

    "exact": the name of the field; "alias": a known wording; "suggestion": may be it, never chosen by itself.
    ``scale`` is the range a title names ("0-100"), ``table_hint`` the table the field belongs to.
    """

    field: str
    how: How
    reason: str
    week: str = ""
    table_hint: str = ""
    scale: str = ""


def meaning(title: str, *, neighbours: Collection[str] = ()) -> Meaning | None:
    """What a title means, None where nothing is known; ``neighbours`` are the other titles of the table."""
    return _meaning(title, tuple(neighbours))


@lru_cache(maxsize=65_536)
def _meaning(title: str, neighbours: tuple[str, ...]) -> Meaning | None:
    key = compact(title)
    if not key:
        return None
    others = keys_of(neighbours) - {key}
    if BETTER.get(key, frozenset()) & others:
        return None
    if (
        key not in EXACT
        and ALIASES.get(key) == "verbatim"
        and not any(ALIASES.get(other) == "term" for other in others)
    ):
        # The words of the chart are the term where nobody coded them.
        return _found("term", "alias", "is the only term of its table")
    found = _whole(key) or _score(title, neighbours) or _in_context(title, key, neighbours) or _shortened(title)
    return found or _dated(title, neighbours) or _alike(key)


def _whole(key: str) -> Meaning | None:
    if key in EXACT:
        return _found(EXACT[key], "exact", "is the name of the field")
    if key in ALIASES:
        return _found(ALIASES[key], "alias", "is a known wording")
    return None


def _found(field: str, how: How, reason: str) -> Meaning:
    return Meaning(field, how, f"{reason}: {FIELDS[field].says}", table_hint=FIELDS[field].table)


def _score(title: str, neighbours: tuple[str, ...]) -> Meaning | None:
    """A title that holds the name of a score, at a visit or without one."""
    found = measure(title)
    if found is None:
        return None
    how: How = "alias"
    alike = [other for name in neighbours if name != title and (other := measure(name)) and other.field == found.field]
    if found.week == "m 2" and found.field == "bsa_pct" and not any(other.week.startswith("m ") for other in alike):
        # Square metres, unless it is one month among others.
        return None
    if found.unsure:
        sure = any(score_of(other) not in ("", found.field) for other in neighbours)
        how = "alias" if sure and not _rivals(found.field, title, neighbours) else "suggestion"
    if found.bare:
        # A number without a unit is a visit only beside its like: "IGA_4, IGA_8, IGA_12".
        beside, window = any(other.bare for other in alike), found.week in WINDOWS
        how = "alias" if beside or window else "suggestion"
        found = replace(found, week="") if window and not beside else found
    known = _found(found.field, how, "is a known wording")
    return replace(known, week=found.week, scale=found.scale)


def _rivals(field: str, title: str, neighbours: Iterable[str]) -> bool:
    """Whether another column names the score outright, or another thing is rated in the same way."""
    mark = "nrs" if "nrs" in plain(title) else "vas" if "vas" in plain(title) else ""
    others = [other for other in neighbours if other != title and not _is_like(other, field)]
    return any(score_of(other) == field or (mark and mark in words(other)) for other in others)


def _is_like(title: str, field: str) -> bool:
    """Whether a title may name the same score, such as that of another visit."""
    found = measure(title)
    return found is not None and found.field == field and found.unsure


def _in_context(title: str, key: str, neighbours: tuple[str, ...]) -> Meaning | None:
    """Titles that mean something by themselves only beside others."""
    if key in WEAK_KEYS:
        better = {other for other in keys_of(neighbours) if WEAK_KEYS.index(key) > _place(other)}
        named = better or any(ALIASES.get(other) == "patient_id" for other in keys_of(neighbours))
        return None if named else _found("patient_id", "alias", "is the only number of its table")
    table = table_among(neighbours)
    part = event_part(title, key, events=table == "events")
    if part:
        return _found(part, "alias", "is part of an adverse event")
    if key in WEAK_DATES:
        return _found("visit_date", "alias", "is the only kind of date here")
    if key in WEAK_STARTS:
        return _found("start_date", "alias", "is the start")
    if key in WEAK_VALUES and any(ALIASES.get(other) == "measure_name" for other in keys_of(neighbours)):
        return _found("measure_value", "alias", "stands beside the name of a measure")
    if key in WEAK_AGENTS:
        named = any(ALIASES.get(other) == "agent" for other in keys_of(neighbours))
        return (
            _found("cohort", "suggestion", "may be the cohort")
            if named
            else _found("agent", "alias", "may be the agent")
        )
    return None


def _place(key: str) -> int:
    return WEAK_KEYS.index(key) if key in WEAK_KEYS else len(WEAK_KEYS)


def _shortened(title: str) -> Meaning | None:
    """The title without brackets at its end, without small words, or with "dt" spelt out."""
    without = re.sub(r"\s*[(\[][^)\]]*[)\]]\s*[:?*]*$", "", title.strip())
    fewer = "".join(word for word in words(title) if word not in SMALL)
    dated = "".join("date" if word in ("dt", "dat") else word for word in words(title))
    for key in (compact(without), fewer, dated):
        found = _whole(key) if key and key != compact(title) else None
        if found and not _contradicts(title, without):
            return replace(found, how="alias", reason=_found(found.field, "alias", "is a known wording").reason)
    return None


def _contradicts(title: str, without: str) -> bool:
    """Whether what stands in the brackets makes another thing of the title: an area, a change, a category."""
    inside = set(words(title)) - set(words(without))
    return bool(inside & set(words("m2 m change cfb delta group category cat band diff difference sd mean se p")))


def _dated(title: str, neighbours: tuple[str, ...]) -> Meaning | None:
    """The date of one visit in a wide table: "Wk12_date", "date_week_12"."""
    found = measure(
        title, cores={"date": "visit_date", "visitdate": "visit_date", "datum": "visit_date", "dt": "visit_date"}
    )
    if found is None or not found.week or found.bare:
        return None
    return replace(_found("visit_date", "alias", "is a known wording"), week=found.week)


def _alike(key: str) -> Meaning | None:
    """A known wording that is spelt almost like the title."""
    if len(key) < SHORTEST:
        return None
    matcher = SequenceMatcher(b=key, autojunk=False)
    best, ratio = "", ALIKE
    for name in _similar(key):
        matcher.set_seq1(name)
        if matcher.quick_ratio() >= ratio and matcher.ratio() >= ratio:
            best, ratio = name, matcher.ratio()
    return _found(ALIASES[best], "suggestion", "is spelt almost like a known wording") if best else None


def _similar(key: str) -> Iterator[str]:
    """The known wordings of about the length and the letters of a title: all that can be alike enough."""
    letters = frozenset(key)
    for length in range(ceil(len(key) * ALIKE / (2 - ALIKE)), floor(len(key) * (2 - ALIKE) / ALIKE) + 1):
        most = (1 - ALIKE) * (length + len(key))
        yield from (name for name, own in BY_LENGTH.get(length, ()) if len(letters ^ own) <= most)
