"""How many patients reached an endpoint at each week, and who could?"""

from functools import lru_cache
from typing import Any

from pandas import DataFrame

from core.analyses.missing import CARRIED, OBSERVED, require_rule
from core.analyses.visits import Visit, visits
from core.endpoints import ENDPOINTS, Endpoint, responders
from core.stats.proportion import wilson
from core.tally import Tally

_share = lru_cache(maxsize=4096)(wilson)

RULES = (OBSERVED, "nri", "worst", "best", CARRIED)
RESPONSE_COLUMNS = ["group", "week", "count", "n", "estimate", "low", "high", "assessed", "expected"]


def responses(tally: Tally, endpoint: str, *, missing: str = OBSERVED) -> DataFrame:
    """Responders / patients who could respond, per group and week, with Wilson limits.

    Columns group, week, count, n, estimate, low, high (the last three are proportions), assessed, expected.
    ``assessed`` are the patients whose response is recorded at that week; ``expected`` are all who could respond:
    those with a baseline that allows it where the endpoint needs one, else the whole group. An endpoint that needs a
    baseline has no row at week 0.

    ``missing`` says what a response that is not recorded counts as. "observed": it does not count, n = assessed.
    "nri": no response, n = expected. "worst" and "best": no response, or a response, n = expected; for a yes/no
    endpoint the worst case is therefore the same as "nri". "locf": the response by the last score carried forward,
    n = assessed and those with a carried score.
    """
    return DataFrame(response_rows(tally, endpoint, missing=missing), columns=RESPONSE_COLUMNS)


def response_rows(tally: Tally, endpoint: str, *, missing: str) -> list[tuple[Any, ...]]:
    """The rows of :func:`responses`, each in the order of RESPONSE_COLUMNS."""
    require_rule(missing, RULES)
    definition = ENDPOINTS[endpoint]
    rows, expected = [], 0
    for visit in visits(tally, definition.measure, carried=missing == CARRIED):
        if visit.week == 0:
            _, expected = _able(definition, visit)
            if definition.needs_baseline:
                continue
        assessed, counted = _counted(definition, visit, expected, missing)
        share = _share(*counted)
        interval = (share.count, share.total, share.estimate, share.low, share.high)
        rows.append((visit.group, visit.week, *interval, assessed, expected))
    return rows


def eligibility(tally: Tally, endpoint: str) -> DataFrame:
    """Who could respond at all, whatever was recorded at later visits.

    Columns group, patients, eligible, ineligible, no_baseline. ``ineligible`` patients have a baseline that cannot
    respond, ``no_baseline`` none that is recorded; of an endpoint that needs no baseline everybody is eligible.
    """
    definition = ENDPOINTS[endpoint]
    rows = []
    for start in visits(tally, definition.measure, weeks=(0,)):
        known, eligible = _able(definition, start)
        rows.append((start.group, start.expected, eligible, known - eligible, start.expected - known))
    return DataFrame(rows, columns=["group", "patients", "eligible", "ineligible", "no_baseline"])


def _able(definition: Endpoint, start: Visit) -> tuple[int, int]:
    """Patients whose baseline is known, as far as it matters, and those of them who could respond."""
    if not definition.needs_baseline:
        return start.expected, start.expected
    return start.n, start.where(definition.eligible(start.value)).n


def _counted(definition: Endpoint, visit: Visit, expected: int, missing: str) -> tuple[int, tuple[int, int]]:
    """Patients whose response is recorded; responders and their denominator by the rule."""
    seen = visit.where(~visit.carried)
    count, assessed = responders(definition, seen.baseline, seen.value, seen.patients)
    if missing == CARRIED:
        return assessed, responders(definition, visit.baseline, visit.value, visit.patients)
    if missing == OBSERVED:
        return assessed, (count, assessed)
    return assessed, (count + (expected - assessed if missing == "best" else 0), expected)
