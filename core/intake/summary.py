"""The numbers a user compares with the chart room's own list: who and how much was imported."""

from typing import Any

import numpy as np

from core.agents import agents_in
from core.coding import coded
from core.extract import Extract
from core.individuals import Individuals, individuals
from core.schema import COHORTS, NOMINAL_WEEKS
from core.selection import Selection

_MEASURES = {"iga": "iga", "bsa": "bsa_pct", "itch": "itch_nrs"}
_WORST = ("severe", "life-threatening")
_DECIMALS = 4


def summary(extract: Extract, *, visits: bool = True, events: bool = True) -> dict[str, Any]:
    """Counts and means of an extract; what no table held (``visits``, ``events`` false) is None, never 0.

    Means are of the scores that count at baseline and at week 52, as every page counts them.
    """
    patients = extract.patients
    named = [agents_in(agent) for agent in patients["systemic_agent"].dropna()]
    agents = sorted({agent for names in named for agent in names})
    cohorts = patients["cohort"].value_counts()
    return {
        "n_patients": len(patients),
        "n_by_cohort": {cohort: int(cohorts.get(cohort, 0)) for cohort in COHORTS},
        "agent_patients": {agent: sum(agent in names for names in named) for agent in agents},
        "n_combination_patients": sum(len(names) > 1 for names in named),
        "assessments": _assessments(extract) if visits else None,
        "adverse_events": _adverse_events(extract) if events else None,
    }


def _assessments(extract: Extract) -> dict[str, Any]:
    each = individuals(coded(extract), Selection(), extract.patients["patient_id"])
    return {
        "n_patient_visits": len(extract.assessments),
        "n_values": {short: int(extract.assessments[name].notna().sum()) for short, name in _MEASURES.items()},
        "baseline": _at(each, 0),
        "week52": _at(each, 52),
    }


def _at(each: Individuals, week: int) -> dict[str, Any]:
    place = NOMINAL_WEEKS.index(week)
    return {
        cohort: {
            short: _mean(each.scores[name][np.asarray(each.groups == cohort), place])
            for short, name in _MEASURES.items()
        }
        for cohort in COHORTS
    }


def _mean(scores: Any) -> dict[str, Any]:
    known = scores[~np.isnan(scores)]
    return {"n": len(known), "mean": round(float(known.mean()), _DECIMALS) if len(known) else None}


def _adverse_events(extract: Extract) -> dict[str, Any]:
    events, patients = extract.adverse_events, extract.patients
    flags = events[["related", "related_cream", "related_systemic"]].fillna(False).astype(bool)
    with_event = set(events["patient_id"]) | set(patients.loc[patients["ae_status"] == "any", "patient_id"])
    groups = {
        "patients_any": with_event,
        "patients_serious": set(events.loc[events["serious"].fillna(False).astype(bool), "patient_id"]),
        "patients_related": set(events.loc[flags.any(axis=1), "patient_id"]),
        "patients_severe": set(events.loc[events["severity"].isin(_WORST), "patient_id"]),
    }
    cohort = patients.set_index("patient_id")["cohort"]
    counts = {
        name: {key: int((cohort.reindex(sorted(who)) == key).sum()) for key in COHORTS} for name, who in groups.items()
    }
    return {"n_events": len(events), **counts}
