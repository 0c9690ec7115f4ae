"""When each visit was, in weeks from time zero: by the week, day or month it is called, else by its date."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame, Series

from core.endpoints import nominal_weeks
from core.intake.answers import Answers
from core.intake.content import time_zero
from core.intake.content.called import CALLED, LIMIT_WEEKS, called, label_weeks
from core.intake.content.date_columns import Dated
from core.intake.content.findings import about_rows
from core.intake.content.occasions import occasions
from core.intake.content.time_zero import Zero
from core.intake.content.visit_questions import event_to_week, from_dates, names_asked, no_time, remarks
from core.intake.decisions import Decision
from core.intake.grid import Grid
from core.intake.meanings.missing import is_missing
from core.intake.meanings.quantities import quantity
from core.intake.problems import Problem

SCORES = ("iga", "bsa_pct", "itch_nrs")
# A date and a name that lie further apart than this, in weeks and as a share of the time, contradict each other.
_FAR_WEEKS, _FAR_SHARE = 4, 0.35


@dataclass(frozen=True, eq=False, slots=True)
class Timed:
    """One row per visit with patient, grid, line, week, day (nan where no date counts) and the scores."""

    visits: DataFrame
    zero: Zero
    problems: tuple[Problem, ...]
    decisions: tuple[Decision, ...]


def timed(cells: DataFrame, dates: Dated, zero: Zero, grids: Sequence[Grid], answers: Answers) -> Timed:
    """The visits of a site with their time. ``cells`` are valued facts of visits."""
    problems: list[Problem] = []
    decisions: list[Decision] = []
    visits = occasions(cells, SCORES)
    scored = _scored(cells, visits.index)
    visits["days"] = time_zero.dates_by_occasion(dates.cells, "visit_date").reindex(visits.index)
    read = called(cells, answers, kinds=dict(zip(CALLED, CALLED, strict=True)))
    label = label_weeks(read, visits.index)
    constant = quantity(answers.constants.get("week", "")).value
    visits["label_week"] = label["week"].fillna(np.nan if constant is None else constant)
    visits["label_day"] = label["day"]
    zero = _completed(zero, visits, scored, answers, decisions)
    since = visits["days"] - zero.of(visits["patient"]).astype(float)
    visits["week"] = visits["label_week"].fillna(since / 7)
    visits["week"] = visits["week"].where(visits["week"].abs() <= LIMIT_WEEKS)
    asked = names_asked(read, visits["week"].isna() | ~label["certain"] & since.isna())
    decisions += event_to_week(read, asked, answers)
    problems += remarks(read, visits, asked, grids)
    visits["day"] = _exact_days(visits, since, zero)
    problems += _disagreeing(visits, since, grids)
    derived = visits["label_week"].isna() & visits["week"].notna()
    problems += _derived(visits[derived & scored], grids)
    decisions += from_dates(visits[derived & scored], answers)
    lost = visits[visits["week"].isna() & scored]
    untimed = 0 < len(lost) == scored.sum() and not read["value"].notna().any() and visits["days"].isna().all()
    if untimed and not asked:
        decisions += no_time(answers) if not dates.decisions else []
    elif not asked and all(question.answered for question in dates.decisions):
        problems += _without_time(lost, grids)
    kept = visits[visits["week"].notna() & scored].drop(columns=["label_week", "label_day", "days"])
    return Timed(kept, zero, tuple(problems), tuple(decisions))


def _scored(cells: DataFrame, index: "pd.Index[Any]") -> "Series[bool]":
    """The visits with a score, or with something written for one that is none; not those that say it is missing."""
    own = cells[cells["field"].isin(SCORES)]
    blank = own["value"].isna()
    absent = {text: is_missing(text, "iga") for text in own.loc[blank, "text"].unique()}
    written = ~blank | ~own["text"].map(absent).astype("boolean").fillna(False).astype(bool)
    return Series(index.isin(own.loc[written, "occasion"]), index=index)


def _completed(
    zero: Zero, visits: DataFrame, scored: "Series[bool]", answers: Answers, decisions: list[Decision]
) -> Zero:
    """Time zero for the patients whose start is not recorded, by the visit called week 0, else as the user says."""
    zero = time_zero.from_visits(zero, visits)
    needy = visits[scored & visits["label_week"].isna() & visits["days"].notna()]
    if zero.of(needy["patient"]).isna().any():
        question = time_zero.decision(answers)
        decisions.append(question)
        zero = time_zero.from_visits(zero, visits, first=True)
    return zero


def _exact_days(visits: DataFrame, since: "Series[float]", zero: Zero) -> "Series[float]":
    """The day of a visit: as its name says, else by its date where a start is recorded and does not contradict."""
    recorded = ~visits["patient"].map(zero.baseline).astype("boolean").fillna(True).astype(bool)
    usable = (recorded | visits["label_week"].isna()) & ~_far(visits, since)
    named = visits["label_day"].mask(_far(visits, visits["label_day"]))
    return named.fillna(since.where(usable))


def _far(visits: DataFrame, since: "Series[float]") -> NDArray[np.bool_]:
    """Where name and date name different nominal weeks, and lie far apart."""
    week, dated = visits["label_week"].to_numpy(float), (since / 7).to_numpy(float)
    apart = np.abs(week - dated)
    far: NDArray[np.bool_] = (apart > np.maximum(_FAR_WEEKS, _FAR_SHARE * np.abs(week))) & (
        nominal_weeks(week) != nominal_weeks(dated)
    )
    return far


def _disagreeing(visits: DataFrame, since: "Series[float]", grids: Sequence[Grid]) -> list[Problem]:
    far = visits[_far(visits, since) | _far(visits, visits["label_day"])]
    said = "the date or day of the visit is far from the week it is called. The week counts; check the other."
    return about_rows(far, grids, "week_and_date_disagree", "warning", said)


def _derived(visits: DataFrame, grids: Sequence[Grid]) -> list[Problem]:
    said = "the week is the time from the start of treatment to the date of the visit."
    return about_rows(visits, grids, "week_derived_from_dates", "info", said)


def _without_time(visits: DataFrame, grids: Sequence[Grid]) -> list[Problem]:
    said = "nothing says when the visit was. Left out; add the week or the date in your file."
    return about_rows(visits, grids, "visit_without_time", "error_row", said)
