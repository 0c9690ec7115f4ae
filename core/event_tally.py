"""Adverse events counted by patients: each patient once per row, at the worst severity."""

from dataclasses import dataclass

import numpy as np
from pandas import DataFrame

from core.counting import Counts, Places, cross, per_group
from core.endpoints import Numbers
from core.event_coding import Events
from core.event_counting import (
    GRADES,
    OVERALL,
    Followed,
    around,
    by_row,
    event_rows,
    first_times,
    occurrences,
    special_interests,
)
from core.schema import SPECIAL_INTERESTS
from core.selection import Selection


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
    ``died_undocumented`` counts patients who died and whose status is not documented. ``related_unsaid`` are the
    patients of the whole extract with an event related to treatment without saying to which, whatever counts.
    """

    rows: DataFrame
    patients: Counts
    special: Counts
    occurrences: Counts
    exposure_weeks: Numbers
    first: FirstEvents
    earlier: Counts
    later: Counts
    died_undocumented: Counts
    related_unsaid: int


def event_tally(followed: Followed, selection: Selection, group: Places, groups: int) -> EventTally:
    """Count the events of a selection; ``group`` is the place of each patient's group, -1 for none."""
    rows, order = reading_order(followed.events.terms)
    affected = by_row(followed, selection)
    special = special_interests(followed, selection)
    counted = cross(group[affected.patient], affected.code, groups, len(rows) * GRADES)
    known = np.where(followed.documented & ~np.isnan(followed.follow_up_weeks), group, -1)
    earlier, later = around(followed)
    return EventTally(
        rows=rows,
        patients=counted.reshape(groups, len(rows), GRADES)[:, order],
        special=cross(group[special.patient], special.code, groups, len(SPECIAL_INTERESTS)),
        occurrences=per_group(group[occurrences(followed, selection)], groups),
        exposure_weeks=np.bincount(known[known >= 0], followed.follow_up_weeks[known >= 0], groups).astype(float),
        first=_first_events(followed, selection, np.where(followed.documented, group, -1), groups),
        earlier=per_group(group[earlier], groups),
        later=per_group(group[later], groups),
        died_undocumented=per_group(group[followed.died & ~followed.documented], groups),
        related_unsaid=_unsaid(followed.events),
    )


def reading_order(terms: DataFrame) -> tuple[DataFrame, Places]:
    """The rows as they are read (overall, then each organ class with its terms), and the place each had before.

    ``terms`` are the terms of ``core.event_coding``, most patients first.
    """
    rows, names = event_rows(terms), terms["term"].tolist()
    read = [(level, "", "") for level in OVERALL]
    order = list(range(len(OVERALL)))
    for place, name in enumerate(rows.classes):
        own = np.flatnonzero(rows.class_of_term == place)
        read += [("organ_class", name, ""), *(("term", name, names[term]) for term in own)]
        order += [len(OVERALL) + place, *(len(OVERALL) + len(rows.classes) + own)]
    return DataFrame(read, columns=["level", "organ_class", "term"], dtype=object), np.array(order)


def _unsaid(events: Events) -> int:
    return len(np.unique(events.patient[events.related_unsaid]))


def _first_events(followed: Followed, selection: Selection, group: Places, groups: int) -> FirstEvents:
    times = first_times(followed, selection)
    usable = (group >= 0) & np.isfinite(times.weeks)
    weeks, code = np.unique(times.weeks[usable], return_inverse=True)
    found = cross(group[usable], code * 3 + times.kind[usable], groups, len(weeks) * 3).reshape(groups, len(weeks), 3)
    left_out = per_group(np.where(np.isfinite(times.weeks), -1, group), groups)
    return FirstEvents(weeks, found[:, :, 0], found[:, :, 1], found[:, :, 2], left_out)
