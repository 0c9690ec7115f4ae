"""Tables that belong together by the patient identifier: rows whose patient no table of patients has."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.intake.content.findings import where
from core.intake.decisions import Decision
from core.intake.problems import Problem
from core.intake.shapes.sheet import Sheet
from core.numbers import patients

_SHOWN = 3


@dataclass(frozen=True, eq=False, slots=True)
class Linked:
    """The tables without rows of unknown patients, and what is said and asked about those."""

    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...] = ()
    decisions: tuple[Decision, ...] = ()


def linked(sheets: Sequence[Sheet]) -> Linked:
    """The sheets without rows of patients that the tables of patients do not have.

    Identifiers are compared as they are written. Without a table of patients, or where a table says the cohort
    itself, there is nothing to compare with. A table of which no patient is known is a question.
    """
    lists = [sheet for sheet in sheets if sheet.role in ("patients", "wide") and _brings_cohort(sheet)]
    if not lists:
        return Linked(tuple(sheets))
    known = set().union(*(sheet.patient for sheet in lists))
    kept, problems, decisions = [], [], []
    for sheet in sheets:
        found = np.asarray(sheet.patient.isin(known), dtype=bool)
        if not found.all() and not _brings_cohort(sheet):
            problems.append(_orphans(sheet, lists, ~found))
            decisions += [] if found.any() else [_wrong_key(sheet, lists)]
            sheet = sheet.rows(found)
        kept.append(sheet)
    return Linked(tuple(kept), tuple(problems), tuple(decisions))


def _brings_cohort(sheet: Sheet) -> bool:
    return any(column.field == "cohort" for column in sheet.columns)


def _orphans(sheet: Sheet, lists: Sequence[Sheet], lost: NDArray[np.bool_]) -> Problem:
    missing = sheet.rows(lost)
    rows = tuple(int(line) for line in missing.frame.index)
    people = missing.patient.unique().tolist()
    shown = ", ".join(people[:_SHOWN]) + (", ..." if len(people) > _SHOWN else "")
    message = (
        f"{where(rows)} of {sheet.grid.name}: {patients(len(people))} ({shown}) whom {_names(lists)} does not have. "
        "Left out; add the patients there, or write the identifiers the same way in both files."
    )
    return Problem("orphan_rows", "error_row", sheet.grid.name, rows[0], _key(sheet), len(rows), message, rows=rows)


def _wrong_key(sheet: Sheet, lists: Sequence[Sheet]) -> Decision:
    """Where nothing matches the two tables are linked by the wrong column, or belong to different patients."""
    name = sheet.grid.name
    return Decision(
        id=f"linked_tables:{name}",
        about="column_map",
        question=f"No patient of {name} is in {_names(lists)}. Which column of {name} holds the identifier used there?",
        key=("columns", name),
        proposal=None,
        options=tuple(title for title in sheet.grid.titles.values() if title),
        blocks=True,
    )


def _names(lists: Sequence[Sheet]) -> str:
    return " or ".join(sheet.grid.name for sheet in lists)


def _key(sheet: Sheet) -> str:
    return next(column.title for column in sheet.columns if column.field == "patient_id")
