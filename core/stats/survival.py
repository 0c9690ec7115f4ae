"""The Kaplan-Meier curve: the probability of not having had the event yet."""

import numpy as np
from numpy.typing import ArrayLike

from core.stats.arguments import tail_area
from core.stats.curve import Curve, log_log_limits, undefined_at_the_ends
from core.stats.follow_up import follow_up
from core.stats.grouped import Counts, Values


def kaplan_meier(times: ArrayLike, events: ArrayLike, censored: ArrayLike, *, level: float = 0.95) -> Curve:
    """Probability of being without the event at each time, were nobody lost to follow-up.

    Greenwood's variance, log-log limits. As long as there was no event, and once everyone had it, the
    standard error and limits are nan: `zero_events.upper_bound` says what is still possible. Without subjects
    the curve has no rows. Where another event can forestall this one, see `cumulative_incidence`.
    Source: Kaplan and Meier (1958), JASA 53:457; Greenwood (1926), Reports on Public Health and Medical
    Subjects 33. Same as R `survival::survfit(conf.type = "log-log")`, but that its limits are 1 and 1 before
    the first event.
    """
    tail = tail_area(level)
    ends = follow_up(times, events=events, censored=censored)
    survival, greenwood = free_of(ends.events, ends.at_risk)
    with np.errstate(invalid="ignore"):
        std_error = undefined_at_the_ends(survival * np.sqrt(greenwood), survival)
    low, high = log_log_limits(survival, std_error, tail)
    return Curve(
        time=ends.time,
        at_risk=ends.at_risk,
        events=ends.events,
        competing=ends.competing,
        censored=ends.censored,
        start=1.0,
        estimate=survival,
        std_error=std_error,
        low=low,
        high=high,
    )


def free_of(events: Counts, at_risk: Counts) -> tuple[Values, Values]:
    """Probability of being free of the events from each time on, and its Greenwood variance over its square.

    The latter is infinite once everyone at risk had one.
    """
    hazard: Values = np.divide(events, at_risk)
    free: Values = np.cumprod(1 - hazard, dtype=float)
    with np.errstate(divide="ignore"):
        return free, np.cumsum(hazard / (at_risk - events))
