"""From which IGA grade to which did the patients move, from visit to visit?"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from core.endpoints import IGA_GRADES, MISSING, Numbers
from core.individuals import Individuals
from core.schema import NOMINAL_WEEKS

COLUMNS = ["group", "week_from", "week_to", "from", "to", "count", "n"]


def transitions(patients: Individuals, groups: Sequence[str], weeks: Sequence[int]) -> DataFrame:
    """Patients per group by their IGA at each visit of ``weeks`` and at the next: one row per pair that occurs.

    ``from`` and ``to`` are the words of the grades, or "missing" where none counts at that week, so that the counts
    between two visits add up to ``n``, the patients of the group.
    """
    grades = [_grades(patients.scores["iga"][:, NOMINAL_WEEKS.index(week)]) for week in weeks]
    rows = []
    for group in groups:
        own = patients.groups == group
        for (week, before), (later, after) in pairwise(zip(weeks, grades, strict=True)):
            found = Counter(zip(before[own].tolist(), after[own].tolist(), strict=True))
            rows += [(group, week, later, *pair, found[pair], int(own.sum())) for pair in sorted(found, key=_worst)]
    return DataFrame(rows, columns=COLUMNS)


def _grades(scores: Numbers) -> NDArray[np.object_]:
    words = np.array([*IGA_GRADES, MISSING], dtype=object)
    grades: NDArray[np.object_] = words[np.where(np.isnan(scores), len(IGA_GRADES), scores).astype(int)]
    return grades


def _worst(pair: tuple[str, str]) -> tuple[int, ...]:
    """Severe first, missing last."""
    return tuple(len(IGA_GRADES) if grade == MISSING else -IGA_GRADES.index(grade) for grade in pair)
