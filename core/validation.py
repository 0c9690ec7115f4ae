"""What is wrong, odd or worth knowing in the three frames of an extract, as findings.

Works on typed frames (see ``core.extract``) in any row order. Where a frame has a column ``_line`` (:data:`LINE`), a
finding names that line of the reader's file; elsewhere it names the patient.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd
from pandas import DataFrame, Series

from core.agents import AGENTS, agents_in, canonical
from core.endpoints import MISSING
from core.errors import Finding, Severity
from core.schema import ADVERSE_EVENTS, ASSESSMENTS, PATIENTS, TABLES, ColumnSpec, TableSpec

Frames = Mapping[str, DataFrame]
LINE = "_line"


def check(frames: Frames) -> list[Finding]:
    """Every finding in the frames ``patients``, ``assessments`` and ``adverse_events``."""
    return [finding for rule in RULES for finding in rule(frames)]


def _found(
    table: TableSpec,
    frame: DataFrame,
    where: "Series[bool]",
    column: str,
    problem: str,
    remedy: str,
    severity: Severity = "error",
) -> Iterator[Finding]:
    """One finding per row of ``frame`` where ``where`` holds; the row is the line in the reader's file."""
    found = frame[where.fillna(False).astype(bool)]
    lines = found[LINE] if LINE in found else [None] * len(found)
    for value, patient, line in zip(found[column], found["patient_id"], lines, strict=True):
        place = f" (patient {patient})" if line is None and column != "patient_id" else ""
        row = None if line is None else int(line)
        yield Finding(severity, table.name, row, column, _shown(value), problem + place, remedy)


def _shown(value: Any) -> str:
    if pd.isna(value):
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _values(frames: Frames) -> Iterator[Finding]:
    """Missing required values, numbers outside their range, words outside their list."""
    for table in TABLES:
        frame = frames[table.name]
        for spec in table.stored:
            values = frame[spec.name]
            if spec.required:
                yield from _found(table, frame, values.isna(), spec.name, "is empty", "Every row needs a value here.")
            if spec.kind in ("integer", "number"):
                yield from _outside(table, frame, spec)
            elif spec.categories:
                unknown = values.notna() & ~values.isin(spec.categories)
                allowed = ", ".join(spec.categories)
                yield from _found(table, frame, unknown, spec.name, "is not a known value", f"Use one of: {allowed}.")


def _outside(table: TableSpec, frame: DataFrame, spec: ColumnSpec) -> Iterator[Finding]:
    values = frame[spec.name]
    below = values < spec.low if spec.low is not None else values.isna() & False
    above = values > spec.high if spec.high is not None else values.isna() & False
    expected = f"Expected {spec.low:g} to {spec.high:g} {spec.unit}."
    yield from _found(table, frame, below, spec.name, f"is below {spec.low:g}", expected)
    yield from _found(table, frame, above, spec.name, f"is above {spec.high:g}", expected)
    if spec.kind == "integer":
        broken = values.notna() & (values % 1 != 0)
        yield from _found(table, frame, broken, spec.name, "is not a whole number", "Use whole numbers.")


def _identity(frames: Frames) -> Iterator[Finding]:
    """A patient stands once in patients, in one cohort; visits and events belong to a listed patient."""
    patients = frames["patients"]
    ids = patients["patient_id"]
    if patients.empty:
        yield Finding("error", "patients", None, "", "", "has no rows", "Add one row per patient.")
    repeated = ids.notna() & ids.duplicated(keep=False)
    cohorts = patients.groupby("patient_id")["cohort"].transform("nunique")
    both = repeated & (cohorts > 1)
    yield from _found(
        PATIENTS,
        patients,
        both,
        "patient_id",
        "is listed under both cohorts",
        "Keep the row of the right cohort.",
    )
    again = repeated & ~both & ids.duplicated()
    yield from _found(PATIENTS, patients, again, "patient_id", "is listed more than once", "Keep one row per patient.")
    for table in (ASSESSMENTS, ADVERSE_EVENTS):
        frame = frames[table.name]
        orphan = frame["patient_id"].notna() & ~frame["patient_id"].isin(ids)
        yield from _found(
            table,
            frame,
            orphan,
            "patient_id",
            "is not among the patients",
            "Add the patient, or correct the id.",
        )


