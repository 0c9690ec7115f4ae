"""The tables of a site's files, in whatever shapes -> facts: one row a cell that means something."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pandas import DataFrame

from core.intake.decisions import Decision
from core.intake.facts import Facts
from core.intake.grid import Grid
from core.intake.mapping.column_questions import remarks
from core.intake.mapping.preparing import prepared
from core.intake.mapping.roles import Role, role_of
from core.intake.problems import Problem
from core.intake.proposal import ColumnProposal
from core.intake.shapes import cdisc, eav, events, linking, long, redcap, treatments, wide
from core.intake.shapes.cells import apart, together
from core.intake.shapes.derived import observed
from core.intake.shapes.dictionary import labels, variables, with_labels
from core.intake.shapes.sheet import NOBODY, Sheet, open_sheet

_WITH_EVENTS = ("events", "mixed")


@dataclass(eq=False, slots=True)
class _Gathered:
    """What has been read so far, in the order of the tables."""

    patients: list[DataFrame] = field(default_factory=list)
    visits: list[DataFrame] = field(default_factory=list)
    events: list[DataFrame] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


def roles(grids: Sequence[Grid], proposals: Sequence[ColumnProposal]) -> tuple[Role, ...]:
    """What each table is, from the columns as they are proposed or chosen."""
    return tuple(
        role_of(grid, [column for column in proposals if column.grid == number]) for number, grid in enumerate(grids)
    )


def facts(
    grids: Sequence[Grid], proposals: Sequence[ColumnProposal], *, fill_down: Mapping[str, bool] = NOBODY
) -> Facts:
    """Everything the used columns say, with the place of each cell.

    Only columns whose proposal is ``used`` count. ``visits`` and ``events`` are None where no table could hold any;
    of ``patients`` each distinct text stands once a patient and table, at its first line. ``fill_down`` answers, per
    table name, whether rows without identifier belong to the patient above (question "fill_down"). Visits of
    different tables, or of different rows, are never put together here: their times are not read yet.
    """
    grids = prepared(grids)
    kinds = roles(grids, proposals)
    gathered = _Gathered()
    sheets = _sheets(grids, proposals, kinds, fill_down, gathered)
    for sheet in sheets:
        _read(sheet, gathered)
    _arms(sheets, gathered)
    gathered.problems += [*redcap.problems(grids), *_not_used(grids, kinds)]
    gathered.problems += [problem for grid in grids for problem in cdisc.problems(grid)]
    gathered.problems += remarks(grids, proposals)
    numbered = {column.number for column in proposals if column.used and column.number}
    return Facts(
        grids=tuple(grids),
        patients=together(gathered.patients),
        visits=apart(gathered.visits) if _has_scores(proposals, kinds) else None,
        events=apart(gathered.events) if numbered or any(kind.kind in _WITH_EVENTS for kind in kinds) else None,
        labels=labels(proposals, variables(grids)),
        events_listed_for=_listed_for(gathered),
        problems=tuple(gathered.problems),
        decisions=tuple(gathered.decisions),
    )


def _sheets(
    grids: Sequence[Grid],
    proposals: Sequence[ColumnProposal],
    kinds: Sequence[Role],
    fill_down: Mapping[str, bool],
    gathered: _Gathered,
) -> tuple[Sheet, ...]:
    """The tables that identify their patients, rows of unknown patients left out."""
    sheets = []
    known = variables(grids)
    for number, (grid, kind) in enumerate(zip(grids, kinds, strict=True)):
        columns = tuple(column for column in proposals if column.grid == number and column.used)
        if any(column.field == "patient_id" for column in columns) and kind.kind != "unrelated":
            opened = open_sheet(number, grid, kind.kind, columns, fill_down=fill_down)
            sheets.append(with_labels(opened.sheet, proposals, known))
            gathered.problems += opened.problems
            gathered.decisions += opened.decisions
    linked = linking.linked(sheets)
    gathered.problems += linked.problems
    gathered.decisions += linked.decisions
    return linked.sheets


def _read(sheet: Sheet, gathered: _Gathered) -> None:
    """Add what one table says."""
    sheet, problems = observed(sheet)
    gathered.problems += problems
    gathered.patients.append(treatments.patients(sheet) if sheet.role == "treatments" else long.patients(sheet))
    if sheet.role == "eav":
        measured = eav.measurements(sheet)
        gathered.visits.append(measured.visits)
        gathered.patients.append(measured.patients)
        gathered.problems += measured.problems
    if sheet.role in ("visits", "mixed"):
        gathered.visits.append(long.visits(sheet))
    if sheet.role != "eav" and any(column.week for column in sheet.columns):
        gathered.visits.append(wide.visits(sheet))
    if sheet.of("events") and (sheet.role in _WITH_EVENTS or any(c.number for c in sheet.columns)):
        listed = events.events(sheet)
        gathered.events.append(listed.cells)
        gathered.without += listed.without


def _has_scores(proposals: Sequence[ColumnProposal], kinds: Sequence[Role]) -> bool:
    """Whether any table could hold a score."""
    used = [column for column in proposals if column.used and kinds[column.grid].kind != "unrelated"]
    return any(column.field in (*long.SCORES, "measure_value") for column in used)


def _not_used(grids: Sequence[Grid], kinds: Sequence[Role]) -> list[Problem]:
    """Tables of which nothing is read."""
    return [
        Problem("table_not_used", "warning", grid.name, None, "", len(grid.frame), f"{grid.name}: {kind.says}.")
        for grid, kind in zip(grids, kinds, strict=True)
        if kind.kind == "unrelated"
    ]


def _arms(sheets: Sequence[Sheet], gathered: _Gathered) -> None:
    """Arms of a REDCap project as cohorts, where no column holds the cohort."""
    if not any(column.field == "cohort" for sheet in sheets for column in sheet.columns):
        gathered.patients += [redcap.arms(sheet) for sheet in sheets]


def _listed_for(gathered: _Gathered) -> tuple[str, ...]:
    """Patients whom an event table names, but no event of any table."""
    having = {patient for part in gathered.events for patient in part["patient"].unique()}
    return tuple(patient for patient in dict.fromkeys(gathered.without) if patient not in having)
