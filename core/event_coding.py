"""The adverse events of an extract as small integers, coded once when it is opened."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame, Series

from core.endpoints import AFTER_TREATMENT_DAYS, Numbers
from core.extract import Extract
from core.schema import AE_SEVERITIES, SPECIAL_INTERESTS
from core.special_interest import SynonymMap, match

NOT_DESCRIBED = "not described"
NO_CLASS = "organ class not recorded"
BEFORE, DURING, AFTER = 0, 1, 2
_STOPPING = r"(?<!no )(?<!not )(?<!never )\b(?:stopped|stopping|discontinued|discontinuation|withdrawn)\b"


@dataclass(frozen=True, eq=False, slots=True)
class Events:
    """Adverse events: one entry per row of the extract, plus one for each patient whose event is not described.

    ``terms`` has one row per distinct (organ_class, term): classes, and terms within a class, by the patients they
    concern in the whole extract, so that rows keep their place while filters change. ``severity`` counts from 1 (mild),
    0 where not recorded; a flag that is not recorded is False. ``special`` has a column for each of SPECIAL_INTERESTS,
    because an event may be of several. ``related_unsaid`` is related to treatment without saying to which. ``start`` is
    weeks from time zero, nan where not recorded; ``period`` is BEFORE time zero, DURING the combination, or AFTER it.
    """

    terms: DataFrame
    patient: NDArray[np.int32]
    term: NDArray[np.int32]
    severity: NDArray[np.int8]
    serious: NDArray[np.bool_]
    related_cream: NDArray[np.bool_]
    related_systemic: NDArray[np.bool_]
    related_unsaid: NDArray[np.bool_]
    stopping: NDArray[np.bool_]
    special: NDArray[np.bool_]
    start: Numbers
    period: NDArray[np.int8]


def code_events(extract: Extract, index: "pd.Index[Any]", synonyms: SynonymMap) -> Events:
    """Code the events of an extract; ``index`` holds the patient ids in order.

    ``synonyms`` says which terms are of special interest.
    """
    events, patients = extract.adverse_events, extract.patients
    listed = patients["patient_id"].isin(events["patient_id"])
    silent = np.flatnonzero((patients["ae_status"] == "any") & ~listed)
    organ_class = events["system_organ_class"].fillna(NO_CLASS).tolist()
    names = DataFrame(
        {
            "organ_class": organ_class + [NOT_DESCRIBED] * len(silent),
            "term": events["term"].tolist() + [NOT_DESCRIBED] * len(silent),
        },
        dtype=object,
    )
    patient = np.concatenate([index.get_indexer(events["patient_id"]), silent]).astype(np.int32)
    terms = _ranked_terms(names.assign(patient=patient))
    start = np.concatenate([events["start_week"].to_numpy(float), np.full(len(silent), np.nan)])

    def with_silent(values: Any, silent_value: Any, dtype: Any) -> Any:
        return np.concatenate([values, np.full(len(silent), silent_value)]).astype(dtype)

    def flag(name: str) -> NDArray[np.bool_]:
        flags: NDArray[np.bool_] = with_silent(events[name].fillna(False).to_numpy(bool), False, bool)
        return flags

    return Events(
        terms=terms,
        patient=patient,
        term=pd.MultiIndex.from_frame(terms).get_indexer(pd.MultiIndex.from_frame(names)).astype(np.int32),
        severity=with_silent(pd.Index(AE_SEVERITIES).get_indexer(events["severity"].fillna("")) + 1, 0, np.int8),
        serious=flag("serious"),
        related_cream=flag("related_cream"),
        related_systemic=flag("related_systemic"),
        related_unsaid=flag("related"),
        stopping=with_silent(led_to_stop(events["action_taken"]), False, bool),
        special=_with_rows(match(events, synonyms).special, len(silent)),
        start=start,
        period=_periods(start, patients["follow_up_weeks"].to_numpy(float)[patient]),
    )


def _with_rows(special: NDArray[np.bool_], silent: int) -> NDArray[np.bool_]:
    """The matrix with a row of no category for each event that is not described."""
    return np.asfortranarray(np.concatenate([special, np.zeros((silent, len(SPECIAL_INTERESTS)), dtype=bool)]))


def _periods(start: Numbers, follow_up_weeks: Numbers) -> NDArray[np.int8]:
    """Before time zero, during the combination or after it; a start or an end that is not recorded counts as during.

    Leaving such an event out would understate.
    """
    last = follow_up_weeks + AFTER_TREATMENT_DAYS / 7
    return np.where(start < 0, BEFORE, np.where(start > last, AFTER, DURING)).astype(np.int8)


def led_to_stop(actions: "Series[Any]") -> NDArray[np.bool_]:
    """Whether the words for the action taken say that a treatment was stopped; "not stopped" says that it was not."""
    found: NDArray[np.bool_] = actions.fillna("").str.lower().str.contains(_STOPPING, regex=True).to_numpy(bool)
    return found


def _ranked_terms(rows: DataFrame) -> DataFrame:
    """Each (organ_class, term) once, most patients first, then by name."""
    per_class = rows.groupby("organ_class")["patient"].nunique().rename("of_class").reset_index()
    per_term = rows.groupby(["organ_class", "term"])["patient"].nunique().rename("of_term").reset_index()
    ranked = per_term.merge(per_class, on="organ_class").sort_values(
        ["of_class", "organ_class", "of_term", "term"], ascending=[False, True, False, True]
    )
    return ranked[["organ_class", "term"]].reset_index(drop=True)
