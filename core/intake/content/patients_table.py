"""One row per patient from everything the tables say about them; what they contradict is asked or said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from pandas import DataFrame, Series

from core.intake.answers import Answers
from core.intake.content.findings import about_rows, places
from core.intake.content.readers import READERS
from core.intake.decisions import Decision
from core.intake.field_names import field_named
from core.intake.fields import FIELDS
from core.intake.grid import Grid
from core.intake.meanings.missing import missing
from core.intake.problems import Problem
from core.schema import COHORTS

COLUMNS = (
    "site",
    "cohort",
    "agent",
    "age",
    "sex",
    "race",
    "cream_start_week",
    "systemic_start_week",
    "follow_up_weeks",
    "follow_up_end",
    "ae_status",
)
LEAVE_OUT = "leave out"
_SHOWN = 8


@dataclass(frozen=True, eq=False, slots=True)
class Patients:
    """One row per patient, indexed by the identifier, with grid and line of its first cell and :data:`COLUMNS`."""

    frame: DataFrame
    problems: tuple[Problem, ...]
    decisions: tuple[Decision, ...]


@dataclass(slots=True)
class _Log:
    problems: list[Problem] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


def patients_table(cells: DataFrame, starts: DataFrame, grids: Sequence[Grid], answers: Answers) -> Patients:
    """The patients of a site. ``cells`` are valued facts of patients, ``starts`` the dates both treatments started."""
    log = _Log()
    given = _given(answers)
    frame = cells.drop_duplicates("patient").set_index("patient")[["grid", "line"]].copy()
    for name in COLUMNS:
        frame[name] = _column(name, cells, frame.index, grids, given, log)
    _constants(frame, answers)
    known = set(cells["field"].unique())
    if frame["cohort"].isna().any():
        _cohort_from_starts(frame, starts, answers, log)
    if frame["cohort"].isna().all() and "cohort" not in known:
        log.decisions.append(_no_cohort(answers))
    out = frame.index.isin([patient for patient, said in given.items() if said == LEAVE_OUT])
    unknown = frame["cohort"].isna() & ~out
    if unknown.any() and not any(decision.about in ("no_cohort", "two_cohorts") for decision in log.decisions):
        said = "no cohort is recorded for this patient. Left out; add it in your file or here."
        log.problems += about_rows(frame[unknown], grids, "cohort_missing", "error_row", said)
    return Patients(frame[~(out | unknown)], tuple(log.problems), tuple(log.decisions))


def _given(answers: Answers) -> dict[str, Any]:
    """What the user said of single patients: field -> value, or "leave out" for the whole patient."""
    given: dict[str, Any] = {}
    for patient, said in answers.patients.items():
        fields = said if isinstance(said, Mapping) else {"cohort": said}
        named = {field_named(name): str(value).strip() for name, value in fields.items()}
        given[patient.strip()] = LEAVE_OUT if named.get("cohort", "").casefold() == LEAVE_OUT else named
    return given


def _column(
    name: str, cells: DataFrame, patients: "pd.Index[Any]", grids: Sequence[Grid], given: Mapping[str, Any], log: _Log
) -> "Series[Any]":
    """The first value of each patient, or the one the user gave; several different ones are said or asked."""
    own = cells[(cells["field"] == name) & cells["value"].notna()]
    distinct = own.drop_duplicates(["patient", "value"])
    values = distinct.drop_duplicates("patient").set_index("patient")["value"].reindex(patients).astype(object)
    several = distinct[distinct.duplicated("patient", keep=False)]
    for patient, said in given.items():
        if said != LEAVE_OUT and said.get(name) and patient in values.index:
            values[patient] = READERS[name]([said[name]], ".")[said[name]].value
    several = several[~several["patient"].isin([patient for patient, said in given.items() if _says(said, name)])]
    if name == "cohort":
        log.decisions += [
            _two_cohorts(str(patient), rows, grids) for patient, rows in several.groupby("patient", sort=False)
        ]
        log.decisions += _settled(distinct, grids, given)
    elif not several.empty:
        log.problems.append(_conflict(name, several, grids))
    return values.where(values.notna(), None)


def _says(said: Any, name: str) -> bool:
    return said == LEAVE_OUT or bool(said.get(name))


def _two_cohorts(patient: str, rows: DataFrame, grids: Sequence[Grid], *, answered: bool = False) -> Decision:
    return Decision(
        f"two_cohorts:{patient}",
        "two_cohorts",
        f"Patient {patient} is listed under both cohorts ({places(rows, grids)}). Which one is right?",
        ("patients", patient),
        None,
        (*COHORTS, LEAVE_OUT),
        True,
        answered,
    )


def _settled(distinct: DataFrame, grids: Sequence[Grid], given: Mapping[str, Any]) -> Iterable[Decision]:
    """The questions about patients under both cohorts that are answered."""
    several = distinct[distinct.duplicated("patient", keep=False)]
    for patient, rows in several.groupby("patient", sort=False):
        if _says(given.get(str(patient), {}), "cohort"):
            yield _two_cohorts(str(patient), rows, grids, answered=True)


def _conflict(name: str, several: DataFrame, grids: Sequence[Grid]) -> Problem:
    first = several.iloc[0]
    title = grids[int(first["grid"])].titles.get(first["column"], first["column"])
    count = several["patient"].nunique()
    lines = tuple(sorted({int(line) for line in several["line"]}))
    who = ", ".join(several["patient"].drop_duplicates().head(_SHOWN))
    more = " and others" if count > _SHOWN else ""
    says = FIELDS[name].says.split(" (")[0]
    message = f"{says}: {count} patients have more than one value ({who}{more}). The first one counts."
    file = grids[int(first["grid"])].name
    return Problem("conflicting_patient_value", "warning", file, lines[0], title, count, message, rows=lines)


def _constants(frame: DataFrame, answers: Answers) -> None:
    """Values that hold for every patient who has none of their own."""
    for word, text in answers.constants.items():
        name = field_named(word)
        if name in COLUMNS and name != "ae_status" and missing(text, name) is None:
            value = READERS[name]([text], ".")[text].value
            frame[name] = frame[name].where(frame[name].notna(), value)


def _cohort_from_starts(frame: DataFrame, starts: DataFrame, answers: Answers, log: _Log) -> None:
    """Which treatment came first, where both starts are recorded and differ."""
    own = starts.reindex(frame.index)
    cream = own["cream_start_date"].fillna(frame["cream_start_week"].astype(float) * 7)
    systemic = own["systemic_start_date"].fillna(frame["systemic_start_week"].astype(float) * 7)
    told = frame["cohort"].isna() & (cream != systemic) & cream.notna() & systemic.notna()
    if not told.any():
        return
    frame.loc[told & (cream < systemic), "cohort"] = "A"
    frame.loc[told & (cream > systemic), "cohort"] = "B"
    counts = frame.loc[told, "cohort"].value_counts()
    found = ", ".join(f"{counts.get(cohort, 0)} in cohort {cohort}" for cohort in COHORTS)
    question = f"The cohort of {int(told.sum())} patients follows from which treatment started first: {found}."
    identity = "cohort_from_starts"
    options = ("by the first treatment",)
    log.decisions.append(
        Decision(identity, identity, question, ("accept",), options[0], options, False, answers.accepts(identity))
    )


def _no_cohort(answers: Answers) -> Decision:
    return Decision(
        "no_cohort",
        "no_cohort",
        "No column says which cohort a patient is in: A, cream first and the systemic added, or B, systemic first and "
        "the cream added. Are all patients in one cohort?",
        ("constants", "cohort"),
        None,
        (*COHORTS, "choose the column under columns"),
        True,
        answers.constants.get("cohort") in COHORTS,
    )
