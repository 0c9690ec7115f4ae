"""What a display leaves out when there are too few patients. The numbers themselves stay in the tables."""

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL

_LIMITS = ("low", "high", "q10", "q1", "q3", "q90")
_CENTRES = ("estimate", "mean", "median", "share")


def for_display(estimates: DataFrame, *, n: str = "n") -> DataFrame:
    """The estimates with limits blank below ten patients, and every estimate blank below five.

    Blank is nan, so that a figure draws a point without an interval, or no point. Looks at the columns estimate, mean,
    median and share, and at the limits low, high, q10, q1, q3 and q90, where the frame has them.
    """
    patients = estimates[n].to_numpy()
    enough, some = patients >= MIN_FOR_INTERVAL, patients >= MIN_FOR_ESTIMATE
    blanked = {name: _where(enough, estimates, name) for name in _LIMITS if name in estimates}
    blanked |= {name: _where(some, estimates, name) for name in _CENTRES if name in estimates}
    return estimates.assign(**blanked)


def _where(enough: NDArray[np.bool_], frame: DataFrame, name: str) -> NDArray[np.float64]:
    """A column as numbers, blank where there are not enough patients. Series.where takes three times as long."""
    return np.where(enough, frame[name].to_numpy(dtype=np.float64), np.nan)
