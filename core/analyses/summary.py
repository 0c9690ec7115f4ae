"""Every number of a view as one nested document: what the command line prints as JSON."""

from collections.abc import Hashable, Mapping
from math import isfinite
from typing import Any

from pandas import DataFrame

from core.analyses.between import change_between
from core.analyses.first_event import first_event_at
from core.analyses.missing import OBSERVED
from core.analyses.outcomes import changes, scores
from core.analyses.rates import rates
from core.analyses.responders import RULES, responses
from core.analyses.safety import incidence
from core.analyses.special_interest import special_interest
from core.endpoints import ENDPOINTS
from core.schema import MEASURES, NOMINAL_WEEKS
from core.tally import Tally

Document = dict[str, Any]

# The names of the document and the columns they come from.
_COMPARISONS = {
    "adjusted": {
        "first": "adjusted_first",
        "second": "adjusted_second",
        "difference": "estimate",
        "low": "low",
        "high": "high",
    },
    "unadjusted": {
        "first": "mean_first",
        "second": "mean_second",
        "difference": "difference",
        "low": "difference_low",
        "high": "difference_high",
    },
    "shift": {"difference": "shift", "low": "shift_low", "high": "shift_high"},
}


def groups(tally: Tally) -> list[Document]:
    """One document per group; percentages are 0-100, and null where undefined."""
    events = incidence(tally)
    interest, per_years, first = special_interest(tally), rates(tally), first_event_at(tally)
    outcomes = {measure: (scores(tally, measure), changes(tally, measure)) for measure in MEASURES}
    reached = {endpoint: {rule: responses(tally, endpoint, missing=rule) for rule in RULES} for endpoint in ENDPOINTS}
    return [
        {
            "group": group,
            "patients": int(tally.patients[at]),
            "adverse_events": _adverse_events(events[events["group"] == group], int(tally.documented[at])),
            "special_interest": _special(interest[interest["group"] == group]),
            "rates": _rates(per_years[per_years["group"] == group].to_dict("records")[0]),
            "first_event": _first_event(first[first["group"] == group]),
            "outcomes": {measure: _by_week(found, group) for measure, found in outcomes.items()},
            "responders": {endpoint: _responders(found, group) for endpoint, found in reached.items()},
        }
        for at, group in enumerate(tally.groups)
    ]


def between(tally: Tally) -> Document:
    """Second group minus the first in change from baseline, by measure and week; empty unless there are two groups."""
    weeks = {week: change_between(tally, week=week).to_dict("records") for week in NOMINAL_WEEKS[1:]}
    found: Document = {}
    for week, rows in weeks.items():
        for row in rows:
            found.setdefault(row["measure"], {})[str(week)] = _compared(row)
    return found


def _compared(row: Mapping[Hashable, Any]) -> Document:
    parts = {part: {name: _number(row[of]) for name, of in columns.items()} for part, columns in _COMPARISONS.items()}
    groups_of = {"first": row["first"], "second": row["second"]}
    return {**groups_of, "n_first": int(row["n_first"]), "n_second": int(row["n_second"]), **parts}


def _adverse_events(rows: DataFrame, documented: int) -> Document:
    overall = {row["level"]: row for row in rows.to_dict("records")}
    terms = rows[rows["level"] == "term"].to_dict("records")
    return {
        "documented": documented,
        **_share(overall["any"], "with_event"),
        "serious": int(overall["serious"]["count"]),
        "related": int(overall["related"]["count"]),
        "terms": [
            {"organ_class": row["organ_class"], "term": row["term"], **_share(row, "with_event")} for row in terms
        ],
    }


def _special(rows: DataFrame) -> list[Document]:
    return [{"category": row["category"], **_share(row, "with_event")} for row in rows.to_dict("records")]


def _rates(row: Mapping[Hashable, Any]) -> Document:
    """Both rates per 100 patient-years on both treatments."""
    return {
        "first_events": {
            "patients": int(row["first_events"]),
            "patient_years": _number(row["years_to_first"]),
            **{name: _number(row[of]) for name, of in (("rate", "eair"), ("low", "eair_low"), ("high", "eair_high"))},
            "left_out": int(row["left_out"]),
        },
        "events": {
            "events": int(row["occurrences"]),
            "patient_years": _number(row["years"]),
            **{name: _number(row[of]) for name, of in (("rate", "eaer"), ("low", "eaer_low"), ("high", "eaer_high"))},
        },
    }


def _first_event(rows: DataFrame) -> Document:
    """Cumulative incidence of the first event by week."""
    return {
        str(row["week"]): {
            "at_risk": int(row["at_risk"]),
            "with_event": int(row["events"]),
            **{
                name: _number(100 * row[of]) for name, of in (("percent", "estimate"), ("low", "low"), ("high", "high"))
            },
            "method": row["method"],
        }
        for row in rows.to_dict("records")
    }


def _by_week(found: tuple[DataFrame, DataFrame], group: str) -> Document:
    values, moved = (frame[frame["group"] == group].to_dict("records") for frame in found)
    change = {row["week"]: _numbers(row, "n", "mean", "low", "high") for row in moved}
    nothing = dict.fromkeys(("mean", "low", "high"))
    return {
        str(row["week"]): {
            **_numbers(row, "n", "mean", "low", "high", "median", "q1", "q3"),
            "change": change.get(row["week"], {"n": 0, **nothing}),
        }
        for row in values
    }


def _responders(found: Mapping[str, DataFrame], group: str) -> Document:
    """Responders by week: as observed, and beneath ``missing`` under every other rule."""
    by_rule = {rule: _responses(frame[frame["group"] == group]) for rule, frame in found.items()}
    observed = by_rule.pop(OBSERVED)
    return {
        week: {**entry, "missing": {rule: weeks[week] for rule, weeks in by_rule.items()}}
        for week, entry in observed.items()
    }


def _responses(rows: DataFrame) -> Document:
    return {str(row["week"]): {**_share(row, "responders"), "n": int(row["n"])} for row in rows.to_dict("records")}


def _share(row: Mapping[Hashable, Any], count: str) -> Document:
    percents = {
        name: _number(100 * row[of]) for name, of in (("percent", "estimate"), ("low", "low"), ("high", "high"))
    }
    return {count: int(row["count"]), **percents}


def _numbers(row: Mapping[Hashable, Any], *names: str) -> Document:
    return {name: int(row[name]) if name == "n" else _number(row[name]) for name in names}


def _number(value: float) -> float | None:
    return float(value) if isfinite(value) else None
