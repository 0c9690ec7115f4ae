"""Which events of special interest were seen, and what do the zeros leave open?"""

from functools import lru_cache

from pandas import DataFrame

from core.schema import SPECIAL_INTERESTS
from core.stats.proportion import clopper_pearson
from core.tally import Tally

_exact = lru_cache(maxsize=4096)(clopper_pearson)

TOTAL_COLUMNS = ["category", "count", "n", "estimate", "low", "high"]
SPECIAL_COLUMNS = ["category", "group", *TOTAL_COLUMNS[1:]]


def special_interest(tally: Tally) -> DataFrame:
    """Patients with an event of special interest / patients whose adverse-event status is documented.

    One row per category and group, zeros kept, categories in the order of the schema; ``estimate`` and the
    Clopper-Pearson limits are proportions, nan where nobody is documented. A patient counts once per category.
    """
    rows = []
    for place, category in enumerate(SPECIAL_INTERESTS):
        for at, group in enumerate(tally.groups):
            share = _exact(int(tally.events.special[at, place]), int(tally.documented[at]))
            rows.append((category, group, share.count, share.total, share.estimate, share.low, share.high))
    return DataFrame(rows, columns=SPECIAL_COLUMNS)


def special_interest_total(tally: Tally) -> DataFrame:
    """As :func:`special_interest`, over all groups together: one row per category and no column group."""
    rows = []
    documented = int(tally.documented.sum())
    for category, count in zip(SPECIAL_INTERESTS, tally.events.special.sum(axis=0), strict=True):
        share = _exact(int(count), documented)
        rows.append((category, share.count, share.total, share.estimate, share.low, share.high))
    return DataFrame(rows, columns=TOTAL_COLUMNS)
