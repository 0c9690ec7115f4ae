"""IGA, BSA and itch from what a chart says: the score, or why there is none."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from core.intake.meanings.grades import iga
from core.intake.meanings.missing import missing
from core.intake.meanings.numerals import Quantity, quantity
from core.intake.meanings.plain import phrases, plain
from core.intake.parsed import Parsed
from core.schema import ASSESSMENTS

_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
_BARE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
# The possible scores written beside the score: "6 (0-10)".
_RANGE_OF_SCALE = re.compile(r"[(\[]?\b(?:scale |range )?0 ?(?:-|to|bis|tot|a|\.\.) ?(4|10|100)\b ?[)\]]?")
_OUT_OF = re.compile(rf"(-?{_NUMBER}) ?(?:/|out of|of|von|van|sur|de|su|af|av|z) ?(10|100)(?:[.,]0+)?")
_SCORE_WORDS = re.compile(
    r"\b(pp|peak|worst|average|avg|itch|itching|pruritus|prurit|juckreiz|jeuk|nrs|vas|score|points?|pts?|punkte?|punten)\b"
)
_HANDS = re.compile(r"\b(palms?|hand ?prints?|hand ?palms?|hands?|handpalmen|handflachen?|paumes?|palmas?|palmi)\b")
_SQUARE_METRES = re.compile(r"\bm ?(2|\^2|sq)|\bsq ?m\b|square met")
# A word that a patient or a nurse writes for a score of nothing.
_NOTHING = frozenset(
    phrases("none; nil; no; zero; keine; kein; geen; aucun; aucune; ninguno; ninguna; nessuno; nenhum; ingen")
)


@lru_cache(maxsize=65_536)
def bsa(text: str, decimal: str = ".") -> Parsed:
    """Percent of the body surface (float, 0-100).

    "<1 %" is half the limit (0.5) with code "below_limit"; "10-15 %" is the middle with code "range_midpoint"; "~10"
    has code "approximate". Palms are about 1 % each and need a yes. Other codes: "missing_token", "not_scorable"
    (two values, square metres, ">90"), "range_as_date", "value_out_of_range", "decimal_comma", "not_a_number".
    """
    absent = missing(text, "bsa_pct")
    if absent:
        return absent
    said = re.sub(r"\b(bsa|body surface area|body surface|of|total)\b", " ", plain(text)).strip(" :=")
    if _SQUARE_METRES.search(said):
        return Parsed(None, "not_scorable", "is an area in square metres, not a share of the body")
    hands = _HANDS.sub(" ", said)
    found = quantity(_RANGE_OF_SCALE.sub(" ", hands) if "(" in said else hands, decimal)
    if hands != said and found is not None and found.kind == "number":
        return Parsed(found.value, "approximate", "a palm is read as 1 %", certain=False)
    return _score("bsa_pct", said, found)


@lru_cache(maxsize=65_536)
def itch(text: str, decimal: str = ".") -> Parsed:
    """Itch 0-10 (float), from "8", "8/10", "6 (0-10)".

    Of a 0-100 scale ("80/100", "80 mm") a tenth is proposed with code "rescaled". Codes otherwise as for :func:`bsa`.
    """
    absent = missing(text, "itch_nrs")
    if absent:
        return absent
    said = _SCORE_WORDS.sub(" ", plain(text)).strip(" :=")
    said = _RANGE_OF_SCALE.sub(" ", said).strip() if re.search(r"[0-9] ?[(\[]|^[(\[]", said) else said
    out_of = _OUT_OF.fullmatch(said)
    long_scale = bool(out_of and out_of[2] == "100") or bool(re.search(r"[0-9] ?(mm|%)$", said))
    found = quantity(out_of[1] if out_of else re.sub(r" ?mm$", "", said), decimal)
    if long_scale and found is not None and found.kind == "number" and 0 <= found.value <= 100:
        return Parsed(found.value / 10, "rescaled", "is of a scale from 0 to 100", certain=False)
    return _score("itch_nrs", said, found)


def _score(field: str, said: str, found: Quantity | None) -> Parsed:
    """A number on its scale, or what is wrong with the text."""
    if found is None:
        if said in _NOTHING:
            return Parsed(0.0, "text_to_score", "may mean 0 or not recorded", certain=False)
        return Parsed(None, "not_a_number", "is not a number")
    if found.kind in ("range_as_date", "not_scorable"):
        return Parsed(None, found.kind, found.reason)
    if found.value < 0 or found.value > _high(field):
        return _outside(field, found.value)
    code = "" if found.kind == "number" else found.kind
    return Parsed(found.value, code, found.reason, found.certain)


def _outside(field: str, number: float) -> Parsed:
    reason = "is below 0" if number < 0 else f"is above {_high(field):g}"
    return Parsed(None, "value_out_of_range", reason)


def _high(field: str) -> float:
    return ASSESSMENTS[field].high or 0.0


def score_scale(field: str, texts: Collection[str] | Mapping[str, int]) -> str:
    """The scale the scores of a column seem to be on, from their distinct texts.

    "0-4", "0-100" and "0-10" where nothing speaks against it. A question otherwise: "1-5?" or "0-5?" (IGA coded
    otherwise), "0-100?" (itch of a long scale), "fraction?" (BSA as a share of 1), "square metres?" (BSA as an area).
    Where ``texts`` says how often each occurs, a value that is rare among the others is taken for an error of typing
    and not for another scale.
    """
    counts = texts if isinstance(texts, Mapping) else dict.fromkeys(texts, 1)
    numbers = {float(said): counts[text] for text in counts if _BARE.fullmatch(said := plain(text).replace(",", "."))}
    if field == "iga":
        return _grades(numbers, counts)
    if field == "itch_nrs":
        long = {number: count for number, count in numbers.items() if 10 < number <= 100}
        return "0-100?" if len(long) > 2 and sum(long.values()) > 0.05 * sum(numbers.values()) else "0-10"
    return _areas(numbers)


def _grades(numbers: Mapping[float, int], texts: Collection[str]) -> str:
    """The coding of an IGA column: 0-4, unless there is a 5 and no 0, many 5, or words beside that say otherwise."""
    beside = {re.sub(r"[^0-9]", "", text): iga(re.sub(r"[0-9]", "", text)).value for text in texts}
    shifted = [number for number, grade in beside.items() if number and grade is not None and int(number) == grade + 1]
    if len(shifted) > 1:
        return "1-5?"
    fives = numbers.get(5.0, 0)
    if fives and 0.0 not in numbers:
        return "1-5?"
    return "0-5?" if fives > 0.02 * sum(numbers.values()) else "0-4"


def _areas(numbers: Mapping[float, int]) -> str:
    """The unit of a BSA column: percent, unless all values lie where only shares of 1 or square metres do."""
    broken = [number for number in numbers if number != round(number, 1)]
    if len(numbers) > 2 and len(broken) > 1 and max(numbers) <= 1:
        return "fraction?"
    if len(numbers) > 2 and len(broken) > 1 and min(numbers) >= 1.2 and max(numbers) <= 2.8:
        return "square metres?"
    return "0-100"
