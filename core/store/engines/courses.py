"""The score of each patient, measure and nominal week: one row a patient, by the rules of ``core.score_coding``."""

from typing import Any

import ibis

from core.endpoints import BASELINE_DAYS, LAST_WINDOW_WEEKS, MDA
from core.schema import ASSESSMENTS, MEASURES, NOMINAL_WEEKS
from core.store.engines.flat import in_weeks


def courses(assessments: ibis.Table) -> ibis.Table:
    """One row per patient with a visit, and a column ``measure_week`` for each measure (with MDA) and nominal week.

    Week 0 is the baseline. A column is null where no score counts.
    """
    visits = _timed(assessments)
    scores = {
        f"{measure}_{week}": visits[measure].argmin(
            visits["before_others" if week == 0 else "nearest"],
            where=visits[measure].notnull() & (visits["near_zero"] if week == 0 else visits["nominal"] == week),
        )
        for measure in MEASURES
        for week in NOMINAL_WEEKS
    }
    found = visits.group_by("patient_id").agg(**scores)
    return found.mutate(**{f"{MDA}_{week}": _minimal(found, week) for week in NOMINAL_WEEKS})


def _timed(assessments: ibis.Table) -> ibis.Table:
    """Visits with their nominal week, and what orders them where several could count.

    The last two keys of both orders are how an extract sorts its rows: they decide where all else is equal.
    """
    exact = assessments["day"] / 7.0
    visits = assessments.mutate(time=ibis.coalesce(exact, assessments["week"]))
    time = visits["time"]
    nominal = _nominal(time)
    low, high = (in_weeks(days) for days in BASELINE_DAYS)
    row = {"week": visits["week"], "day": visits["day"].fill_null(_after_all_days())}
    return visits.mutate(
        nominal=nominal,
        near_zero=time.between(low, high),
        before_others=ibis.struct({"after": ibis.ifelse(time > 0, 1, 0), "distance": time.abs(), **row}),
        nearest=ibis.struct({"distance": ((time - nominal).abs() * 1e9).round(), "later": -time, **row}),
    )


def _nominal(time: Any) -> Any:
    """The nominal week of each time after baseline by mid-point windows, null outside, as core.endpoints defines it."""
    pairs = list(zip(NOMINAL_WEEKS[:-1], NOMINAL_WEEKS[1:], strict=True))
    windows = [(time >= (before + week) / 2, float(week)) for before, week in reversed(pairs)]
    return ibis.cases((time >= LAST_WINDOW_WEEKS, ibis.null("float64")), *windows)


def _after_all_days() -> float:
    last = ASSESSMENTS["day"].high
    assert last is not None
    return last + 1


def _minimal(found: ibis.Table, week: int) -> Any:
    """As ``core.endpoints.minimal_disease_activity``: both targets at the same nominal week."""
    iga, itch = found[f"iga_{week}"], found[f"itch_nrs_{week}"]
    reached = ibis.ifelse((iga <= 1) & (itch <= 1), 1.0, 0.0)
    return ibis.ifelse(iga.isnull() | itch.isnull(), ibis.null("float64"), reached)
