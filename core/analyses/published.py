"""What has been published about these patients, beside the same quantity in the extract that is open."""

from collections.abc import Callable
from dataclasses import dataclass
from math import nan

from pandas import DataFrame

from core.analyses.outcomes import changes
from core.analyses.safety import incidence
from core.provenance import PublishedFigure
from core.stats.summary import mean_t
from core.tally import Tally

WEEKS_PER_MONTH = 365.25 / 12 / 7


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something that can be published: its words, decimals and how it is computed for one cohort, with n."""

    label: str
    decimals: int
    compute: Callable[[Tally, str], tuple[float, int]]


def _patients(tally: Tally, cohort: str) -> tuple[float, int]:
    count = int(tally.patients[tally.groups.index(cohort)])
    return count, count


def _no_event(tally: Tally, cohort: str) -> tuple[float, int]:
    rows = incidence(tally)
    row = rows[(rows["level"] == "any") & (rows["group"] == cohort)].iloc[0]
    return 100 * (1 - row["estimate"]), int(row["n"])


def _months(tally: Tally, cohort: str) -> tuple[float, int]:
    weeks, counts = tally.follow_up
    found = mean_t(weeks, counts[tally.groups.index(cohort)])
    return found.mean / WEEKS_PER_MONTH, found.n


def _change(measure: str) -> Callable[[Tally, str], tuple[float, int]]:
    def at_week_52(tally: Tally, cohort: str) -> tuple[float, int]:
        rows = changes(tally, measure)
        row = rows[(rows["week"] == 52) & (rows["group"] == cohort)].iloc[0]
        return float(row["mean"]), int(row["n"])

    return at_week_52


QUANTITIES = {
    "patients": Quantity("Patients", 0, _patients),
    "no_adverse_event_percent": Quantity("No adverse event, %", 1, _no_event),
    "months_on_both_mean": Quantity("Mean time on both treatments, months", 1, _months),
    "iga_change_week_52": Quantity("Mean change of IGA at week 52", 2, _change("iga")),
    "bsa_pct_change_week_52": Quantity("Mean change of BSA at week 52, % of body surface", 2, _change("bsa_pct")),
    "itch_nrs_change_week_52": Quantity("Mean change of itch at week 52, points", 2, _change("itch_nrs")),
}


def compared(tally: Tally, figures: tuple[PublishedFigure, ...]) -> DataFrame:
    """One row per published figure: label, cohort, published, here, n, decimals, source, status, note.

    ``tally`` counts the whole extract by cohort. A quantity or cohort unknown here has ``here`` nan and n 0.
    """
    rows = []
    for figure in figures:
        quantity = QUANTITIES.get(figure.quantity)
        known = quantity is not None and figure.cohort in tally.groups
        here, n = quantity.compute(tally, figure.cohort) if quantity and known else (nan, 0)
        label, decimals = (quantity.label, quantity.decimals) if quantity else (figure.quantity, 2)
        rows.append((label, figure.cohort, figure.value, here, n, decimals, figure.source, figure.status, figure.note))
    columns = ["label", "cohort", "published", "here", "n", "decimals", "source", "status", "note"]
    return DataFrame(rows, columns=columns)
