"""The selected patients with their IGA at every visit, in the order somebody wants to see them."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from pandas import DataFrame

from core.endpoints import Numbers
from core.individuals import Individuals
from core.schema import NOMINAL_WEEKS

WEEKS = [f"week_{week}" for week in NOMINAL_WEEKS]
_ASCENDING = {
    "baseline": {"baseline": False, "latest": False},
    "latest": {"latest": False, "baseline": False},
    "change": {"change": True, "baseline": False},
    "agent": {"agent": True, "baseline": False, "latest": False},
}


def grade_rows(patients: Individuals, agents: Mapping[str, str], groups: Sequence[str], *, sort: str) -> DataFrame:
    """One row per patient, group after group: columns patient_id, group, agent, and ``week_0`` to ``week_52``.

    ``sort`` orders the patients of a group by their grade at baseline or the latest one known (the highest first), by
    the change between the two (the largest fall first), or by agent. What is not known comes last; equal patients
    keep the order of the extract. Grades are 0-4, nan where none counts at that week.
    """
    grades = patients.scores["iga"]
    frame = DataFrame(grades, columns=WEEKS)
    frame.insert(0, "patient_id", patients.ids)
    frame.insert(1, "group", patients.groups)
    frame.insert(2, "agent", [agents.get(name) for name in patients.ids])
    keys = DataFrame({"group": pd.Categorical(patients.groups, list(groups), ordered=True), "agent": frame["agent"]})
    keys = keys.assign(baseline=grades[:, 0], latest=_latest(grades))
    keys["change"] = keys["latest"] - keys["baseline"]
    by = {"group": True, **_ASCENDING[sort]}
    order = keys.sort_values(list(by), ascending=list(by.values()), na_position="last", kind="stable").index
    return frame.loc[order].reset_index(drop=True)


def _latest(grades: Numbers) -> Numbers:
    """The last grade known after the baseline, nan where there is none."""
    known = ~np.isnan(grades[:, 1:])
    last = grades.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1)
    return np.where(known.any(axis=1), grades[np.arange(len(grades)), last], np.nan)
