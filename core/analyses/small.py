"""What a display leaves out when there are too few patients. The numbers themselves stay in the tables."""

from pandas import DataFrame

from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL


def for_display(estimates: DataFrame, *, n: str = "n") -> DataFrame:
    """The estimates with limits blank below ten patients, and every estimate blank below five.

    Blank is nan, so that a figure draws a point without an interval, or no point. Looks at the columns estimate, mean,
    median and share, and at the limits low, high, q10, q1, q3 and q90, where the frame has them.
    """
    limits = [name for name in ("low", "high", "q10", "q1", "q3", "q90") if name in estimates]
    centres = [name for name in ("estimate", "mean", "median", "share") if name in estimates]
    enough, some = estimates[n] >= MIN_FOR_INTERVAL, estimates[n] >= MIN_FOR_ESTIMATE
    blanked = {name: estimates[name].where(enough) for name in limits}
    blanked |= {name: estimates[name].where(some) for name in centres}
    return estimates.assign(**blanked)


def comparison_for_display(compared: DataFrame, *, n: str = "n") -> DataFrame:
    """Comparisons of two groups, ``n`` being the smaller one: every estimate and limit blank below ten patients.

    Of two groups, one too small leaves nothing to say about the difference.
    """
    enough = compared[n] >= MIN_FOR_INTERVAL
    estimates = compared.select_dtypes("float").columns
    return compared.assign(**{name: compared[name].where(enough) for name in estimates})
