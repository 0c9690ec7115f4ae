"""A site's files -> an extract, with everything that was understood, found and asked on the way."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from pandas import DataFrame

from core.errors import ExtractError, RuxScopeError
from core.extract import Extract
from core.intake.answers import Answers
from core.intake.content.assembling import Assembled, assembled
from core.intake.content.content import Content, content
from core.intake.content.same_patients import same_patients
from core.intake.decisions import Decision
from core.intake.files.reading import Reading, read_files
from core.intake.gathering import roles
from core.intake.grid import Grid
from core.intake.limits import Limits
from core.intake.mapping.preparing import prepared
from core.intake.outcomes import (
    NO_PATIENTS,
    NOBODY_LEFT,
    Outcome,
    applied,
    asked_message,
    excluded,
    in_order,
    message,
    not_available,
    open_questions,
    ordered,
    outcome_of,
    refusal,
)
from core.intake.privacy.screening import masked, screened
from core.intake.problems import Problem
from core.intake.proposal import ColumnProposal
from core.intake.shapes.dictionary import identifier_flags
from core.intake.summary import summary
from core.intake.tallies import counts_of
from core.intake.understanding import FileRead, corrected, file_read, mapped, no_patient_id, understood
from core.numbers import patients as patients_text
from core.store.store import Store

Progress = Callable[[str], None]


@dataclass(frozen=True, eq=False, slots=True)
class Import:
    """What importing files came to. ``extract`` and ``summary`` are None unless the outcome is an import.

    ``not_available`` names what no file holds: never to be shown as 0. ``excluded`` has the columns file, row, why.
    ``grids`` are the tables without identifying columns, ``proposals`` what their columns are taken to mean. ``store``
    stands in the place of the extract where the files are tallies.
    """

    outcome: Outcome
    message: str
    files: tuple[FileRead, ...] = ()
    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()
    not_available: tuple[str, ...] = ()
    summary: dict[str, Any] | None = None
    extract: Extract | None = None
    grids: tuple[Grid, ...] = ()
    proposals: tuple[ColumnProposal, ...] = ()
    excluded: DataFrame = field(default_factory=lambda: DataFrame(columns=["file", "row", "why"]))
    store: Store | None = None


def silent(step: str) -> None:
    """Progress that nobody follows."""


def import_files(
    files: Iterable[tuple[str, bytes]],
    *,
    answers: Answers = Answers(),  # noqa: B008 - frozen
    limits: Limits = Limits(),  # noqa: B008 - frozen
    progress: Progress = silent,
) -> Import:
    """Import files, given as name and content. Never raises for what a file holds."""
    progress("Reading the files")
    return imported(read_files(files, limits=limits, layouts=answers.files), answers, progress=progress)


def imported(reading: Reading, answers: Answers, *, progress: Progress = silent) -> Import:
    """Import what was read; with other answers the same reading can be imported again."""
    if reading.extract is not None:
        return _own_extract(reading)
    if reading.stores:
        return _tallies(reading)
    progress("Looking for names and other identifiers")
    clean = screened(reading.grids, answers, identifier_flags(reading.grids))
    problems = [*masked(reading.problems, reading.grids, clean), *clean.problems]
    if not clean.grids:
        return _rejected(problems)
    progress("Finding out what the columns mean")
    own, corrections = corrected(clean.grids, answers)
    grids = prepared(own)
    columns, asked = mapped(grids, clean, answers)
    grids, alike = same_patients(grids, columns, answers)
    facts, more = understood(grids, columns, answers)
    decisions: list[Decision] = [*clean.decisions, *asked, *alike, *more]
    problems += [*corrections, *facts.problems]
    kinds = roles(grids, columns)
    about = tuple(file_read(number, grid, kinds[number], columns) for number, grid in enumerate(grids))
    done = Import("import_clean", "", about, tuple(decisions), tuple(problems), grids=grids, proposals=columns)
    if facts.patients.empty:
        return _without_patients(done)
    progress("Reading values and times")
    found = content(facts, answers)
    done = replace(
        done,
        decisions=in_order(*decisions, *found.decisions),
        problems=(*problems, *found.problems),
        not_available=not_available(found, facts),
    )
    progress("Putting the extract together")
    return _finished(done, found)


def _finished(done: Import, found: Content) -> Import:
    """The import with its extract, unless a question is open."""
    problems = [*done.problems, *applied(done.decisions)]
    asked = open_questions(done.decisions)
    if not asked and found.patients.empty:
        return replace(
            done, outcome="reject", message=NOBODY_LEFT, problems=ordered(problems), excluded=excluded(problems)
        )
    whole: Assembled | None = None
    if not asked:
        try:
            whole = assembled(found.patients, found.visits, found.events, [table.file for table in done.files])
        except ExtractError as error:
            problems.append(Problem("not_importable", "refused", "", None, "", 1, str(error)))
            return replace(done, outcome="reject", message=str(error), problems=ordered(problems))
        problems += whole.problems
    outcome = outcome_of(asked, problems, done.not_available)
    return replace(
        done,
        outcome=outcome,
        message=asked_message(asked) if asked else message(len(found.patients), problems),
        problems=ordered(problems),
        summary=None if whole is None else _summary(whole.extract, done.not_available),
        extract=None if whole is None else whole.extract,
        excluded=excluded(problems),
    )


def _summary(extract: Extract, missing: Iterable[str]) -> dict[str, Any]:
    absent = set(missing)
    return summary(extract, visits="assessments" not in absent, events="adverse_events" not in absent)


def _own_extract(reading: Reading) -> Import:
    """A file of this program's own: opened as it is."""
    extract = reading.extract
    assert extract is not None
    missing = []
    if extract.assessments.empty:
        missing.append("assessments")
    if extract.adverse_events.empty and (extract.patients["ae_status"] == "not documented").all():
        missing.append("adverse_events")
    text = f"{patients_text(len(extract.patients))} opened from an extract of this program."
    return Import(
        "import_clean",
        text,
        problems=reading.problems,
        not_available=tuple(missing),
        summary=_summary(extract, missing),
        extract=extract,
    )


def _tallies(reading: Reading) -> Import:
    """Counts, opened as they are. All of the files or none: a sum that lacks one would be mistaken for the whole."""
    if refusal(reading.problems):
        return _rejected(reading.problems)
    try:
        store = counts_of(reading)
    except RuxScopeError as error:
        return _rejected([*reading.problems, Problem("not_tallies", "refused", "", None, "", 1, str(error))])
    parts = f"{len(reading.stores)} files of tallies" if len(reading.stores) > 1 else "tallies"
    text = f"Counts of {patients_text(store.patients)} opened from {parts}."
    return Import("import_clean", text, problems=reading.problems, store=store)


def _rejected(problems: Iterable[Problem]) -> Import:
    ranked = ordered(problems)
    text = refusal(ranked) or "There is nothing to import: no file was given, or all were empty."
    return Import("reject", text, problems=ranked)


def _without_patients(done: Import) -> Import:
    """Tables were read, and none is about patients as far as can be told."""
    # A table of which not one column means anything to us is no table of patients.
    told = {column.grid for column in done.proposals if column.field}
    candidates = [table for number, table in enumerate(done.files) if table.rows and number in told]
    problems = ordered(done.problems)
    if not candidates:
        return replace(done, outcome="reject", message=refusal(problems) or NO_PATIENTS, problems=problems)
    decisions = done.decisions
    if not open_questions(decisions):
        decisions = (*decisions, no_patient_id(candidates[0]))
    return replace(
        done,
        outcome="needs_user_decision",
        message=asked_message(open_questions(decisions)),
        decisions=decisions,
        problems=problems,
    )
