"""How many patients reached each of the endpoints at each week? All of them in one frame."""

from pandas import DataFrame

from core.analyses.missing import OBSERVED
from core.analyses.responders import RESPONSE_COLUMNS, response_rows
from core.endpoints import ENDPOINTS
from core.tally import Tally


def responses_over_time(tally: Tally, *, missing: str = OBSERVED) -> DataFrame:
    """The columns of :func:`core.analyses.responders.responses` after the endpoint's name.

    With "bounds" they are those observed, and columns worst and best (proportions of ``expected``) with their counts
    worst_count and best_count say where the share lies if none and if every one of the missing had responded.
    """
    if missing != "bounds":
        return _of_every_endpoint(tally, missing)
    observed, worst, best = (_of_every_endpoint(tally, rule) for rule in (OBSERVED, "worst", "best"))
    return observed.assign(
        worst=worst["estimate"], best=best["estimate"], worst_count=worst["count"], best_count=best["count"]
    )


def _of_every_endpoint(tally: Tally, missing: str) -> DataFrame:
    rows = [(name, *row) for name in ENDPOINTS for row in response_rows(tally, name, missing=missing)]
    return DataFrame(rows, columns=["endpoint", *RESPONSE_COLUMNS])
