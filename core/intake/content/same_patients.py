"""Identifiers that two tables write differently: 0007 in one, 7 in the other that a spreadsheet saved again.

They are never matched in silence: the user says whether they are the same patients.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.intake.answers import Answers
from core.intake.decisions import Decision
from core.intake.grid import Grid
from core.intake.privacy.identifiers import look
from core.intake.proposal import ColumnProposal
from core.numbers import patients

DECISION = "same_patients"
SAME = "the same patients"
_SHOWN = 3


def same_patients(
    grids: Sequence[Grid], columns: Sequence[ColumnProposal], answers: Answers
) -> tuple[tuple[Grid, ...], list[Decision]]:
    """The tables with one spelling of each identifier where the user said so, and the questions.

    Compared are tables without a cohort with those that have one. An identifier is the same patient as another only
    where no third one looks like them.
    """
    keys = {column.grid: column.column for column in columns if column.used and column.field == "patient_id"}
    lists = {column.grid for column in columns if column.used and column.field == "cohort"} & set(keys)
    known = {text for number in lists for text in _identifiers(grids[number], keys[number])}
    found, decisions = list(grids), []
    for number, label in keys.items():
        spelt = {} if number in lists else _respelt(_identifiers(grids[number], label), known)
        if spelt:
            question = _question(grids[number], spelt, answers)
            decisions.append(question)
            if question.answered:
                found[number] = _with(grids[number], label, spelt)
    return tuple(found), decisions


def _identifiers(grid: Grid, label: str) -> list[str]:
    return [text for text in grid.frame[label].str.strip().unique() if text]


def _respelt(own: Sequence[str], known: set[str]) -> dict[str, str]:
    """The known identifier of each unknown one that looks like it and like no other."""
    alike: dict[str, list[str]] = {}
    for text in sorted({*known, *own}):
        alike.setdefault(look(text), []).append(text)
    pairs = {text: [other for other in alike[look(text)] if other != text] for text in own if text not in known}
    return {text: others[0] for text, others in pairs.items() if len(others) == 1 and others[0] in known}


def _question(grid: Grid, spelt: Mapping[str, str], answers: Answers) -> Decision:
    shown = ", ".join(f"{text} and {match}" for text, match in list(spelt.items())[:_SHOWN])
    more = ", ..." if len(spelt) > _SHOWN else ""
    identity = f"{DECISION}:{grid.name}"
    question = (
        f"{grid.name}: {patients(len(spelt))} whose identifiers another table writes differently ({shown}{more}). Are "
        "they the same patients? If not, correct the identifiers in your files."
    )
    return Decision(identity, DECISION, question, ("accept",), SAME, (SAME,), True, answers.accepts(identity))


def _with(grid: Grid, label: str, spelt: Mapping[str, str]) -> Grid:
    column = grid.frame[label].str.strip()
    return replace(grid, frame=grid.frame.assign(**{label: column.map(spelt).fillna(column)}))
