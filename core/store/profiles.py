"""The AE profiles: what happened to those who had an event or died, from which any choice of events is counted."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.counting import Counts
from core.endpoints import Numbers
from core.event_coding import Events
from core.event_counting import (
    GRADES,
    OVERALL,
    Followed,
    by_row,
    event_rows,
    first_times,
    occurrences,
    special_interests,
)
from core.schema import SPECIAL_INTERESTS
from core.selection import EVENT_FILTERS, Selection
from core.store.building import Part, Whole, part
from core.store.facts import CENSORED, COMPETING, EVENT

_KINDS_OF_TIME = np.array([EVENT, COMPETING, CENSORED], dtype=object)


@dataclass(frozen=True, eq=False, slots=True)
class Profiles:
    """One entry per profile: its stratum and the patients who share it, and what ``core.coding.Coded`` says of one.

    Patients without an event on record who did not die have no profile: the facts "quiet" count them.
    """

    stratum: NDArray[np.int32]
    count: Counts
    documented: NDArray[np.bool_]
    follow_up_weeks: Numbers
    stopped: NDArray[np.bool_]
    died: NDArray[np.bool_]
    events: Events

    def __len__(self) -> int:
        return len(self.stratum)

    def of(self, strata: slice) -> "Profiles":
        """The profiles of some strata, stratum after stratum."""
        order = np.argsort(self.stratum, kind="stable")
        low, high = np.searchsorted(self.stratum[order], [strata.start, strata.stop])
        own = order[low:high]
        place = np.full(len(self), -1, dtype=np.int32)
        place[own] = np.arange(len(own))
        kept = place[self.events.patient] >= 0
        events = {name: getattr(self.events, name)[kept] for name in _OF_EVENTS if name not in ("terms", "patient")}
        patient = place[self.events.patient][kept]
        columns = {field.name: getattr(self, field.name)[own] for field in fields(Profiles) if field.name != "events"}
        return Profiles(**columns, events=Events(terms=self.events.terms, patient=patient, **events))


_OF_EVENTS = tuple(field.name for field in fields(Events))


def eventful(followed: Followed) -> NDArray[np.bool_]:
    """True for those with an event on record, or who died: the ones that have a profile."""
    found = followed.died.copy()
    found[followed.events.patient] = True
    return found


def profiles_of(followed: Followed, stratum: Whole, count: Counts | None = None) -> Profiles:
    """The profiles among some patients (or profiles, with their patients), given the stratum of each."""
    own = np.flatnonzero(eventful(followed))
    place = np.empty(len(followed.died), dtype=np.int32)
    place[own] = np.arange(len(own))
    return Profiles(
        stratum=stratum[own].astype(np.int32),
        count=np.ones(len(own), dtype=np.int64) if count is None else count[own],
        documented=followed.documented[own],
        follow_up_weeks=followed.follow_up_weeks[own],
        stopped=followed.stopped[own],
        died=followed.died[own],
        events=Events(
            **{name: getattr(followed.events, name) for name in _OF_EVENTS if name != "patient"},
            patient=place[followed.events.patient],
        ),
    )


def events_of(selection: Selection) -> Selection:
    """What a selection says of events, and nothing else of it; its query text names the facts of these events."""
    chosen: dict[str, Any] = {name: selection.chosen(name) for name in EVENT_FILTERS}
    return Selection(**chosen)


def event_parts(profiles: Profiles, selection: Selection) -> Iterator[Part]:
    """The facts of the events of a selection."""
    events = events_of(selection).to_query()
    row, count = profiles.stratum, profiles.count
    rows = event_rows(profiles.events.terms)
    terms = profiles.events.terms
    nothing = [""] * len(OVERALL)
    names = {
        "level": [*OVERALL, *["organ_class"] * len(rows.classes), *["term"] * len(terms)],
        "organ_class": [*nothing, *rows.classes, *terms["organ_class"]],
        "term": [*nothing, *[""] * len(rows.classes), *terms["term"]],
    }
    columns = {name: np.repeat(np.array(values, dtype=object), GRADES) for name, values in names.items()}
    columns["severity"] = np.tile(np.arange(GRADES), len(rows))
    affected = by_row(profiles, selection)
    yield part("event", row[affected.patient], affected.code, columns, count=count[affected.patient], events=events)
    special = special_interests(profiles, selection)
    meaning = {"term": np.array(SPECIAL_INTERESTS, dtype=object)}
    yield part("special", row[special.patient], special.code, meaning, count=count[special.patient], events=events)
    patient = occurrences(profiles, selection)
    yield part("occurrences", row[patient], np.zeros(len(patient), np.int8), {}, count=count[patient], events=events)
    yield from _time_parts(profiles, selection, events)


def _time_parts(profiles: Profiles, selection: Selection, events: str) -> Iterator[Part]:
    times = first_times(profiles, selection)
    known = np.flatnonzero(profiles.documented & np.isfinite(times.weeks))
    weeks, code = np.unique(times.weeks[known], return_inverse=True)
    meaning = {"value": np.repeat(weeks, 3), "level": np.tile(_KINDS_OF_TIME, len(weeks))}
    codes = code * 3 + times.kind[known]
    yield part("first", profiles.stratum[known], codes, meaning, count=profiles.count[known], events=events)
    out = np.flatnonzero(profiles.documented & ~np.isfinite(times.weeks))
    yield part(
        "left_out", profiles.stratum[out], np.zeros(len(out), np.int8), {}, count=profiles.count[out], events=events
    )
