"""How did IGA, BSA and itch move from baseline to week 52?"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from pandas import DataFrame

from core.counting import Counts
from core.endpoints import IGA_GRADES, Numbers
from core.schema import NOMINAL_WEEKS
from core.stats.paired import hodges_lehmann, signed_rank
from core.stats.summary import mean_t, quantiles, quartiles
from core.tally import Tally

COLUMNS = ["group", "week", "n", "expected", "mean", "sd", "low", "high", "q1", "median", "q3"]


@dataclass(frozen=True, eq=False, slots=True)
class Visit:
    """The scores of one group at one week: distinct (baseline, value) with the patients who have them."""

    group: str
    week: int
    expected: int
    baseline: Numbers
    value: Numbers
    patients: Counts


def visits(tally: Tally, measure: str) -> Iterator[Visit]:
    """Every group and nominal week of one measure, groups first, weeks in order; ``expected`` is the whole group."""
    of_measure = (tally.cells["measure"] == measure).to_numpy()
    weeks = tally.cells["week"].to_numpy()
    baseline, value = (tally.cells[name].to_numpy(float) for name in ("baseline", "value"))
    places = {week: np.flatnonzero(of_measure & (weeks == week)) for week in NOMINAL_WEEKS}
    for at, group in enumerate(tally.groups):
        for week, here in places.items():
            there = here[tally.scores[at, here] > 0]
            yield Visit(group, week, int(tally.patients[at]), baseline[there], value[there], tally.scores[at, there])


def scores(tally: Tally, measure: str) -> DataFrame:
    """The observed values per group and week: n, mean with its t interval, median with quartiles (observed case)."""
    return DataFrame(
        [_summary(visit, visit.value, visit.patients) for visit in visits(tally, measure)], columns=COLUMNS
    )


def changes(tally: Tally, measure: str) -> DataFrame:
    """Value minus baseline per group and week, of patients with both; negative is better."""
    return DataFrame(
        [_summary(visit, *_changes(visit)) for visit in visits(tally, measure) if visit.week > 0],
        columns=COLUMNS,
    )


def iga_distribution(tally: Tally) -> DataFrame:
    """Patients per group, week and IGA grade: columns group, week, grade (0-4), label, count, n, expected, share.

    ``share`` is of the patients assessed at that week (nan where nobody was).
    """
    rows = []
    for visit in visits(tally, "iga"):
        counts = np.bincount(visit.value.astype(int), weights=visit.patients, minlength=len(IGA_GRADES))
        n = int(visit.patients.sum())
        for grade, label in enumerate(IGA_GRADES):
            rows.append((visit.group, visit.week, grade, label, int(counts[grade]), n, visit.expected))
    frame = DataFrame(rows, columns=["group", "week", "grade", "label", "count", "n", "expected"])
    return frame.assign(share=frame["count"] / frame["n"].where(frame["n"] > 0))


def usual_range(tally: Tally, measure: str, *, change: bool = False) -> tuple[float, float]:
    """Where the middle 95% of all scores (or changes) of the tally lie, over all groups and weeks; (0, 0) for none."""
    found = list(visits(tally, measure))
    parts = [_changes(visit) for visit in found] if change else [(visit.value, visit.patients) for visit in found]
    values, patients = (np.concatenate(part) for part in zip(*parts, strict=True))
    if not patients.sum():
        return 0.0, 0.0
    low, high = quantiles(values, patients, [0.025, 0.975]).tolist()
    return low, high


def at_week(tally: Tally, week: int) -> DataFrame:
    """Baseline and one week side by side, of the patients with both, one row per measure and group.

    ``change`` has its t interval; ``hl`` is the Hodges-Lehmann estimate with its limits, ``p`` the signed-rank test
    with Pratt zeros, both over all pairs, unchanged ones among them. ``n`` is the pairs; ``n_baseline`` and ``n_week``
    are all who were assessed.
    """
    rows = []
    for measure in ("iga", "bsa_pct", "itch_nrs"):
        found = {(visit.group, visit.week): visit for visit in visits(tally, measure)}
        rows += [_paired(measure, found[group, 0], found[group, week]) for group in tally.groups]
    columns = ["measure", "group", "n_baseline", "n_week", "expected", "n", "baseline", "value"]
    return DataFrame(rows, columns=[*columns, "change", "low", "high", "hl", "hl_low", "hl_high", "p"])


def _paired(measure: str, start: Visit, end: Visit) -> tuple[object, ...]:
    change, patients = _changes(end)
    paired = ~np.isnan(end.baseline)
    before = mean_t(end.baseline[paired], patients)
    after = mean_t(end.value[paired], patients)
    difference = mean_t(change, patients)
    ranks = hodges_lehmann(change, patients, keep_zeros=True)
    test = signed_rank(change, patients)
    return (
        measure,
        start.group,
        int(start.patients.sum()),
        int(end.patients.sum()),
        end.expected,
        difference.n,
        before.mean,
        after.mean,
        difference.mean,
        difference.low,
        difference.high,
        ranks.estimate,
        ranks.low,
        ranks.high,
        test.p,
    )


def _changes(visit: Visit) -> tuple[Numbers, Counts]:
    paired = ~np.isnan(visit.baseline)
    # Differences of decimal scores carry binary noise (13.7 - 9.5); rounding makes equal changes equal again.
    return np.round(visit.value[paired] - visit.baseline[paired], 10), visit.patients[paired]


def _summary(visit: Visit, values: Numbers, patients: Counts) -> tuple[object, ...]:
    mean, quarters = mean_t(values, patients), quartiles(values, patients)
    return (
        visit.group,
        visit.week,
        mean.n,
        visit.expected,
        mean.mean,
        mean.sd,
        mean.low,
        mean.high,
        quarters.q1,
        quarters.median,
        quarters.q3,
    )
