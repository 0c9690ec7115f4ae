"""The adverse events of each patient in the engine, coded by the same code as those of an extract."""

from typing import Any

import ibis
import numpy as np
import pyarrow as pa
from pandas import Series

from core.endpoints import AFTER_TREATMENT_DAYS
from core.event_coding import AFTER, BEFORE, DURING, NO_CLASS, NOT_DESCRIBED, led_to_stop
from core.schema import AE_SEVERITIES, SPECIAL_INTERESTS
from core.special_interest import SynonymMap, match
from core.store.counted import EVENT
from core.store.engines.flat import Flat, in_weeks

# What decides whether an event is of special interest, beside the words of the chart.
_DECIDING = ("special_interest", "term", "system_organ_class", "outcome")


def happened(tables: Flat, synonyms: SynonymMap) -> ibis.Table:
    """One row per patient with an event: patient_id and ``happened``, the sorted array of what it lists.

    A patient whose chart says that there were events, and of whom none is listed, has one that is not described.
    """
    events = ibis.union(_listed(tables, synonyms), _silent(tables))
    one = ibis.struct({name: events[name] for name in EVENT})
    found = events.group_by("patient_id").agg(happened=one.collect())
    return found.mutate(happened=found["happened"].sort())


def _listed(tables: Flat, synonyms: SynonymMap) -> ibis.Table:
    events = _with_special(tables.adverse_events, synonyms)
    follow_up = tables.patients.select("patient_id", "follow_up_weeks")
    events = events.join(follow_up, "patient_id")
    last = events["follow_up_weeks"] + in_weeks(AFTER_TREATMENT_DAYS)
    start, severity = events["start_week"], events["severity"]
    coded = {
        "organ_class": events["system_organ_class"].fill_null(NO_CLASS),
        "term": events["term"],
        "severity": ibis.cases(*((severity == one, place + 1) for place, one in enumerate(AE_SEVERITIES)), else_=0),
        "serious": events["serious"].fill_null(False),
        "related_cream": events["related_cream"].fill_null(False),
        "related_systemic": events["related_systemic"].fill_null(False),
        "related_unsaid": events["related"].fill_null(False),
        "stopping": _among(events["action_taken"], _stopping(tables.adverse_events)),
        "special": events["bits"].fill_null(0),
        "start": start,
        "period": ibis.cases((start < 0, BEFORE), (start > last, AFTER), else_=DURING),
    }
    return events.select("patient_id", **_in_types(coded))


def _silent(tables: Flat) -> ibis.Table:
    patients = tables.patients.filter(tables.patients["ae_status"] == "any")
    silent = patients.anti_join(tables.adverse_events, "patient_id")
    coded = {
        "organ_class": ibis.literal(NOT_DESCRIBED),
        "term": ibis.literal(NOT_DESCRIBED),
        **dict.fromkeys(("severity", "special"), ibis.literal(0)),
        **dict.fromkeys(
            ("serious", "related_cream", "related_systemic", "related_unsaid", "stopping"), ibis.literal(False)
        ),
        "start": ibis.null("float64"),
        "period": ibis.literal(DURING),
    }
    return silent.select("patient_id", **_in_types(coded))


def _in_types(coded: dict[str, Any]) -> dict[str, Any]:
    types = ibis.Schema.from_pyarrow(pa.schema(EVENT))
    return {name: coded[name].cast(types[name]) for name in EVENT}


def _with_special(events: ibis.Table, synonyms: SynonymMap) -> ibis.Table:
    """The events with ``bits``, one for each category they are of; null for none.

    What decides is brought here, each combination once, and matched by the code that matches the events of an extract.
    Of the words of the chart only those that the map knows are looked at: the rest decides nothing.
    """
    known = [words for words in _distinct(events, "verbatim") if synonyms.category(words)]
    words = ibis.ifelse(_among(events["verbatim"], known), events["verbatim"], ibis.null("string"))
    keys = {name: events[name].fill_null("") for name in _DECIDING}
    keyed = events.mutate(
        **{f"{name}_key": value for name, value in keys.items()},
        verbatim_key=words.fill_null(""),
        serious_key=events["serious"].fill_null(False),
    )
    names = [f"{name}_key" for name in (*_DECIDING, "verbatim", "serious")]
    combinations = keyed.select(names).distinct().to_pandas()
    found = match(combinations.rename(columns=lambda name: name.removesuffix("_key")), synonyms)
    bits = found.special @ (1 << np.arange(len(SPECIAL_INTERESTS)))
    special = combinations.assign(bits=bits)[bits > 0]
    types = pa.schema([(name, pa.bool_() if name == "serious_key" else pa.string()) for name in names])
    matched = pa.Table.from_pandas(special, types.append(pa.field("bits", pa.int64())), preserve_index=False)
    return keyed.left_join(ibis.memtable(matched), names)


def _stopping(events: ibis.Table) -> list[str]:
    """The words for an action that say that a treatment was stopped."""
    actions = Series(_distinct(events, "action_taken"), dtype="str")
    return [str(action) for action in actions[led_to_stop(actions)]]


def _distinct(events: ibis.Table, column: str) -> list[str]:
    found: list[str] = (
        events.filter(events[column].notnull()).select(column).distinct().to_pyarrow()[column].to_pylist()
    )
    return found


def _among(values: Any, words: list[str]) -> Any:
    """Whether a text is one of some words; a missing one is none of them."""
    return values.isin(words).fill_null(False) if words else ibis.literal(False)
