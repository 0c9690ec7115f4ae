"""The scores of an extract, one patient and week at a time, and the distinct cells they fall into."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame

from core.endpoints import MDA
from core.schema import MEASURES, NOMINAL_WEEKS
from core.score_courses import Course, Truths, mda_course

CELL_COLUMNS = ["measure", "week", "baseline", "value", "carried"]
Keys = NDArray[np.integer]
# Rows of all scores are kept once they were asked for, where there are so many patients at most.
_KEPT_PATIENTS = 20_000
# Patients looked at together: few enough to stay near the processor.
BLOCK = 2**14
# Up to so many possible keys, a table of them finds a cell faster than a search.
_MOST_PLACES = 2**23


@dataclass(frozen=True, eq=False, slots=True)
class Scores:
    """Every score that counts, as courses and as rows: a row is a patient and a cell.

    ``cells`` has one row per distinct (carried, measure, week, baseline, value); week 0 is the baseline itself, and
    ``baseline`` is nan where a patient has none. Measures are those of the schema and ``core.endpoints.MDA``. A row
    is ``carried`` where the week has no score: it then repeats the last one of an earlier nominal week.
    """

    courses: Mapping[str, Course]
    cells: DataFrame
    _keys: tuple[Keys, ...]
    _kept: dict[str, tuple[NDArray[np.int32], NDArray[np.int32]]] = field(default_factory=dict, repr=False)

    def rows(self) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32]]]:
        """The patients and cells of all rows, part by part: a large extract never holds all of them at once."""
        first = 0
        for (carried, measure), keys in zip(_KINDS, self._keys, strict=True):
            for start, course in _blocks(self.courses, measure):
                key, recorded, repeated = _keys_of(course)
                rows = repeated if carried else recorded
                patient = np.repeat(np.arange(start, start + len(rows), dtype=np.int32), rows.sum(axis=1))
                yield patient, _places(keys, key[rows]) + np.int32(first)
            first += len(keys)

    @property
    def patient(self) -> NDArray[np.int32]:
        """The patient of each row. Holds all rows: for extracts of which there is room for that."""
        return self._joined()[0]

    @property
    def cell(self) -> NDArray[np.int32]:
        """The cell of each row, see :attr:`patient`."""
        return self._joined()[1]

    def _joined(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        if "rows" in self._kept:
            return self._kept["rows"]
        nothing = np.zeros(0, dtype=np.int32)
        patients, cells = zip((nothing, nothing), *self.rows(), strict=True)
        rows = np.concatenate(patients), np.concatenate(cells)
        if len(self.courses["iga"].codes) <= _KEPT_PATIENTS:
            self._kept["rows"] = rows
        return rows


# Recorded scores come before carried ones.
_KINDS = tuple((carried, measure) for carried in (False, True) for measure in (*MEASURES, MDA))


def scores_of(courses: Mapping[str, Course]) -> Scores:
    """The cells of courses that hold the measures of the schema."""
    found: dict[tuple[bool, str], list[Keys]] = {kind: [np.zeros(0, dtype=np.int64)] for kind in _KINDS}
    values = {MDA: mda_course(courses, slice(0)).values}
    values |= {measure: course.values for measure, course in courses.items()}
    for measure in values:
        for _, course in _blocks(courses, measure):
            key, recorded, repeated = _keys_of(course)
            found[False, measure].append(_distinct(key[recorded], course))
            found[True, measure].append(_distinct(key[repeated], course))
    keys = tuple(np.unique(np.concatenate(found[kind])) for kind in _KINDS)
    tables = [
        _cells(own, values[measure]).assign(measure=measure, carried=carried)[CELL_COLUMNS]
        for (carried, measure), own in zip(_KINDS, keys, strict=True)
    ]
    cells = pd.concat(tables, ignore_index=True).astype({"measure": object, "week": int, "carried": bool})
    return Scores(courses, cells, keys)


def _blocks(courses: Mapping[str, Course], measure: str) -> Iterator[tuple[int, Course]]:
    """The course of a measure for some patients at a time, and the place of the first of them."""
    for start in range(0, len(courses["iga"].codes), BLOCK):
        patients = slice(start, start + BLOCK)
        if measure == MDA:
            yield start, mda_course(courses, patients)
        else:
            yield start, Course(courses[measure].codes[patients], courses[measure].values)


def _keys_of(course: Course) -> tuple[Keys, Truths, Truths]:
    """The cell of each patient and week as one number, and where a score is recorded or an earlier one repeated.

    A key is made of the column of the week and the places of baseline and value. Missing is the last of the values, so
    it sorts behind every known baseline.
    """
    missing, size = len(course.values), len(course.values) + 1
    recorded = course.codes != missing
    filled = course.codes.copy()
    for column in range(1, filled.shape[1]):
        np.copyto(filled[:, column], filled[:, column - 1], where=~recorded[:, column])
    kind = np.int32 if len(NOMINAL_WEEKS) * size**2 < 2**31 else np.int64
    key: Keys = np.arange(len(NOMINAL_WEEKS), dtype=kind) * size + course.codes[:, :1].astype(kind)
    key = key * size + filled.astype(kind)
    return key, recorded, (filled != missing) & ~recorded


def _distinct(keys: Keys, course: Course) -> Keys:
    places = len(NOMINAL_WEEKS) * (len(course.values) + 1) ** 2
    if places > _MOST_PLACES:
        return np.unique(keys)
    seen = np.zeros(places, dtype=bool)
    seen[keys] = True
    return np.flatnonzero(seen)


def _places(keys: Keys, wanted: Keys) -> NDArray[np.int32]:
    """The place of each wanted key, every one of which is among the keys."""
    if not len(keys) or keys[-1] > _MOST_PLACES:
        return np.searchsorted(keys, wanted).astype(np.int32)
    places = np.zeros(keys[-1] + 1, dtype=np.int32)
    places[keys] = np.arange(len(keys))
    return places[wanted]


def _cells(keys: Keys, values: NDArray[np.float64]) -> DataFrame:
    size, known = len(values) + 1, np.append(values, np.nan)
    weeks = np.array(NOMINAL_WEEKS)[keys // size**2]
    return DataFrame({"week": weeks, "baseline": known[keys // size % size], "value": known[keys % size]})
