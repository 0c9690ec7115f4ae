"""The scores of an extract that count nowhere, each with the reason."""

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from core.endpoints import BASELINE_DAYS, Numbers
from core.extract_tables import Tables
from core.schema import ASSESSMENTS, MEASURES, NOMINAL_WEEKS
from core.score_courses import Passed

_NEARER = [f"another visit is nearer to week {week}" for week in NOMINAL_WEEKS[1:]]
_OUTSIDE = ["before the baseline window", "between baseline and the window of week 4", "after the window of week 52"]


def unused_scores(tables: Tables, passed: Passed) -> DataFrame:
    """One row per score that counts nowhere: patient_id, measure, time in weeks, value, reason."""
    visits = tables.nested[ASSESSMENTS.name]
    patient = np.searchsorted(visits.offsets, passed.rows, side="right") - 1
    own = {name: column.take(passed.rows).numbers() for name, column in visits.columns.items()}
    exact = own["day"] / 7
    time = np.where(np.isnan(exact), own["week"], exact)
    frame = DataFrame(
        {
            "patient_id": tables.columns["patient_id"].take(patient).series(),
            "measure": np.array(MEASURES, dtype=object)[passed.measure],
            "time": time,
            "value": np.choose(passed.measure, [own[name] for name in MEASURES]),
            "reason": _reasons(passed.better, time),
        }
    )
    return frame.astype({"measure": "str", "reason": "str"})


def _reasons(better: NDArray[np.int8], time: Numbers) -> NDArray[np.object_]:
    """Why each score does not count: another stands before it, or its time lies in no window."""
    words = np.array(["another visit is the baseline", *_NEARER, *_OUTSIDE], dtype=object)
    outside = 1 + len(_NEARER) + np.searchsorted([BASELINE_DAYS[0] / 7, 4], time, side="right")
    return words[np.where(better < 0, outside, better)]
