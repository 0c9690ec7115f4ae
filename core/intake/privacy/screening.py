"""Columns that identify people, found before anything else looks at a table; their values leave it at once.

A column is dropped unless the table needs it to tell patients apart: then each value is replaced by a pseudonym, the
same one in every file. Only the user can have a column kept as it is. The check is a help, no proof.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pandas import Series

from core.intake.answers import Answers
from core.intake.decisions import Decision
from core.intake.grid import Grid
from core.intake.privacy.identifiers import Hit, screen
from core.intake.privacy.private_keys import Place, aliases_of, policies
from core.intake.problems import Problem
from core.intake.shapes.dictionary import is_dictionary

DECISION = "phi_columns"
HIDDEN = "(not shown)"
# Left out without a question: nothing of it is needed.
FREE_TEXT = "free text"


@dataclass(frozen=True, eq=False, slots=True)
class Screened:
    """The tables without what identifies people.

    ``keys`` are the columns that were replaced by pseudonyms, or kept, to tell patients apart; ``private``
    the headers of all columns that were dropped or replaced, per file.
    """

    grids: tuple[Grid, ...]
    keys: tuple[Place, ...]
    private: Mapping[str, frozenset[str]]
    problems: tuple[Problem, ...]
    decisions: tuple[Decision, ...]


def screened(grids: Sequence[Grid], answers: Answers, flagged: Collection[Place] = ()) -> Screened:
    """Drop or replace every private column. ``flagged`` are columns that a data dictionary marks as identifiers."""
    hits = _hits(grids, flagged)
    policy, keys = policies(grids, hits)
    for place in hits:
        policy[place] = _answered(answers, _title(grids, place)) or policy[place]
    aliases = aliases_of(grids, policy)
    private: dict[str, set[str]] = {}
    cleaned = []
    for number, grid in enumerate(grids):
        own = {label: what for (at, label), what in policy.items() if at == number and what != "keep"}
        private.setdefault(grid.file, set()).update(grid.titles[label] for label in own)
        cleaned.append(_cleaned(grid, own, aliases) if own else grid)
    return Screened(
        tuple(cleaned),
        tuple(place for place in keys if policy[place] != "drop"),
        {file: frozenset(titles) for file, titles in private.items()},
        tuple(_problems(grids, hits, policy, answers)),
        tuple(_decisions(grids, hits, policy, answers)),
    )


def masked(problems: Iterable[Problem], before: Sequence[Grid], after: Screened) -> list[Problem]:
    """Findings made before the check, without the values of columns that turned out to be private."""
    texts = _private_texts(before, after)
    return [
        replace(
            problem,
            value=""
            if problem.value in texts or problem.column in after.private.get(problem.file, ())
            else problem.value,
            message=re.sub(
                r"“([^”]*)”", lambda found: f"“{HIDDEN}”" if found[1] in texts else found[0], problem.message
            ),
        )
        for problem in problems
    ]


def _private_texts(before: Sequence[Grid], after: Screened) -> set[str]:
    texts: set[str] = set()
    for grid in before:
        titles = after.private.get(grid.file, frozenset())
        for label, title in grid.titles.items():
            if title in titles:
                texts.update(grid.frame[label].unique())
    return texts - {""}


def _hits(grids: Sequence[Grid], flagged: Collection[Place]) -> dict[Place, Hit]:
    hits = {}
    for number, grid in enumerate(grids):
        if is_dictionary(grid.titles.values()):
            continue  # It describes columns, in long texts, and no patient.
        for label, title in grid.titles.items():
            texts = [text for text in grid.frame[label].unique() if text]
            hit = screen(title, texts, flagged=(number, label) in flagged)
            if hit is not None:
                hits[number, label] = hit
    return hits


def _answered(answers: Answers, title: str) -> str | None:
    given = {name.strip().casefold(): what for name, what in answers.privacy.items()}
    return given.get(title.strip().casefold())


def _cleaned(grid: Grid, policy: Mapping[str, str], aliases: Mapping[str, str]) -> Grid:
    frame = grid.frame.drop(columns=[label for label, what in policy.items() if what == "drop"])
    for label, what in policy.items():
        if what == "pseudonymise":
            frame[label] = _replaced(frame[label], aliases)
    return replace(
        grid,
        frame=frame,
        titles={label: grid.titles[label] for label in frame.columns},
        # A total or a footnote may repeat what the rows say.
        skipped=tuple(replace(line, text=HIDDEN if line.text else "") for line in grid.skipped),
        formats={label: form for label, form in grid.formats.items() if label in frame},
    )


def _replaced(values: "Series[Any]", aliases: Mapping[str, str]) -> "Series[Any]":
    return values.str.strip().map(lambda text: aliases.get(text, ""))


def _problems(
    grids: Sequence[Grid], hits: Mapping[Place, Hit], policy: Mapping[Place, str], answers: Answers
) -> Iterable[Problem]:
    for place, hit in hits.items():
        title, what, file = _title(grids, place), policy[place], grids[place[0]].name
        if hit.kind == FREE_TEXT:
            yield Problem("free_text_column", "info", file, None, title, 1, f"{title}: {hit.reason}. {_SAID[what]}")
            continue
        done = _answered(answers, title) is not None or answers.accepts(DECISION)
        message = f"{title}: {hit.reason}. {_SAID[what]}"
        severity: Any = ("warning" if what == "keep" else "info") if done else "error_until_answered"
        yield Problem("phi_column", severity, file, None, title, 1, message)


_SAID = {
    "drop": "Its values are not imported and not shown.",
    "pseudonymise": "Needed to tell patients apart: each value is replaced by P001, P002 and so on.",
    "keep": "Kept as it is, because you said so.",
}


def _decisions(
    grids: Sequence[Grid], hits: Mapping[Place, Hit], policy: Mapping[Place, str], answers: Answers
) -> Iterable[Decision]:
    proposal = {_title(grids, place): policy[place] for place, hit in hits.items() if hit.kind != FREE_TEXT}
    if not proposal:
        return
    named = ", ".join(f"{title} ({_WORDS[what]})" for title, what in proposal.items())
    yield Decision(
        DECISION,
        "phi_columns",
        f"These columns may identify people: {named}. Import without them?",
        ("privacy",),
        proposal,
        ("drop", "pseudonymise", "keep"),
        True,
        answers.accepts(DECISION) or all(_answered(answers, title) for title in proposal),
    )


_WORDS = {"drop": "leave out", "pseudonymise": "replace by P001 ...", "keep": "keep"}


def _title(grids: Sequence[Grid], place: Place) -> str:
    number, label = place
    return grids[number].titles[label]
