"""How far did each patient's score fall or rise from baseline, in percent?"""

import numpy as np
from pandas import DataFrame

from core.individuals import Individuals
from core.schema import NOMINAL_WEEKS

NO_BASELINE, NOT_ASSESSED, BASELINE_0 = "no baseline", "not assessed", "baseline 0"


def percent_changes(patients: Individuals, measure: str, *, week: int) -> DataFrame:
    """100 * (value - baseline) / baseline of each patient at one week, the largest rise first; negative is better.

    Columns patient_id, group, baseline, value, change_pct and ``undefined``: empty, or why there is no change (no
    baseline, baseline 0, which leaves a percentage undefined, or not assessed at the week). Those come last.
    """
    scores = patients.scores[measure]
    baseline, value = scores[:, 0], scores[:, NOMINAL_WEEKS.index(week)]
    undefined = np.select(
        [np.isnan(baseline), baseline == 0, np.isnan(value)], [NO_BASELINE, BASELINE_0, NOT_ASSESSED], ""
    )
    divisor = np.where(undefined == "", baseline, np.nan)
    frame = DataFrame(
        {
            "patient_id": patients.ids,
            "group": patients.groups,
            "baseline": baseline,
            "value": value,
            "change_pct": np.round(100 * (value - baseline) / divisor, 10),
            "undefined": undefined,
        }
    )
    order = frame.assign(fall=-frame["change_pct"]).sort_values(["fall", "undefined"], kind="stable").index
    return frame.loc[order].reset_index(drop=True)
