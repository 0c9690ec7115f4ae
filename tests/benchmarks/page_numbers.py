"""The numbers of each page that follow a filter, apart from how they are drawn and worded."""

from collections.abc import Callable
from typing import Any

from core.analyses.baseline import table_one
from core.analyses.change_curve import change_curve, change_response
from core.analyses.first_event import first_event, first_event_at
from core.analyses.outcomes import at_week, iga_distribution, scores
from core.analyses.rates import rates
from core.analyses.responders import responses
from core.analyses.responses_over_time import responses_over_time
from core.analyses.safety import differences, incidence, relatedness, signals, total_incidence, worst_severity
from core.analyses.special_interest import special_interest, special_interest_total
from core.analyses.subgroup_interactions import interactions
from core.analyses.subgroups import subgroups
from core.schema import MEASURES
from core.view import View

WEEK, THRESHOLD = 52, 4
EFFECT = "any_event"


def overview(view: View) -> dict[str, Any]:
    """The headline, IGA 0/1, mean BSA and itch over time, and table 1."""
    return {
        "headline": view.headline,
        "responses": view.of(responses, "iga_0_1"),
        "bsa_pct": view.of(scores, "bsa_pct"),
        "itch_nrs": view.of(scores, "itch_nrs"),
        "table_one": view.of(table_one),
    }


def safety(view: View) -> dict[str, Any]:
    """Incidence with differences and signals, severity, relatedness, special interest, rates, and the first event."""
    found = {
        one.__name__: view.of(one)
        for one in (
            incidence,
            total_incidence,
            worst_severity,
            relatedness,
            special_interest,
            special_interest_total,
            rates,
            first_event,
            first_event_at,
        )
    }
    difference = differences(found["incidence"])
    return found | {"differences": difference, "signals": signals(difference)}


def trajectories(view: View) -> dict[str, Any]:
    """The grades of IGA, every measure over time, responders, the change curve, and the last week against baseline."""
    return {
        "iga_distribution": view.of(iga_distribution),
        **{measure: view.of(scores, measure) for measure in MEASURES},
        "responses": view.of(responses_over_time),
        "change_response": view.of(change_response, week=WEEK, threshold=THRESHOLD),
        "change_curve": view.of(change_curve, week=WEEK, threshold=THRESHOLD),
        "at_week": view.of(at_week, WEEK),
    }


def subgroup_numbers(view: View) -> dict[str, Any]:
    """The difference between cohorts at each level of every factor, and the interactions."""
    return {
        "subgroups": subgroups(view.subgroups, effect=EFFECT, week=WEEK),
        "interactions": interactions(view.subgroups, effect=EFFECT, week=WEEK),
    }


PAGE_NUMBERS: dict[str, Callable[[View], dict[str, Any]]] = {
    "overview": overview,
    "safety": safety,
    "trajectories": trajectories,
    "subgroups": subgroup_numbers,
}
