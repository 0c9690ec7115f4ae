"""The selected patients one by one, at the nominal weeks: for the displays that draw a mark or a line per patient."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pandas import Series

from core.coding import Coded
from core.endpoints import Numbers
from core.facets import selected
from core.schema import MEASURES, NOMINAL_WEEKS
from core.selection import Selection


@dataclass(frozen=True, eq=False, slots=True)
class Individuals:
    """``ids`` and ``groups`` have one entry per selected patient, in the order of the extract.

    ``scores`` has one array per measure, patients by :data:`core.schema.NOMINAL_WEEKS`: the score that counts at that
    week (the same one the tally counts; week 0 is the baseline), nan where there is none.
    """

    ids: NDArray[np.object_]
    groups: NDArray[np.object_]
    scores: dict[str, Numbers]


def individuals(coded: Coded, selection: Selection, patient_ids: "Series[Any]") -> Individuals:
    """The scores of each selected patient. Cost grows with the selected patients."""
    kept = np.flatnonzero(selected(coded, selection))
    place = np.full(coded.patients, -1)
    place[kept] = np.arange(len(kept))
    row = place[coded.scores.patient]
    own = (row >= 0) & ~coded.scores.cells["carried"].to_numpy()[coded.scores.cell]
    cells = coded.scores.cells.iloc[coded.scores.cell[own]]
    week = np.searchsorted(NOMINAL_WEEKS, cells["week"].to_numpy())
    measure, value = cells["measure"].to_numpy(), cells["value"].to_numpy(float)
    scores = {}
    for name in MEASURES:
        found = np.full((len(kept), len(NOMINAL_WEEKS)), np.nan)
        of = measure == name
        found[row[own][of], week[of]] = value[of]
        scores[name] = found
    facet = coded.facets[selection.by]
    groups = np.array(facet.options, dtype=object)[facet.codes[kept]]
    return Individuals(patient_ids.to_numpy(object)[kept], groups, scores)
