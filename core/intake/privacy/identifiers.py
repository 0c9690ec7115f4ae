"""Columns that identify people: found by their titles and by the pattern of their cells.

A help and no proof: what looks like nothing may still be a name. Nothing here keeps or shows a cell.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from core.intake.meanings.headers import meaning
from core.intake.meanings.measure_titles import score_of
from core.intake.meanings.medicines import agents
from core.intake.meanings.plain import compact, phrases, plain, words
from core.intake.privacy import identifier_words as known

# The share of the distinct cells that must look alike before their pattern speaks for the column.
MOST = 0.5
# Cells of so many words are text in somebody's own words.
FREE_TEXT_WORDS = 9

# Numbers a hospital finds a patient by: they can serve as keys once replaced.
_KEYS = frozenset({"record number", "national number", "initials and date"})
_MONTHS = r"(?:0[1-9]|1[0-2])"
_DAYS = r"(?:0[1-9]|[12][0-9]|3[01])"
_CAPITAL = "[A-Z\u00c0-\u00de]"
_STREETS = "street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|way"
_ROADS = "straße|strasse|str\\.|straat|weg|laan|gatan|vägen|vej|gade|allee|platz|plein"
_PATTERNS = {
    "e-mail": r"[^@\s,;]+@[^@\s,;]+\.[A-Za-z]{2,}",
    "network address or device": (
        r"https?://\S+|www\.\S+\.\S+|(?:[0-9]{1,3}\.){3}[0-9]{1,3}|(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}"
        r"|(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}"
    ),
    # Social security (US), personal numbers of Denmark, Sweden, Finland and Norway, national insurance (UK).
    "national number": (
        r"[0-9]{3}-[0-9]{2}-[0-9]{4}"
        rf"|{_DAYS}{_MONTHS}[0-9]{{2}}-[0-9]{{4}}|(?:19|20)?[0-9]{{2}}{_MONTHS}{_DAYS}[-+][0-9]{{4}}"
        r"|[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]"
    ),
    "record number": r"[0-9]{3} [0-9]{3} [0-9]{4}|MRN[-:# ]*[0-9]{4,}",
    "phone": (
        r"\+[0-9]{1,3}[ ().-]*[0-9](?:[ ().-]*[0-9]){6,12}"
        r"|\(?[0-9]{3}\)?[ .-][0-9]{3}[ .-][0-9]{4}|[2-9][0-9]{2}-[0-9]{4}"
        r"|\(?0[0-9]{2,4}\)?[ /-][0-9]{3,4}[ -]?[0-9]{3,4}|0[1-9](?:[ .][0-9]{2}){4}|0[67][0-9]{8}"
    ),
    "name": (
        r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Mme|M|Mlle|Sr|Sra|Sig|Sigra|Dhr|Mevr|Pan|Pani)\.? [A-Z]\S+(?: \S+)*"
        rf"|{_CAPITAL}[\w'\u2019-]+(?: {_CAPITAL}[\w'\u2019-]+)?, {_CAPITAL}[\w'\u2019-]+(?: [A-Z]\.?)?"
    ),
    "address": (
        rf"[0-9]{{1,5}}[A-Za-z]? [\w. ]+\b(?:{_STREETS})\b.*|.+(?:{_ROADS}) [0-9]{{1,4}}[a-z]?\b.*"
        r"|(?:[0-9]{1,4},? )?(?:rue|avenue|calle|via|viale|piazza|rua|ul\.|ulica|avenida) .*"
        r"|[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}|[0-9]{4} ?[A-Z]{2}"
    ),
}
_COMPILED = {
    kind: re.compile(pattern, re.IGNORECASE if kind in ("e-mail", "address") else 0)
    for kind, pattern in _PATTERNS.items()
}
# A study number that carries initials and a birth date: "AB-19800214", "JD120380".
_INITIALS_DATE = re.compile(
    rf"[A-Z]{{2,3}}[-_ ]?(?:(?:19|20)[0-9]{{2}}{_MONTHS}{_DAYS}|{_DAYS}{_MONTHS}(?:19|20)?[0-9]{{2}}"
    rf"|[0-9]{{2}}{_MONTHS}{_DAYS})"
)
_DATE = re.compile(
    r"(?:[0-9]{1,2}([-/. ])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2})(?:[ T].*)?"
)
# Columns whose cells look like patterns above without being any: terms with a comma, codes of a site.
_OWN_WORDS = frozenset(
    {"term", "system_organ_class", "race", "agent", "measure_name", "visit", "severity", "cohort", "site"}
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A column that may identify people.

    ``kind`` is one of those of ``identifier_words``, "initials and date" or "flagged". ``by`` tells what gave it away.
    ``key_like`` where its cells tell patients apart and could serve as keys once replaced by pseudonyms.
    """

    kind: str
    by: Literal["header", "values", "dictionary"]
    key_like: bool
    reason: str


def _listed(lists: dict[str, str]) -> dict[str, frozenset[str]]:
    return {kind: frozenset(" ".join(words(entry)) for entry in phrases(listed)) for kind, listed in lists.items()}


