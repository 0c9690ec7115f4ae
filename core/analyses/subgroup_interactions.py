"""Does the difference between the cohorts depend on a factor? One result per factor, never one per level."""

from math import nan
from typing import Any

from pandas import DataFrame

from core.analyses.subgroup_effects import EFFECTS, Cell, cells
from core.endpoints import MISSING
from core.numbers import MIN_FOR_INTERVAL
from core.stats.homogeneity import breslow_day
from core.stats.interaction import interaction
from core.subgroup_tally import SubgroupTally

COLUMNS = ["factor", "levels", "method", "statistic", "df", "df_within", "p", "rough", "why"]
ONE_LEVEL = "one level only"
TOO_FEW = f"fewer than two levels with {MIN_FOR_INTERVAL} patients in each cohort"
NOT_ENOUGH = "the outcome varies too little"
# Below this expected count the chi-squared distribution is a rough guide (Cochran 1954, Biometrics 10:417).
ROUGH_BELOW = 5


def interactions(tally: SubgroupTally, *, effect: str, week: int = 52) -> DataFrame:
    """Whether cohort B minus cohort A is alike at the levels of a factor, one row per factor.

    Recorded levels with ten patients or more in each cohort take part (``levels`` of them); nothing is adjusted for
    the number of factors. Yes/no outcomes have the Breslow-Day test with Tarone's correction, which is about odds
    ratios; ``rough`` says that a count expected under a common odds ratio is below 5. Changes have the F test of the
    interaction in a two-way analysis of variance. ``why`` says why there is no result.
    """
    wanted = EFFECTS[effect]
    rows = []
    for factor, found in cells(tally, wanted, week=week)[1:]:
        levels = dict(zip(factor.levels, found, strict=True))
        present = {level: row for level, row in levels.items() if any(cell.patients for cell in row)}
        used = [
            row
            for level, row in present.items()
            if level != MISSING and min(cell.n for cell in row) >= MIN_FOR_INTERVAL
        ]
        tested = _odds_ratios if wanted.yes_or_no else _means
        rows.append((factor.factor, *(tested(used) if len(used) > 1 else _untested(len(used), len(present)))))
    return DataFrame(rows, columns=COLUMNS)


def _untested(used: int, present: int) -> tuple[Any, ...]:
    return (used, "", nan, 0, 0, nan, False, ONE_LEVEL if present == 1 else TOO_FEW)


def _odds_ratios(used: list[list[Cell]]) -> tuple[Any, ...]:
    found = breslow_day([[[cell.yes, cell.n - cell.yes] for cell in row] for row in used])
    why = "" if found.df else NOT_ENOUGH
    rough = found.smallest < ROUGH_BELOW
    return (found.tables, "Breslow-Day, Tarone", found.tarone, found.df, 0, found.p, rough, why)


def _means(used: list[list[Cell]]) -> tuple[Any, ...]:
    found = interaction([[(cell.values, cell.counts) for cell in row] for row in used])
    why = "" if found.p == found.p else NOT_ENOUGH
    return (len(used), "F test", found.f, found.df, found.df_within, found.p, False, why)
