"""Which patients a check of the data has to look at: the columns say it without a look at every row.

``core.validation`` has the rules and their words, and reads frames. Here each rule asks every distinct value once, or
compares whole columns, and names the patients where it would find something; a patient too many costs only time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from core.agents import AGENTS, agents_in, canonical
from core.endpoints import MISSING
from core.extract_columns import Column
from core.extract_tables import Places, Tables, same_as_before
from core.schema import ADVERSE_EVENTS, ASSESSMENTS, MEASURES, PATIENTS, TABLES, ColumnSpec

Truths = NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Screened:
    """Places of patients, in order: ``refused`` may have an error, ``remarked`` a warning or a note."""

    refused: Places
    remarked: Places


def screened(tables: Tables) -> Screened:
    """The patients about whom a check of the data can have something to say."""
    refused = np.zeros(tables.patients, dtype=bool)
    for patients in (_values(tables), _identity(tables), _patient_rules(tables), _events_and_visits(tables)):
        for found in patients:
            refused |= found
    return Screened(np.flatnonzero(refused), np.flatnonzero(_remarked(tables)))


def _values(tables: Tables) -> Iterator[Truths]:
    for table in TABLES:
        for spec in table.stored[0 if table is PATIENTS else 1 :]:
            column = tables.column(table, spec.name)
            wrong = _wrong(spec, column)
            if spec.required:
                wrong |= column.missing
            if wrong.any():
                yield wrong if table is PATIENTS else _with_row(tables, table.name, wrong)


def _wrong(spec: ColumnSpec, column: Column) -> Truths:
    """The rows whose value is outside its range or its list."""
    if spec.kind in ("integer", "number"):
        low, high = (-np.inf if spec.low is None else spec.low), (np.inf if spec.high is None else spec.high)
        whole = spec.kind == "integer"
        return column.where(lambda values: (values < low) | (values > high) | (whole & (np.floor(values) != values)))
    if spec.categories:
        return column.where(lambda values: ~np.isin(values, np.array(spec.categories, dtype=object)))
    return np.zeros(len(column), dtype=bool)


def _identity(tables: Tables) -> Iterator[Truths]:
    """Patients stand in order of their names, so a name that stands twice stands in neighbouring rows."""
    ids = tables.columns["patient_id"].values
    again = np.asarray(pc.equal(ids[:-1], ids[1:]).fill_null(False))
    yield np.append(again, False)[: len(ids)] | np.append(False, again)[: len(ids)]


def _patient_rules(tables: Tables) -> Iterator[Truths]:
    agent, site, cohort = (tables.columns[name] for name in ("systemic_agent", "site", "cohort"))
    yield agent.where(lambda values: _of_each(values, lambda text: canonical(text) != text or text == MISSING))
    yield site.where(lambda values: values == MISSING)
    for code, name in (("A", "systemic_start_week"), ("B", "cream_start_week")):
        yield _is(cohort, code) & tables.columns[name].where(lambda weeks: weeks != 0)
    status = tables.columns["ae_status"]
    yield _with_later_event(tables) & (_is(status, "none") | _is(status, "not documented"))


def _events_and_visits(tables: Tables) -> Iterator[Truths]:
    events, visits = tables.nested[ADVERSE_EVENTS.name], tables.nested[ASSESSMENTS.name]
    backwards = events.columns["end_week"].numbers() < events.columns["start_week"].numbers()
    yield _with_row(tables, ADVERSE_EVENTS.name, backwards)
    yield _with_row(tables, ASSESSMENTS.name, same_as_before(visits, ("week", "day")))


def _remarked(tables: Tables) -> Truths:
    """Agents that nobody knows, events that are not described or before time zero only, visits without a score."""
    visits = tables.nested[ASSESSMENTS.name]
    empty = np.logical_and.reduce([visits.columns[name].missing for name in MEASURES])
    return (
        tables.columns["systemic_agent"].where(lambda values: _of_each(values, _unknown))
        | (_is(tables.columns["ae_status"], "any") & ~_with_later_event(tables))
        | _with_row(tables, ASSESSMENTS.name, empty)
    )


def _unknown(agent: str) -> bool:
    return any(name not in AGENTS for name in agents_in(agent))


def _of_each(texts: NDArray[Any], holds: Any) -> Truths:
    return np.array([holds(text) for text in texts], dtype=bool)


def _is(column: Column, code: str) -> Truths:
    return column.where(lambda values: values == code)


def _with_later_event(tables: Tables) -> Truths:
    """The patients with an event that is not known to lie before time zero."""
    before = tables.nested[ADVERSE_EVENTS.name].columns["start_week"].where(lambda weeks: weeks < 0)
    return _with_row(tables, ADVERSE_EVENTS.name, ~before)


def _with_row(tables: Tables, name: str, rows: Truths) -> Truths:
    """The patients with one of some rows of a table."""
    places = np.flatnonzero(rows)
    found = np.zeros(tables.patients, dtype=bool)
    found[np.searchsorted(tables.nested[name].offsets, places, side="right") - 1] = True
    return found
