"""Which patients a selection keeps, and how many each option would keep under all the other filters."""

import numpy as np
from numpy.typing import NDArray

from core.coding import Coded
from core.selection import PATIENT_FILTERS, Selection


def selected(coded: Coded, selection: Selection) -> NDArray[np.bool_]:
    """True for the patients that pass every filter (shape: patients)."""
    passes = np.ones(coded.patients, dtype=bool)
    for name in PATIENT_FILTERS:
        if selection.chosen(name):
            passes &= _passes(coded, selection, name)
    return passes


def option_counts(coded: Coded, selection: Selection) -> dict[str, dict[str, int]]:
    """Patients per option of every filter, under the other filters and ignoring its own choices."""
    failed = {name: ~_passes(coded, selection, name) for name in PATIENT_FILTERS if selection.chosen(name)}
    failures = sum((fails.astype(np.int8) for fails in failed.values()), np.zeros(coded.patients, np.int8))
    counts = {}
    for name in PATIENT_FILTERS:
        facet = coded.facets[name]
        others_pass = failures == failed[name] if name in failed else failures == 0
        per_option = np.bincount(facet.codes[others_pass], minlength=len(facet.options))
        counts[name] = dict(zip(facet.options, per_option.tolist(), strict=False))
    return counts


def _passes(coded: Coded, selection: Selection, name: str) -> NDArray[np.bool_]:
    facet = coded.facets[name]
    chosen = np.array([option in selection.chosen(name) for option in facet.options] or [False])
    passes: NDArray[np.bool_] = chosen[np.minimum(facet.codes, len(chosen) - 1)]
    return passes
