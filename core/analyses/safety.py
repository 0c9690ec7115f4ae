"""How many patients had an adverse event, which ones, and how sure are we?"""

from functools import lru_cache

from pandas import DataFrame

from core.schema import AE_SEVERITIES
from core.stats.difference import newcombe
from core.stats.proportion import clopper_pearson
from core.tally import Tally

_exact = lru_cache(maxsize=4096)(clopper_pearson)
_difference = lru_cache(maxsize=4096)(newcombe)

INCIDENCE_COLUMNS = ["level", "organ_class", "term", "group", "count", "n", "estimate", "low", "high"]
GRADES = ("not recorded", *AE_SEVERITIES)


def incidence(tally: Tally) -> DataFrame:
    """Patients with at least one event / patients whose adverse-event status is documented.

    One row per event row of the tally and group, zero rows kept; ``estimate`` and the Clopper-Pearson
    limits are proportions. A patient counts once per term, once per organ class, once overall.
    """
    counts = tally.events.patients.sum(axis=2)
    rows = []
    for place, names in enumerate(tally.events.rows.itertuples(index=False, name=None)):
        for at, group in enumerate(tally.groups):
            share = _exact(int(counts[at, place]), int(tally.documented[at]))
            rows.append((*names, group, share.count, share.total, share.estimate, share.low, share.high))
    return DataFrame(rows, columns=INCIDENCE_COLUMNS)


def differences(incidence: DataFrame) -> DataFrame:
    """Second group minus first, with the Newcombe interval, one row per event row.

    Empty unless there are exactly two groups. Limits are differences of proportions, -1 to 1; ``n`` is the smaller of
    the two denominators.
    """
    groups = incidence["group"].unique()
    columns = ["level", "organ_class", "term", "n", "estimate", "low", "high"]
    if len(groups) != 2:
        return DataFrame(columns=columns)
    records = incidence.to_dict("records")
    rows = []
    for one, two in zip(records[::2], records[1::2], strict=True):
        found = _difference(two["count"], two["n"], one["count"], one["n"])
        names = (one["level"], one["organ_class"], one["term"])
        rows.append((*names, min(one["n"], two["n"]), found.estimate, found.low, found.high))
    return DataFrame(rows, columns=columns)


def worst_severity(tally: Tally) -> DataFrame:
    """Patients by the worst severity of any counted event: columns group, severity, count, n, share.

    ``share`` is of the patients whose status is documented (nan where there are none).
    """
    any_event = tally.events.patients[:, 0, :]
    rows = [
        (group, grade, int(any_event[at, level]), int(tally.documented[at]))
        for at, group in enumerate(tally.groups)
        for level, grade in enumerate(GRADES)
    ]
    frame = DataFrame(rows, columns=["group", "severity", "count", "n"])
    return frame.assign(share=frame["count"] / frame["n"].where(frame["n"] > 0))
