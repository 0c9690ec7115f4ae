"""Which patients a selection keeps, and how many each option would keep under all the other filters."""

from collections.abc import Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.coding import Facet
from core.counting import Counts
from core.selection import PATIENT_FILTERS, Selection


class Faceted(Protocol):
    """Patients, or strata of patients, by their properties: every facet has one code for each of them."""

    @property
    def facets(self) -> Mapping[str, Facet]: ...


def selected(patients: Faceted, selection: Selection) -> NDArray[np.bool_]:
    """True for the patients that pass every filter (shape: patients)."""
    passes = np.ones(_size(patients), dtype=bool)
    for name in PATIENT_FILTERS:
        if selection.chosen(name):
            passes &= _passes(patients, selection, name)
    return passes


def option_counts(patients: Faceted, selection: Selection, counts: Counts | None = None) -> dict[str, dict[str, int]]:
    """Patients per option of every filter, under the other filters and ignoring its own choices.

    ``counts`` says how many patients each of the strata has; one each without it.
    """
    failed = {name: ~_passes(patients, selection, name) for name in PATIENT_FILTERS if selection.chosen(name)}
    failures = sum((fails.astype(np.int8) for fails in failed.values()), np.zeros(_size(patients), np.int8))
    found = {}
    for name in PATIENT_FILTERS:
        facet = patients.facets[name]
        others_pass = failures == failed[name] if name in failed else failures == 0
        weights = None if counts is None else counts[others_pass]
        per_option = np.bincount(facet.codes[others_pass], weights, len(facet.options)).astype(np.int64)
        found[name] = dict(zip(facet.options, per_option.tolist(), strict=False))
    return found


def shown_groups(patients: Faceted, selection: Selection) -> tuple[str, ...]:
    """The groups side by side: those chosen where the grouping is also a filter, else all that the extract has.

    They do not depend on the other filters, so that no group changes place while filters change.
    """
    facet = patients.facets[selection.by]
    chosen = selection.chosen(selection.by) if selection.by in PATIENT_FILTERS else ()
    if chosen:
        return tuple(option for option in facet.options if option in chosen)
    present = np.bincount(facet.codes, minlength=len(facet.options))
    return tuple(option for option, count in zip(facet.options, present, strict=False) if count)


def group_places(patients: Faceted, name: str, groups: tuple[str, ...]) -> NDArray[np.int64]:
    """The place among ``groups`` of each option of a property, -1 for the others."""
    options = patients.facets[name].options
    place = np.full(len(options) + 1, -1)
    place[[options.index(group) for group in groups]] = np.arange(len(groups))
    return place


def _size(patients: Faceted) -> int:
    return len(patients.facets["nothing"].codes)


def _passes(patients: Faceted, selection: Selection, name: str) -> NDArray[np.bool_]:
    facet = patients.facets[name]
    chosen = np.array([option in selection.chosen(name) for option in facet.options] or [False])
    passes: NDArray[np.bool_] = chosen[np.minimum(facet.codes, len(chosen) - 1)]
    return passes
