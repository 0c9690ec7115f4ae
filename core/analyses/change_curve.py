"""By how many points did itch change, and how many patients reached a threshold that the reader chooses?"""

import numpy as np
from pandas import DataFrame

from core.analyses.missing import OBSERVED, require_rule
from core.analyses.visits import Visit, visits
from core.counting import Counts
from core.endpoints import Numbers
from core.rows import rows_of
from core.stats.difference import newcombe
from core.stats.proportion import wilson
from core.tally import Tally

RULES = (OBSERVED, "nri", "bounds")
_MEASURE = "itch_nrs"


def change_curve(tally: Tally, *, week: int, threshold: int) -> DataFrame:
    """Share of patients whose itch changed by so many points or less (ECDF), of those with a baseline of at least
    ``threshold`` and a score at the week.

    One row per group and observed change: columns group, change (points, negative is better), count (patients with
    exactly this change), n, estimate (a proportion, all changes up to this one).
    """
    rows = []
    for visit in visits(tally, _MEASURE, weeks=(week,)):
        change, patients = _eligible(visit, threshold)
        n = int(patients.sum())
        rows += [
            (visit.group, value, count, n, reached / n)
            for value, count, reached in zip(change, patients.tolist(), np.cumsum(patients), strict=True)
        ]
    return DataFrame(rows, columns=["group", "change", "count", "n", "estimate"])


def change_response(tally: Tally, *, week: int, threshold: int, missing: str = OBSERVED) -> DataFrame:
    """Patients whose itch fell by at least ``threshold`` points, of those whose baseline allows it, with Wilson limits.

    Columns group, count, count_most, n, estimate, estimate_most, low, high (proportions), ineligible (baseline below
    the threshold), not_assessed (eligible, but no score at the week), no_baseline. ``missing`` says what not assessed
    counts as: nothing (``observed``), a non-responder (``nri``), or first that and then a responder (``bounds``; the
    limits are the lower of the first and the upper of the second). Only with bounds do ``count_most`` and
    ``estimate_most`` differ from ``count`` and ``estimate``.
    """
    require_rule(missing, RULES)
    found = {(visit.group, visit.week): visit for visit in visits(tally, _MEASURE, weeks=(0, week))}
    columns = ["group", "count", "count_most", "n", "estimate", "estimate_most", "low", "high"]
    return DataFrame(
        [_response(found[group, 0], found[group, week], threshold, missing) for group in tally.groups],
        columns=[*columns, "ineligible", "not_assessed", "no_baseline"],
    )


def response_difference(response: DataFrame) -> DataFrame:
    """Second group minus first of :func:`change_response`, with the Newcombe interval; proportions, -1 to 1.

    Columns group, against, n (the smaller of the two), estimate, estimate_most, low, high. With bounds ``estimate``
    sets the least of the second against the most of the first, and ``estimate_most`` the reverse. Empty unless there
    are two groups.
    """
    columns = ["group", "against", "n", "estimate", "estimate_most", "low", "high"]
    if len(response) != 2:
        return DataFrame(columns=columns)
    one, two = rows_of(response)
    least = newcombe(two["count"], two["n"], one["count_most"], one["n"])
    most = newcombe(two["count_most"], two["n"], one["count"], one["n"])
    groups = (two["group"], one["group"], min(one["n"], two["n"]))
    return DataFrame([(*groups, least.estimate, most.estimate, least.low, most.high)], columns=columns)


def _eligible(visit: Visit, threshold: int) -> tuple[Numbers, Counts]:
    """The distinct changes of those whose baseline is at least the threshold; an unknown baseline is not."""
    return visit.where(visit.baseline >= threshold).counted("change")


def _response(start: Visit, end: Visit, threshold: int, missing: str) -> tuple[object, ...]:
    change, patients = _eligible(end, threshold)
    with_baseline, eligible = int(start.patients.sum()), int(start.patients[start.value >= threshold].sum())
    assessed, count = int(patients.sum()), int(patients[change <= -threshold].sum())
    not_assessed = eligible - assessed
    total = assessed if missing == OBSERVED else eligible
    most_count = count + (not_assessed if missing == "bounds" else 0)
    least, most = wilson(count, total), wilson(most_count, total)
    return (
        start.group,
        count,
        most_count,
        total,
        least.estimate,
        most.estimate,
        least.low,
        most.high,
        with_baseline - eligible,
        not_assessed,
        start.expected - with_baseline,
    )
