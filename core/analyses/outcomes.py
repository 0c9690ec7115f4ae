"""How did IGA, BSA and itch move from baseline to week 52?"""

from collections.abc import Iterator

import numpy as np
from pandas import DataFrame

from core.analyses.missing import CARRIED, MISSING_RULES, OBSERVED, require_rule
from core.analyses.visits import Visit, visits
from core.endpoints import IGA_GRADES
from core.schema import MEASURES
from core.stats.paired import hodges_lehmann, signed_rank
from core.stats.summary import mean_t, quantiles
from core.tally import Tally

COLUMNS = [
    "group",
    "week",
    "n",
    "expected",
    "mean",
    "sd",
    "low",
    "high",
    "q1",
    "median",
    "q3",
    "q10",
    "q90",
    "assessed",
]
MISSING_GRADE = -1


def scores(tally: Tally, measure: str, *, missing: str = OBSERVED) -> DataFrame:
    """The values per group and week: n, mean with its t interval, median with quartiles and the 10% and 90% quantiles.

    Observed case, unless ``missing`` is "locf"; ``assessed`` of the n patients have a score of that week.
    """
    found = _visits(tally, measure, missing)
    return DataFrame([_summary(visit, "value") for visit in found], columns=COLUMNS)


def changes(tally: Tally, measure: str, *, missing: str = OBSERVED) -> DataFrame:
    """Value minus baseline per group and week, of patients with both; negative is better.

    Columns and rules as in :func:`scores`.
    """
    found = [visit.paired for visit in _visits(tally, measure, missing) if visit.week > 0]
    return DataFrame([_summary(visit, "change") for visit in found], columns=COLUMNS)


def iga_distribution(tally: Tally, *, missing: str = OBSERVED) -> DataFrame:
    """Patients per group, week and IGA grade, of those assessed at that week or of everybody.

    Columns group, week, grade (0-4), label, count, n, expected, share (of n; nan where n is 0), assessed. ``n`` are the
    patients assessed at that week; with "locf" also those with a carried grade; with "nri" and "bounds" the whole
    group, and those who were not assessed follow as grade -1, "missing".
    """
    require_rule(missing, MISSING_RULES)
    everybody = missing not in (OBSERVED, CARRIED)
    labels = dict(enumerate(IGA_GRADES)) | ({MISSING_GRADE: "missing"} if everybody else {})
    rows = []
    for visit in visits(tally, "iga", carried=missing == CARRIED):
        counts = np.bincount(visit.value.astype(int), weights=visit.patients, minlength=len(IGA_GRADES)).tolist()
        counts.append(visit.expected - visit.n)
        n = visit.expected if everybody else visit.n
        for grade, label in labels.items():
            rows.append((visit.group, visit.week, grade, label, int(counts[grade]), n, visit.expected, visit.assessed))
    frame = DataFrame(rows, columns=["group", "week", "grade", "label", "count", "n", "expected", "assessed"])
    frame.insert(7, "share", frame["count"] / frame["n"].where(frame["n"] > 0))
    return frame


def completeness(tally: Tally) -> DataFrame:
    """Patients with a score of a measure at each week, of the whole group.

    Columns measure, group, week, assessed, expected, share. ``share`` is nan in a group without patients.
    """
    rows = [
        (measure, visit.group, visit.week, visit.assessed, visit.expected)
        for measure in MEASURES
        for visit in visits(tally, measure)
    ]
    frame = DataFrame(rows, columns=["measure", "group", "week", "assessed", "expected"])
    return frame.assign(share=frame["assessed"] / frame["expected"].where(frame["expected"] > 0))


def usual_range(tally: Tally, measure: str, *, change: bool = False) -> tuple[float, float]:
    """Where the middle 95% of all scores (or changes) of the tally lie, over all groups and weeks; (0, 0) for none."""
    found = [visit.counted("change" if change else "value") for visit in visits(tally, measure)]
    values, patients = (np.concatenate(parts) for parts in zip(*found, strict=True))
    if not patients.sum():
        return 0.0, 0.0
    low, high = quantiles(values, patients, [0.025, 0.975]).tolist()
    return low, high


def extremes(tally: Tally, measure: str, *, change: bool) -> tuple[float, float]:
    """The least and the greatest score, or change, in the whole extract; (0, 0) for none."""
    cells = tally.cells
    own = (cells.frame["measure"] == measure).to_numpy()
    values = cells.change[own & (cells.frame["week"] > 0).to_numpy()] if change else cells.value[own]
    known = values[~np.isnan(values)]
    return (float(known.min()), float(known.max())) if len(known) else (0.0, 0.0)


def at_week(tally: Tally, week: int) -> DataFrame:
    """Baseline and one week side by side, of the patients with both, one row per measure and group.

    ``change`` has its t interval; ``hl`` is the Hodges-Lehmann estimate with its limits, ``p`` the signed-rank test
    with Pratt zeros, both over all pairs, unchanged ones among them. ``n`` is the pairs; ``n_baseline`` and ``n_week``
    are all who were assessed.
    """
    rows = []
    for measure in MEASURES:
        found = {(visit.group, visit.week): visit for visit in visits(tally, measure, weeks=(0, week))}
        rows += [_paired(measure, found[group, 0], found[group, week]) for group in tally.groups]
    columns = ["measure", "group", "n_baseline", "n_week", "expected", "n", "baseline", "value"]
    return DataFrame(rows, columns=[*columns, "change", "low", "high", "hl", "hl_low", "hl_high", "p"])


def _paired(measure: str, start: Visit, end: Visit) -> tuple[object, ...]:
    both = end.paired
    change = both.counted("change")
    difference = mean_t(*change)
    ranks = hodges_lehmann(*change, keep_zeros=True)
    return (
        measure,
        start.group,
        start.n,
        end.n,
        end.expected,
        both.n,
        mean_t(*both.counted("baseline")).mean,
        mean_t(*both.counted("value")).mean,
        difference.mean,
        difference.low,
        difference.high,
        ranks.estimate,
        ranks.low,
        ranks.high,
        signed_rank(*change).p,
    )


def _visits(tally: Tally, measure: str, missing: str) -> Iterator[Visit]:
    require_rule(missing, (OBSERVED, CARRIED))
    return visits(tally, measure, carried=missing == CARRIED)


def _summary(visit: Visit, what: str) -> tuple[object, ...]:
    counted = visit.counted(what)
    mean = mean_t(*counted)
    q10, q1, median, q3, q90 = quantiles(*counted, [0.1, 0.25, 0.5, 0.75, 0.9]).tolist()
    spread = (mean.mean, mean.sd, mean.low, mean.high, q1, median, q3, q10, q90)
    return (visit.group, visit.week, mean.n, visit.expected, *spread, visit.assessed)
