"""What a display leaves out when there are too few patients. The numbers themselves stay in the tables."""

from pandas import DataFrame

from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL


def for_display(estimates: DataFrame, *, n: str = "n") -> DataFrame:
    """The estimates with limits blank below ten patients, and every estimate blank below five.

    Blank is nan, so that a figure draws a point without an interval, or no point. Looks at the columns estimate, mean
    and median, and at the limits low, high, q1 and q3, where the frame has them.
    """
    limits = [name for name in ("low", "high", "q1", "q3") if name in estimates]
    centres = [name for name in ("estimate", "mean", "median", "share") if name in estimates]
    enough, some = estimates[n] >= MIN_FOR_INTERVAL, estimates[n] >= MIN_FOR_ESTIMATE
    blanked = {name: estimates[name].where(enough) for name in limits}
    blanked |= {name: estimates[name].where(some) for name in centres}
    return estimates.assign(**blanked)
