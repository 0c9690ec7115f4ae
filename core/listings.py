"""Who are they? One row per adverse event of the selected patients. Apart from counting, only listings see patients."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame, Series

from core.coding import Coded
from core.event_coding import AFTER, BEFORE, DURING
from core.event_counting import counted_events
from core.extract import Extract
from core.facets import selected
from core.schema import ADVERSE_EVENTS, PATIENTS
from core.selection import Selection

PERIODS = {BEFORE: "before time zero", DURING: "on the combination", AFTER: "after the combination"}
NO_START = "start not recorded"

_FROM_EVENT = [
    "severity",
    "serious",
    "related_cream",
    "related_systemic",
    "related",
    "special_interest",
    "start_week",
    "end_week",
    "action_taken",
    "outcome",
]

LISTING_COLUMNS = [
    "patient_id",
    "group",
    "cohort",
    "agent",
    "site",
    "ae_status",
    "term",
    "organ_class",
    *_FROM_EVENT,
    "period",
    "counted",
    "follow_up_weeks",
    "follow_up_end",
]
_FROM_PATIENT = ["patient_id", "cohort", "systemic_agent", "site", "ae_status", "follow_up_weeks", "follow_up_end"]


def event_listing(extract: Extract, coded: Coded, selection: Selection) -> DataFrame:
    """Every adverse event of the patients a selection keeps, counted or not, in the order of the patients.

    ``coded`` is the coded form of ``extract``. Columns are LISTING_COLUMNS. ``group`` is the option of what the
    selection compares by. A patient whose chart says that there was an event, without listing one, has one row whose
    term is "not described". ``period`` is one of PERIODS or NO_START. ``counted`` tells whether the event is among
    those that incidence and rates count: it passes the event filters, belongs to the combination (or events at any time
    are asked for; a start that is not recorded counts), and the patient's adverse-event status is documented. Text is
    as in the file and a missing value stays missing. The words of the chart (``verbatim``) are left out: free text is
    where names hide.
    """
    events = coded.events
    keep = selected(coded, selection)
    places = np.flatnonzero(keep[events.patient])
    places = places[np.argsort(events.patient[places], kind="stable")]
    patient = events.patient[places]
    facet = coded.facets[selection.by]
    groups = np.array(facet.options, dtype=object)
    terms = events.terms.take(events.term[places]).reset_index(drop=True)
    people = extract.rows(PATIENTS, columns=_FROM_PATIENT, rows=patient).rename(columns={"systemic_agent": "agent"})
    counted = counted_events(events, selection) & coded.documented[events.patient]
    columns = {name: own[name] for own in (people, _recorded(extract, places), terms) for name in own}
    columns |= {
        "group": groups[facet.codes[patient]],
        "period": _periods(events.period[places], events.start[places]),
        "counted": counted[places],
    }
    return DataFrame({name: columns[name] for name in LISTING_COLUMNS})


def timeline_rows(listing: DataFrame, groups: Sequence[str], *, most: int) -> DataFrame:
    """The events of at most ``most`` patients, with ``row``, the place of the patient from the top.

    Kept are the patients with most events; of equals those whose events begin first. They stand group by group, in the
    order of ``groups``, and within a group in the same order. The index is that of the listing.
    """
    patient, ids = pd.factorize(listing["patient_id"])
    start = np.full(len(ids), np.inf)
    np.fmin.at(start, patient, listing["start_week"].to_numpy(float))
    kept = np.lexsort((start, -np.bincount(patient, minlength=len(ids))))[:most]
    group = np.zeros(len(ids), dtype=np.int64)
    group[patient] = pd.Index(groups).get_indexer(listing["group"])
    row = np.full(len(ids), -1)
    row[kept[np.argsort(group[kept], kind="stable")]] = np.arange(len(kept))
    shown = np.flatnonzero(row[patient] >= 0)
    shown = shown[np.argsort(row[patient][shown], kind="stable")]
    return listing.iloc[shown].assign(row=row[patient][shown])


def _recorded(extract: Extract, places: NDArray[Any]) -> DataFrame:
    """What the file says of each event; nothing for one that is not described, which comes after all in the file."""
    described = places[places < extract.tables.rows(ADVERSE_EVENTS)]
    found = extract.rows(ADVERSE_EVENTS, columns=_FROM_EVENT, rows=described)
    if len(described) == len(places):
        return found
    return found.set_axis(described).reindex(places).reset_index(drop=True)


def _periods(period: NDArray[np.int8], start: NDArray[np.float64]) -> "Series[Any]":
    words = [
        NO_START if week != week else PERIODS[of] for of, week in zip(period.tolist(), start.tolist(), strict=True)
    ]
    return Series(words, dtype=object)
