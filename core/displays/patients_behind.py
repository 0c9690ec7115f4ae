"""The selected patients one by one behind a course: as many as an eye can tell apart."""

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from core.analyses.visits import visits
from core.endpoints import Numbers, Truths
from core.figures.patients import PatientScores
from core.masking import masked_name, masked_names
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

    Of more than MOST_SCORES scores every second, third, ... patient stays, whole, in the order of the file; only those
    are looked at. Data that are counts have nobody to draw.
    """
    if not view.data.patients_known:
        return Behind((), 0, 0)
    found = [visit.paired if change else visit for visit in visits(view.tally, measure) if visit.week or not change]
    every = ceil(sum(visit.n for visit in found) / MOST_SCORES) or 1
    people = view.thinned(every=every) if every > 1 else view.individuals
    scores = people.scores[measure]
    # Differences of decimal scores carry binary noise (13.7 - 9.5).
    values = np.round(scores - scores[:, :1], 10) if change else scores
    if change:
        values[:, 0] = np.nan
    recorded = (~np.isnan(values)).any(axis=1)
    drawn = int(recorded.sum())
    names = np.array([masked_name(place) for place in people.places.tolist()], dtype=object) if masked else people.ids
    parts = [_of_group(recorded & (people.groups == look.group), values, names) for look in view.looks]
    return Behind(tuple(parts), drawn, drawn if every == 1 else view.tally.selected)


def _of_group(own: Truths, values: Numbers, names: NDArray[np.object_]) -> PatientScores:
    return PatientScores(names[own].tolist(), values[own].tolist())


def shown_name(view: View, patient_id: str, *, masked: bool) -> str:
    """What a patient is called in the figures; nobody has an empty name."""
    return masked_names(view.extract).get(patient_id, "") if patient_id and masked else patient_id
