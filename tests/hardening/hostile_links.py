"""Queries nobody would send by mistake, made from a seed: the same ones on every machine."""

import random
import string
from urllib.parse import quote, urlencode

from core.chart_options import CHART_OPTIONS
from core.selection import EVENT_FILTERS, EVENT_OPTIONS, GROUPINGS, PATIENT_FILTERS
from tests.hardening.hostile_text import TEXTS

KNOWN = (*PATIENT_FILTERS, *EVENT_FILTERS, "by", *CHART_OPTIONS, "pin", "data", "v", "scene")
FOREIGN = (
    "embed",
    "embed_options",
    "page",
    "__proto__",
    "constructor",
    "select",
    "",
    " ",
    "a[]",
    "a.b",
    "cohort ",
    "COHORT",
)
RAW = (
    "%",
    "%zz",
    "%00",
    "%ff%fe",
    "%ed%a0%80",
    "%c0%ae%c0%ae/",
    "%u0041",
    "&&&&",
    "=",
    "==&=",
    ";cohort=A;",
    "cohort",
    "cohort=",
    "cohort=A&cohort",
    "?" * 50,
    "#fragment",
    "cohort=A%26agent%3Ddupilumab",
    "cohort[]=A&cohort[0]=B",
    "..%2f..%2fetc%2fpasswd",
    "agent=%2b%2b%2b",
    "pin=pin%3Dpin%253Dcohort%25253DA",
    "pin=" + quote("cohort=A&" * 100),
    "by=nothing&by=agent&by=site",
    "cohort=" + "A" * 20_000,
    "&".join(["agent=dupilumab"] * 900),
    "&".join(f"p{number}=1" for number in range(900)),
    "week=1e400&values=nan&threshold=-inf",
    "scene=-1",
    "scene=99999999999999999999",
    "scene=1.5&scene=NaN",
    "data=" + "0" * 500,
    "v=" + quote("<script>") + "&data=" + quote("<img src=x>"),
)


def hostile_queries(count: int, seed: int) -> list[str]:
    """The raw ones, and mixtures of known and unknown parameters with honest, hostile and random values."""
    chance = random.Random(seed)
    made = [_mixture(chance) for _ in range(count - len(RAW))]
    return [*RAW, *made]


def _mixture(chance: random.Random) -> str:
    pairs = [(_name(chance), _value(chance)) for _ in range(chance.choice([1, 1, 2, 3, 5, 12]))]
    query = urlencode(pairs) if chance.random() < 0.7 else "&".join(f"{name}={value}" for name, value in pairs)
    return _damaged(query, chance) if chance.random() < 0.3 else query


def _name(chance: random.Random) -> str:
    draw = chance.random()
    if draw < 0.7:
        return chance.choice(KNOWN)
    return chance.choice(FOREIGN) if draw < 0.85 else chance.choice(TEXTS)


def _value(chance: random.Random) -> str:
    draw = chance.random()
    if draw < 0.3:
        honest = [
            *GROUPINGS,
            *(code for codes in EVENT_OPTIONS.values() for code in codes),
            "A",
            "B",
            "dupilumab",
            "all",
        ]
        return chance.choice(honest)
    if draw < 0.7:
        return chance.choice(TEXTS)
    if draw < 0.8:
        return "&".join(f"{_name(chance)}={chance.choice(TEXTS)}" for _ in range(3))
    letters = string.printable + "\0\u202e\ufeff\U0001f600\u00e9\uffff\U0010ffff"
    return "".join(chance.choice(letters) for _ in range(chance.choice([0, 1, 5, 40, 3000])))


def _damaged(query: str, chance: random.Random) -> str:
    """The query with a letter lost, doubled or replaced by half of an escape."""
    place = chance.randrange(len(query) + 1)
    return query[:place] + chance.choice(["", "%", "%e", "&", "=", "+", query[place : place + 1]]) + query[place + 1 :]
