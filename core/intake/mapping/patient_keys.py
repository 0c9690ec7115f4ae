"""Which column of each table tells the patients apart."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from pandas import DataFrame, Series

from core.intake.mapping.evidence import constant_within, repeats
from core.intake.proposal import ColumnProposal, How

_FILLED, _SHARED = 0.95, 0.8
_FEW = 3
# What a patient has one of, whatever the row.
_STEADY = ("cohort", "sex", "site", "race", "start_date")

Table = list[ColumnProposal]


def with_keys(
    tables: Sequence[Table], frames: Sequence[DataFrame], keys: Collection[tuple[int, str]] = ()
) -> list[Table]:
    """The columns of all tables with one patient identifier each, where that is certain.

    ``keys`` are columns that were replaced by pseudonyms because they tell patients apart. Several columns that tell
    the same patients apart are no conflict: the one the other tables share is used.
    """
    claimed = [_claimed(number, table, keys) for number, table in enumerate(tables)]
    ids = [_values(table, frame) for table, frame in zip(claimed, frames, strict=True)]
    found = []
    for number, (table, frame) in enumerate(zip(claimed, frames, strict=True)):
        others = set().union(*(known for place, known in enumerate(ids) if place != number))
        found.append(_one(table, frame, others))
    shared = set().union(*(_used_values(table, frame) for table, frame in zip(found, frames, strict=True)))
    return [_suggested(table, frame, shared) for table, frame in zip(found, frames, strict=True)]


def _claimed(number: int, table: Table, keys: Collection[tuple[int, str]]) -> Table:
    return [
        replace(column, field="patient_id", how="alias", reason="tells the patients apart; replaced by pseudonyms")
        if (number, column.column) in keys and column.how != "chosen"
        else column
        for column in table
    ]


def _values(table: Table, frame: DataFrame) -> set[str]:
    """Every value of every column that may identify the patients of a table."""
    return set().union(*(frame[c.column] for c in table if c.field == "patient_id")) - {""}


def _used_values(table: Table, frame: DataFrame) -> set[str]:
    return set().union(*(frame[c.column] for c in table if c.field == "patient_id" and c.used)) - {""}


def _one(table: Table, frame: DataFrame, others: Collection[str]) -> Table:
    """The table with one of several identifiers used, or all of them in conflict."""
    rivals = [column for column in table if column.field == "patient_id" and column.used]
    if len(rivals) < 2:
        return table
    chosen = [column for column in rivals if column.how == "chosen"]
    counters = [c for c in rivals if not repeats(frame[c.column])]
    if not chosen and counters and len(counters) < len(rivals):
        # A column that counts the rows beside one whose values repeat is no patient.
        table = _without(table, counters, "numbers the rows")
        rivals = [column for column in rivals if column not in counters]
    best = _best(chosen or rivals, frame, others)
    if best is None:
        reason = "several columns may identify the patient"
        return [replace(c, how="conflict", reason=reason) if c in rivals else c for c in table]
    return _without(table, [c for c in rivals if c is not best], f"{best.title} identifies the patient")


def _without(table: Table, columns: Sequence[ColumnProposal], reason: str) -> Table:
    return [replace(c, field="", how="none", reason=reason) if c in columns else c for c in table]


def _best(rivals: Sequence[ColumnProposal], frame: DataFrame, others: Collection[str]) -> ColumnProposal | None:
    """The identifier the other tables share, then the exact one, then the first; None where they tell others apart."""

    def rank(column: ColumnProposal) -> tuple[bool, bool]:
        return _share(frame[column.column], others) < _SHARED, column.how != "exact"

    ranked = sorted(rivals, key=rank)
    if len(rivals) == 1 or rank(ranked[0]) < rank(ranked[1]):
        return ranked[0]
    first = frame[ranked[0].column]
    same = all(_one_to_one(first, frame[column.column]) for column in ranked[1:])
    return ranked[0] if same else None


def _one_to_one(first: "Series[str]", second: "Series[str]") -> bool:
    return constant_within(first, second) and constant_within(second, first)


def _share(cells: "Series[str]", known: Collection[str]) -> float:
    """The share of the distinct values that are among the known ones."""
    values = set(cells) - {""}
    return len(values & set(known)) / len(values) if values else 0.0


def _suggested(table: Table, frame: DataFrame, shared: Collection[str]) -> Table:
    """A table without identifier, with the column that its cells show to be one, used or only suggested."""
    if any(column.field == "patient_id" and column.how != "suggestion" for column in table) or frame.empty:
        return table
    if not any(column.used for column in table):
        return table
    named = [column for column in table if column.field == "patient_id"]
    unnamed = [column for column in table if not column.field and column.how == "none"]
    fitting = [c for c in (*named, *unnamed) if _may_identify(c, table, frame)]
    if not fitting:
        return table
    best = max(fitting, key=lambda c: (_share(frame[c.column], shared) >= _SHARED, c in named))
    how, reason = _how(best, best in named, frame[best.column], shared)
    return [replace(c, field="patient_id", how=how, reason=reason) if c is best else c for c in table]


def _how(column: ColumnProposal, named: bool, cells: "Series[str]", shared: Collection[str]) -> tuple[How, str]:
    """How sure it is that the column is the identifier. Bare numbers match any other list of numbers."""
    if _share(cells, shared) >= _SHARED and not cells[cells != ""].str.fullmatch(r"[0-9]+").all():
        return "alias", "its values are the patients of the other tables"
    if named and repeats(cells):
        return "alias", f"{column.reason}; what is said of a patient is the same in all rows of a value"
    return "suggestion", column.reason if named else "its values could tell the patients apart"


def _may_identify(column: ColumnProposal, table: Table, frame: DataFrame) -> bool:
    """Whether each value could be one patient: nearly no blanks, and one cohort, agent, sex and site a value."""
    cells = frame[column.column]
    if (cells != "").mean() < _FILLED or cells.nunique() < min(_FEW, len(cells)):
        return False
    personal = [c for c in table if c.used and c.field in _STEADY]
    return all(constant_within(frame[c.column], cells) for c in personal)
