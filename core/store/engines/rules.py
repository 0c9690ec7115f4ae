"""What can be wrong, odd or worth knowing in the tables of an engine: the rules and the words of ``core.validation``.

The words stand there for rows of a file; here a rule counts the rows that it holds for. A test compares the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import ibis

from core.agents import AGENTS, agents_in, canonical
from core.endpoints import MISSING
from core.errors import Severity
from core.schema import ADVERSE_EVENTS, ASSESSMENTS, MEASURES, PATIENTS, TABLES, ColumnSpec, TableSpec
from core.store.engines.flat import Flat


@dataclass(frozen=True, eq=False, slots=True)
class Rule:
    """Rows ``where`` something is to say about a column; ``rows`` is the expression that has them."""

    spec: TableSpec
    rows: ibis.Table
    where: Any
    column: str
    problem: str
    remedy: str
    severity: Severity = "error"


def rules(tables: Flat) -> Iterator[Rule]:
    """Every rule, in the order in which a file is checked."""
    patients = _patients(tables)
    for spec in TABLES:
        rows = getattr(tables, spec.name)
        for column in spec.stored:
            for where, problem, remedy in _values(rows[column.name], column):
                yield Rule(spec, rows, where, column.name, problem, remedy)
    yield from _identity(tables, patients)
    yield from _agents(patients)
    yield from _time_zero(patients)
    yield from _status(patients)
    yield from _visits(tables)


def _patients(tables: Flat) -> ibis.Table:
    """The patients' rows with what the tables say of each id: rows and cohorts under it, events, events after zero."""
    patients, events = tables.patients, tables.adverse_events
    own = patients.group_by("patient_id").agg(copies=patients.count(), cohorts=patients["cohort"].nunique())
    before = (events["start_week"] < 0).fill_null(False)
    listed = events.group_by("patient_id").agg(events=events.count(), on_both=events.count(where=~before))
    joined = patients.left_join(own, "patient_id").drop("patient_id_right").left_join(listed, "patient_id")
    return joined.mutate(events=joined["events"].fill_null(0), on_both=joined["on_both"].fill_null(0))


def _values(values: Any, column: ColumnSpec) -> Iterator[tuple[Any, str, str]]:
    """Missing required values, numbers outside their range, words outside their list."""
    if column.required:
        yield values.isnull(), "is empty", "Every row needs a value here."
    if column.kind in ("integer", "number"):
        expected = f"Expected {column.low:g} to {column.high:g} {column.unit}."
        yield values < column.low, f"is below {column.low:g}", expected
        yield values > column.high, f"is above {column.high:g}", expected
        if column.kind == "integer":
            yield values != values.floor(), "is not a whole number", "Use whole numbers."
    elif column.categories:
        yield ~values.isin(column.categories), "is not a known value", f"Use one of: {', '.join(column.categories)}."


def _identity(tables: Flat, patients: ibis.Table) -> Iterator[Rule]:
    """A patient stands once in patients, in one cohort; visits and events belong to a listed patient."""
    again, both = patients["copies"] > 1, patients["cohorts"] > 1
    identity = (PATIENTS, patients)
    yield Rule(*identity, both, "patient_id", "is listed under both cohorts", "Keep the row of the right cohort.")
    yield Rule(*identity, again & ~both, "patient_id", "is listed more than once", "Keep one row per patient.")
    for spec in (ASSESSMENTS, ADVERSE_EVENTS):
        orphans = getattr(tables, spec.name).anti_join(tables.patients, "patient_id")
        yield Rule(
            spec,
            orphans,
            orphans["patient_id"].notnull(),
            "patient_id",
            "is not among the patients",
            "Add the patient, or correct the id.",
        )


def _agents(patients: ibis.Table) -> Iterator[Rule]:
    """Agents by generic name, several in alphabetical order; the word for "not recorded" names no agent and no site."""
    column = "systemic_agent"
    agents = patients[column]
    found = patients.filter(agents.notnull()).select(column).distinct().to_pyarrow()[column].to_pylist()
    disordered = sorted(agent for agent in found if canonical(agent) != agent)
    for agent in disordered:
        remedy = f"Write “{canonical(agent)}”."
        yield Rule(PATIENTS, patients, agents == agent, column, "is not written in the standard form", remedy)
    for agent in sorted(set(found) - set(disordered)):
        unknown = ", ".join(name for name in agents_in(agent) if name not in AGENTS)
        if unknown:
            problem = f"has a name this program does not know ({unknown})"
            remedy = "Kept, in class “other”. Use the generic name if it is a known agent."
            yield Rule(PATIENTS, patients, agents == agent, column, problem, remedy, "warning")
    problem, remedy = "is the word for a value that is not recorded", "Leave the cell empty, or use another name."
    for column in ("site", "systemic_agent"):
        yield Rule(PATIENTS, patients, patients[column] == MISSING, column, problem, remedy)


def _time_zero(patients: ibis.Table) -> Iterator[Rule]:
    """Time zero is the later of the two starts: systemic in cohort A, cream in cohort B."""
    for cohort, column in (("A", "systemic_start_week"), ("B", "cream_start_week")):
        yield Rule(
            PATIENTS,
            patients,
            (patients["cohort"] == cohort) & (patients[column] != 0),
            column,
            f"is not 0 in cohort {cohort}",
            f"Time zero of cohort {cohort} is this start: count all weeks from it, or correct the cohort.",
        )


def _status(patients: ibis.Table) -> Iterator[Rule]:
    """What the chart says about adverse events agrees with the events listed."""
    status, events, on_both = (patients[name] for name in ("ae_status", "events", "on_both"))
    for said in ("none", "not documented"):
        yield Rule(
            PATIENTS,
            patients,
            (status == said) & (on_both > 0),
            "ae_status",
            "contradicts the adverse events listed for this patient on the combination",
            "Set it to “any”, or remove the events.",
        )
    yield Rule(
        PATIENTS,
        patients,
        (status == "any") & (events == 0),
        "ae_status",
        "has no event listed to go with it",
        "Counted as a patient with an event that is not described.",
        "warning",
    )
    yield Rule(
        PATIENTS,
        patients,
        (status == "any") & (events > 0) & (on_both == 0),
        "ae_status",
        "has events before time zero only",
        "Counted as a patient without an event on the combination.",
        "note",
    )


def _visits(tables: Flat) -> Iterator[Rule]:
    """Events end after they start; a patient has one visit per point in time, with a score."""
    events, visits = tables.adverse_events, tables.assessments
    problem, remedy = "is before the start of the event", "Correct the start or the end."
    yield Rule(ADVERSE_EVENTS, events, events["end_week"] < events["start_week"], "end_week", problem, remedy)
    known = visits.filter(visits["patient_id"].notnull())
    times = known.group_by("patient_id", "week", "day").agg(copies=known.count())
    problem, remedy = "is a second visit of this patient at the same time", "Keep one row per visit."
    yield Rule(ASSESSMENTS, times, times["copies"] > 1, "week", problem, remedy)
    empty = ibis.and_(*(visits[measure].isnull() for measure in MEASURES))
    problem, remedy = "is a visit without any score", "Kept; it counts nowhere."
    yield Rule(ASSESSMENTS, visits, empty, "week", problem, remedy, "note")
