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

    One row per event row and group, the rows as :func:`ordered_rows` gives them; ``estimate`` and the Clopper-Pearson
    limits are proportions. A patient counts once per term, once per organ class, once overall.
    """
    counts = tally.events.sum(axis=2)
    rows = []
    for place in ordered_rows(tally):
        names = tally.event_rows.iloc[place].tolist()
        for at, group in enumerate(tally.groups):
            share = _exact(int(counts[at, place]), int(tally.documented[at]))
            rows.append((*names, group, share.count, share.total, share.estimate, share.low, share.high))
    return DataFrame(rows, columns=INCIDENCE_COLUMNS)


def ordered_rows(tally: Tally) -> list[int]:
    """Places of the event rows in reading order: overall rows, then each organ class with its terms.

    Classes, and terms within a class, stand by the patients they concern, then by name; zero rows are kept.
    """
    patients = tally.events.sum(axis=(0, 2))
    rows = [(place, *names) for place, names in enumerate(tally.event_rows.itertuples(index=False, name=None))]
    of_class = {name: int(patients[place]) for place, level, name, _ in rows if level == "organ_class"}

    def position(row: tuple[int, str, str, str]) -> tuple[object, ...]:
        place, level, organ_class, term = row
        if level not in ("organ_class", "term"):
            return (0, place)
        is_term = level == "term"
        return (
            1,
            -of_class[organ_class],
            organ_class,
            is_term,
            -int(patients[place]) if is_term else 0,
            term,
        )

    return [row[0] for row in sorted(rows, key=position)]


def differences(incidence: DataFrame) -> DataFrame:
    """Second group minus first, with the Newcombe interval, one row per event row.

    Empty unless there are exactly two groups. Limits are differences of proportions, -1 to 1.
    """
    groups = incidence["group"].unique()
    columns = ["level", "organ_class", "term", "estimate", "low", "high"]
    if len(groups) != 2:
        return DataFrame(columns=columns)
    first, second = (incidence[incidence["group"] == group] for group in groups)
    rows = []
    for one, two in zip(first.itertuples(), second.itertuples(), strict=True):
        found = _difference(int(two.count), int(two.n), int(one.count), int(one.n))
        rows.append((one.level, one.organ_class, one.term, found.estimate, found.low, found.high))
    return DataFrame(rows, columns=columns)


def worst_severity(tally: Tally) -> DataFrame:
    """Patients by the worst severity of any counted event: columns group, severity, count, n, share.

    ``share`` is of the patients whose status is documented (nan where there are none).
    """
    any_event = tally.events[:, 0, :]
    rows = [
        (group, grade, int(any_event[at, level]), int(tally.documented[at]))
        for at, group in enumerate(tally.groups)
        for level, grade in enumerate(GRADES)
    ]
    frame = DataFrame(rows, columns=["group", "severity", "count", "n"])
    return frame.assign(share=frame["count"] / frame["n"].where(frame["n"] > 0))
