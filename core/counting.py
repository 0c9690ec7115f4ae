"""The few ways to count rows by group. A row whose group is -1 belongs to no group and is left out."""

import numpy as np
from numpy.typing import NDArray

from core.endpoints import Numbers

Counts = NDArray[np.int64]
Places = NDArray[np.int64]


def per_group(group: Places, groups: int, patients: Counts | None = None) -> Counts:
    """Rows per group (shape: groups); a row counts as its ``patients``, or one."""
    inside = group >= 0
    weights = None if patients is None else patients[inside]
    return np.bincount(group[inside], weights, groups).astype(np.int64)


def cross(group: Places, code: NDArray[np.integer], groups: int, codes: int, patients: Counts | None = None) -> Counts:
    """Rows per group and code (shape: groups, codes); a row counts as its ``patients``, or one."""
    inside = group >= 0
    weights = None if patients is None else patients[inside]
    flat = np.bincount(group[inside] * codes + code[inside], weights, groups * codes)
    return flat.astype(np.int64).reshape(groups, codes)


def value_counts(values: Numbers, group: Places, groups: int) -> tuple[Numbers, Counts]:
    """The distinct known values, and the rows of each group that have them (shape: groups, values)."""
    known = ~np.isnan(values)
    distinct, code = np.unique(values[known], return_inverse=True)
    return distinct, cross(group[known], code, groups, len(distinct))
