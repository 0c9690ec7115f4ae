"""Which of the two cohorts a label means: A had the cream first, B the systemic."""

import re
from collections.abc import Collection
from functools import lru_cache

from core.intake.meanings.medicine_words import NAMES
from core.intake.meanings.missing import missing
from core.intake.meanings.plain import phrases, plain
from core.intake.parsed import Parsed

_CREAM = frozenset(
    phrases(
        """
        cream; rux; ruxolitinib; opzelura; topical; topicals; creme; crema; krem; kram; salbe; salve; opz;
        topisch; topique; topico; topica; topicale; zalf; pommade; unguento; masc
        """
    )
)
_SYSTEMIC = frozenset(
    phrases(
        """
        systemic; systemics; sys; syst; biologic; biologics; oral; injectable; agent; systemisch;
        systemische; systemtherapie; systemika; systemique; sistemico; sistemica; systemisk; systemiczne; systemowe;
        ogolne; biologika; biologikum; biologique; biologico; immunosuppressant
        """
    )
)
# What joins the two, as signs: > the first came before, < after, + was added, 1 was first, & together.
_JOINTS = tuple(
    (
        sign,
        "|".join(rf"(?<![a-z]){re.escape(entry)}(?![a-z])" for entry in sorted(phrases(listed), key=len, reverse=True)),
    )
    for sign, listed in (
        ("c", "topical jak inhibitor; topical jaki; topical jak; jak inhibitor cream; jak cream"),
        (
            ">",
            "then; followed by; before; prior to; dann; puis; luego; poi; daarna; gevolgd door; vor; avant; antes de",
        ),
        (">", "prima di; potem; derefter; darefter; gefolgt von; suivi de; seguido de; seguito da; nachher"),
        ("<", "after; following; while on; on top of; added to; added on to; add on to; add-on to; started on; nach"),
        ("<", "apres; despues de; dopo; ajoute a; ajoutee a; anadido a; anadida a; aggiunto a; aggiunta a; na; op"),
        ("<", "toegevoegd aan; zusatzlich zu; en plus de; ademas de; tillagd till; dodano do"),
        (
            "+",
            "added on; add-on; add on; addon; added; adding; adds; add; hinzu; hinzugefugt; toegevoegd",
        ),
        ("+", "ajoute; ajoutee; anadido; anadida; aggiunto; aggiunta; second; second line; tillagd; dodany"),
        (
            "1",
            "first; initially; initial; 1st; zuerst; erst; eerst; d'abord; primero; primeiro; premier; first line",
        ),
        (
            "1",
            "preexisting; pre-existing; existing; ongoing; background; baseline; already on; forst; najpierw; prima",
        ),
        ("t", "to"),
    )
)
_ARROW = re.compile("-+>|=+>|→|>+")
_LONE = re.compile(r"(?<![a-z0-9])([ab])(?![a-z0-9])")
_GLUED = re.compile(r"(?:cohort|group|arm|grp|gr|coh|kohorte|gruppe)?([ab])")
# Words beside a lone A or B that leave it the name of a group.
_NEUTRAL = frozenset(
    phrases(
        """
        cohort; group; grp; arm; kohorte; gruppe; cohorte; groupe; grupo; gruppo; groep; coorte; kohort; grupp; bras;
        brazo; braccio; braco; grupa; ramie; kohorta; study; treatment; no; nr; the; patients; assigned; c; coh; trt
        """
    )
)
# Sequences of signs, and which treatment of theirs came first; -1: the other than the one named.
_WORDINGS = (
    (r"\+([cs])[<t]([cs])", 2),
    (r"([cs])\+?<([cs])", 2),
    (r"([cs])1*>1*\+?([cs])", 1),
    (r"<([cs])([cs])", 1),
    (r"([cs])1?([cs])\+", 1),
    (r"([cs])1?\+([cs])", 1),
    (r"([cs])1", 1),
    (r"1([cs])", 1),
    (r"^\+([cs])$|^([cs])\+$", -1),
)
_NUMBERED = re.compile(r"[^0-9]*?([0-9]+)(?:\.0)?")
_ROMAN = {"i": "1", "ii": "2"}


