"""How many patients two selections of one extract share."""

from dataclasses import dataclass

import numpy as np

from core.counting import Counts
from core.facets import Faceted, selected
from core.selection import Selection


@dataclass(frozen=True, slots=True)
class Overlap:
    """Patients in the one, in the other, and in both."""

    one: int
    other: int
    both: int


def overlap(patients: Faceted, one: Selection, other: Selection, counts: Counts | None = None) -> Overlap:
    """Count the patients of two selections; ``counts`` says how many each of the strata has, one each without it.

    What the selections compare by and which events count does not matter.
    """
    first, second = selected(patients, one), selected(patients, other)
    weights = np.ones(len(first), dtype=np.int64) if counts is None else counts
    return Overlap(*(int(weights[passes].sum()) for passes in (first, second, first & second)))
