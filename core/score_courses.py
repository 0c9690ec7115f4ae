"""Which visit counts for which nominal week: each patient's course per measure, and the scores that count nowhere.

A visit is read by the place of its time among the distinct times, so that windows and distances are worked out once for
each time and not once for each visit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.endpoints import BASELINE_DAYS, Numbers, minimal_disease_activity, nominal_weeks
from core.extract_columns import Codes
from core.extract_tables import Nested, Places
from core.schema import MEASURES, NOMINAL_WEEKS

# Patients at a time, so that what is in between stays small.
BLOCK = 2**16
Truths = NDArray[np.bool_]
# Rows of visits, and the week at which another one stands before each (see Passed).
Fallen = tuple[Places, NDArray[np.int8]]


@dataclass(frozen=True, eq=False, slots=True)
class Course:
    """The score that counts at each nominal week: ``codes`` (patients x weeks) are places in the sorted ``values``.

    A place of ``len(values)`` is a week without a score. Week 0 is the baseline.
    """

    codes: Codes
    values: Numbers

    def numbers(self, patients: Places | slice = slice(None)) -> Numbers:
        """The scores of some patients (shape: patients, weeks), nan where there is none."""
        return np.append(self.values, np.nan)[self.codes[patients]]


@dataclass(frozen=True, eq=False, slots=True)
class Passed:
    """Scores that count nowhere: ``rows`` of the visits, the place of the measure, and why.

    ``better`` is the nominal week at which another visit stands before this one (0: the baseline), -1 where the time
    lies in no window. In the order in which they are listed.
    """

    rows: NDArray[np.int32]
    measure: NDArray[np.int8]
    better: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, eq=False, slots=True)
class Moments:
    """The distinct times of visits. ``code`` is the place of each visit's time; all else has one entry per time.

    ``week`` is the column of its nominal week, 0 for none; ``near`` tells the window of the baseline. Of two visits the
    one with the lower rank counts: ``as_baseline`` and ``as_week``; with equal ranks the first one.
    """

    code: Codes
    times: Numbers
    near: Truths
    week: NDArray[np.int8]
    as_baseline: Places
    as_week: Places


def moments(visits: Nested) -> Moments:
    """The time of every visit in weeks: from the day where it is known, else from the week."""
    day, week = visits.columns["day"].coded(), visits.columns["week"].coded()
    days = day.distinct.astype(float) / 7
    kind = np.min_scalar_type(len(days) + len(week.distinct))
    code = np.where(day.missing, week.places + kind.type(len(days)), day.places.astype(kind))
    # A week that is not known cannot be in a valid extract.
    times = np.concatenate([days, week.distinct.astype(float)])
    nominal = nominal_weeks(times)
    low, high = (days / 7 for days in BASELINE_DAYS)
    column = np.searchsorted(NOMINAL_WEEKS, np.nan_to_num(nominal)).astype(np.int8)
    # Days are sevenths of a week: without rounding, three days before and three after would not be equally near.
    distance = np.abs(times - nominal).round(9)
    return Moments(
        code=code,
        times=times,
        near=(times >= low) & (times <= high),
        week=column,
        as_baseline=_ranks(times > 0, np.abs(times)),
        as_week=_ranks(distance, -times),
    )


def _ranks(first: NDArray[np.generic], then: Numbers) -> Places:
    """The rank of each pair; equal pairs have the same."""
    order = np.lexsort([then, first])
    steps = (np.diff(first[order].astype(float)) != 0) | (np.diff(then[order]) != 0)
    ranks = np.zeros(len(order), dtype=np.int32)
    ranks[order[1:]] = np.cumsum(steps)
    return ranks


def courses(visits: Nested) -> tuple[dict[str, Course], Passed]:
    """The course of every measure, and the scores that count nowhere."""
    times, patients = moments(visits), len(visits.offsets) - 1
    found, superseded, outside, repeated = {}, [], [], []
    for place, name in enumerate(MEASURES):
        score, values = visits.columns[name].coded().numbered()
        codes = np.full((patients, len(NOMINAL_WEEKS)), len(values), dtype=score.dtype)
        for rows, parents in _blocks(visits):
            kept = _Block(times, rows, score, len(values), parents)
            superseded.append((place, *kept.fill_baselines(codes)))
            repeated.append((place, *kept.fill_weeks(codes)))
            outside.append((place, *kept.outside()))
        found[name] = Course(codes, values)
    return found, _passed([*superseded, *outside, *repeated])


def _blocks(visits: Nested) -> Iterator[tuple[slice, NDArray[np.int32]]]:
    """Rows of some patients, and the patient of each."""
    for start in range(0, len(visits.offsets) - 1, BLOCK):
        patients = slice(start, min(start + BLOCK, len(visits.offsets) - 1))
        yield slice(int(visits.offsets[patients.start]), int(visits.offsets[patients.stop])), visits.parents(patients)


class _Block:
    """The scores of one measure of some patients."""

    def __init__(self, times: Moments, rows: slice, codes: Codes, missing: int, parents: NDArray[np.int32]) -> None:
        self.times, self.start = times, rows.start
        self.known = np.flatnonzero(codes[rows] != missing)
        self.code, self.patient = codes[rows][self.known], parents[self.known]
        self.moment = times.code[rows][self.known]

    def fill_baselines(self, course: Codes) -> Fallen:
        """Write the last value at or before time zero within the window, else the first one after it."""
        own = np.flatnonzero(self.times.near[self.moment])
        best, rest = _best(own, self.patient[own], self.times.as_baseline[self.moment[own]])
        course[self.patient[best], 0] = self.code[best]
        return self._rows(rest), np.zeros(len(rest), dtype=np.int8)

    def fill_weeks(self, course: Codes) -> Fallen:
        """Write the score of the nearest visit of each week after baseline."""
        week = self.times.week[self.moment]
        own = np.flatnonzero(week)
        key = self.patient[own].astype(np.int64) * len(NOMINAL_WEEKS) + week[own]
        best, rest = _best(own, key, self.times.as_week[self.moment[own]])
        course[self.patient[best], week[best]] = self.code[best]
        return self._rows(rest), week[rest]

    def outside(self) -> Fallen:
        """The scores in no window."""
        nowhere = (self.times.week == 0) & ~self.times.near
        own = np.flatnonzero(nowhere[self.moment])
        return self._rows(own), np.full(len(own), -1, dtype=np.int8)

    def _rows(self, places: Places) -> Places:
        rows: Places = (self.known[places] + self.start).astype(np.int32)
        return rows


def _best(own: Places, key: Places, rank: Places) -> tuple[Places, Places]:
    """Of the entries with the same key the one with the lowest rank, and the others by key and rank."""
    if not (key[1:] > key[:-1]).all():
        order = np.lexsort([rank, key]) if (key[1:] < key[:-1]).any() else _order_of_repeated(key, rank)
        own, key = own[order], key[order]
    first = np.ones(len(key), dtype=bool)
    first[1:] = key[1:] != key[:-1]
    return own[first], own[~first]


def _order_of_repeated(key: Places, rank: Places) -> Places:
    """The order by key and rank, where the keys already are in order: only those that occur again move."""
    same = key[1:] == key[:-1]
    again = np.flatnonzero(np.append(same, False) | np.append(False, same))
    order = np.arange(len(key))
    order[again] = again[np.lexsort([rank[again], key[again]])]
    return order


def _passed(parts: list[tuple[int, Places, Places]]) -> Passed:
    rows = [part[1] for part in parts]
    measure = [np.full(len(part[1]), part[0], dtype=np.int8) for part in parts]
    better = [part[2] for part in parts]
    nothing = np.zeros(0, dtype=np.int32)
    return Passed(
        np.concatenate([nothing, *rows]).astype(np.int32),
        np.concatenate([nothing, *measure]).astype(np.int8),
        np.concatenate([nothing, *better]).astype(np.int8),
    )


def mda_course(found: Mapping[str, Course], patients: slice) -> Course:
    """The course of :data:`core.endpoints.MDA` of some patients: 1 or 0 where both scores count for a week."""
    iga, itch = found["iga"], found["itch_nrs"]
    grades, points = np.meshgrid(np.append(iga.values, np.nan), np.append(itch.values, np.nan), indexing="ij")
    reached = np.nan_to_num(minimal_disease_activity(grades, points), nan=2).astype(np.uint8)
    return Course(reached[iga.codes[patients], itch.codes[patients]], np.array([0.0, 1.0]))
