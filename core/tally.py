"""The only step that looks at patients: one pass of counting. Everything after it is arithmetic on these counts."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame

from core.coding import Coded, Events
from core.endpoints import Numbers
from core.facets import selected
from core.schema import AE_SEVERITIES
from core.selection import Selection

Counts = NDArray[np.int64]

# The rows that stand above the organ classes: name and the events that belong to it.
OVERALL = ("any", "serious", "related")


@dataclass(frozen=True, eq=False, slots=True)
class Tally:
    """Counts per group; the first axis of every array is the group, in the order of ``groups``.

    ``events`` counts patients by worst severity (not recorded, mild, moderate, severe) per row of ``event_rows``, whose
    columns are level (any, serious, related, organ_class, term), organ_class and term. ``scores`` counts patients
    per row of ``cells`` (measure, week, baseline, value). ``options`` counts patients per option of each property.
    ``group_totals`` counts the patients of each group in the whole extract; ``earlier_events`` those selected with an
    event before time zero.
    """

    selection: Selection
    groups: tuple[str, ...]
    total: int
    patients: Counts
    group_totals: Counts
    documented: Counts
    event_rows: DataFrame
    events: Counts
    earlier_events: Counts
    cells: DataFrame
    scores: Counts
    options: dict[str, tuple[tuple[str, ...], Counts]]
    ages: tuple[Numbers, Counts]
    follow_up: tuple[Numbers, Counts]

    @property
    def selected(self) -> int:
        """Patients selected, over all groups."""
        return int(self.patients.sum())


def tally(coded: Coded, selection: Selection) -> Tally:
    """Count an extract for a selection. A patient belongs to exactly one group."""
    facet = coded.facets[selection.by]
    groups = shown_groups(coded, selection)
    place = np.full(len(facet.options) + 1, -1)
    place[[facet.options.index(group) for group in groups]] = np.arange(len(groups))
    kept = selected(coded, selection)
    group = np.where(kept, place[facet.codes], -1)
    event_rows, events, earlier = _count_events(coded, selection, group, len(groups))
    return Tally(
        selection=selection,
        groups=groups,
        total=coded.patients,
        patients=_per_group(group, len(groups)),
        group_totals=_per_group(place[facet.codes], len(groups)),
        documented=_per_group(group[coded.documented], len(groups)),
        event_rows=event_rows,
        events=events,
        earlier_events=earlier,
        cells=coded.scores.cells,
        scores=_cross(group[coded.scores.patient], coded.scores.cell, len(groups), len(coded.scores.cells)),
        options={
            name: (own.options, _cross(group, own.codes, len(groups), len(own.options)))
            for name, own in coded.facets.items()
        },
        ages=_value_counts(coded.age, group, len(groups)),
        follow_up=_value_counts(coded.follow_up_weeks, group, len(groups)),
    )


def shown_groups(coded: Coded, selection: Selection) -> tuple[str, ...]:
    """The groups side by side: those chosen where the grouping is also a filter, else all that the extract has.

    They do not depend on the other filters, so that no group changes place while filters change.
    """
    facet = coded.facets[selection.by]
    chosen = selection.chosen(selection.by) if hasattr(selection, selection.by) else ()
    if chosen:
        return tuple(option for option in facet.options if option in chosen)
    present = np.bincount(facet.codes, minlength=len(facet.options))
    return tuple(option for option, count in zip(facet.options, present, strict=False) if count)


def _per_group(group: NDArray[np.int64], groups: int) -> Counts:
    return np.bincount(group[group >= 0], minlength=groups)


def _cross(group: NDArray[np.int64], code: NDArray[np.integer], groups: int, codes: int) -> Counts:
    """Rows per group and code, leaving out rows of no group."""
    inside = group >= 0
    flat = group[inside] * codes + code[inside]
    return np.bincount(flat, minlength=groups * codes).reshape(groups, codes)


def _value_counts(values: Numbers, group: NDArray[np.int64], groups: int) -> tuple[Numbers, Counts]:
    known = ~np.isnan(values)
    distinct, code = np.unique(values[known], return_inverse=True)
    return distinct, _cross(group[known], code, groups, len(distinct))


def counted_events(events: Events, selection: Selection) -> NDArray[np.bool_]:
    """True for the events that count: on the combination, and passing the event filters (shape: events)."""
    counts = events.on_combination.copy()
    if selection.related:
        either = np.zeros(len(counts), dtype=bool)
        either |= events.related_cream & ("cream" in selection.related)
        either |= events.related_systemic & ("systemic" in selection.related)
        counts &= either
    if selection.serious:
        counts &= events.serious
    for least in selection.at_least:
        counts &= events.severity > AE_SEVERITIES.index(least)
    return counts


def _count_events(
    coded: Coded, selection: Selection, group: NDArray[np.int64], groups: int
) -> tuple[DataFrame, Counts, Counts]:
    events = coded.events
    of_group = np.where(coded.documented, group, -1)[events.patient]
    counts = counted_events(events, selection) & (of_group >= 0)
    class_of_term, classes = pd.factorize(events.terms["organ_class"])
    related = events.related_cream | events.related_systemic
    parts = [
        _worst(coded, of_group, counts & subset, np.zeros(len(counts), dtype=np.int64), (groups, 1))
        for subset in (np.ones(len(counts), dtype=bool), events.serious, related)
    ]
    of_class = class_of_term[events.term] if len(events.terms) else events.term
    parts.append(_worst(coded, of_group, counts, of_class, (groups, len(classes))))
    parts.append(_worst(coded, of_group, counts, events.term, (groups, len(events.terms))))
    before = ~events.on_combination & (of_group >= 0)
    earlier = _worst(coded, of_group, before, np.zeros(len(before), dtype=np.int64), (groups, 1))
    rows, order = _event_rows(list(classes), class_of_term, events.terms["term"].tolist())
    return rows, np.concatenate(parts, axis=1)[:, order], earlier.sum(axis=(1, 2))


def _event_rows(
    classes: list[str], class_of_term: NDArray[np.integer], terms: list[str]
) -> tuple[DataFrame, list[int]]:
    """The rows in reading order (overall, then each organ class with its terms), and where each was counted."""
    rows = [(level, "", "") for level in OVERALL]
    order = list(range(len(OVERALL)))
    for place, name in enumerate(classes):
        own = np.flatnonzero(class_of_term == place)
        rows += [("organ_class", name, ""), *(("term", name, terms[term]) for term in own)]
        order += [len(OVERALL) + place, *(len(OVERALL) + len(classes) + own)]
    return DataFrame(rows, columns=["level", "organ_class", "term"], dtype=object), order


def _worst(
    coded: Coded,
    of_group: NDArray[np.int64],
    counts: NDArray[np.bool_],
    key: NDArray[np.integer],
    shape: tuple[int, int],
) -> Counts:
    """Patients per group, key and worst severity: each patient once per key."""
    groups, keys = shape
    patient, severity = coded.events.patient[counts].astype(np.int64), coded.events.severity[counts]
    pair, first = np.unique(patient * max(keys, 1) + key[counts], return_inverse=True)
    worst = np.zeros(len(pair), dtype=np.int64)
    np.maximum.at(worst, first, severity)
    group = np.zeros(len(pair), dtype=np.int64)
    group[first] = of_group[counts]
    levels = len(AE_SEVERITIES) + 1
    flat = (group * keys + pair % max(keys, 1)) * levels + worst
    return np.bincount(flat, minlength=groups * keys * levels).reshape(groups, keys, levels)
