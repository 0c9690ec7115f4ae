"""Adverse events counted by patients: each patient once per row, at the worst severity."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame

from core.coding import Coded
from core.counting import Counts, Places, per_group
from core.endpoints import Numbers
from core.event_coding import AFTER, BEFORE, DURING, Events
from core.schema import AE_SEVERITIES, SPECIAL_INTERESTS
from core.selection import Selection

# The rows that stand above the organ classes, by the events that belong to them.
OVERALL = (
    "any",
    "related_cream",
    "related_systemic",
    "related_named",
    "related",
    "serious",
    "stopping",
    "moderate",
)


@dataclass(frozen=True, eq=False, slots=True)
class FirstEvents:
    """When the first counted event came: patients per group and time, whose adverse-event status is documented.

    ``weeks`` are distinct times from time zero; at each a patient has the first event (``events``), leaves because a
    treatment was stopped (``competing``), or is last seen (``censored``); shape groups x weeks. ``left_out`` counts
    patients per group with an event whose start, or without one whose end of follow-up, is not recorded.
    """

    weeks: Numbers
    events: Counts
    competing: Counts
    censored: Counts
    left_out: Counts


@dataclass(frozen=True, eq=False, slots=True)
class EventTally:
    """Counts per group; the first axis of every array is the group.

    ``patients`` counts by worst severity (not recorded, then AE_SEVERITIES) per row of ``rows``, whose columns are
    level (one of OVERALL, organ_class, term), organ_class and term. ``special`` counts patients per special interest,
    an event of several under each; a follow-up that ended with death counts as death.
    ``occurrences`` counts events, not patients, and ``exposure_weeks`` adds up weeks on both treatments: both of the
    patients whose status is documented and whose time on both treatments is recorded. ``earlier`` and ``later`` count
    patients with an event before time zero and after the combination, whether or not such events are counted.
    """

    rows: DataFrame
    patients: Counts
    special: Counts
    occurrences: Counts
    exposure_weeks: Numbers
    first: FirstEvents
    earlier: Counts
    later: Counts


def counted_events(events: Events, selection: Selection) -> NDArray[np.bool_]:
    """True for the events that count: of the combination unless all are asked for, and passing the event filters."""
    counts = np.ones(len(events.patient), dtype=bool) if selection.period else events.period == DURING
    if selection.related:
        either = np.zeros(len(counts), dtype=bool)
        either |= events.related_cream & ("cream" in selection.related)
        either |= events.related_systemic & ("systemic" in selection.related)
        either |= _related(events) & ("treatment" in selection.related)
        counts &= either
    if selection.serious:
        counts &= events.serious
    if selection.special:
        counts &= events.special.any(axis=1)
    for least in selection.at_least:
        counts &= events.severity > AE_SEVERITIES.index(least)
    return counts


def event_tally(coded: Coded, selection: Selection, group: Places, groups: int) -> EventTally:
    """Count the events of a selection; ``group`` is the place of each patient's group, -1 for none."""
    events = coded.events
    patient_group = np.where(coded.documented, group, -1)
    of_group = patient_group[events.patient]
    counts = counted_events(events, selection) & (of_group >= 0)
    nowhere = np.zeros(len(counts), dtype=np.int64)

    def patients_with(subset: NDArray[np.bool_]) -> Counts:
        found: Counts = _worst(events, of_group, subset & (of_group >= 0), nowhere, (groups, 1)).sum(axis=(1, 2))
        return found

    rows, patients = _by_row(events, of_group, counts, groups)
    known = (patient_group >= 0) & ~np.isnan(coded.follow_up_weeks)
    return EventTally(
        rows=rows,
        patients=patients,
        special=_special(coded, selection, counts, patient_group, groups),
        # An event belongs to a rate only with the time of its patient.
        occurrences=per_group(np.where(known[events.patient], of_group, -1)[counts], groups),
        exposure_weeks=np.bincount(patient_group[known], coded.follow_up_weeks[known], groups).astype(float),
        first=_first_events(coded, counts, patient_group, groups),
        earlier=patients_with(events.period == BEFORE),
        later=patients_with(events.period == AFTER),
    )


