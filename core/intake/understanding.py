"""Tables -> what their columns and rows mean, with the user's corrections and the questions that remain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.intake.answers import Answers, merge, same_file
from core.intake.decisions import Decision
from core.intake.facts import Facts
from core.intake.gathering import facts as gathered
from core.intake.grid import Grid
from core.intake.mapping.column_map import proposals
from core.intake.mapping.column_questions import questions
from core.intake.mapping.roles import Role
from core.intake.privacy.screening import Screened
from core.intake.problems import Problem
from core.intake.proposal import ColumnProposal


@dataclass(frozen=True, slots=True)
class FileRead:
    """What was understood of one table."""

    file: str
    part: str
    kind: str
    encoding: str
    delimiter: str
    decimal: str
    header_lines: tuple[int, ...]
    role: str
    rows: int
    patients: int
    columns: Mapping[str, str]


def corrected(grids: Sequence[Grid], answers: Answers) -> tuple[tuple[Grid, ...], list[Problem]]:
    """The tables with the user's corrections of cells, without the rows the user left out."""
    problems: list[Problem] = []
    changed = []
    for grid in grids:
        frame = grid.frame
        lines = [row for file, row in answers.exclude if _is_of(file, grid) and row in frame.index]
        cells = [cell for cell in answers.cells if _is_of(cell.file, grid) and cell.row in frame.index]
        if lines or cells:
            frame = frame.drop(index=lines)
            for cell in cells:
                labels = [label for label, title in grid.titles.items() if cell.column in (label, title)]
                frame.loc[frame.index == cell.row, labels[:1]] = cell.value
        problems += [
            Problem(
                "row_excluded", "info", grid.name, line, "", 1, f"Row {line}: left out, as you chose.", rows=(line,)
            )
            for line in lines
        ]
        problems += [
            Problem(
                "cell_corrected",
                "info",
                grid.name,
                cell.row,
                cell.column,
                1,
                f"Row {cell.row}, {cell.column}: read as you corrected it.",
                rows=(cell.row,),
            )
            for cell in cells
        ]
        changed.append(replace(grid, frame=frame))
    return tuple(changed), problems


def _is_of(file: str, grid: Grid) -> bool:
    return same_file(file, grid.file) or file == grid.name


def mapped(
    grids: Sequence[Grid], clean: Screened, answers: Answers
) -> tuple[tuple[ColumnProposal, ...], list[Decision]]:
    """What every column means, and what has to be asked about that; accepted proposals are taken."""

    def read(chosen: Answers) -> tuple[ColumnProposal, ...]:
        return proposals(grids, chosen=chosen.columns, private=clean.keys, keys=clean.keys)

    columns = read(answers)
    asked = list(questions(grids, columns))
    taken = [question for question in asked if question.proposal and answers.accepts(question.id)]
    for question in taken:
        answers = merge(answers, Answers(columns={question.key[1]: question.proposal}))
    if taken:
        columns = read(answers)
        still = {question.id: question for question in questions(grids, columns)}
        asked = [replace(question, answered=question.id not in still) for question in asked] + [
            question for name, question in still.items() if name not in {done.id for done in asked}
        ]
    return columns, [*asked, *_mapping(grids, columns)]


def _mapping(grids: Sequence[Grid], columns: Sequence[ColumnProposal]) -> list[Decision]:
    """The columns that were recognised by another name than ours, to be confirmed at a glance."""
    found = []
    for number, grid in enumerate(grids):
        own = {c.title: c.field for c in columns if c.grid == number and c.used and c.how == "alias" and not c.week}
        if own:
            pairs = ", ".join(f"“{title}” = {name}" for title, name in own.items())
            question = f"{grid.name}: columns read as {pairs}."
            key = ("columns", grid.name)
            found.append(Decision(f"columns:{grid.name}", "column_map", question, key, own, ("a field",), False))
    return found


def understood(
    grids: Sequence[Grid], columns: Sequence[ColumnProposal], answers: Answers
) -> tuple[Facts, list[Decision]]:
    """The facts of the tables, and what has to be asked about their rows; accepted proposals are taken."""
    facts = gathered(grids, columns, fill_down=answers.fill_down)
    asked = list(facts.decisions)
    taken = {name: yes for q in asked if q.proposal and answers.accepts(q.id) for name, yes in q.proposal.items()}
    if taken:
        facts = gathered(grids, columns, fill_down={**answers.fill_down, **taken})
        still = {question.id for question in facts.decisions}
        asked = [replace(question, answered=question.id not in still) for question in asked]
    return facts, asked


def file_read(number: int, grid: Grid, role: Role, columns: Sequence[ColumnProposal]) -> FileRead:
    own = [column for column in columns if column.grid == number]
    key = next((column.column for column in own if column.field == "patient_id" and column.used), None)
    patients = 0 if key is None else int((grid.frame[key].str.strip().replace("", None)).nunique())
    layout = grid.layout
    return FileRead(
        grid.file,
        grid.part,
        grid.kind,
        layout.encoding,
        layout.delimiter,
        layout.decimal,
        layout.header_lines,
        role.says,
        len(grid.frame),
        patients,
        {column.title: column.field if column.used else "" for column in own},
    )


def no_patient_id(table: FileRead) -> Decision:
    name = f"{table.file}, sheet {table.part}" if table.part else table.file
    options = tuple(title for title in table.columns if title)
    if table.patients:
        question = f"{name}: no column is known but the one that identifies the patient. Which one holds the cohort?"
        return Decision(f"column_map:{name}:cohort", "column_map", question, ("columns", name), None, options, True)
    question = f"{name}: which column identifies the patient?"
    return Decision("patient_id", "column_map", question, ("columns", name), None, options, True)
