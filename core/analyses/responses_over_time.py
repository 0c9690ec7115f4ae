"""How many patients reached each of the endpoints at each week? All of them in one frame."""

import pandas as pd
from pandas import DataFrame

from core.analyses.missing import OBSERVED
from core.analyses.responders import responses
from core.endpoints import ENDPOINTS
from core.tally import Tally


def responses_over_time(tally: Tally, *, missing: str = OBSERVED) -> DataFrame:
    """The columns of :func:`core.analyses.responders.responses` after the endpoint's name.

    With "bounds" they are those observed, and columns worst and best (proportions of ``expected``) with their counts
    worst_count and best_count say where the share lies if none and if every one of the missing had responded.
    """
    frames = [
        _with_bounds(tally, name) if missing == "bounds" else responses(tally, name, missing=missing)
        for name in ENDPOINTS
    ]
    return pd.concat(frames, keys=ENDPOINTS, names=["endpoint", None]).reset_index("endpoint").reset_index(drop=True)


def _with_bounds(tally: Tally, endpoint: str) -> DataFrame:
    worst, best = (responses(tally, endpoint, missing=case) for case in ("worst", "best"))
    return responses(tally, endpoint).assign(
        worst=worst["estimate"], best=best["estimate"], worst_count=worst["count"], best_count=best["count"]
    )
