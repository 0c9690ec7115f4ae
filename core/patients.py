"""One patient's record: who it is, every visit, what was missed, and every adverse event."""

from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np
from pandas import DataFrame

from core.extract import Extract
from core.individuals import Individuals
from core.patient_list import due
from core.schema import NOMINAL_WEEKS


@dataclass(frozen=True, eq=False, slots=True)
class Record:
    """One patient: the row of ``patients``, and the visits and events that belong to it, in order of time.

    ``missed`` lists per measure the nominal weeks, up to the end of follow-up, at which no score counts.
    """

    patient: dict[str, Any]
    visits: DataFrame
    events: DataFrame
    missed: dict[str, list[int]]

    @property
    def periods(self) -> dict[str, tuple[float, float]]:
        """From and to of each treatment in weeks from time zero, where the start is recorded."""
        end = self.patient["follow_up_weeks"]
        last = float(end) if isfinite(end) else float(NOMINAL_WEEKS[-1])
        starts = {"cream": self.patient["cream_start_week"], "systemic": self.patient["systemic_start_week"]}
        return {name: (float(start), last) for name, start in starts.items() if isfinite(start)}


def record(extract: Extract, everybody: Individuals, patient_id: str) -> Record | None:
    """One patient of the extract, None where there is none of that name; ``everybody`` holds all its patients."""
    place = extract.place(patient_id)
    if place is None:
        return None
    own = extract.of([place])
    visits = own["assessments"]
    exact = (visits["day"] / 7).where(visits["day"].notna(), visits["week"])
    expected = due(own["patients"]["follow_up_weeks"].to_numpy(float))[0]
    missed = {
        name: np.array(NOMINAL_WEEKS)[expected & np.isnan(scores[place])].tolist()
        for name, scores in everybody.scores.items()
    }
    return Record(
        own["patients"].iloc[0].to_dict(),
        visits.assign(week=exact).sort_values("week", ignore_index=True),
        own["adverse_events"].sort_values("start_week", ignore_index=True),
        missed,
    )
