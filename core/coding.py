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
    BASELINE_DAYS,
    BSA_BANDS,
    ITCH_BANDS,
    MISSING,
    SEVERITY_BANDS,
    Band,
    Numbers,
    band_codes,
    nominal_weeks,
)
from core.event_coding import Events, code_events
from core.extract import Extract
from core.schema import AGENT_CLASSES, COHORTS, MEASURES, SEXES, STOPPED
from core.special_interest import DEFAULT_SYNONYMS, SynonymMap


@dataclass(frozen=True, eq=False, slots=True)
class Facet:
    """One property of patients: the codes it can have, and each patient's place among them (int16, n patients)."""

    options: tuple[str, ...]
    codes: NDArray[np.int16]


@dataclass(frozen=True, eq=False, slots=True)
class Scores:
    """Every score that counts: the row's patient and its cell.

    ``cells`` has one row per distinct (measure, week, baseline, value); week 0 is the baseline itself, and ``baseline``
    is nan where a patient has none. ``patient`` and ``cell`` are int32 of the same length.
    """

    cells: DataFrame
    patient: NDArray[np.int32]
    cell: NDArray[np.int32]


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
    rows = _score_rows(extract.assessments, index)
    baseline, superseded = _baselines(rows, len(index))
    scores, unused = _scores(rows, baseline)
    unused = pd.concat([superseded, unused], ignore_index=True)
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


def _score_rows(assessments: DataFrame, index: "pd.Index[Any]") -> DataFrame:
    """One row per recorded score: patient, measure (0-2), time in weeks (from the day where it is known), value."""
    exact = assessments["day"].to_numpy(float) / 7
    time = np.where(np.isnan(exact), assessments["week"].to_numpy(float), exact)
    patient = index.get_indexer(assessments["patient_id"])
    parts = [
        DataFrame({"patient": patient, "measure": place, "time": time, "value": assessments[name].to_numpy(float)})
        for place, name in enumerate(MEASURES)
    ]
    return pd.concat(parts, ignore_index=True).dropna(subset=["value"])


def _baselines(rows: DataFrame, patients: int) -> tuple[dict[str, Numbers], DataFrame]:
    """Per measure the last value at or before time zero within the window, else the first one after it.

    Also the scores in the window that another one stands before.
    """
    low, high = (days / 7 for days in BASELINE_DAYS)
    near = rows[(rows["time"] >= low) & (rows["time"] <= high)]
    after = near["time"] > 0
    ranked = near.assign(after=after, distance=near["time"].abs()).sort_values(
        ["measure", "patient", "after", "distance"], kind="stable"
    )
    later = ranked.duplicated(["measure", "patient"])
    first = ranked[~later]
    baselines = {}
    for place, name in enumerate(MEASURES):
        own = first[first["measure"] == place]
        values = np.full(patients, np.nan)
        values[own["patient"].to_numpy()] = own["value"].to_numpy()
        baselines[name] = values
    return baselines, _explained(ranked[later], "another visit is the baseline")


def _scores(rows: DataFrame, baseline: Mapping[str, Numbers]) -> tuple[Scores, DataFrame]:
    """The scores that count, and those that do not: nearest visit per nominal week, baseline for week 0."""
    week = nominal_weeks(rows["time"].to_numpy())
    # Days are sevenths of a week: without rounding, three days before and three after would not be equally near.
    timed = rows.assign(week=week, distance=(rows["time"] - week).abs().round(9))
    inside = timed[~np.isnan(week)].sort_values(
        ["measure", "patient", "week", "distance", "time"],
        ascending=[True, True, True, True, False],
        kind="stable",
    )
    repeated = inside.duplicated(["measure", "patient", "week"])
    used = inside[~repeated][["patient", "measure", "week", "value"]]
    base = np.column_stack([baseline[name] for name in MEASURES])
    patient, measure = np.nonzero(~np.isnan(base))
    start = DataFrame({"patient": patient, "measure": measure, "week": 0.0, "value": base[patient, measure]})
    counted = pd.concat([start, used], ignore_index=True)
    counted["baseline"] = base[counted["patient"].to_numpy(), counted["measure"].to_numpy()]
    keys = ["measure", "week", "baseline", "value"]
    cell = counted.groupby(keys, dropna=False, sort=True).ngroup().to_numpy(np.int32)
    cells = counted[keys].assign(cell=cell).drop_duplicates("cell").sort_values("cell", ignore_index=True)[keys]
    cells["measure"] = np.array(MEASURES, dtype=object)[cells["measure"].to_numpy()]
    cells["week"] = cells["week"].astype(int)
    scores = Scores(cells, counted["patient"].to_numpy(np.int32), cell)
    return scores, _unused(timed, inside[repeated])


def _unused(timed: DataFrame, repeated: DataFrame) -> DataFrame:
    """Scores that count nowhere: beaten by a nearer visit, or in no window."""
    low, high = (days / 7 for days in BASELINE_DAYS)
    outside = timed[np.isnan(timed["week"]) & ~timed["time"].between(low, high)]
    reasons = np.select(
        [outside["time"] < low, outside["time"] < 4],
        ["before the baseline window", "between baseline and the window of week 4"],
        "after the window of week 52",
    )
    nearer = "another visit is nearer to week " + repeated["week"].astype(int).astype(str)
    return pd.concat([_explained(outside, reasons), _explained(repeated, nearer)], ignore_index=True)


def _explained(rows: DataFrame, reason: Any) -> DataFrame:
    names = np.array(MEASURES, dtype=object)[rows["measure"].to_numpy(int)]
    return rows.assign(measure=names, reason=reason)[["patient", "measure", "time", "value", "reason"]]
