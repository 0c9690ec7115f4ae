"""Several columns of one table for one field: used together, one of them used, or a question."""

from collections.abc import Sequence
from dataclasses import replace

from pandas import DataFrame

from core.intake.mapping.evidence import distinct
from core.intake.meanings.visits import week_of
from core.intake.proposal import ColumnProposal
from core.intake.shapes.wide import visit_key

# A row may have several of these.
_MANY = frozenset({"derived", "patient_id"})


def settled(table: Sequence[ColumnProposal], frame: DataFrame) -> list[ColumnProposal]:
    """The columns of one table with at most one used per field and visit, unless they complement each other."""
    groups: dict[tuple[object, ...], list[ColumnProposal]] = {}
    for column in table:
        if column.used and not column.choice and column.field not in _MANY:
            groups.setdefault((column.field, visit_key(column.week), column.number), []).append(column)
    changed: dict[str, ColumnProposal] = {}
    for rivals in groups.values():
        if len(rivals) > 1:
            changed |= {column.column: column for column in _settled(rivals, frame)}
    return [changed.get(column.column, column) for column in table]


def _settled(rivals: Sequence[ColumnProposal], frame: DataFrame) -> list[ColumnProposal]:
    best = _alone(rivals, frame)
    if best is not None:
        reason = f"{best.title} is used instead"
        return [c if c is best else replace(c, field="", how="none", reason=reason) for c in rivals]
    filled = frame[[column.column for column in rivals]] != ""
    if (filled.sum(axis=1) <= 1).all():
        return [replace(c, reason=f"{c.reason}; fills rows that the other leaves blank") for c in rivals]
    titles = " and ".join(column.title for column in rivals)
    return [replace(c, how="conflict", reason=f"{titles} may all be it") for c in rivals]


def _best_told(rivals: Sequence[ColumnProposal], frame: DataFrame) -> ColumnProposal | None:
    """Of several names of a visit ("V3" and "Week 8") the one that says when, None where none says it best."""
    texts = {column.column: distinct(frame[column.column]) for column in rivals}
    share = {label: sum(week_of(text).certain for text in own) / len(own) for label, own in texts.items()}
    best = max(share.values())
    told = [column for column in rivals if share[column.column] == best]
    return told[0] if len(told) == 1 else None


def _alone(rivals: Sequence[ColumnProposal], frame: DataFrame) -> ColumnProposal | None:
    """The one column that stands for all: the chosen, the exact, the only filled one, or the first of equals."""
    for how in ("chosen", "exact"):
        named = [column for column in rivals if column.how == how]
        if len(named) == 1:
            return named[0]
    filled = [column for column in rivals if (frame[column.column] != "").any()]
    if len(filled) < 2:
        return filled[0] if filled else rivals[0]
    if filled[0].field == "visit" and (told := _best_told(filled, frame)):
        return told
    first = frame[filled[0].column]
    return filled[0] if all(frame[column.column].equals(first) for column in filled[1:]) else None
