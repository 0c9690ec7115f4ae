"""The selected patients one by one: a list, one patient's record, and who stands behind an event row."""

from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np
from pandas import DataFrame, Series

from core.coding import Coded
from core.endpoints import MEASURES as MEASURE_WORDS
from core.event_coding import led_to_stop
from core.extract import Extract
from core.facets import selected
from core.numbers import number
from core.schema import AE_SEVERITIES, MEASURES
from core.selection import Selection

_RELATED = ["related_cream", "related_systemic", "related"]
_OF_LEVEL = {
    "serious": lambda rows: rows["serious"].fillna(False).astype(bool),
    "related_cream": lambda rows: rows["related_cream"].fillna(False).astype(bool),
    "related_systemic": lambda rows: rows["related_systemic"].fillna(False).astype(bool),
    "related": lambda rows: rows[_RELATED].fillna(False).astype(bool).any(axis=1),
    "moderate": lambda rows: rows["severity"].isin(("moderate", "severe", "life-threatening")),
}


@dataclass(frozen=True, eq=False, slots=True)
class Record:
    """One patient: the row of ``patients``, and the visits and events that belong to it, in order of time."""

    patient: dict[str, Any]
    visits: DataFrame
    events: DataFrame

    @property
    def periods(self) -> dict[str, tuple[float, float]]:
        """From and to of each treatment in weeks from time zero, where the start is recorded."""
        end = self.patient["follow_up_weeks"]
        last = float(end) if isfinite(end) else 52.0
        starts = {"cream": self.patient["cream_start_week"], "systemic": self.patient["systemic_start_week"]}
        return {name: (float(start), last) for name, start in starts.items() if isfinite(start)}


def patient_list(extract: Extract, coded: Coded, selection: Selection) -> DataFrame:
    """One row per selected patient: who they are, baseline and latest scores, visits, adverse events."""
    keep = np.flatnonzero(selected(coded, selection))
    patients = extract.patients.iloc[keep].set_index("patient_id")
    visits = extract.assessments[extract.assessments["patient_id"].isin(patients.index)]
    listed = patients[["cohort", "systemic_agent", "age", "sex"]].rename(columns={"systemic_agent": "agent"})
    for measure in MEASURES:
        known = visits[visits[measure].notna()].groupby("patient_id")[measure]
        words = MEASURE_WORDS[measure].short
        listed[f"{words} first"], listed[f"{words} latest"] = known.first(), known.last()
    listed["visits"] = visits.groupby("patient_id").size()
    listed["adverse events"] = extract.adverse_events.groupby("patient_id").size()
    counts = {"visits": 0, "adverse events": 0}
    return listed.fillna(counts).astype(dict.fromkeys(counts, int)).reset_index()


def record(extract: Extract, patient_id: str) -> Record | None:
    """One patient of the extract, None where there is none of that name."""
    own = extract.patients[extract.patients["patient_id"] == patient_id]
    if own.empty:
        return None
    visits = extract.assessments[extract.assessments["patient_id"] == patient_id]
    exact = (visits["day"] / 7).where(visits["day"].notna(), visits["week"])
    events = extract.adverse_events[extract.adverse_events["patient_id"] == patient_id]
    return Record(
        own.iloc[0].to_dict(),
        visits.assign(week=exact).sort_values("week", ignore_index=True),
        events.sort_values("start_week", ignore_index=True),
    )


def behind_row(listing: DataFrame, level: str, organ_class: str, term: str, group: str) -> DataFrame:
    """The counted events behind one mark of the Safety page, from ``core.listings.event_listing``.

    ``level`` is that of an event row, or "severity" or "related_to" with the part of the bar in place of the organ
    class. An empty group means all.
    """
    rows = listing[listing["counted"]]
    if group:
        rows = rows[rows["group"] == group]
    if level == "term":
        return rows[(rows["organ_class"] == organ_class) & (rows["term"] == term)]
    if level == "organ_class":
        return rows[rows["organ_class"] == organ_class]
    if level == "stopping":
        return rows[led_to_stop(rows["action_taken"])]
    if level in _PART_OF:
        parts = _PART_OF[level](rows)
        return rows[rows["patient_id"].map(parts) == organ_class]
    return rows[_OF_LEVEL[level](rows)] if level in _OF_LEVEL else rows


def _worst_severity(rows: DataFrame) -> "Series[Any]":
    """Each patient's worst grade."""
    grades = ("not recorded", *AE_SEVERITIES)
    places = rows["severity"].map({grade: place for place, grade in enumerate(grades)}).fillna(0).astype(int)
    return places.groupby(rows["patient_id"]).max().map(dict(enumerate(grades)))


def _related_to(rows: DataFrame) -> "Series[Any]":
    """What any event of each patient was judged related to."""
    judged = rows[_RELATED].fillna(False).astype(bool).groupby(rows["patient_id"]).any()
    words = {(True, True): "both", (True, False): "cream", (False, True): "systemic"}

    def of(row: "Series[Any]") -> str:
        unsaid = "not said which" if row["related"] else "neither"
        return words.get((bool(row["related_cream"]), bool(row["related_systemic"])), unsaid)

    return judged.apply(of, axis=1)


_PART_OF = {"severity": _worst_severity, "related_to": _related_to}


def told(rows: DataFrame) -> DataFrame:
    """One row per patient with all their rows in words: columns patient_id, cohort, agent, events."""
    lines = []
    for patient, own in rows.groupby("patient_id", sort=False):
        events = "; ".join(_told(event) for event in own.to_dict("records"))
        lines.append((patient, own["cohort"].iloc[0], own["agent"].iloc[0], events))
    return DataFrame(lines, columns=["patient_id", "cohort", "agent", "events"])


def _told(event: dict[Any, Any]) -> str:
    start, end = event["start_week"], event["end_week"]
    weeks = f"week {number(start, 0)}" if isfinite(start) else "start not recorded"
    weeks += f" to {number(end, 0)}" if isfinite(end) else ""
    severity = event["severity"] if isinstance(event["severity"], str) else "severity not recorded"
    serious = ", serious" if event["serious"] is True else ""
    return f"{event['term']} ({severity}{serious}, {weeks})"
