"""Does the outcome, or the difference between the cohorts, look alike in every subgroup?"""

from collections.abc import Iterator, Sequence
from math import fsum, nan
from typing import Any

from pandas import DataFrame

from core.analyses.subgroup_effects import EFFECTS, Cell, Effect, cells
from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL
from core.selection import option_label
from core.stats.difference import newcombe
from core.stats.mean_difference import welch
from core.stats.proportion import clopper_pearson, wilson
from core.stats.summary import mean_t
from core.subgroup_tally import SubgroupTally

BETWEEN = "cohorts"
OVERALL = "overall"
NO_PATIENTS = "no patients"

Limits = tuple[float, float, float]


def subgroups(tally: SubgroupTally, *, effect: str, between: str = BETWEEN, week: int = 52) -> DataFrame:
    """Cohort B minus cohort A at each level of each factor, or the outcome itself in the cohort named by ``between``.

    The first row is of all patients; levels nobody selected is at have none. Per cohort X compared: patients_X
    selected, n_X of them judged, count_X with the outcome (where it is yes or no) and value_X, the proportion or mean.
    Differences of proportions have Newcombe's interval, of means Welch's. In one cohort events have Clopper-Pearson
    limits, responders Wilson's and means Student's. ``n`` is the smallest n_X, ``note`` says what is missing.
    """
    wanted = EFFECTS[effect]
    places = [at for at, cohort in enumerate(tally.cohorts) if between in (BETWEEN, cohort)]
    cohorts = [tally.cohorts[at] for at in places]
    rows = []
    for factor, level, label, found in _levels(tally, wanted, week):
        own = [found[at] for at in places]
        numbers = [value for cell in own for value in _numbers(cell, wanted)]
        n = min(cell.n for cell in own)
        rows.append((factor, level, label, *numbers, n, *_limits(own, wanted), _note(own, cohorts)))
    names = ("patients", "n", "count", "value") if wanted.yes_or_no else ("patients", "n", "value")
    columns = [f"{name}_{cohort}" for cohort in cohorts for name in names]
    return DataFrame(rows, columns=["factor", "level", "label", *columns, "n", "estimate", "low", "high", "note"])


def _levels(tally: SubgroupTally, effect: Effect, week: int) -> Iterator[tuple[str, str, str, list[Cell]]]:
    """Overall, then every level somebody selected is at: factor, level, label, and a cell per cohort."""
    (_, everyone), *factors = cells(tally, effect, week=week)
    yield OVERALL, "all", "All selected patients", everyone[0]
    for factor, found in factors:
        for level, row in zip(factor.levels, found, strict=True):
            if sum(cell.patients for cell in row):
                yield factor.factor, level, option_label(factor.factor, level), row


def _numbers(cell: Cell, effect: Effect) -> tuple[float, ...]:
    value = fsum(cell.values * cell.counts) / cell.n if cell.n else nan
    return (cell.patients, cell.n, cell.yes, value) if effect.yes_or_no else (cell.patients, cell.n, value)


def _limits(own: Sequence[Cell], effect: Effect) -> Limits:
    """Estimate and limits: second cohort minus first, or of the only one."""
    found: Any
    if len(own) == 2:
        first, second = own
        if effect.yes_or_no:
            found = newcombe(second.yes, second.n, first.yes, first.n)
        else:
            found = welch(second.values, second.counts, first.values, first.counts)
        return found.estimate, found.low, found.high
    (cell,) = own
    if effect.yes_or_no:
        found = (clopper_pearson if effect.kind == "event" else wilson)(cell.yes, cell.n)
        return found.estimate, found.low, found.high
    mean = mean_t(cell.values, cell.counts)
    return mean.mean, mean.low, mean.high


def _note(own: Sequence[Cell], cohorts: Sequence[str]) -> str:
    for cell, cohort in zip(own, cohorts, strict=True):
        if not cell.n:
            return f"{'nobody judged' if cell.patients else NO_PATIENTS} in cohort {cohort}"
    smallest = min(cell.n for cell in own)
    if smallest < MIN_FOR_ESTIMATE:
        return f"under {MIN_FOR_ESTIMATE}: only counts"
    return f"under {MIN_FOR_INTERVAL}" if smallest < MIN_FOR_INTERVAL else ""
