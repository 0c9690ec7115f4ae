"""Events per patient-year, and the ratio of two such rates."""

from dataclasses import dataclass
from math import inf, isfinite, log, nan

import numpy as np
from scipy.special import betaln, gammainccinv, gammaincinv, xlog1py, xlogy

from core.stats.arguments import tail_area, whole_number
from core.stats.proportion import clopper_pearson

AS_LIKELY = 1e-7  # outcomes whose probabilities differ by less than this part are equally likely, as in R


@dataclass(frozen=True, slots=True)
class Rate:
    count: int  # events, or patients with a first event
    patient_years: float  # time at risk of all patients together
    estimate: float  # per 100 patient-years
    low: float  # confidence limits, per 100 patient-years
    high: float


@dataclass(frozen=True, slots=True)
class RateRatio:
    first: tuple[int, float]  # count and patient-years of the first group
    second: tuple[int, float]
    estimate: float  # first rate / second rate, 0 to infinity
    low: float  # confidence limits
    high: float
    p: float  # two-sided, of equal rates


def events_per_100(count: int, patient_years: float, *, level: float = 0.95) -> Rate:
    """Events per 100 patient-years with the exact Poisson interval.

    With no events the lower limit is 0 and the upper one says what cannot be excluded: in 175.7
    patient-years up to 2.10. Without time at risk everything is nan.
    Source: Garwood (1936), Biometrika 28:437. Same as R `poisson.test`.
    """
    count, patient_years, tail = whole_number("count", count), _years("patient_years", patient_years), tail_area(level)
    if patient_years == 0:
        return Rate(count, patient_years, nan, nan, nan)
    low = float(gammaincinv(count, tail)) if count > 0 else 0.0
    high = float(gammainccinv(count + 1, tail))
    per_100 = 100 / patient_years
    return Rate(count, patient_years, count * per_100, low * per_100, high * per_100)


def rate_ratio(count1: int, years1: float, count2: int, years2: float, *, level: float = 0.95) -> RateRatio:
    """First rate divided by the second, with exact limits and p given the number of events in both together.

    Given that number, the events of the first group are binomial, and a share of them is a rate ratio. With
    no events in the second group the ratio and its upper limit are infinite; with none in either the ratio
    and limits are nan and p is 1. When a group has no time at risk everything is nan.
    Source: Przyborowski and Wilenski (1940), Biometrika 31:313. Same as R `poisson.test`, which without any
    events prints limits of 0 and infinity.
    """
    first = whole_number("count1", count1), _years("years1", years1)
    second = whole_number("count2", count2), _years("years2", years2)
    share = clopper_pearson(first[0], first[0] + second[0], level=level)
    if first[1] == 0 or second[1] == 0:
        return RateRatio(first, second, nan, nan, nan, nan)
    equal = first[1] / (first[1] + second[1])
    estimate, low, high = (_odds(part) * second[1] / first[1] for part in (share.estimate, share.low, share.high))
    return RateRatio(first, second, estimate, low, high, _binomial_p(share.count, share.total, equal))


def _years(name: str, years: float) -> float:
    """The time at risk as a float, if it is one."""
    if not (isfinite(years) and years >= 0):
        raise ValueError(f"{name} must be a finite number not less than 0, but got {years}")
    return float(years)


def _odds(share: float) -> float:
    return share / (1 - share) if share != 1 else inf


def _binomial_p(count: int, total: int, share: float) -> float:
    """Probability of this count or any that is not more likely, when each of the total counts with this share.

    Same as R `binom.test`.
    """
    outcomes = np.arange(total + 1)
    log_probability = (
        xlogy(outcomes, share)
        + xlog1py(total - outcomes, -share)
        - betaln(outcomes + 1, total - outcomes + 1)
        - log(total + 1)
    )
    not_more_likely = log_probability <= log_probability[count] + AS_LIKELY
    return min(float(np.exp(log_probability[not_more_likely]).sum()), 1.0)
