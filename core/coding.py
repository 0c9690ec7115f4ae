"""An extract coded once, when it is opened: small integers for every choice, one row per score that counts.

Everything a selection needs later is arithmetic on these arrays; no text is compared and nothing is joined again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame, Series

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
from core.schema import AGENT_CLASSES, COHORTS, SEXES, STOPPED
from core.score_coding import Scores, code_scores
from core.special_interest import DEFAULT_SYNONYMS, SynonymMap


@dataclass(frozen=True, eq=False, slots=True)
class Facet:
    """One property of patients: the codes it can have, and each patient's place among them (int16, n patients)."""

    options: tuple[str, ...]
    codes: NDArray[np.int16]


@dataclass(frozen=True, eq=False, slots=True)
class Coded:
    """A coded extract. ``unused`` lists the scores that count nowhere, with the reason.

    ``documented``, ``age``, ``follow_up_weeks``, ``stopped`` (follow-up ended because a treatment was stopped) and
    ``died`` have one entry per patient. ``synonyms`` is the map that the events of special interest were found with.
    """

    digest: str
    facets: Mapping[str, Facet]
    documented: NDArray[np.bool_]
    age: Numbers
    follow_up_weeks: Numbers
    stopped: NDArray[np.bool_]
    died: NDArray[np.bool_]
    scores: Scores
    events: Events
    unused: DataFrame
    synonyms: SynonymMap

    @property
    def patients(self) -> int:
        return len(self.documented)

    @property
    def options(self) -> dict[str, tuple[str, ...]]:
        """The codes that exist per property."""
        return {name: facet.options for name, facet in self.facets.items()}


def coded(extract: Extract, synonyms: SynonymMap = DEFAULT_SYNONYMS) -> Coded:
    """Code an extract. Cost grows with its rows; nothing after this looks at them as text."""
    patients = extract.patients
    index = pd.Index(patients["patient_id"])
    baseline, scores, unused = code_scores(extract.assessments, index)
    unused.insert(0, "patient_id", index.to_numpy()[unused.pop("patient").to_numpy()])
    return Coded(
        digest=extract.digest,
        facets=_facets(patients, baseline),
        documented=(patients["ae_status"] != "not documented").to_numpy(),
        age=patients["age"].to_numpy(float),
        follow_up_weeks=patients["follow_up_weeks"].to_numpy(float),
        stopped=patients["follow_up_end"].isin(STOPPED).to_numpy(),
        died=(patients["follow_up_end"] == "died").to_numpy(bool),
        scores=scores,
        events=code_events(extract, index, synonyms),
        unused=unused,
        synonyms=synonyms,
    )


def _facets(patients: DataFrame, baseline: Mapping[str, Numbers]) -> dict[str, Facet]:
    """The properties patients are chosen and grouped by. Agents and sites stand by frequency and by name."""
    agents = patients["systemic_agent"].value_counts()
    by_frequency = sorted(agents.index, key=lambda agent: (-agents[agent], agent))
    return {
        "cohort": _facet(patients["cohort"], COHORTS),
        "agent": _facet(patients["systemic_agent"], tuple(by_frequency)),
        "agent_class": _facet(patients["agent_class"], AGENT_CLASSES, only_present=True),
        "severity": _banded(baseline["iga"], SEVERITY_BANDS),
        "bsa": _banded(baseline["bsa_pct"], BSA_BANDS),
        "itch": _banded(baseline["itch_nrs"], ITCH_BANDS),
        "sex": _facet(patients["sex"], SEXES, only_present=True),
        "age": _banded(patients["age"].to_numpy(float), AGE_BANDS),
        "site": _facet(patients["site"], tuple(sorted(patients["site"].dropna().unique()))),
        "nothing": Facet(("all",), np.zeros(len(patients), dtype=np.int16)),
    }


def _facet(values: "Series[Any]", options: tuple[str, ...], *, only_present: bool = False) -> Facet:
    if only_present:
        present = set(values.dropna().unique())
        options = tuple(option for option in options if option in present)
    codes = pd.Index(options, dtype="str").get_indexer(values.fillna("")) if options else np.full(len(values), -1)
    return _with_missing(options, np.where(codes < 0, len(options), codes).astype(np.int16))


def _banded(values: Numbers, bands: tuple[Band, ...]) -> Facet:
    return _with_missing(tuple(band.code for band in bands), band_codes(values, bands))


def _with_missing(options: tuple[str, ...], codes: NDArray[np.int16]) -> Facet:
    """Missing is an option of its own, wherever it occurs."""
    missing = bool((codes == len(options)).any())
    return Facet((*options, MISSING) if missing else options, codes)
