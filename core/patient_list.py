"""The selected patients, one row each: who they are, where their scores began and stand, and how complete they are."""

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame, Series

from core.coding import Coded
from core.endpoints import MEASURES, Numbers
from core.extract import Extract
from core.facets import selected
from core.individuals import Individuals
from core.schema import NOMINAL_WEEKS, PATIENTS
from core.selection import Selection

LAST_WEEK = NOMINAL_WEEKS[-1]
_FROM_PATIENT = ["patient_id", "cohort", "systemic_agent", "age", "sex", "site", "ae_status"]


def patient_list(extract: Extract, coded: Coded, selection: Selection, individuals: Individuals) -> DataFrame:
    """One row per selected patient, in the order of the extract.

    Per measure the baseline and the latest score at a nominal week. ``scores`` is the percentage recorded of those due:
    each measure at each nominal week up to the end of follow-up, and up to week 52 where that end is not recorded.
    ``adverse events`` counts all that the chart lists, at any time.
    """
    kept = np.flatnonzero(selected(coded, selection))
    patients = extract.rows(PATIENTS, columns=_FROM_PATIENT, rows=kept)
    columns = {
        "patient": patients["patient_id"].to_numpy(object),
        "cohort": patients["cohort"].to_numpy(object),
        "agent": patients["systemic_agent"].to_numpy(object),
        "adverse events": np.bincount(coded.events.patient, minlength=coded.patients)[kept],
        "scores": completeness(individuals, coded.follow_up_weeks[kept]),
    }
    for name, found in individuals.scores.items():
        short = MEASURES[name].short
        columns[f"{short} baseline"], columns[f"{short} latest"] = found[:, 0], latest(found)
    return DataFrame(columns).assign(
        **{
            "age": patients["age"].to_numpy(float),
            "sex": patients["sex"].to_numpy(object),
            "site": patients["site"].to_numpy(object),
            "AE status": patients["ae_status"].to_numpy(object),
        }
    )


def latest(scores: Numbers) -> Numbers:
    """The last score after baseline of each patient (shape: patients), nan where there is none."""
    later = scores[:, 1:]
    known = ~np.isnan(later)
    last = later.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1)
    found: Numbers = np.where(known.any(axis=1), later[np.arange(len(later)), last], np.nan)
    return found


def due(follow_up_weeks: Numbers) -> NDArray[np.bool_]:
    """Which nominal weeks a patient could have been seen at (shape: patients, weeks)."""
    end = np.where(np.isnan(follow_up_weeks), LAST_WEEK, follow_up_weeks)
    expected: NDArray[np.bool_] = np.array(NOMINAL_WEEKS) <= end[:, None]
    return expected


def completeness(individuals: Individuals, follow_up_weeks: Numbers) -> Numbers:
    """Percentage of the scores due that are recorded, per patient; never none due, as the baseline always is."""
    expected = due(follow_up_weeks)
    recorded = sum((~np.isnan(found) & expected).sum(axis=1) for found in individuals.scores.values())
    percent: Numbers = 100 * recorded / (len(individuals.scores) * expected.sum(axis=1))
    return percent


def containing(patients: DataFrame, words: str) -> DataFrame:
    """The rows in which some text contains the words, in any case; all rows where there are none."""
    wanted = words.casefold().strip()
    if not wanted:
        return patients
    texts = patients.select_dtypes(include=["object", "str"])
    found = texts.apply(lambda column: _contains(column, wanted)).any(axis=1)
    return patients[found]


def _contains(column: "Series[str]", wanted: str) -> "Series[bool]":
    return column.map(lambda text: isinstance(text, str) and wanted in text.casefold())
