"""Systemic agents from what a chart calls them."""

import re
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from core.agents import AGENTS, SEPARATOR, agents_in
from core.intake.meanings import medicine_words as known
from core.intake.meanings.missing import missing
from core.intake.meanings.plain import plain, words
from core.intake.parsed import Parsed

ORAL_RUXOLITINIB = "oral ruxolitinib"
# Letters that may be wrong in a name, and the shortest name that may be misspelt: shorter ones are other words.
MOST_EDITS = 2
SHORTEST = 6
_LONGEST_NAME = 4
_SPLIT = re.compile(r"[a-z]+|[0-9]+(?:[.,][0-9]+)?")
_PAST = re.compile(r"->|=>|→|>")


@lru_cache(maxsize=65_536)
def agents(text: str) -> Parsed:
    """The agents of a cell of a systemic-agent column, canonical, in alphabetical order, joined by " + ".

    Codes: "" for generic names joined by plus signs; "agent_name_normalised" (another name, a dose);
    "combination_therapy" (several agents, written otherwise); "misspelling" (at most two letters off: a proposal);
    "topical_in_systemic_column" (refused, or left out beside a systemic agent); "oral_ruxolitinib";
    "no_systemic" (the cell says there is none); "unknown_agent" (kept as written, or None where it could be several);
    "agent_unclear" (words beside the name that could change it).
    """
    absent = missing(text, "agent")
    if absent:
        return absent
    said = plain(text)
    if said in known.NONE:
        return Parsed(None, "no_systemic", "says that there was no systemic agent")
    if _is_canonical(said):
        return Parsed(SEPARATOR.join(sorted(set(agents_in(said)))))
    found, topical, rest = _named(tuple(_SPLIT.findall(said)))
    if ORAL_RUXOLITINIB in found:
        return Parsed(
            SEPARATOR.join(sorted(found)), "oral_ruxolitinib", "is ruxolitinib by mouth, not the cream", certain=False
        )
    doubts = [word for word in rest if word in known.DOUBTS]
    if found and (doubts or _PAST.search(said)):
        return Parsed(None, "agent_unclear", "may name an agent that was stopped, planned or changed", certain=False)
    if found:
        return _of_names(found, topical, [word for word in rest if not _is_beside(word)])
    if topical:
        return Parsed(None, "topical_in_systemic_column", f"is {topical}, not a systemic agent")
    return _unknown(said, rest)


def before_approval(agent: str, start: date) -> tuple[str, ...]:
    """The agents of a canonical value whose first US approval for atopic dermatitis is later than ``start``."""
    named = (AGENTS[name] for name in agents_in(agent) if name in AGENTS)
    return tuple(one.name for one in named if one.approved_us is not None and start < one.approved_us)


def _is_canonical(said: str) -> bool:
    parts = agents_in(said)
    return bool(parts) and all(part in AGENTS for part in parts)


def _named(tokens: tuple[str, ...]) -> tuple[set[str], str, list[str]]:
    """The agents a text names, what it names that is topical, and the other words."""
    found: set[str] = set()
    topical, rest, place = "", [], 0
    while place < len(tokens):
        size = next((n for n in range(_LONGEST_NAME, 0, -1) if _entry(" ".join(tokens[place : place + n]))), 0)
        name = " ".join(tokens[place : place + size])
        following = tokens[place + size] if place + size < len(tokens) else ""
        entry = _entry(name) if size else ""
        if entry == "cream" or entry == "topical" or (entry and following in known.TOPICAL_FORMS):
            topical = "the study cream" if entry == "cream" else "a topical"
        elif entry:
            found.add(entry)
        else:
            rest.append(tokens[place])
        place += size or 1
    return found, topical, rest


def _entry(name: str) -> str:
    """The agent a name means; "cream" or "topical" for what is not systemic, "" for nothing known."""
    if name in known.ORAL_RUXOLITINIB:
        return ORAL_RUXOLITINIB
    if name in known.STUDY_CREAM:
        return "cream"
    return known.NAMES.get(name, "topical" if name in known.TOPICALS else "")


def _is_beside(word: str) -> bool:
    return (
        word in known.BESIDE
        or word in known.JOINS
        or word in known.TOPICAL_FORMS
        or bool(re.match("[0-9]", word))
        or len(word) == 1
    )


def _of_names(found: set[str], topical: str, odd: list[str]) -> Parsed:
    value = SEPARATOR.join(sorted(found))
    if odd:
        guesses = [guess for word in odd if (guess := _nearest(word))]
        unclear = [known.UNCLEAR[word] for word in odd if word in known.UNCLEAR]
        if len(guesses) == len(odd):
            both = SEPARATOR.join(sorted(found | set(guesses)))
            return Parsed(both, "misspelling", f"looks like {both}", certain=False)
        reason = unclear[0] if unclear else f"has words that are not understood: {' '.join(odd)[:40]}"
        return Parsed(value, "agent_unclear", reason, certain=False)
    if topical:
        return Parsed(value, "topical_in_systemic_column", f"names {topical} too, which is left out")
    if len(found) > 1:
        return Parsed(value, "combination_therapy", f"is read as {value}")
    return Parsed(value, "agent_name_normalised", f"is read as {value}")


def _unknown(said: str, rest: list[str]) -> Parsed:
    """A text without a name we know: unclear, misspelt, or another agent."""
    core = [word for word in rest if not _is_beside(word)] or rest
    name = " ".join(core)
    for part in (name, *core):
        if part in known.UNCLEAR and ("%" in said or known.TOPICAL_FORMS & set(rest)):
            return Parsed(None, "topical_in_systemic_column", "is a topical, not a systemic agent")
        if part in known.UNCLEAR:
            return Parsed(None, "unknown_agent", known.UNCLEAR[part], certain=False)
    guesses = [_nearest(word) for word in core]
    if core and all(guesses):
        value = SEPARATOR.join(sorted(set(filter(None, guesses))))
        return Parsed(value, "misspelling", f"looks like {value}", certain=False)
    if not re.search("[a-z]{3}", name):
        return Parsed(None, "unknown_agent", "is not the name of an agent", certain=False)
    return Parsed(
        " ".join(words(said)) if not core else name, "unknown_agent", "is not an agent we know", certain=False
    )


@lru_cache(maxsize=4096)
def _nearest(word: str) -> str:
    """The agent whose name is at most two letters off, "" where none or more than one is."""
    if len(word) < SHORTEST:
        return ""
    near = {agent for name, agent in known.NAMES.items() if len(name) >= SHORTEST and _edits(word, name) <= MOST_EDITS}
    return near.pop() if len(near) == 1 else ""


def _edits(one: str, other: str) -> int:
    """Letters to replace, add or leave out to get from one word to the other, counted up to a little over the limit."""
    if abs(len(one) - len(other)) > MOST_EDITS:
        return MOST_EDITS + 1
    steps = SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes()
    return sum(max(a2 - a1, b2 - b1) for tag, a1, a2, b1, b2 in steps if tag != "equal")
