"""The numbers of each page in plain pandas, as one would write them on the flat tables: filter, merge, group by.

What can be prepared once is prepared once and not measured: bands, baseline scores, what an event counts as.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pandas import DataFrame

from core.coding import Coded
from core.event_coding import DURING
from core.extract import Extract
from core.schema import ADVERSE_EVENTS, AE_SEVERITIES, MEASURES
from core.selection import PATIENT_FILTERS, Selection
from core.subgroup_tally import FACTORS

LAST_WEEK, THRESHOLD = 52, 4
_QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9]


@dataclass(frozen=True, eq=False, slots=True)
class Flat:
    """A row per patient, per visit and per event."""

    patients: DataFrame
    visits: DataFrame
    events: DataFrame


def flat(folder: Path, extract: Extract, code: Coded) -> Flat:
    """The flat tables; bands, and what an event counts as, come from the extract and its codes."""
    patients = pd.read_parquet(folder / "patients.parquet", columns=["patient_id", "age", "follow_up_weeks"])
    patients["documented"] = code.documented
    for name in (*PATIENT_FILTERS, "agent_class", "nothing"):
        facet = code.facets[name]
        patients[f"by_{name}"] = pd.Categorical.from_codes(facet.codes, facet.options)
    visits = pd.read_parquet(folder / "assessments.parquet")
    columns = ["term", "system_organ_class", "severity", "serious", "related_cream", "related_systemic", "start_week"]
    events = extract.rows(ADVERSE_EVENTS, columns=columns).copy()
    known = slice(0, len(events))
    events.insert(0, "patient_id", patients["patient_id"].to_numpy()[code.events.patient[known]])
    events["during"] = code.events.period[known] == DURING
    events["special"] = code.events.special[known].any(axis=1)
    events["grade"] = events["severity"].map({name: place for place, name in enumerate(AE_SEVERITIES, 1)}).fillna(0)
    return Flat(patients, visits, events)


def overview(data: Flat, selection: Selection) -> dict[str, Any]:
    kept, visits = _kept(data, selection), _visits(data, selection)
    events = _events(data, selection, kept)
    start = visits[visits["week"] == 0]
    per_group = kept.groupby("group", observed=True)
    per_visit = visits.groupby(["group", "week"], observed=True)
    clear = visits.dropna(subset="iga").assign(clear=lambda rows: rows["iga"] <= 1)
    return {
        "headline": (per_group.size(), per_group["documented"].sum(), _patients(events, ["group"])),
        "numbers": per_group[["age", "follow_up_weeks"]].agg(["count", "mean", "std", "median"]),
        "baseline": start.groupby("group", observed=True)[list(MEASURES)].agg(["count", "mean", "std", "median"]),
        "categories": [pd.crosstab(kept["group"], kept[f"by_{name}"]) for name in ("agent", "severity", "sex", "site")],
        "means": per_visit[["bsa_pct", "itch_nrs"]].agg(["count", "mean", "std"]),
        "clear": clear.groupby(["group", "week"], observed=True)["clear"].agg(["sum", "count"]),
    }


def safety(data: Flat, selection: Selection) -> dict[str, Any]:
    kept = _kept(data, selection)
    events = _events(data, selection, kept)
    worst = events.groupby(["group", "patient_id"], observed=True)["grade"].max()
    first = events.groupby("patient_id")["start_week"].min().rename("first")
    timed = kept[kept["documented"]].merge(first, how="left", on="patient_id")
    timed["end"] = timed["first"].fillna(timed["follow_up_weeks"])
    return {
        "documented": kept.groupby("group", observed=True)["documented"].sum(),
        "terms": _patients(events, ["group", "system_organ_class", "term"]),
        "classes": _patients(events, ["group", "system_organ_class"]),
        "related": [_patients(events[events[name]], ["group"]) for name in ("related_cream", "related_systemic")],
        "special": _patients(events[events["special"]], ["group"]),
        "severity": worst.groupby("group", observed=True).value_counts(),
        "times": timed.groupby(["group", "end"], observed=True)["first"].agg(["size", "count"]),
        "years": timed.groupby("group", observed=True)["end"].sum(),
        "occurrences": events.groupby("group", observed=True).size(),
    }


def trajectories(data: Flat, selection: Selection) -> dict[str, Any]:
    visits = _visits(data, selection)
    start = visits.loc[visits["week"] == 0, ["patient_id", *MEASURES]]
    both = visits.merge(start, how="left", on="patient_id", suffixes=("", "_start"))
    groups = both.groupby(["group", "week"], observed=True)
    both["iga_success"] = (both["iga"] <= 1) & (both["iga_start"] - both["iga"] >= 2)
    both["itch_response"] = both["itch_nrs_start"] - both["itch_nrs"] >= THRESHOLD
    able = both[(both["itch_nrs_start"] >= THRESHOLD) & both["itch_nrs"].notna()]
    last = both[both["week"] == LAST_WEEK]
    changes = DataFrame({name: last[name] - last[f"{name}_start"] for name in MEASURES}).assign(group=last["group"])
    return {
        "grades": groups["iga"].value_counts(),
        "moments": groups[list(MEASURES)].agg(["count", "mean", "std"]),
        "quantiles": groups[list(MEASURES)].quantile(_QUANTILES),
        "iga_success": both[(both["iga_start"] >= 2) & both["iga"].notna()]
        .groupby(["group", "week"], observed=True)["iga_success"]
        .agg(["sum", "count"]),
        "itch_response": able.groupby(["group", "week"], observed=True)["itch_response"].agg(["sum", "count"]),
        "changes": changes.groupby("group", observed=True).agg(["count", "mean", "std", "median"]),
        "curve": changes.groupby("group", observed=True)["itch_nrs"].value_counts(),
    }


def subgroups(data: Flat, selection: Selection) -> dict[str, Any]:
    kept = _kept(data, selection)
    affected = _events(data, selection, kept)["patient_id"].unique()
    kept["affected"] = kept["patient_id"].isin(affected)
    return {
        name: kept.groupby([f"by_{name}", "by_cohort"], observed=True).agg(
            patients=("patient_id", "size"), documented=("documented", "sum"), affected=("affected", "sum")
        )
        for name in FACTORS
    }


WITH_PANDAS: dict[str, Callable[[Flat, Selection], dict[str, Any]]] = {
    "overview": overview,
    "safety": safety,
    "trajectories": trajectories,
    "subgroups": subgroups,
}


def _kept(data: Flat, selection: Selection) -> DataFrame:
    rows = np.ones(len(data.patients), dtype=bool)
    for name in PATIENT_FILTERS:
        if selection.chosen(name):
            rows &= data.patients[f"by_{name}"].isin(selection.chosen(name)).to_numpy()
    kept = data.patients[rows].copy()
    kept["group"] = kept[f"by_{selection.by}"]
    return kept


def _visits(data: Flat, selection: Selection) -> DataFrame:
    return data.visits.merge(_kept(data, selection)[["patient_id", "group"]], on="patient_id")


def _events(data: Flat, selection: Selection, kept: DataFrame) -> DataFrame:
    events = data.events
    if not selection.period:
        events = events[events["during"]]
    if selection.serious:
        events = events[events["serious"]]
    if selection.special:
        events = events[events["special"]]
    if selection.at_least:
        least = min(AE_SEVERITIES.index(grade) for grade in selection.at_least)
        events = events[events["grade"] > least]
    if selection.related:
        names = [f"related_{one}" for one in selection.related if one != "treatment"]
        events = events[events[names or ["related_cream", "related_systemic"]].any(axis=1)]
    return events.merge(kept.loc[kept["documented"], ["patient_id", "group"]], on="patient_id")


def _patients(events: DataFrame, names: list[str]) -> "pd.Series[int]":
    return events.drop_duplicates([*names, "patient_id"]).groupby(names, observed=True, dropna=False).size()
