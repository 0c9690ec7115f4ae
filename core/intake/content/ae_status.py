"""What is known of each patient's adverse events: some, none, or not documented. Absent is not none."""

from collections.abc import Collection

from pandas import DataFrame, Series

from core.intake.answers import Answers
from core.intake.decisions import Decision
from core.intake.problems import Problem
from core.numbers import patients as patients_text

UNLISTED = "unlisted_patients"
_OPTIONS = ("none", "not documented")


def ae_status(
    recorded: "Series[object]", events: DataFrame | None, named: Collection[str], answers: Answers
) -> tuple["Series[object]", list[Problem], list[Decision]]:
    """The status of each patient, indexed like ``recorded``, the status a column of the site gives.

    ``events`` are those of the site, None where no table could hold any; ``named`` are patients that an event table
    lists without an event.
    """
    status = recorded.astype(object).where(recorded.notna(), None)
    if events is None:
        return status.fillna("not documented"), [], []
    problems: list[Problem] = []
    having = status.index.isin(events["patient"].unique())
    on_combination = status.index.isin(events.loc[~(events["start_week"] < 0), "patient"].unique())
    wrong = on_combination & status.isin(_OPTIONS).to_numpy()
    if wrong.any():
        message = f"{patients_text(int(wrong.sum()))} with events listed and a status of none. The events count."
        problems.append(Problem("ae_status_contradicts_events", "warning", "", None, "", int(wrong.sum()), message))
    status[wrong | (having & status.isna().to_numpy())] = "any"
    placeholder = status.isna() & status.index.isin(list(named))
    status[placeholder] = "none"
    if placeholder.any():
        message = f"{patients_text(int(placeholder.sum()))} in the event table without an event: read as none."
        problems.append(Problem("placeholder_rows", "info", "", None, "", int(placeholder.sum()), message))
    if status.isna().any():
        # Where a column says it of other patients, a blank in it is no answer.
        proposal = "not documented" if recorded.notna().any() else "none"
        chosen, count = _chosen(answers) or proposal, int(status.isna().sum())
        message = f"{patients_text(count)} without a row among the adverse events: read as “{chosen}”."
        problems.append(Problem(UNLISTED, "info", "", None, "", count, message))
        return status.fillna(chosen), problems, [_decision(count, proposal, answers)]
    return status, problems, []


def _chosen(answers: Answers) -> str:
    given = answers.constants.get("ae_status", "").casefold().strip()
    return given if given in _OPTIONS else ""


def _decision(count: int, proposal: str, answers: Answers) -> Decision:
    question = (
        f"{patients_text(count)} without a row among the adverse events: none, or not documented? Read as “{proposal}”."
    )
    done = answers.accepts(UNLISTED) or bool(answers.constants.get("ae_status"))
    return Decision(UNLISTED, UNLISTED, question, ("constants", "ae_status"), proposal, _OPTIONS, False, done)
