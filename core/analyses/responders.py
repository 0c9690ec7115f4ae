"""How many patients reached an endpoint at each week?"""

from functools import lru_cache

from pandas import DataFrame

from core.analyses.outcomes import visits
from core.endpoints import ENDPOINTS, responders
from core.stats.proportion import wilson
from core.tally import Tally

_share = lru_cache(maxsize=4096)(wilson)


def responses(tally: Tally, endpoint: str) -> DataFrame:
    """Responders / patients who could respond, per group and week, with Wilson limits (observed case).

    Columns group, week, count, n, estimate, low, high; the last three are proportions. An endpoint that needs a
    baseline has no row at week 0.
    """
    definition = ENDPOINTS[endpoint]
    rows = []
    for visit in visits(tally, definition.measure):
        if definition.needs_baseline and visit.week == 0:
            continue
        share = _share(*responders(definition, visit.baseline, visit.value, visit.patients))
        rows.append((visit.group, visit.week, share.count, share.total, share.estimate, share.low, share.high))
    return DataFrame(rows, columns=["group", "week", "count", "n", "estimate", "low", "high"])
