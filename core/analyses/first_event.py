"""By which week had how many patients their first adverse event on the combination?"""

from collections.abc import Iterator, Sequence
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from core.stats.cumulative_incidence import aalen_johansen
from core.stats.curve import Curve
from core.stats.grouped import Counts
from core.stats.zero_events import upper_bound
from core.tally import Tally

LAST_WEEK = 52
WEEKS = (12, 24, 36, 52)
COMPETING, NONE_COMPETING = "Aalen-Johansen", "Kaplan-Meier"

CURVE_COLUMNS = [
    "group",
    "week",
    "at_risk",
    "events",
    "competing",
    "censored",
    "estimate",
    "low",
    "high",
    "not_excluded",
    "n",
    "method",
]
POINT_COLUMNS = ["group", "week", "at_risk", "events", "estimate", "low", "high", "not_excluded", "n", "method"]


def first_event(tally: Tally) -> DataFrame:
    """Cumulative incidence of the first counted adverse event to week 52, with log-log 95% intervals.

    One row per group and time at which anything changed, and one for week 0; times are whole days. ``at_risk`` are
    patients still followed just before that time, ``events``, ``competing`` (a treatment was stopped, after which no
    event of the combination can follow) and ``censored`` those who then left; ``estimate`` and its limits are
    proportions, and hold up to the next row. ``n`` patients were followed from time zero. The limits are nan before
    the first event; ``not_excluded`` is then the largest share that none among the patients still followed leaves
    open, and nan otherwise. Where nothing competes by week 52 ``method`` is Kaplan-Meier (1 minus the curve), else
    Aalen-Johansen. Without patients the one row has no estimate. Where the selection counts events outside the
    combination, which have no time at risk, every estimate is nan.
    Source: Aalen and Johansen (1978), Scand J Stat 5:141; Kaplan and Meier (1958), JASA 53:457; for estimates without
    events Clopper and Pearson (1934), Biometrika 26:404.
    """
    steps = {group: _steps(curve) for group, curve in _curves(tally)}
    groups = [group for group, own in steps.items() for _ in own["week"]]
    whole = {name: np.concatenate([own[name] for own in steps.values()]) for name in CURVE_COLUMNS[1:] if steps}
    return _stated(tally, DataFrame({"group": groups, **whole}, columns=CURVE_COLUMNS))


def first_event_at(tally: Tally, weeks: Sequence[int] = WEEKS) -> DataFrame:
    """The same at chosen weeks: one row per group and week.

    ``at_risk`` are patients still followed just before the week, ``events`` those with a first event by then. Beyond
    the last follow-up the estimate is nan.
    """
    rows = []
    for group, curve in _curves(tally):
        n, method = _patients(curve), _method(curve)
        for week in weeks:
            point = curve.at(7 * week)
            events = int(curve.events[curve.time <= 7 * week].sum())
            after = n - int(_gone(curve)[curve.time <= 7 * week].sum())
            bound = upper_bound(after) if point.estimate == 0 else nan
            rows.append((group, week, point.at_risk, events, point.estimate, point.low, point.high, bound, n, method))
    return _stated(tally, DataFrame(rows, columns=POINT_COLUMNS))


def _curves(tally: Tally) -> Iterator[tuple[str, Curve]]:
    """The curve of each group over days."""
    first = tally.events.first
    days = np.rint(7 * first.weeks)
    for at, group in enumerate(tally.groups):
        yield group, aalen_johansen(days, first.events[at], first.competing[at], first.censored[at])


def _steps(curve: Curve) -> dict[str, NDArray[Any]]:
    """The columns of a group; a row for week 0 goes before the others where nothing changed on day 0."""
    n, last = _patients(curve), int(np.searchsorted(curve.time, 7 * LAST_WEEK, side="right"))
    first = not n or curve.time[0] > 0

    def column(values: NDArray[Any], at_first: float = 0) -> NDArray[Any]:
        return np.concatenate([[at_first], values[:last]]) if first else values[:last]

    estimate = column(curve.estimate, curve.start if n else nan)
    after = column(curve.at_risk - _gone(curve), n)
    bound = np.full(len(estimate), nan)
    for at in np.flatnonzero(estimate == 0):
        bound[at] = upper_bound(int(after[at]))
    return {
        "week": column(curve.time / 7),
        "at_risk": column(curve.at_risk, n),
        "events": column(curve.events),
        "competing": column(curve.competing),
        "censored": column(curve.censored),
        "estimate": estimate,
        "low": column(curve.low, nan),
        "high": column(curve.high, nan),
        "not_excluded": bound,
        "n": np.full(len(estimate), n),
        "method": np.full(len(estimate), _method(curve), dtype=object),
    }


def _patients(curve: Curve) -> int:
    return int(curve.at_risk[0]) if len(curve.at_risk) else 0


def _gone(curve: Curve) -> Counts:
    """Patients whose follow-up ended at each time, for whatever reason."""
    gone: Counts = curve.events + curve.competing + curve.censored
    return gone


def _method(curve: Curve) -> str:
    return COMPETING if curve.competing[curve.time <= 7 * LAST_WEEK].any() else NONE_COMPETING


def _stated(tally: Tally, frame: DataFrame) -> DataFrame:
    """The frame, its estimates blank where events count that have no time at risk."""
    blank = ["estimate", "low", "high", "not_excluded"] if tally.selection.period else []
    return frame.assign(**dict.fromkeys(blank, nan))
