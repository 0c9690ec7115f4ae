"""Every column of a site's tables -> what it is taken to mean."""

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from pandas import DataFrame

from core.intake.grid import Grid
from core.intake.mapping.context import in_context, is_weak, with_terms
from core.intake.mapping.evidence import arm_field, distinct, is_agent, is_cohort, is_visit
from core.intake.mapping.patient_keys import with_keys
from core.intake.mapping.preparing import prepared
from core.intake.mapping.rivals import settled
from core.intake.mapping.roles import Role, role_of
from core.intake.mapping.titles import choose, read_title, with_numbers
from core.intake.proposal import ColumnProposal, How
from core.intake.shapes import cdisc
from core.intake.shapes.dictionary import Variable, variables
from core.intake.shapes.redcap import is_redcap
from core.intake.shapes.stacked import heading_field, is_heading
from core.intake.shapes.visit_titles import with_measures

_SAMPLES, _SAMPLE_LENGTH = 3, 40
_NOT_TABLES = ("dictionary", "codebook", "unrelated")


def proposals(
    grids: Sequence[Grid],
    *,
    chosen: Mapping[str, Mapping[str, Any]],
    private: Container[tuple[int, str]] = (),
    keys: Collection[tuple[int, str]] = (),
) -> tuple[ColumnProposal, ...]:
    """What every column of every table means, in the order of the tables and their columns.

    ``chosen`` are the user's answers by file (with or without folder, or "file, sheet name") and column title; they
    win over everything. ``private`` columns are places (table, label) whose cells are not shown and never looked at
    for their meaning; ``keys`` are those that were replaced by pseudonyms and identify the patients.
    """
    grids = prepared(grids)
    known = variables(grids)
    frames = [_trimmed(grid) for grid in grids]
    tables = []
    for number, (grid, frame) in enumerate(zip(grids, frames, strict=True)):
        columns = [
            ColumnProposal(
                number, label, grid.titles.get(label, label), samples=_samples(frame, number, label, private)
            )
            for label in grid.frame.columns
        ]
        tables.append(_table(grid, frame, columns, _answers(grid, chosen), known))
    tables = with_keys(tables, frames, keys)
    read = []
    for grid, frame, table in zip(grids, frames, tables, strict=True):
        role = _role(grid, table)
        fitting = _told(in_context(table, role.kind, frame), role, frame, private, known)
        read += settled(fitting, frame)
    return tuple(read)


def _table(
    grid: Grid,
    frame: DataFrame,
    columns: Sequence[ColumnProposal],
    answers: Mapping[str, Any],
    known: Mapping[str, Variable],
) -> list[ColumnProposal]:
    """The columns of one table by their titles alone, or as answered."""
    if role_of(grid, ()).kind in ("dictionary", "codebook"):
        return [replace(column, reason="explains codes") for column in columns]
    titles = list(grid.titles.values())
    redcap = is_redcap(titles)
    standard = cdisc.columns(grid)
    read = []
    for column in columns:
        answer = answers.get(_same(column.title), answers.get(_same(column.column)))
        if answer is not None:
            read.append(choose(column, answer))
        elif is_heading(column.column):
            read.append(_heading(column, frame))
        elif column.column in standard:
            read.append(_standard(column, *standard[column.column], frame))
        else:
            read.append(read_title(column, redcap=redcap, neighbours=titles, variables=known))
    return with_terms(with_numbers(with_measures(grid, read)))


def _role(grid: Grid, table: Sequence[ColumnProposal]) -> Role:
    """The role of a table; that it has events beside scores takes more than titles a table of visits may have too."""
    role = role_of(grid, table)
    strong = [column for column in table if not is_weak(column) or column.field == "patient_id"]
    return role_of(grid, strong) if role.kind == "mixed" else role


def _heading(column: ColumnProposal, frame: DataFrame) -> ColumnProposal:
    """A column of the reader's, not of the file. A title of its own ("Site: Alpha") says what it is."""
    field, how, reason = heading_field(distinct(frame[column.column]))
    own = read_title(column, redcap=False, neighbours=(), variables={})
    return own if own.used else replace(column, field=field, how=how, reason=reason)


def _standard(column: ColumnProposal, field: str, reason: str, frame: DataFrame) -> ColumnProposal:
    if field != cdisc.ARM:
        return replace(column, field=field, how="exact" if field else "none", reason=reason)
    told = arm_field(distinct(frame[column.column]))
    how: How = "exact" if told else "suggestion"
    return replace(column, field=told or "cohort", how=how, reason=f"{reason}: a treatment group")


def _told(
    columns: Sequence[ColumnProposal],
    role: Role,
    frame: DataFrame,
    private: Container[tuple[int, str]],
    known: Mapping[str, Variable],
) -> list[ColumnProposal]:
    """Columns without meaning whose cells tell what the table has no other column for."""
    taken = {column.field for column in columns if column.field}
    found = []
    for column in columns:
        open_to_cells = not column.field and column.how == "none" and not column.reason
        if open_to_cells and role.kind not in _NOT_TABLES and (column.grid, column.column) not in private:
            column = _by_cells(column, _labelled(column, frame, known), taken)
        found.append(column)
    return found


def _by_cells(column: ColumnProposal, texts: Sequence[str], taken: Collection[str]) -> ColumnProposal:
    """The column as its cells tell: names of visits are plain, cohorts and agents are only suggested."""
    if not {"visit", "week"} & set(taken) and is_visit(texts):
        return replace(column, field="visit", how="alias", reason="its cells name visits")
    told = "cohort" if len(texts) > 1 and is_cohort(texts) else "agent" if is_agent(texts) else ""
    if not told or told in taken:
        return column
    return replace(column, field=told, how="suggestion", reason=f"its cells may be the {told}")


def _labelled(column: ColumnProposal, frame: DataFrame, known: Mapping[str, Variable]) -> list[str]:
    """The distinct cells of a column, codes replaced by the labels a codebook gives them."""
    variable = known.get(column.title.strip().casefold())
    choices = (variable.choices if variable else None) or {}
    return [choices.get(text, text) for text in distinct(frame[column.column])]


def _trimmed(grid: Grid) -> DataFrame:
    return DataFrame({label: grid.frame[label].str.strip() for label in grid.frame}, index=grid.frame.index)


def _samples(frame: DataFrame, number: int, label: str, private: Container[tuple[int, str]]) -> tuple[str, ...]:
    if (number, label) in private:
        return ()
    texts = frame[label].drop_duplicates()
    return tuple(text[:_SAMPLE_LENGTH] for text in texts[texts != ""].head(_SAMPLES))


def _answers(grid: Grid, chosen: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The user's answers about a table, by the plain form of the column's title."""
    member = grid.file.rsplit(": ", 1)[-1]
    names = {grid.name, grid.file, member, PurePosixPath(member.replace("\\", "/")).name}
    return {_same(title): field for file, own in chosen.items() if file in names for title, field in own.items()}


def _same(title: str) -> str:
    return " ".join(title.split()).casefold()
