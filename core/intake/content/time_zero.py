"""Time zero of each patient as a date: the start of the combination, from whichever dates a site recorded."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from pandas import DataFrame, Series

from core.intake.answers import Answers
from core.intake.content.occasions import occasions
from core.intake.decisions import Decision

STARTS = ("start_date", "cream_start_date", "systemic_start_date")
DECISION = "time_zero"
FIRST_VISIT = "first visit"


@dataclass(frozen=True, eq=False, slots=True)
class Zero:
    """Days (as in ``date_columns``) indexed by patient; ``baseline`` says whether a visit had to stand for it.

    ``starts`` has the recorded start dates as columns.
    """

    days: "Series[float]"
    baseline: "Series[bool]"
    starts: DataFrame

    def of(self, patients: "Series[str]") -> "Series[float]":
        """Time zero of each of the patients, nan where it is not known."""
        return patients.map(self.days).astype(float)


def recorded(dates: DataFrame, cohorts: Mapping[str, str]) -> Zero:
    """Time zero where a start is recorded: the date itself, the later of both starts, or the one the cohort has.

    In cohort A that is the start of the systemic, in cohort B the start of the cream.
    """
    own = dates[dates["field"].isin(STARTS) & dates["days"].notna()]
    starts = DataFrame(index=own["patient"].unique(), columns=list(STARTS), dtype=float)
    for name in STARTS:
        first = own[own["field"] == name].drop_duplicates("patient").set_index("patient")["days"]
        starts[name] = first.reindex(starts.index)
    cream, systemic = starts["cream_start_date"], starts["systemic_start_date"]
    cohort = Series(starts.index.map(lambda patient: cohorts.get(patient)), index=starts.index, dtype=object)
    both = np.maximum(cream, systemic)
    alone = systemic.where(cohort == "A", cream.where(cohort == "B"))
    days = starts["start_date"].fillna(both).fillna(alone)
    return Zero(days, Series(False, index=starts.index), starts)


def from_visits(zero: Zero, visits: DataFrame, *, first: bool = False) -> Zero:
    """Time zero with the date of the visit at week 0 for patients without a recorded start.

    ``visits`` has the columns patient, label_week (the week a visit is called) and days (its date). With ``first`` the
    first dated visit stands for the one at week 0.
    """
    at = visits[visits["days"].notna()]
    if not first:
        at = at[at["label_week"] == 0]
    dates = at.groupby("patient")["days"].min()
    patients = zero.days.index.union(dates.index)
    days = zero.days.reindex(patients)
    filled = days.isna() & dates.reindex(patients).notna()
    return Zero(days.fillna(dates.reindex(patients)), filled, zero.starts.reindex(patients))


def decision(answers: Answers) -> Decision:
    """The question which day the weeks count from."""
    return Decision(
        DECISION,
        DECISION,
        "The visits have dates, but no start of treatment is recorded. Do the weeks count from the first visit?",
        ("constants", DECISION),
        FIRST_VISIT,
        (FIRST_VISIT, "add a column with the start date"),
        True,
        answers.accepts(DECISION) or answers.constants.get(DECISION) == FIRST_VISIT,
    )


def dates_by_occasion(dates: DataFrame, field: str) -> "Series[float]":
    """Days of one date field, indexed by occasion."""
    own = dates[dates["field"] == field]
    return occasions(own, [field], value="days")[field].astype(float) if len(own) else Series([], dtype=float)