def _by_row(events: Events, of_group: Places, counts: NDArray[np.bool_], groups: int) -> tuple[DataFrame, Counts]:
    """The rows in reading order (overall, then each organ class with its terms) and their counts."""
    class_of_term, classes = pd.factorize(events.terms["organ_class"])
    nowhere = np.zeros(len(counts), dtype=np.int64)
    parts = [_worst(events, of_group, counts & subset, nowhere, (groups, 1)) for subset in _overall(events).values()]
    of_class = class_of_term[events.term] if len(events.terms) else nowhere
    parts.append(_worst(events, of_group, counts, of_class, (groups, len(classes))))
    parts.append(_worst(events, of_group, counts, events.term, (groups, len(events.terms))))
    rows = [(level, "", "") for level in OVERALL]
    order = list(range(len(OVERALL)))
    terms = events.terms["term"].tolist()
    for place, name in enumerate(classes):
        own = np.flatnonzero(class_of_term == place)
        rows += [("organ_class", name, ""), *(("term", name, terms[term]) for term in own)]
        order += [len(OVERALL) + place, *(len(OVERALL) + len(classes) + own)]
    frame = DataFrame(rows, columns=["level", "organ_class", "term"], dtype=object)
    return frame, np.concatenate(parts, axis=1)[:, order]


def _overall(events: Events) -> dict[str, NDArray[np.bool_]]:
    return {
        "any": np.ones(len(events.patient), dtype=bool),
        "related_cream": events.related_cream,
        "related_systemic": events.related_systemic,
        "related_named": events.related_cream | events.related_systemic,
        "related": _related(events),
        "serious": events.serious,
        "stopping": events.stopping,
        "moderate": events.severity >= 2,
    }


def _related(events: Events) -> NDArray[np.bool_]:
    """Related to treatment at all, whether or not it is said to which."""
    found: NDArray[np.bool_] = events.related_cream | events.related_systemic | events.related_unsaid
    return found


def _special(
    coded: Coded, selection: Selection, counts: NDArray[np.bool_], patient_group: Places, groups: int
) -> Counts:
    """Patients per group and special interest.

    Death is of any cause, so a follow-up that ended with it counts without an event; only where events related to a
    treatment are asked for it does not, because nobody judged it.
    """
    columns = []
    for place, category in enumerate(SPECIAL_INTERESTS):
        affected = coded.events.patient[counts & coded.events.special[:, place]]
        if category == "death" and not selection.related:
            affected = np.concatenate([affected, np.flatnonzero(coded.died)])
        columns.append(per_group(patient_group[np.unique(affected)], groups))
    return np.stack(columns, axis=1)


def _worst(
    events: Events,
    of_group: Places,
    counts: NDArray[np.bool_],
    key: NDArray[np.integer],
    shape: tuple[int, int],
) -> Counts:
    """Patients per group, key and worst severity: each patient once per key."""
    groups, keys = shape
    patient, severity = events.patient[counts].astype(np.int64), events.severity[counts]
    pair, first = np.unique(patient * max(keys, 1) + key[counts], return_inverse=True)
    worst = np.zeros(len(pair), dtype=np.int64)
    np.maximum.at(worst, first, severity)
    group = np.zeros(len(pair), dtype=np.int64)
    group[first] = of_group[counts]
    levels = len(AE_SEVERITIES) + 1
    flat = (group * keys + pair % max(keys, 1)) * levels + worst
    return np.bincount(flat, minlength=groups * keys * levels).reshape(groups, keys, levels)


def _first_events(coded: Coded, counts: NDArray[np.bool_], patient_group: Places, groups: int) -> FirstEvents:
    events = coded.events
    first = np.full(coded.patients, np.inf)
    np.minimum.at(first, events.patient[counts], np.nan_to_num(events.start[counts], nan=np.inf))
    affected = np.zeros(coded.patients, dtype=bool)
    affected[events.patient[counts]] = True
    # An event before time zero, where such events are counted, was there from the start.
    time = np.where(affected, np.maximum(first, 0.0), coded.follow_up_weeks)
    usable = (patient_group >= 0) & np.isfinite(time)
    weeks, code = np.unique(time[usable], return_inverse=True)
    group, kind = patient_group[usable], np.where(affected, 0, np.where(coded.stopped, 1, 2))[usable]
    shape = (groups, len(weeks), 3)
    found = np.bincount((group * len(weeks) + code) * 3 + kind, minlength=groups * len(weeks) * 3).reshape(shape)
    left_out = per_group(np.where(np.isfinite(time), -1, patient_group), groups)
    return FirstEvents(weeks, found[:, :, 0], found[:, :, 1], found[:, :, 2], left_out)
