"""A probability as a step function of time, with its confidence limits."""

from dataclasses import dataclass
from math import nan

import numpy as np
from scipy.special import ndtri

from core.stats.follow_up import FollowUp
from core.stats.grouped import Values


@dataclass(frozen=True, slots=True)
class Point:
    at_risk: int  # subjects still followed just before the time
    estimate: float  # 0-1
    low: float  # confidence limits, 0-1
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Curve(FollowUp):
    """The follow-up it was estimated from, and in each row the probability from that time up to the next."""

    start: float  # the probability before the first time
    estimate: Values  # 0-1
    std_error: Values  # nan, like the limits, where the estimate is 0 or 1
    low: Values  # confidence limits, 0-1
    high: Values

    def at(self, t: float) -> Point:
        """The probability at time t, events at t included, and the number at risk just before t.

        Before the first event there is an estimate but no limits. After the last follow-up all is nan unless
        nobody was censored then, for only those who already had an event stay as they are. Without subjects
        all is nan.
        """
        if not t >= 0:
            raise ValueError(f"t must not be less than 0, but got {t}")
        row = int(np.searchsorted(self.time, t, side="right")) - 1
        following = int(np.searchsorted(self.time, t))
        at_risk = int(self.at_risk[following]) if following < len(self.time) else 0
        if len(self.time) == 0 or (t > self.time[-1] and self.censored[-1] > 0):
            return Point(at_risk, nan, nan, nan)
        if row < 0:
            return Point(at_risk, self.start, nan, nan)
        return Point(at_risk, float(self.estimate[row]), float(self.low[row]), float(self.high[row]))


def log_log_limits(survival: Values, std_error: Values, tail: float) -> tuple[Values, Values]:
    """Confidence limits that are symmetric about log(-log(survival)), so that they stay within 0 and 1.

    nan where the standard error is. Source: Kalbfleisch and Prentice (1980), The Statistical Analysis of
    Failure Time Data.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        log_survival = np.log(survival)
        half = ndtri(tail) * std_error / (survival * log_survival)
        return np.exp(log_survival * np.exp(half)), np.exp(log_survival * np.exp(-half))


def undefined_at_the_ends(std_error: Values, estimate: Values) -> Values:
    """The standard errors, but nan where the estimate is 0 or 1: a formula's 0 there would feign certainty."""
    result: Values = np.where((estimate == 0) | (estimate == 1), nan, std_error)
    return result
