"""The log-rank test: do groups differ in the time to an event?"""

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from core.stats.follow_up import FollowUp, follow_up
from core.stats.grouped import Counts, Values


@dataclass(frozen=True, slots=True)
class LogRank:
    observed: tuple[int, ...]  # events in each group
    expected: tuple[float, ...]  # events in each group if all had the same hazard
    chi2: float
    df: int  # number of comparisons the data allow: one less than the groups, if all can be compared
    p: float  # two-sided


def log_rank(*groups: tuple[ArrayLike, ArrayLike, ArrayLike]) -> LogRank:
    """Mantel's log-rank test that groups, each given as (times, events, censored), have the same hazard.

    A group with nobody at risk when events happen elsewhere cannot be compared and costs no degree of
    freedom. When no two groups can be compared, as without any event, chi2 and p are nan and df is 0.
    Source: Mantel (1966), Cancer Chemother Rep 50:163; Peto and Peto (1972), JRSS A 135:185. Same as R
    `survival::survdiff`.
    """
    if len(groups) < 2:
        raise ValueError(f"log_rank needs at least 2 groups, but got {len(groups)}")
    ends = [follow_up(times, events=events, censored=censored) for times, events, censored in groups]
    when = np.unique(np.concatenate([group.time[group.events > 0] for group in ends]))
    events = np.stack([_events(group, when) for group in ends])
    at_risk = np.stack([_at_risk(group, when) for group in ends])
    everyone, dying = at_risk.sum(axis=0), events.sum(axis=0)
    share = at_risk / everyone
    expected = share @ dying
    # Of one subject at risk either nobody or everybody has the event, so the 1 never matters.
    weight = dying * (everyone - dying) / np.maximum(everyone - 1, 1)
    chi2, df = _distance(events.sum(axis=1) - expected, weight, share)
    return LogRank(
        observed=tuple(int(count) for count in events.sum(axis=1)),
        expected=tuple(float(count) for count in expected),
        chi2=chi2 if df > 0 else nan,
        df=df,
        p=float(chdtrc(df, chi2)) if df > 0 else nan,
    )


def _events(group: FollowUp, when: Values) -> Counts:
    """Events of the group at each of the times."""
    counts = np.zeros(len(when), dtype=np.int64)
    had = group.events > 0
    counts[np.searchsorted(when, group.time[had])] = group.events[had]
    return counts


def _at_risk(group: FollowUp, when: Values) -> Counts:
    """Subjects of the group still followed just before each of the times."""
    return np.append(group.at_risk, 0)[np.searchsorted(group.time, when)]


def _distance(excess: Values, weight: Values, share: NDArray[np.float64]) -> tuple[float, int]:
    """Squared Mahalanobis distance of the excess events from 0, and its degrees of freedom."""
    variance = (weight * share * (1 - share)).sum(axis=1)
    covariance = -(weight * share) @ share.T
    np.fill_diagonal(covariance, variance)
    # The excesses add up to 0, so one group says nothing new; without the largest, rounding does least harm.
    used = variance > 0
    used[variance.argmax()] = False
    chi2 = excess[used] @ np.linalg.solve(covariance[np.ix_(used, used)], excess[used])
    return float(chi2), int(used.sum())
