"""A choice for a decision <-> the part of the answers that says so."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from core.intake.answers import Answers, from_document, to_document
from core.intake.decisions import Decision
from core.intake.fields import FIELDS

NONE_OF_THEM = "none of them"
IGNORE = "ignore"
_COLUMN = "column_map:"


def chosen(decision: Decision, choice: Any) -> Answers:
    """The answer that a choice is: one of the decision's options, or a mapping like its proposal.

    Texts of a mapping without a value (None) stay open.
    """
    if decision.key == ("accept",):
        return Answers(accept=frozenset({decision.id}))
    if isinstance(choice, Mapping):
        answer: Any = {text: value for text, value in choice.items() if value is not None}
    elif decision.key[0] == "columns":
        answer = _column(decision, choice)
    elif decision.key == ("rows", "fill_down"):
        answer = dict.fromkeys(decision.proposal, choice == decision.options[0])
    else:
        answer = {"cohort": choice} if decision.about == "two_cohorts" else choice
    for part in reversed(decision.key):
        answer = {part: answer}
    return from_document(answer)


def proposed(decision: Decision) -> Answers:
    """The decision's own proposal as an answer; nothing where there is none."""
    return Answers() if decision.proposal is None else chosen(decision, decision.proposal)


def withdrawn(answers: Answers, decision: Decision) -> Answers:
    """The answers without what they say on a decision."""
    document = to_document(replace(answers, accept=answers.accept - {decision.id}))
    *path, last = decision.key
    place = document
    for part in path:
        place = place.get(part, {})
    if isinstance(decision.proposal, Mapping):
        said = dict(place.get(last, {}))
        place[last] = {text: value for text, value in said.items() if text not in decision.proposal}
    elif last != "accept":
        place.pop(last, None)
    return from_document(document)


def table_not_used(name: str, titles: Collection[str]) -> Answers:
    """Nothing of a table is used."""
    return Answers(columns={name: dict.fromkeys(titles, IGNORE)})


def _column(decision: Decision, title: str) -> dict[str, str]:
    """The chosen column of a question for a field, or that none of those it names is."""
    if title == NONE_OF_THEM:
        return dict.fromkeys((option for option in decision.options if option != NONE_OF_THEM), IGNORE)
    field = decision.id.rpartition(":")[2] if decision.id.startswith(_COLUMN) else ""
    return {title: field if field in FIELDS else "patient_id"}
