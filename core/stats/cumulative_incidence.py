"""The Aalen-Johansen curve: the probability of having had the event when another one can forestall it."""

import numpy as np
from numpy.typing import ArrayLike

from core.stats.arguments import tail_area
from core.stats.curve import Curve, log_log_limits, undefined_at_the_ends
from core.stats.follow_up import FollowUp, follow_up
from core.stats.grouped import Values
from core.stats.survival import free_of


def aalen_johansen(
    times: ArrayLike, events: ArrayLike, competing: ArrayLike, censored: ArrayLike, *, level: float = 0.95
) -> Curve:
    """Probability of having had the event by each time, and it before any competing event.

    With `events` and `competing` exchanged it is the curve of the competing event; the two curves and
    Kaplan-Meier's for either event add up to 1. Without competing events it is 1 - Kaplan-Meier, limits
    included. As long as there was no event, and once everyone had it, the standard error and limits are nan.
    The variance is the one of Greenwood's type, by the delta method, as in R `survival::survfit` and `etm`; R
    `cmprsk::cuminc` takes Aalen's, which differs a little. The limits are the log-log ones of the probability
    of not having had it, as in R `etm` with `ci.fun = "cloglog"`; those of `survfit` are not.
    Source: Aalen and Johansen (1978), Scand J Stat 5:141; Marubini and Valsecchi (1995), Analysing Survival
    Data from Clinical Trials and Observational Studies, chapter 10.
    """
    tail = tail_area(level)
    ends = follow_up(times, events=events, competing=competing, censored=censored)
    incidence, variance = _incidence(ends)
    std_error = undefined_at_the_ends(np.sqrt(variance), incidence)
    without_low, without_high = log_log_limits(1 - incidence, std_error, tail)
    return Curve(
        time=ends.time,
        at_risk=ends.at_risk,
        events=ends.events,
        competing=ends.competing,
        censored=ends.censored,
        start=0.0,
        estimate=incidence,
        std_error=std_error,
        low=1 - without_high,
        high=1 - without_low,
    )


def _incidence(ends: FollowUp) -> tuple[Values, Values]:
    """Cumulative incidence from each time on, and its variance.

    At each time the events and competing events of those at risk are one multinomial draw. It adds to the
    variance of the incidence, to that of the probability of being free of either event (Greenwood's), and to
    the covariance of the two, by way of which earlier draws act on later steps.
    """
    free_after, greenwood_after = free_of(ends.events + ends.competing, ends.at_risk)
    free, greenwood = _before(free_after, 1.0), _before(greenwood_after, 0.0)
    step = free * ends.events / ends.at_risk
    covariance = _before(np.cumsum(step * (greenwood - 1 / ends.at_risk)), 0.0)  # divided by free
    variance = np.cumsum(step * (2 * covariance + step * greenwood + (free - step) / ends.at_risk))
    # Where everyone had the event, rounding must leave neither 1 - 1e-16 nor a variance of -1e-20.
    everyone = (free_after == 0) & (ends.competing.sum() == 0)
    return np.where(everyone, 1.0, np.cumsum(step)), np.where(everyone, 0.0, variance)


def _before(values: Values, first: float) -> Values:
    """What held just before each time, given what holds from it on."""
    return np.concatenate(([first], values))[:-1]
