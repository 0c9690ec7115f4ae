"""How does the change from baseline differ between two groups, as it is and at the same baseline?"""

from pandas import DataFrame

from core.analyses.visits import Visit, visits
from core.schema import MEASURES
from core.stats.ancova import ancova
from core.stats.mean_difference import welch
from core.stats.shift import hodges_lehmann_shift
from core.tally import Tally

COLUMNS = [
    "measure",
    "first",
    "second",
    "n_first",
    "n_second",
    "n",
    "adjusted_first",
    "adjusted_second",
    "estimate",
    "low",
    "high",
    "mean_first",
    "mean_second",
    "difference",
    "difference_low",
    "difference_high",
    "shift",
    "shift_low",
    "shift_high",
]


def change_between(tally: Tally, *, week: int) -> DataFrame:
    """Second group minus the first, in change from baseline to a week: one row per measure, of patients with both.

    Empty unless there are exactly two groups, named ``first`` and ``second``; ``n`` is the smaller of their patients.
    ``estimate`` is the difference adjusted for baseline by analysis of covariance, ``adjusted_first`` and
    ``adjusted_second`` are the mean changes at the mean baseline of both. ``difference`` is that of the plain mean
    changes, with Welch's limits, and ``shift`` the Hodges-Lehmann one. Nothing but the baseline score is adjusted for:
    whatever else differs between cohorts that were not randomised stays in all three.
    """
    if len(tally.groups) != 2:
        return DataFrame(columns=COLUMNS)
    rows = []
    for measure in MEASURES:
        first, second = visits(tally, measure, weeks=(week,))
        rows.append((measure, first.group, second.group, *_compared(first, second)))
    return DataFrame(rows, columns=COLUMNS)


def _compared(first: Visit, second: Visit) -> tuple[object, ...]:
    one, two = first.paired, second.paired
    adjusted = ancova([(visit.baseline, visit.change, visit.patients) for visit in (one, two)])
    changes = (*two.counted("change"), *one.counted("change"))
    plain, shift = welch(*changes), hodges_lehmann_shift(*changes)
    return (
        one.n,
        two.n,
        min(one.n, two.n),
        *adjusted.means,
        adjusted.difference,
        adjusted.low,
        adjusted.high,
        plain.second.mean,
        plain.first.mean,
        plain.estimate,
        plain.low,
        plain.high,
        shift.estimate,
        shift.low,
        shift.high,
    )
