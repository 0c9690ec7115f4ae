"""The selected patients one by one, at the nominal weeks: for the displays that draw a mark or a line per patient."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pandas import Series

from core.coding import Coded
from core.counting import Places
from core.endpoints import Numbers
from core.facets import selected
from core.schema import MEASURES
from core.selection import Selection


@dataclass(frozen=True, eq=False, slots=True)
class Individuals:
    """``places`` in the extract, ``ids`` and ``groups`` have one entry per selected patient, in the extract's order.

    ``scores`` has one array per measure, patients by :data:`core.schema.NOMINAL_WEEKS`: the score that counts at that
    week (the same one the tally counts; week 0 is the baseline), nan where there is none.
    """

    places: Places
    ids: NDArray[np.object_]
    groups: NDArray[np.object_]
    scores: dict[str, Numbers]


def individuals(coded: Coded, selection: Selection, patient_ids: "Series[Any]", *, every: int = 1) -> Individuals:
    """The scores of each selected patient, or of ``every`` second, third, ... of them; they are what it costs."""
    kept = np.flatnonzero(selected(coded, selection))[::every]
    scores = {name: coded.scores.courses[name].numbers(kept) for name in MEASURES}
    facet = coded.facets[selection.by]
    groups = np.array(facet.options, dtype=object)[facet.codes[kept]]
    return Individuals(kept, patient_ids.iloc[kept].to_numpy(object), groups, scores)
