"""The selected patients one by one behind a course: as many as an eye can tell apart."""

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from core.endpoints import Numbers
from core.figures.patients import PatientScores
from core.masking import masked_names
from core.view import View

MOST_SCORES = 2000


@dataclass(frozen=True, slots=True)
class Behind:
    """The patients of each group, in the order of the view's looks; ``drawn`` of ``patients`` are among them."""

    groups: tuple[PatientScores, ...]
    drawn: int
    patients: int


def patients_behind(view: View, measure: str, *, change: bool, masked: bool) -> Behind:
    """The scores, or changes from baseline, of every patient with one.

    Of more than MOST_SCORES scores every second, third, ... patient stays, whole, in the order of the file.
    """
    people = view.individuals
    scores = people.scores[measure]
    # Differences of decimal scores carry binary noise (13.7 - 9.5).
    values = np.round(scores - scores[:, :1], 10) if change else scores
    if change:
        values[:, 0] = np.nan
    recorded = np.flatnonzero((~np.isnan(values)).any(axis=1))
    every = ceil((~np.isnan(values)).sum() / MOST_SCORES) or 1
    kept = recorded[::every]
    groups = people.groups[kept]
    names = _names(view, masked=masked)
    parts = [_of_group(kept[groups == look.group], values, names) for look in view.looks]
    return Behind(tuple(parts), len(kept), len(recorded))


def _of_group(places: NDArray[np.int64], values: Numbers, names: NDArray[np.object_]) -> PatientScores:
    return PatientScores(names[places].tolist(), values[places].tolist())


def _names(view: View, *, masked: bool) -> NDArray[np.object_]:
    """What each selected patient is called."""
    ids = view.individuals.ids
    if not masked:
        return ids
    hidden = masked_names(view.extract)
    return np.array([hidden[one] for one in ids.tolist()], dtype=object)


def shown_name(view: View, patient_id: str, *, masked: bool) -> str:
    """What a patient is called in the figures; nobody has an empty name."""
    return masked_names(view.extract).get(patient_id, "") if patient_id and masked else patient_id
