"""The sentences of the subgroup view: what it shows, how to read it, and how many such views were opened."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from pandas import DataFrame

from core.analyses.baseline import smd_by_variable
from core.analyses.subgroup_effects import EFFECTS, Effect
from core.analyses.subgroup_interactions import NOT_ENOUGH, ONE_LEVEL, ROUGH_BELOW, TOO_FEW
from core.analyses.subgroups import BETWEEN, NO_PATIENTS
from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL, interval, number
from core.rows import rows_of
from core.selection import GROUPINGS, PATIENT_FILTERS, Selection
from core.wording import events_of

FACTOR_LABELS = {**GROUPINGS, **PATIENT_FILTERS}
NEAR_CHANCE = 20  # one comparison in so many, where nothing differs, has a 95% interval that excludes no difference
NOT_RANDOMISED = "Differences between non-randomised cohorts, unadjusted: what differs may be the patients."
ONE_COHORT = "One cohort by itself: its levels differ in more than the factor, and nothing is tested."
HEAVY_LINE = "Heavy line: overall, with its interval."
INTERACTIONS = (
    f"Interaction: one result per factor, over recorded levels with {MIN_FOR_INTERVAL} patients in each cohort; "
    f"Breslow-Day is about odds ratios, not differences, and rough where under {ROUGH_BELOW} are expected in a cell."
)
_MEASURES = {"bsa_change": ("BSA", "% of body surface"), "itch_change": ("itch", "points")}
_UNTESTED = {
    ONE_LEVEL: ONE_LEVEL,
    TOO_FEW: "too few patients for an interaction test",
    NOT_ENOUGH: "outcome too uniform for an interaction test",
}


def effect_in_words(effect: str, selection: Selection, week: int) -> str:
    """What is compared, as a noun: "patients with an event", "mean change of BSA at week 52"."""
    known = EFFECTS[effect]
    if not known.at_a_week:
        return f"patients with {events_of(selection)}"
    if known.yes_or_no:
        return f"patients with {_endpoint(known)} at week {week}"
    return f"mean change of {_MEASURES[effect][0]} from baseline to week {week}"


def unit_of(effect: Effect, between: str) -> str:
    """The unit of an estimate as an axis says it."""
    if not effect.yes_or_no:
        return _MEASURES[effect.name][1]
    return "percentage points" if between == BETWEEN else "% of patients"


def interaction_in_words(test: Mapping[Any, Any]) -> str:
    """One interaction result, or why there is none: "interaction p = 0.41 (Breslow-Day, Tarone)"."""
    if test["why"]:
        return _UNTESTED[test["why"]]
    p = "p < 0.001" if test["p"] < 0.001 else f"p = {test['p']:.3f}" if test["p"] < 0.1 else f"p = {test['p']:.2f}"
    return f"interaction {p} ({test['method']}{'; rough' if test['rough'] else ''})"


def read_subgroups(rows: DataFrame, tests: DataFrame, *, what: str, between: str, unit: str, scale: float) -> str:
    """The forest in words: the overall estimate, how many subgroups stand beneath it, and each interaction."""
    overall = rows.iloc[0]
    subject = "Difference between non-randomised cohorts, B minus A" if between == BETWEEN else f"Cohort {between}"
    estimate = number(scale * overall["estimate"])
    limits = interval(scale * overall["low"], scale * overall["high"])
    if overall["n"] < MIN_FOR_INTERVAL:
        found = overall["note"] if overall["n"] < MIN_FOR_ESTIMATE else f"{estimate} {unit}, {overall['note']}"
    else:
        found = f"{estimate} {unit} (95% CI {limits})"
    tested = [f"{FACTOR_LABELS[row['factor']]}, {interaction_in_words(row)}" for row in _tested(tests)]
    beneath = f" {with_interval(rows)} of {len(rows) - 1} subgroups have an interval."
    return f"{subject}, {what}. Overall: {found}.{beneath}" + (f" {'. '.join(tested)}." if tested else "")


def with_interval(rows: DataFrame) -> int:
    """Subgroups drawn with an interval: of every factor with more than one level, those with patients enough."""
    levels = rows_of(rows)[1:]
    of_factor = Counter(row["factor"] for row in levels)
    return sum(
        of_factor[row["factor"]] > 1 and row["n"] >= MIN_FOR_INTERVAL and row["low"] == row["low"] for row in levels
    )


def look_in_words(place: int, looks: int, comparisons: int) -> str:
    """How many subgroup views were opened so far, and what chance does with them.

    ``place`` is that of the view among the ``looks`` of the session, ``comparisons`` its subgroups with an interval.
    """
    which = f"{ordinal(place)} subgroup view" if place == looks else f"{ordinal(place)} of {looks} subgroup views"
    if not comparisons:
        return f"{which} in this session, without a comparison that has an interval."
    shown = "1 comparison" if comparisons == 1 else f"{comparisons} comparisons"
    return (
        f"{which} in this session, with {shown} of subgroups: where nothing differs, about 1 in "
        f"{NEAR_CHANCE} intervals excludes no difference all the same."
    )


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def balance_in_words(table_one: DataFrame) -> str:
    """Baseline imbalance of the two cohorts, every standardised difference of Table 1; empty without two groups."""
    smds = smd_by_variable(table_one)
    if all(smd != smd for smd in smds.values()):
        return ""
    listed = ", ".join(f"{variable.split(',')[0]} {number(abs(smd), 2)}" for variable, smd in smds.items())
    return f"Baseline imbalance between the two groups (standardised mean differences): {listed}."


def how_to_read(rows: DataFrame, *, between: str) -> str:
    """The caveats of the forest, as far as they apply to what it shows."""
    comparing = between == BETWEEN
    overall = str(rows["note"].iloc[0])
    alone = f"There are {overall}: show the other cohort by itself." if overall.startswith(NO_PATIENTS) else ""
    where = " in a cohort" if comparing else ""
    few = (
        f"Hollow point: under {MIN_FOR_INTERVAL} patients{where}, no interval; under {MIN_FOR_ESTIMATE} only counts."
        if (rows["n"] < MIN_FOR_INTERVAL).any()
        else ""
    )
    parts = [alone, NOT_RANDOMISED if comparing else ONE_COHORT, HEAVY_LINE, few, INTERACTIONS if comparing else ""]
    return " ".join(part for part in parts if part)


def _endpoint(effect: Effect) -> str:
    """ "IGA 0/1", "an itch response"."""
    return "an itch response" if effect.of == "itch_response" else effect.label


def _tested(tests: DataFrame) -> list[dict[Any, Any]]:
    return [row for row in rows_of(tests) if not row["why"]]
