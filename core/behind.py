"""Who are they? The patients behind a mark of the Safety page, and their events in words."""

from math import isfinite
from typing import Any

from pandas import DataFrame, Series

from core.event_coding import led_to_stop
from core.numbers import number
from core.schema import AE_SEVERITIES

_RELATED = ["related_cream", "related_systemic", "related"]
_OF_LEVEL = {
    "serious": lambda rows: rows["serious"].fillna(False).astype(bool),
    "related_cream": lambda rows: rows["related_cream"].fillna(False).astype(bool),
    "related_systemic": lambda rows: rows["related_systemic"].fillna(False).astype(bool),
    "related": lambda rows: rows[_RELATED].fillna(False).astype(bool).any(axis=1),
    "moderate": lambda rows: rows["severity"].isin(("moderate", "severe", "life-threatening")),
}


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
