"""The facts of follow-up that are the same whichever events are counted."""

from collections.abc import Iterator

import numpy as np
from pandas import factorize

from core.event_counting import Followed, around, event_rows
from core.store.building import Part, Whole, of_members, of_value, part
from core.store.facts import CENSORED, COMPETING
from core.store.profiles import eventful


def status_parts(followed: Followed, row: Whole, count: Whole | None = None) -> Iterator[Part]:
    """Whether adverse events are documented; ``row`` is the stratum of each patient (or profile, with its count)."""
    yield of_members("documented", row, followed.documented, count)
    yield of_members("died_undocumented", row, followed.died & ~followed.documented, count)


def time_parts(followed: Followed, row: Whole, count: Whole | None = None) -> Iterator[Part]:
    """Time on both treatments of patients to whom nothing happened, and of the others."""
    busy = eventful(followed)
    quiet = np.flatnonzero(followed.documented & ~busy)
    code, weeks = factorize(followed.follow_up_weeks[quiet], use_na_sentinel=False)
    meaning = {"value": np.repeat(weeks, 2), "level": np.tile(np.array([CENSORED, COMPETING], object), len(weeks))}
    yield part(
        "quiet",
        row[quiet],
        code * 2 + followed.stopped[quiet],
        meaning,
        count=None if count is None else count[quiet],
    )
    others = np.where(followed.documented & busy, followed.follow_up_weeks, np.nan)
    yield of_value("exposure", row, others, count)


def record_parts(followed: Followed, row: Whole, count: Whole | None = None) -> Iterator[Part]:
    """What is on record of events, whichever are counted."""
    earlier, later = around(followed)
    yield of_members("earlier", row, earlier, count)
    yield of_members("later", row, later, count)
    events, rows = followed.events, event_rows(followed.events.terms)
    classes, terms = len(rows.classes), len(events.terms)
    width = 1 + classes + terms
    unsaid = np.flatnonzero(events.related_unsaid)
    patient = np.concatenate([events.patient[unsaid], events.patient, events.patient]).astype(np.int64)
    codes: list[Whole] = [
        np.zeros(len(unsaid), np.int64),
        1 + rows.class_of_term[events.term],
        1 + classes + events.term,
    ]
    once = np.unique(patient * width + np.concatenate(codes))
    patient = once // width
    meaning = {
        "level": np.array(["related_unsaid", *["organ_class"] * classes, *["term"] * terms], dtype=object),
        "organ_class": np.array(["", *rows.classes, *events.terms["organ_class"]], dtype=object),
        "term": np.array(["", *[""] * classes, *events.terms["term"]], dtype=object),
    }
    yield part("listed", row[patient], once % width, meaning, count=None if count is None else count[patient])