_ANYWHERE, _WHOLE = _listed(known.ANYWHERE), _listed(known.WHOLE)
# "name_last" is what "last name" is.
_ANYWHERE["name"] |= {" ".join(reversed(entry.split())) for entry in _ANYWHERE["name"] if len(entry.split()) == 2}
_COMPACT = {kind: frozenset(entry.replace(" ", "") for entry in entries) for kind, entries in _ANYWHERE.items()}
_HARMLESS = {kind: frozenset(words(listed)) for kind, listed in known.HARMLESS.items()}


def screen(title: str, texts: Collection[str], *, flagged: bool = False) -> Hit | None:
    """What makes a column one that identifies people, None where nothing does.

    ``texts`` are its distinct cells; ``flagged`` where a data dictionary marks it as an identifier.
    """
    said = [text.strip() for text in texts if text.strip()]
    kind = _by_title(title)
    if kind and not (kind == "name" and _are_ours(said)):
        return _hit(kind, "header", f"the title says {kind}")
    kind = _by_values(title, said)
    if kind:
        return _hit(kind, "values", f"most cells look like {_A.get(kind, f'a {kind}')}")
    if flagged:
        return Hit("flagged", "dictionary", True, "the data dictionary marks it as an identifier")
    if _is_free_text(title, said):
        return _hit("free text", "values", "cells are text in somebody's own words and may name people")
    return None


def _are_ours(texts: list[str]) -> bool:
    """Whether a column called "name" holds the names of scores or of agents."""
    ours = [text for text in texts if score_of(text) or agents(text).code in ("", "agent_name_normalised")]
    return bool(texts) and len(ours) >= MOST * len(texts)


_A = {"e-mail": "an e-mail address", "address": "an address", "initials and date": "initials and a birth date"}


def _hit(kind: str, by: Literal["header", "values"], reason: str) -> Hit:
    return Hit(kind, by, kind in _KEYS, reason)


def _by_title(title: str) -> str:
    tokens, key = words(title), compact(title)
    whole = " ".join(tokens)
    for kind, entries in _WHOLE.items():
        if whole in entries:
            return kind
    for kind, entries in _ANYWHERE.items():
        if key in _COMPACT[kind]:
            return kind
        if set(tokens) & (_HARMLESS.get(kind, frozenset()) | known.FLAGS):
            continue
        if any(f" {entry} " in f" {whole} " for entry in entries):
            return kind
    return ""


def _by_values(title: str, texts: list[str]) -> str:
    if not texts:
        return ""
    found = meaning(title)
    field = found.field if found and found.how != "suggestion" else ""
    if field == "patient_id" and _share(_INITIALS_DATE, texts) >= MOST:
        return "initials and date"
    for kind, pattern in _COMPILED.items():
        if field in _OWN_WORDS and kind in ("name", "address", "phone") or field == "patient_id" and kind == "phone":
            continue
        enough = len(texts) >= 3 or kind in ("e-mail", "national number")
        if enough and _share(pattern, texts) >= MOST and _share(_DATE, texts) < MOST:
            return kind
    return ""


def _share(pattern: re.Pattern[str], texts: list[str]) -> float:
    return sum(1 for text in texts if pattern.fullmatch(text)) / len(texts)


def _is_free_text(title: str, texts: list[str]) -> bool:
    """Whether half of the cells are sentences, or run over lines."""
    found = meaning(title)
    if len(texts) < 2 or (found is not None and found.field in _OWN_WORDS):
        return False
    return sum(1 for text in texts if "\n" in text or len(text.split()) >= FREE_TEXT_WORDS) >= MOST * len(texts)


def pseudonyms(ids: Iterable[str]) -> dict[str, str]:
    """P001, P002 ... for every identifier, in order of first appearance."""
    known_ids = list(dict.fromkeys(ids))
    width = max(3, len(str(len(known_ids))))
    return {identifier: f"P{place:0{width}d}" for place, identifier in enumerate(known_ids, start=1)}


# Letters of other alphabets, and figures, that look like Latin letters.
_LOOKS = str.maketrans("авеёзікмнорстухѕјαβεικμνορτυχoil|s", "abee31kmh0pctyx5jabe1kmv0ptux01115")
_BETWEEN = re.compile(r"(?<=[a-z])[\s_.\-/]+(?=[0-9])|\s+")


def look_alikes(ids: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Groups of identifiers that differ only in what the eye passes over.

    Case, spaces, invisible characters, leading zeros, a mark between letters and figures, O and 0, l and 1, letters of
    other alphabets. They are never merged: only a person can say whether "P01" and "P1" are one patient.
    """
    groups: dict[str, list[str]] = {}
    for identifier in dict.fromkeys(ids):
        groups.setdefault(look(identifier), []).append(identifier)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def look(identifier: str) -> str:
    """What the eye takes in of an identifier: equal where two differ only in what :func:`look_alikes` names."""
    looks = _BETWEEN.sub("", plain(identifier)).translate(_LOOKS)
    return re.sub(r"(?<![0-9.,])0+(?=[0-9])", "", looks)
