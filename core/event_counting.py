"""Adverse events of patients as entries to count: each patient once per row, at the worst severity.

Works on anything that holds patients and their events as ``core.coding.Coded`` does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame

from core.counting import Places
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
# Not recorded, then AE_SEVERITIES.
GRADES = len(AE_SEVERITIES) + 1
EVENT, COMPETING, CENSORED = 0, 1, 2


class Followed(Protocol):
    """Patients and what happened to them: one entry per patient, and the events with the patient's place."""

    @property
    def documented(self) -> NDArray[np.bool_]: ...
    @property
    def follow_up_weeks(self) -> Numbers: ...
    @property
    def stopped(self) -> NDArray[np.bool_]: ...
    @property
    def died(self) -> NDArray[np.bool_]: ...
    @property
    def events(self) -> Events: ...


@dataclass(frozen=True, eq=False, slots=True)
class EventRows:
    """The rows to count patients under: OVERALL, then organ classes, then terms as in ``core.event_coding``.

    ``class_of_term`` is the place in ``classes`` of each term.
    """

    classes: tuple[str, ...]
    class_of_term: Places

    def __len__(self) -> int:
        return len(OVERALL) + len(self.classes) + len(self.class_of_term)


@dataclass(frozen=True, eq=False, slots=True)
class Entries:
    """One entry per patient and thing that counts: whom it counts of, and what."""

    patient: NDArray[np.integer]
    code: NDArray[np.integer]


@dataclass(frozen=True, eq=False, slots=True)
class FirstTimes:
    """One entry per patient: the weeks to ``kind`` (EVENT, COMPETING or CENSORED); not finite where not recorded."""

    weeks: Numbers
    kind: NDArray[np.int8]


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


def event_rows(terms: DataFrame) -> EventRows:
    """The rows of these terms."""
    class_of_term, classes = pd.factorize(terms["organ_class"])
    return EventRows(tuple(classes), class_of_term)


def by_row(followed: Followed, selection: Selection) -> Entries:
    """Documented patients once per row with a counted event; the code is row * GRADES + the worst severity."""
    events, rows = followed.events, event_rows(followed.events.terms)
    counted = np.flatnonzero(counted_events(events, selection) & followed.documented[events.patient])
    patient, term = events.patient[counted], events.term[counted]
    severity = events.severity[counted]
    found = []
    for place, belongs in enumerate(_overall(events)):
        own = belongs[counted]
        found.append(_worst(patient[own], np.full(own.sum(), place), severity[own], len(rows)))
    of_class = len(OVERALL) + rows.class_of_term[term]
    found.append(_worst(patient, of_class, severity, len(rows)))
    found.append(_worst(patient, len(OVERALL) + len(rows.classes) + term, severity, len(rows)))
    return Entries(*(np.concatenate([getattr(one, name) for one in found]) for name in ("patient", "code")))


def special_interests(followed: Followed, selection: Selection) -> Entries:
    """Documented patients once per category of special interest; the code is its place in SPECIAL_INTERESTS.

    Death is of any cause, so a follow-up that ended with it counts without an event; only where events related to a
    treatment are asked for it does not, because nobody judged it.
    """
    events = followed.events
    counts = counted_events(events, selection)
    patients, codes = [], []
    for place, category in enumerate(SPECIAL_INTERESTS):
        affected = np.zeros(len(followed.documented), dtype=bool)
        affected[events.patient[counts & events.special[:, place]]] = True
        if category == "death" and not selection.related:
            affected |= followed.died
        patients.append(np.flatnonzero(affected & followed.documented))
        codes.append(np.full(len(patients[-1]), place))
    return Entries(np.concatenate(patients), np.concatenate(codes))


def occurrences(followed: Followed, selection: Selection) -> NDArray[np.int32]:
    """The patient of every counted event, where the status is documented and the time on both treatments recorded.

    An event belongs to a rate only with the time of its patient.
    """
    known = followed.documented & ~np.isnan(followed.follow_up_weeks)
    patient = followed.events.patient[counted_events(followed.events, selection)]
    return patient[known[patient]]


def first_times(followed: Followed, selection: Selection) -> FirstTimes:
    """The time of each patient's first counted event, or of the end of follow-up."""
    events = followed.events
    counts = counted_events(events, selection)
    first = np.full(len(followed.documented), np.inf)
    np.minimum.at(first, events.patient[counts], np.nan_to_num(events.start[counts], nan=np.inf))
    affected = np.zeros(len(first), dtype=bool)
    affected[events.patient[counts]] = True
    # An event before time zero, where such events are counted, was there from the start.
    weeks = np.where(affected, np.maximum(first, 0.0), followed.follow_up_weeks)
    kind = np.where(affected, EVENT, np.where(followed.stopped, COMPETING, CENSORED)).astype(np.int8)
    return FirstTimes(weeks, kind)


def around(followed: Followed) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Documented patients with an event before time zero, and after the combination, whatever counts."""
    return _with(followed, BEFORE), _with(followed, AFTER)


def _with(followed: Followed, period: int) -> NDArray[np.bool_]:
    affected = np.zeros(len(followed.documented), dtype=bool)
    affected[followed.events.patient[followed.events.period == period]] = True
    return affected & followed.documented


def _overall(events: Events) -> Iterator[NDArray[np.bool_]]:
    """The events that belong to each row of OVERALL."""
    yield np.ones(len(events.patient), dtype=bool)
    yield events.related_cream
    yield events.related_systemic
    yield events.related_cream | events.related_systemic
    yield _related(events)
    yield events.serious
    yield events.stopping
    yield events.severity >= 2


def _related(events: Events) -> NDArray[np.bool_]:
    """Related to treatment at all, whether or not it is said to which."""
    found: NDArray[np.bool_] = events.related_cream | events.related_systemic | events.related_unsaid
    return found


def _worst(patient: NDArray[np.integer], row: NDArray[np.integer], severity: NDArray[np.int8], rows: int) -> Entries:
    """Each patient and row once, with the worst severity."""
    key = np.sort((patient.astype(np.int64) * rows + row) * GRADES + severity)
    # The last of equal patients and rows is the worst.
    pair = key // GRADES
    last = np.append(pair[1:] != pair[:-1], True)[: len(key)]
    return Entries(pair[last] // rows, pair[last] % rows * GRADES + key[last] % GRADES)