def cohort(texts: Collection[str]) -> dict[str, Parsed]:
    """The cohort of every label of a column.

    Plain letters and wordings that say what came first are certain (code "cohort_label" unless the label is A or B
    itself). Numbers (0 and 1, arm_1 and arm_2) are proposals with code "cohort_code", made only where there are exactly
    two of them. "A: Drug X" and other names are questions without a proposal, code "cohort_unknown".
    """
    read = {text: _by_itself(text) for text in texts}
    open_texts = [text for text, parsed in read.items() if parsed.code == "cohort_unknown"]
    numbers = {text: _number(text) for text in open_texts}
    pair = sorted({number for number in numbers.values() if number})
    if pair in (["0", "1"], ["1", "2"]) and not {p.value for p in read.values()} & {"A", "B"}:
        for text, number in numbers.items():
            if number:
                value = "AB"[pair.index(number)]
                reason = f"is a number; the lower is proposed as A, the higher as B: here {value}"
                read[text] = Parsed(value, "cohort_code", reason, certain=False)
    return read


@lru_cache(maxsize=4096)
def _by_itself(text: str) -> Parsed:
    """What a label says without the others."""
    absent = missing(text, "cohort")
    if absent:
        return absent
    said = plain(text)
    letter, order = _letter(said), _order(said)
    if letter and order and letter != order:
        return _unknown("has a letter and a wording that disagree")
    if order:
        return Parsed(order, "cohort_label", f"says that the {'cream' if order == 'A' else 'systemic'} came first")
    if letter:
        others = {word for word in re.findall("[a-z]+", said) if word not in _NEUTRAL and not _GLUED.fullmatch(word)}
        if others:
            return _unknown(f"has the letter {letter}, but its words may mean another group")
        bare = said in ("a", "b") or re.fullmatch(r"(cohort|group|arm) [ab]", said)
        return Parsed(letter, "" if bare else "cohort_label", "" if bare else f"is read as cohort {letter}")
    return _unknown("does not say which treatment came first")


def _letter(said: str) -> str:
    found = set(_LONE.findall(said)) or set(_GLUED.findall(said) if _GLUED.fullmatch(said) else ())
    return found.pop().upper() if len(found) == 1 else ""


def _order(said: str) -> str:
    """The cohort a wording such as "cream first" or "cream added to systemic" describes, "" where it says nothing."""
    signs = _signs(said)
    if "c1" in signs and "s1" in signs:
        return ""
    for pattern, first in _WORDINGS:
        found = re.search(pattern, signs)
        if found and (found.lastindex == 1 or found[1] != found[2]):
            came_first = found[first] if first > 0 else {"c": "s", "s": "c"}[found[1] or found[2]]
            return "A" if came_first == "c" else "B"
    return ""


def _signs(said: str) -> str:
    """The label as signs, each treatment once in a row: "cream added to systemic" is c<s."""
    marked = _ARROW.sub(" > ", f" {said} ")
    for sign, pattern in _JOINTS:
        marked = re.sub(pattern, f" {sign} ", marked)
    signs = ""
    for word in re.findall(r"[a-z]{2,}|[<>+1tc](?= )", marked):
        sign = "c" if word in _CREAM else "s" if word in _SYSTEMIC or word in NAMES else word if len(word) == 1 else ""
        # "ruxolitinib cream", "systemic biologic": one treatment, two words.
        signs += "" if sign and signs.endswith(sign) else sign
    return signs


def _number(text: str) -> str:
    said = plain(text)
    found = _NUMBERED.fullmatch(said)
    roman = re.fullmatch(r"[a-z]+[ _-](i{1,2})", said)
    return found[1] if found else _ROMAN[roman[1]] if roman else ""


def _unknown(reason: str) -> Parsed:
    return Parsed(None, "cohort_unknown", reason, certain=False)
