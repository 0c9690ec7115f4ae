"""Facts -> the patients, visits and events of a site, with values and times."""

from dataclasses import dataclass
from typing import Any

from pandas import DataFrame, Series

from core.intake.answers import Answers
from core.intake.content import time_zero
from core.intake.content.ae_status import ae_status
from core.intake.content.assembling import approval_problems, start_weeks
from core.intake.content.date_columns import Dated, dated, orders_of
from core.intake.content.duplicates import merged
from core.intake.content.events_table import events_table
from core.intake.content.needs import needed_dates
from core.intake.content.patients_table import patients_table
from core.intake.content.timing import timed
from core.intake.content.values import Valued, valued
from core.intake.decisions import Decision
from core.intake.facts import Facts
from core.intake.privacy.identifiers import look_alikes
from core.intake.problems import Problem


@dataclass(frozen=True, eq=False, slots=True)
class Content:
    """The tables of an extract under the names of the fields; what was not supplied is None."""

    patients: DataFrame
    visits: DataFrame | None
    events: DataFrame | None
    problems: tuple[Problem, ...]
    decisions: tuple[Decision, ...]


def content(facts: Facts, answers: Answers) -> Content:
    """Read the values of all facts, place them in time and put what belongs together into one row."""
    read = valued(facts, answers)
    needed = needed_dates(facts)
    tables = (read.patients, *_tables(read))
    orders = orders_of(tables, facts.grids, answers)
    dates = [dated(cells, facts.grids, answers, orders=orders, needed=needed) for cells in tables]
    of_patients, of_visits, of_events = _by_table(read, dates)
    people = patients_table(read.patients, time_zero.recorded(of_patients.cells, {}).starts, facts.grids, answers)
    zero = time_zero.recorded(of_patients.cells, people.frame["cohort"].to_dict())
    visits = events = None
    found: list[Any] = [read, *dates, people]
    if read.visits is not None and of_visits is not None:
        placed = timed(read.visits, of_visits, zero, facts.grids, answers)
        zero, once = placed.zero, merged(placed.visits, facts.grids, answers)
        visits, found = once.visits, [*found, placed, once]
    if read.events is not None and of_events is not None:
        listed = events_table(read.events, of_events, zero, facts.grids, answers)
        events, found = listed.events, [*found, listed]
    patients, odd = start_weeks(people.frame, zero, _last(of_patients), facts.grids)
    status, said, asked = ae_status(patients["ae_status"], events, facts.events_listed_for, answers)
    patients["ae_status"] = status
    problems = [problem for part in found for problem in part.problems]
    problems += [*odd, *said, *approval_problems(patients, zero), *_look_alikes(patients)]
    decisions = [decision for part in found for decision in part.decisions] + asked
    unique = {decision.id: decision for decision in reversed(decisions)}
    return Content(patients, visits, events, tuple(problems), tuple(reversed(unique.values())))


def _tables(read: Valued) -> list[DataFrame]:
    return [cells for cells in (read.visits, read.events) if cells is not None]


def _by_table(read: Valued, dates: list[Dated]) -> tuple[Dated, Dated | None, Dated | None]:
    rest = iter(dates[1:])
    of_visits = next(rest) if read.visits is not None else None
    return dates[0], of_visits, next(rest) if read.events is not None else None


def _last(dates: Dated) -> "Series[float]":
    """The day of the last contact of each patient."""
    own = dates.cells[dates.cells["field"] == "last_date"]
    return own.groupby("patient")["days"].max()


def _look_alikes(patients: DataFrame) -> list[Problem]:
    """Identifiers that differ only in signs that look the same; they are never put together."""
    problems = []
    for pair in look_alikes(patients.index.tolist()):
        shown = " and ".join(f"“{patient}”" for patient in pair)
        message = f"The identifiers {shown} look alike. They count as different patients; check your file."
        problems.append(Problem("look_alike_ids", "warning", "", None, "", 1, message))
    return problems
