"""What an import came to: its outcome and message, what is not available, and the rows that were left out."""

from collections.abc import Iterable, Sequence
from typing import Literal

from pandas import DataFrame

from core.intake.content.content import Content
from core.intake.decisions import Decision
from core.intake.facts import Facts
from core.intake.problems import LEVELS, Problem
from core.numbers import patients as patients_text

Outcome = Literal["import_clean", "import_with_warnings", "needs_user_decision", "reject"]
_SCORES = {"iga": "iga", "bsa_pct": "bsa", "itch_nrs": "itch"}
# Applied as proposed without a warning: the way such tables are read everywhere, or plain from the header.
_QUIET = {"unlisted_patients", "column_map"}


NO_PATIENTS = (
    "No table of patients was found: no column looks like a patient, a visit, a score or an adverse event, or there "
    "are no rows. Bring a table with titles in its first row."
)
NOBODY_LEFT = "No patient is left to import: every one was left out. The findings say why and what to do."
_REFUSALS_SHOWN = 3


def open_questions(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that keep the data from being imported."""
    return [decision for decision in decisions if decision.blocks and not decision.answered]


def in_order(*decisions: Decision) -> tuple[Decision, ...]:
    """The decisions without questions that the answer to another open one may settle; they are asked after it."""
    asked = [decision.id for decision in open_questions(decisions)]
    linked = {name.removeprefix("same_patients:") for name in asked if name.startswith("same_patients:")}
    later = {f"linked_tables:{name}" for name in linked}
    if linked or any(name.startswith("linked_tables:") for name in asked):
        later.add("no_time")
    if any(name.startswith("column_map:") and name.endswith(":cohort") for name in asked):
        later.add("no_cohort")
    return tuple(decision for decision in decisions if decision.id not in later)


def outcome_of(asked: Sequence[Decision], problems: Sequence[Problem], missing: Sequence[str]) -> Outcome:
    """Clean only where nothing is asked, nothing is missing, and no finding wants a look."""
    if asked:
        return "needs_user_decision"
    clean = not missing and all(problem.severity == "info" for problem in problems)
    return "import_clean" if clean else "import_with_warnings"


def asked_message(asked: Sequence[Decision]) -> str:
    """How many questions are open."""
    return f"{len(asked)} question{'' if len(asked) == 1 else 's'} to answer before anything is imported."


def message(patients: int, problems: Sequence[Problem]) -> str:
    """What was imported, in one sentence."""
    looks = sum(problem.severity != "info" for problem in problems)
    found = f", with {looks} finding{'' if looks == 1 else 's'} to look at" if looks else ""
    return f"{patients_text(patients)} imported{found}."


def refusal(problems: Iterable[Problem]) -> str:
    """Why files were refused, "" where none was."""
    refused = [problem.message for problem in problems if problem.severity == "refused"]
    return " ".join(refused[:_REFUSALS_SHOWN])


def applied(decisions: Iterable[Decision]) -> list[Problem]:
    """A warning for each proposal that was applied, so that it stands among the findings too."""
    return [
        Problem("proposal_applied", "warning", "", None, "", 1, decision.question)
        for decision in decisions
        if not decision.blocks and decision.about not in _QUIET
    ]


def not_available(found: Content, facts: Facts) -> tuple[str, ...]:
    """What no table held. A column that is empty throughout was supplied and is not named here."""
    missing = []
    if "agent" not in set(facts.patients["field"].unique()) and found.patients["agent"].isna().all():
        missing.append("systemic_agent")
    if facts.visits is None:
        missing.append("assessments")
    else:
        held = set(facts.visits["field"].unique())
        missing += [short for name, short in _SCORES.items() if name not in held]
    if facts.events is None:
        missing.append("adverse_events")
    return tuple(missing)


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The most severe first, otherwise as they were found."""
    return tuple(sorted(problems, key=lambda problem: LEVELS.index(problem.severity)))


def excluded(problems: Iterable[Problem]) -> DataFrame:
    rows = [
        (problem.file, row, problem.code.replace("_", " "))
        for problem in problems
        if problem.severity == "error_row" or problem.code in ("row_excluded", "duplicate_visit_exact")
        for row in problem.rows
    ]
    return DataFrame(rows, columns=["file", "row", "why"]).drop_duplicates().sort_values(["file", "row"])
