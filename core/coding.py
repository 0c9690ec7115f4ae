"""An extract coded once, when it is opened: small integers for every choice, and what counts for each nominal week.

Everything a selection needs later is arithmetic on these arrays; no text is compared and nothing is joined again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from core.endpoints import (
    AGE_BANDS,
    BSA_BANDS,
    ITCH_BANDS,
    MISSING,
    SEVERITY_BANDS,
    Band,
    Numbers,
    band_codes,
)
from core.event_coding import Events, code_events
from core.extract import Extract
from core.extract_columns import Codes, Column
from core.extract_tables import Tables
from core.schema import AGENT_CLASSES, ASSESSMENTS, COHORTS, SEXES, STOPPED
from core.score_coding import Scores, scores_of
from core.score_courses import Course, Passed, courses
from core.score_unused import unused_scores
from core.special_interest import DEFAULT_SYNONYMS, SynonymMap


@dataclass(frozen=True, eq=False, slots=True)
class Facet:
    """One property of patients: the codes it can have, and each patient's place among them.

    Places are int8 where that is wide enough, else int16: sums and products of them have to be made in a wider type.
    """

    options: tuple[str, ...]
    codes: NDArray[np.signedinteger]


@dataclass(frozen=True, eq=False, slots=True)
class Coded:
    """A coded extract; everything has one entry per patient, in the order of the extract.

    ``documented`` tells whether the adverse-event status is, ``stopped`` that follow-up ended because a treatment was
    stopped, ``died`` that it ended with death. ``passed`` are the scores that count nowhere. ``synonyms`` is the map
    that the events of special interest were found with.
    """

    digest: str
    facets: Mapping[str, Facet]
    documented: NDArray[np.bool_]
    stopped: NDArray[np.bool_]
    died: NDArray[np.bool_]
    scores: Scores
    events: Events
    passed: Passed
    synonyms: SynonymMap
    tables: Tables = field(repr=False)

    @property
    def patients(self) -> int:
        return len(self.documented)

    @property
    def age(self) -> Numbers:
        """Years at time zero, nan where not recorded."""
        return self.tables.columns["age"].numbers()

    @property
    def follow_up_weeks(self) -> Numbers:
        """Weeks on both treatments, nan where not recorded."""
        return self.tables.columns["follow_up_weeks"].numbers()

    @property
    def unused(self) -> DataFrame:
        """The scores that count nowhere, with the reason; made anew each time."""
        return unused_scores(self.tables, self.passed)

    @property
    def options(self) -> dict[str, tuple[str, ...]]:
        """The codes that exist per property."""
        return {name: facet.options for name, facet in self.facets.items()}


def coded(extract: Extract, synonyms: SynonymMap = DEFAULT_SYNONYMS) -> Coded:
    """Code an extract. Cost grows with its rows; nothing after this looks at them as text."""
    tables = extract.tables
    found, passed = courses(tables.nested[ASSESSMENTS.name])
    status, end = tables.columns["ae_status"], tables.columns["follow_up_end"]
    return Coded(
        digest=extract.digest,
        facets=_facets(extract, found),
        documented=~status.where(lambda values: values == "not documented"),
        stopped=end.where(lambda values: np.isin(values, np.array(STOPPED, dtype=object))),
        died=end.where(lambda values: values == "died"),
        scores=scores_of(found),
        events=code_events(tables, synonyms),
        passed=passed,
        synonyms=synonyms,
        tables=tables,
    )


def _facets(extract: Extract, found: Mapping[str, Course]) -> dict[str, Facet]:
    """The properties patients are chosen and grouped by. Agents and sites stand by frequency and by name."""
    columns = extract.tables.columns
    agents, sites, age = columns["systemic_agent"], columns["site"], columns["age"].coded()
    frequency = np.bincount(agents.places, minlength=len(agents.distinct)).tolist()
    by_frequency = sorted(range(len(agents.distinct)), key=lambda code: (-frequency[code], agents.distinct[code]))
    return {
        "cohort": _facet(columns["cohort"], COHORTS),
        "agent": _facet(agents, [agents.distinct[code] for code in by_frequency]),
        "agent_class": _facet(extract.agent_classes, AGENT_CLASSES, only_present=True),
        "severity": _baseline(found["iga"], SEVERITY_BANDS),
        "bsa": _baseline(found["bsa_pct"], BSA_BANDS),
        "itch": _baseline(found["itch_nrs"], ITCH_BANDS),
        "sex": _facet(columns["sex"], SEXES, only_present=True),
        "age": _banded(age.places, age.distinct.astype(float), AGE_BANDS),
        "site": _facet(sites, sites.distinct.tolist()),
        "nothing": Facet(("all",), np.zeros(extract.tables.patients, dtype=np.int8)),
    }


def _facet(column: Column, options: Sequence[str], *, only_present: bool = False) -> Facet:
    known = column.distinct.tolist()
    shown = tuple(option for option in options if not only_present or option in known)
    places = {option: place for place, option in enumerate(shown)}
    return _with_missing(shown, column.places, [places[value] for value in known])


def _baseline(course: Course, bands: tuple[Band, ...]) -> Facet:
    return _banded(course.codes[:, 0], course.values, bands)


def _banded(codes: Codes, values: Numbers, bands: tuple[Band, ...]) -> Facet:
    return _with_missing(tuple(band.code for band in bands), codes, band_codes(values, bands))


def _with_missing(options: tuple[str, ...], codes: Codes, place: Sequence[int] | NDArray[np.int16]) -> Facet:
    """The facet of values' codes, given the ``place`` of each value; missing is an option where it occurs."""
    table: NDArray[np.signedinteger] = np.append(place, len(options))
    table = table.astype(np.int8 if len(options) < 2**7 else np.int16)
    found = table[codes]
    missing = bool((found == len(options)).any())
    return Facet((*options, MISSING) if missing else options, found)
