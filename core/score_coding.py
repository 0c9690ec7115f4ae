"""The scores of an extract: which visit counts for which nominal week, and which score is carried to a week without."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame

from core.endpoints import BASELINE_DAYS, MDA, Numbers, minimal_disease_activity, nominal_weeks
from core.schema import MEASURES, NOMINAL_WEEKS

CELL_COLUMNS = ["measure", "week", "baseline", "value", "carried"]


@dataclass(frozen=True, eq=False, slots=True)
class Scores:
    """Every score that counts: the row's patient and its cell.

    ``cells`` has one row per distinct (carried, measure, week, baseline, value); week 0 is the baseline itself, and
    ``baseline`` is nan where a patient has none. Measures are those of the schema and ``core.endpoints.MDA``. A row
    is ``carried`` where the week has no score: it then repeats the last one of an earlier nominal week. ``patient`` and
    ``cell`` are int32 of the same length.
    """

    cells: DataFrame
    patient: NDArray[np.int32]
    cell: NDArray[np.int32]


def code_scores(assessments: DataFrame, index: "pd.Index[Any]") -> tuple[dict[str, Numbers], Scores, DataFrame]:
    """The baseline per measure, the scores that count, and those that count nowhere, for the patients of an index.

    The last has the columns patient (place in the index), measure, time, value, reason.
    """
    rows = _score_rows(assessments, index)
    baseline, superseded = _baselines(rows, len(index))
    courses, unused = _courses(rows, baseline)
    return baseline, _scores(courses), pd.concat([superseded, unused], ignore_index=True)


def _score_rows(assessments: DataFrame, index: "pd.Index[Any]") -> DataFrame:
    """One row per recorded score: patient, measure (0-2), time in weeks (from the day where it is known), value."""
    exact = assessments["day"].to_numpy(float) / 7
    time = np.where(np.isnan(exact), assessments["week"].to_numpy(float), exact)
    patient = index.get_indexer(assessments["patient_id"])
    parts = [
        DataFrame({"patient": patient, "measure": place, "time": time, "value": assessments[name].to_numpy(float)})
        for place, name in enumerate(MEASURES)
    ]
    return pd.concat(parts, ignore_index=True).dropna(subset=["value"])


def _baselines(rows: DataFrame, patients: int) -> tuple[dict[str, Numbers], DataFrame]:
    """Per measure the last value at or before time zero within the window, else the first one after it.

    Also the scores in the window that another one stands before.
    """
    low, high = (days / 7 for days in BASELINE_DAYS)
    near = rows[(rows["time"] >= low) & (rows["time"] <= high)]
    after = near["time"] > 0
    ranked = near.assign(after=after, distance=near["time"].abs()).sort_values(
        ["measure", "patient", "after", "distance"], kind="stable"
    )
    later = ranked.duplicated(["measure", "patient"])
    first = ranked[~later]
    baselines = {}
    for place, name in enumerate(MEASURES):
        own = first[first["measure"] == place]
        values = np.full(patients, np.nan)
        values[own["patient"].to_numpy()] = own["value"].to_numpy()
        baselines[name] = values
    return baselines, _explained(ranked[later], "another visit is the baseline")


def _courses(rows: DataFrame, baseline: Mapping[str, Numbers]) -> tuple[dict[str, Numbers], DataFrame]:
    """Per measure the score that counts at each nominal week (shape: patients, weeks), and the scores that do not.

    The nearest visit counts, and the baseline for week 0.
    """
    week = nominal_weeks(rows["time"].to_numpy())
    # Days are sevenths of a week: without rounding, three days before and three after would not be equally near.
    timed = rows.assign(week=week, distance=(rows["time"] - week).abs().round(9))
    inside = timed[~np.isnan(week)].sort_values(
        ["measure", "patient", "week", "distance", "time"],
        ascending=[True, True, True, True, False],
        kind="stable",
    )
    repeated = inside.duplicated(["measure", "patient", "week"])
    used = inside[~repeated]
    measure, patient = used["measure"].to_numpy(), used["patient"].to_numpy()
    column = np.searchsorted(NOMINAL_WEEKS, used["week"].to_numpy())
    courses = {}
    for place, name in enumerate(MEASURES):
        course = np.full((len(baseline[name]), len(NOMINAL_WEEKS)), np.nan)
        course[:, 0] = baseline[name]
        own = measure == place
        course[patient[own], column[own]] = used["value"].to_numpy()[own]
        courses[name] = course
    courses[MDA] = minimal_disease_activity(courses["iga"], courses["itch_nrs"])
    return courses, _unused(timed, inside[repeated])


def _scores(courses: Mapping[str, Numbers]) -> Scores:
    """The scores of all courses as rows, those that are carried after those that are not."""
    cells, patients, places, count = [], [], [], 0
    for carried in (False, True):
        for measure, course in courses.items():
            patient, cell, found = _rows(course, carried=carried)
            cells.append(found.assign(measure=measure, carried=carried)[CELL_COLUMNS])
            patients.append(patient.astype(np.int32))
            places.append((cell + count).astype(np.int32))
            count += len(found)
    table = pd.concat(cells, ignore_index=True).astype({"measure": object, "week": int, "carried": bool})
    return Scores(table, np.concatenate(patients), np.concatenate(places))


def _rows(course: Numbers, *, carried: bool) -> tuple[NDArray[np.int64], NDArray[np.int64], DataFrame]:
    """The patients of one course with a score, or with a carried one, by week; their cells; and what the cells are."""
    known = ~np.isnan(course)
    # The column of the last score up to each week, -1 before the first one.
    last = np.maximum.accumulate(np.where(known, np.arange(course.shape[1], dtype=np.int8), np.int8(-1)), axis=1)
    patient, column = np.nonzero(~known & (last >= 0) if carried else known)
    code, values = pd.factorize(course.ravel(), sort=True)
    # Missing is the last of the values, so it sorts behind every known baseline.
    values, code = np.append(values, np.nan), np.where(code < 0, len(values), code).reshape(course.shape)
    size = len(values)
    key = (column * size + code[patient, 0]) * size + code[patient, last[patient, column]]
    cell, keys = pd.factorize(key, sort=True)
    weeks = np.array(NOMINAL_WEEKS)[keys // size**2]
    return (
        patient,
        cell,
        DataFrame({"week": weeks, "baseline": values[keys // size % size], "value": values[keys % size]}),
    )


def _unused(timed: DataFrame, repeated: DataFrame) -> DataFrame:
    """Scores that count nowhere: beaten by a nearer visit, or in no window."""
    low, high = (days / 7 for days in BASELINE_DAYS)
    outside = timed[np.isnan(timed["week"]) & ~timed["time"].between(low, high)]
    reasons = np.select(
        [outside["time"] < low, outside["time"] < 4],
        ["before the baseline window", "between baseline and the window of week 4"],
        "after the window of week 52",
    )
    nearer = "another visit is nearer to week " + repeated["week"].astype(int).astype(str)
    return pd.concat([_explained(outside, reasons), _explained(repeated, nearer)], ignore_index=True)


def _explained(rows: DataFrame, reason: Any) -> DataFrame:
    names = np.array(MEASURES, dtype=object)[rows["measure"].to_numpy(int)]
    return rows.assign(measure=names, reason=reason)[["patient", "measure", "time", "value", "reason"]]
