"""The adverse events of an extract as small integers, coded once when it is opened."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame, Series

from core.endpoints import AFTER_TREATMENT_DAYS, Numbers
from core.extract_columns import Column
from core.extract_tables import Nested, Places, Tables
from core.schema import ADVERSE_EVENTS, AE_SEVERITIES
from core.special_interest import SynonymMap, match

NOT_DESCRIBED = "not described"
NO_CLASS = "organ class not recorded"
BEFORE, DURING, AFTER = 0, 1, 2
_STOPPING = r"(?<!no )(?<!not )(?<!never )\b(?:stopped|stopping|discontinued|discontinuation|withdrawn)\b"
# What decides which special interests an event is of (see ``core.special_interest.match``).
_DECIDING = ("special_interest", "term", "verbatim", "system_organ_class", "serious", "outcome")


@dataclass(frozen=True, eq=False, slots=True)
class Events:
    """Adverse events: one entry per row of the extract, plus one for each patient whose event is not described.

    ``patient`` is the place of the patient, or of the profile that patients share (``core.store.profiles``).

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


def code_events(tables: Tables, synonyms: SynonymMap) -> Events:
    """Code the events of an extract. ``synonyms`` says which terms are of special interest."""
    events = tables.nested[ADVERSE_EVENTS.name]
    said_any = tables.columns["ae_status"].where(lambda values: values == "any")
    silent = np.flatnonzero(said_any & (np.diff(events.offsets) == 0)).astype(np.int32)
    patient = np.concatenate([events.parents(), silent])
    terms, term = _terms(events, patient)
    columns = events.columns

    def with_silent(values: NDArray[Any], otherwise: float = 0) -> NDArray[Any]:
        rest = np.full((len(silent), *values.shape[1:]), otherwise, dtype=values.dtype)
        return np.concatenate([values, rest])

    def flag(name: str) -> NDArray[np.bool_]:
        return with_silent(columns[name].where(lambda values: values.astype(bool)))

    severity, actions = columns["severity"], columns["action_taken"]
    grades = [AE_SEVERITIES.index(grade) + 1 for grade in severity.distinct]
    return Events(
        terms=terms,
        patient=patient,
        term=term,
        severity=with_silent(severity.looked_up(grades, 0, np.int8)),
        serious=flag("serious"),
        related_cream=flag("related_cream"),
        related_systemic=flag("related_systemic"),
        related_unsaid=flag("related"),
        stopping=with_silent(actions.where(lambda words: led_to_stop(Series(words, dtype="str")))),
        special=np.asfortranarray(with_silent(_special(tables, events, synonyms))),
        start=with_silent(columns["start_week"].numbers(), np.nan),
        period=with_silent(_periods(events, tables.columns["follow_up_weeks"].numbers()), DURING),
    )


def _special(tables: Tables, events: Nested, synonyms: SynonymMap) -> NDArray[np.bool_]:
    """What special interests each event is of. Events that are told alike are looked at once."""
    key = np.zeros(len(events), dtype=np.int64)
    for name in _DECIDING:
        column = events.columns[name]
        key = pd.factorize(key * (len(column.distinct) + 1) + column.places)[0]
    first = np.zeros(key.max(initial=-1) + 1, dtype=np.int64)
    first[key[::-1]] = np.arange(len(key))[::-1]
    told = tables.frame(ADVERSE_EVENTS, columns=_DECIDING, rows=first)
    return match(told, synonyms).special[key]


def _periods(events: Nested, follow_up_weeks: Numbers) -> NDArray[np.int8]:
    """Before time zero, during the combination or after it; a start or an end that is not recorded counts as during.

    Leaving such an event out would understate.
    """
    start = events.columns["start_week"].numbers()
    last = follow_up_weeks[events.parents()] + AFTER_TREATMENT_DAYS / 7
    return np.where(start < 0, BEFORE, np.where(start > last, AFTER, DURING)).astype(np.int8)


def led_to_stop(actions: "Series[Any]") -> NDArray[np.bool_]:
    """Whether the words for the action taken say that a treatment was stopped; "not stopped" says that it was not."""
    found: NDArray[np.bool_] = actions.fillna("").str.lower().str.contains(_STOPPING, regex=True).to_numpy(bool)
    return found


def _terms(events: Nested, patient: NDArray[np.int32]) -> tuple[DataFrame, NDArray[np.int32]]:
    """Each (organ_class, term) once, most patients first, then by name; and the place of each event among them.

    The events that are not described are the last ones of ``patient``.
    """
    silent = len(patient) - len(events)
    of_class, classes = _names(events.columns["system_organ_class"], silent, (NO_CLASS, NOT_DESCRIBED))
    of_term, terms = _names(events.columns["term"], silent, (NOT_DESCRIBED,))
    pair, pairs = pd.factorize(of_class * len(terms) + of_term)
    class_of_pair = pairs // len(terms)
    ranked = DataFrame(
        {
            "organ_class": classes[class_of_pair],
            "term": terms[pairs % len(terms)],
            "of_class": _patients_of_each(of_class, patient, len(classes))[class_of_pair],
            "of_term": _patients_of_each(pair, patient, len(pairs)),
        }
    ).sort_values(["of_class", "organ_class", "of_term", "term"], ascending=[False, True, False, True])
    place = np.empty(len(pairs), dtype=np.int32)
    place[ranked.index] = np.arange(len(pairs))
    return ranked[["organ_class", "term"]].reset_index(drop=True), place[pair]


def _names(column: Column, silent: int, others: tuple[str, ...]) -> tuple[Places, NDArray[np.object_]]:
    """Each event's place among the names of a column; ``others`` are for a missing name and, last, for silent events.

    A file may use these words as well: they are the same name then.
    """
    words = [*column.distinct, *others]
    codes, names = pd.factorize(np.array(words, dtype=object))
    return codes[np.concatenate([column.places, np.full(silent, len(words) - 1)])], names


def _patients_of_each(code: Places, patient: NDArray[np.int32], codes: int) -> NDArray[np.int64]:
    """How many patients have an event of each code."""
    return np.bincount(pd.unique(patient.astype(np.int64) * codes + code) % max(codes, 1), minlength=codes)