def _agents(frames: Frames) -> Iterator[Finding]:
    """Agents by generic name, several in alphabetical order; an unknown name is kept in class "other"."""
    patients = frames["patients"]
    agents = patients["systemic_agent"]
    distinct = agents.dropna().unique()
    disordered = {agent for agent in distinct if canonical(agent) != agent}
    for agent in sorted(disordered):
        yield from _found(
            PATIENTS,
            patients,
            agents == agent,
            "systemic_agent",
            "is not written in the standard form",
            f"Write “{canonical(agent)}”.",
        )
    for agent in sorted(set(distinct) - disordered):
        unknown = [name for name in agents_in(agent) if name not in AGENTS]
        if unknown:
            yield from _found(
                PATIENTS,
                patients,
                agents == agent,
                "systemic_agent",
                f"has a name this program does not know ({', '.join(unknown)})",
                "Kept, in class “other”. Use the generic name if it is a known agent.",
                "warning",
            )


def _reserved(frames: Frames) -> Iterator[Finding]:
    """The word that stands for a value that is not recorded cannot be the name of a site or an agent."""
    patients = frames["patients"]
    for column in ("site", "systemic_agent"):
        yield from _found(
            PATIENTS,
            patients,
            patients[column] == MISSING,
            column,
            "is the word for a value that is not recorded",
            "Leave the cell empty, or use another name.",
        )


def _time_zero(frames: Frames) -> Iterator[Finding]:
    """Time zero is the later of the two starts: systemic in cohort A, cream in cohort B."""
    patients = frames["patients"]
    for cohort, column in (("A", "systemic_start_week"), ("B", "cream_start_week")):
        wrong = (patients["cohort"] == cohort) & patients[column].notna() & (patients[column] != 0)
        yield from _found(
            PATIENTS,
            patients,
            wrong,
            column,
            f"is not 0 in cohort {cohort}",
            f"Time zero of cohort {cohort} is this start: count all weeks from it, or correct the cohort.",
        )


def _status(frames: Frames) -> Iterator[Finding]:
    """What the chart says about adverse events agrees with the events listed."""
    patients, events = frames["patients"], frames["adverse_events"]
    # Events before time zero are kept apart: a patient may have them and none on the combination.
    on_both = events[~(events["start_week"] < 0)]
    has_event = patients["patient_id"].isin(on_both["patient_id"])
    listed = patients["patient_id"].isin(events["patient_id"])
    for status in ("none", "not documented"):
        yield from _found(
            PATIENTS,
            patients,
            (patients["ae_status"] == status) & has_event,
            "ae_status",
            "contradicts the adverse events listed for this patient on the combination",
            "Set it to “any”, or remove the events.",
        )
    yield from _found(
        PATIENTS,
        patients,
        (patients["ae_status"] == "any") & ~listed,
        "ae_status",
        "has no event listed to go with it",
        "Counted as a patient with an event that is not described.",
        "warning",
    )


def _earlier_only(frames: Frames) -> Iterator[Finding]:
    """A patient with events, all of them before time zero, has none on the combination."""
    patients, events = frames["patients"], frames["adverse_events"]
    listed = patients["patient_id"].isin(events["patient_id"])
    later = patients["patient_id"].isin(events.loc[~(events["start_week"] < 0), "patient_id"])
    yield from _found(
        PATIENTS,
        patients,
        (patients["ae_status"] == "any") & listed & ~later,
        "ae_status",
        "has events before time zero only",
        "Counted as a patient without an event on the combination.",
        "note",
    )


def _order_of_time(frames: Frames) -> Iterator[Finding]:
    """Events end after they start; a patient has one visit per point in time."""
    events, visits = frames["adverse_events"], frames["assessments"]
    yield from _found(
        ADVERSE_EVENTS,
        events,
        events["end_week"] < events["start_week"],
        "end_week",
        "is before the start of the event",
        "Correct the start or the end.",
    )
    yield from _found(
        ASSESSMENTS,
        visits,
        visits["patient_id"].notna() & visits.duplicated(["patient_id", "week", "day"], keep="first"),
        "week",
        "is a second visit of this patient at the same time",
        "Keep one row per visit.",
    )


def _empty_visits(frames: Frames) -> Iterator[Finding]:
    visits = frames["assessments"]
    empty = visits[["iga", "bsa_pct", "itch_nrs"]].isna().all(axis=1)
    yield from _found(
        ASSESSMENTS, visits, empty, "week", "is a visit without any score", "Kept; it counts nowhere.", "note"
    )


RULES: tuple[Callable[[Frames], Iterator[Finding]], ...] = (
    _values,
    _identity,
    _agents,
    _reserved,
    _time_zero,
    _status,
    _earlier_only,
    _order_of_time,
    _empty_visits,
)
