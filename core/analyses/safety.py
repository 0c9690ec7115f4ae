"""How many patients had an adverse event, which ones, and how sure are we?"""

from functools import lru_cache
from math import nan

import numpy as np
from pandas import DataFrame

from core.rows import rows_of
from core.schema import AE_SEVERITIES
from core.stats.difference import newcombe
from core.stats.exact import boschloo
from core.stats.proportion import clopper_pearson_limits
from core.tally import Tally

_difference = lru_cache(maxsize=4096)(newcombe)

INCIDENCE_COLUMNS = ["level", "organ_class", "term", "group", "count", "n", "estimate", "low", "high"]
GRADES = ("not recorded", *AE_SEVERITIES)


def incidence(tally: Tally) -> DataFrame:
    """Patients with at least one event / patients whose adverse-event status is documented.

    One row per event row of the tally and group, zero rows kept; ``estimate`` and the Clopper-Pearson
    limits are proportions. A patient counts once per term, once per organ class, once overall.
    """
    counts = tally.events.patients.sum(axis=2).T.ravel()  # row by row, and in each row group by group
    rows, groups = len(tally.events.rows), len(tally.groups)
    n = np.tile(tally.documented, rows)
    low, high = clopper_pearson_limits(counts, n)
    columns = {
        **{name: np.repeat(tally.events.rows[name].to_numpy(), groups) for name in ("level", "organ_class", "term")},
        "group": np.tile(np.array(tally.groups, dtype=object), rows),
        "count": counts,
        "n": n,
        "estimate": np.divide(counts, n, out=np.full(len(n), nan), where=n > 0),
        "low": low,
        "high": high,
    }
    return DataFrame(columns, columns=INCIDENCE_COLUMNS)


def differences(incidence: DataFrame) -> DataFrame:
    """Second group minus first, with the Newcombe interval, one row per event row.

    Empty unless there are exactly two groups. Limits are differences of proportions, -1 to 1; ``n`` is the smaller of
    the two denominators.
    """
    groups = incidence["group"].unique()
    columns = ["level", "organ_class", "term", "n", "estimate", "low", "high"]
    if len(groups) != 2:
        return DataFrame(columns=columns)
    records = rows_of(incidence)
    rows = []
    for one, two in zip(records[::2], records[1::2], strict=True):
        found = _difference(two["count"], two["n"], one["count"], one["n"])
        names = (one["level"], one["organ_class"], one["term"])
        rows.append((*names, min(one["n"], two["n"]), found.estimate, found.low, found.high))
    return DataFrame(rows, columns=columns)


def total_incidence(tally: Tally) -> DataFrame:
    """As :func:`incidence`, over all groups together: columns level, organ_class, term, count, n."""
    counts = tally.events.patients.sum(axis=(0, 2))
    return tally.events.rows.assign(count=counts, n=int(tally.documented.sum()))


def relatedness(tally: Tally) -> DataFrame:
    """Patients by what any counted event was judged related to: columns group, related_to, count, n, share.

    ``share`` is of the patients whose status is documented. Follows from the overall rows by subtraction.
    """
    levels = tally.events.rows["level"].tolist()
    counts = tally.events.patients.sum(axis=2)
    cream, systemic, either, related, affected = (
        counts[:, levels.index(level)]
        for level in ("related_cream", "related_systemic", "related_named", "related", "any")
    )
    parts = {
        "cream": either - systemic,
        "both": cream + systemic - either,
        "systemic": either - cream,
        "not said which": related - either,
        "neither": affected - related,
    }
    rows = [
        (group, name, *_share(int(part[at]), int(tally.documented[at])))
        for at, group in enumerate(tally.groups)
        for name, part in parts.items()
    ]
    return DataFrame(rows, columns=["group", "related_to", "count", "n", "share"])


def any_event_test(tally: Tally) -> float:
    """Two-sided p of Boschloo's exact test for any counted event in two groups; nan unless there are two.

    nan also where the groups are too large to compute it (see ``core.stats.exact``).
    """
    if len(tally.groups) != 2:
        return nan
    affected = tally.events.patients[:, 0, :].sum(axis=1)
    (one, two), (n_one, n_two) = affected.tolist(), tally.documented.tolist()
    return boschloo(int(one), int(n_one), int(two), int(n_two))


def signals(differences: DataFrame) -> DataFrame:
    """Terms with their difference and how far it is from none, in units of its own 95% limit.

    ``evidence`` is |difference| / distance from the difference to the limit on the side of zero: at 1 the Newcombe
    interval just reaches zero, above it excludes zero. Not a p-value; nan where the difference is undefined.
    """
    terms = differences[differences["level"] == "term"]
    towards_zero = (terms["estimate"] - terms["low"]).where(terms["estimate"] >= 0, terms["high"] - terms["estimate"])
    return terms.assign(evidence=terms["estimate"].abs() / towards_zero.where(towards_zero > 0)).reset_index(drop=True)


def worst_severity(tally: Tally) -> DataFrame:
    """Patients by the worst severity of any counted event: columns group, severity, count, n, share.

    ``share`` is of the patients whose status is documented (nan where there are none).
    """
    any_event = tally.events.patients[:, 0, :]
    rows = [
        (group, grade, *_share(int(any_event[at, level]), int(tally.documented[at])))
        for at, group in enumerate(tally.groups)
        for level, grade in enumerate(GRADES)
    ]
    return DataFrame(rows, columns=["group", "severity", "count", "n", "share"])


def _share(count: int, n: int) -> tuple[int, int, float]:
    """Patients, of how many, and their proportion; nan where there is nobody."""
    return count, n, count / n if n else nan
