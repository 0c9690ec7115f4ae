"""Who are the patients, and how alike are the groups before anything happened? (Table 1)"""

from itertools import pairwise
from math import nan
from typing import Any

from pandas import DataFrame

from core.analyses.visits import visits
from core.selection import PATIENT_FILTERS, option_label
from core.stats.balance import smd_categories, smd_means
from core.stats.summary import Mean, mean_t, quartiles
from core.tally import Tally

CATEGORICAL = ("agent", "severity", "sex", "site")
COLUMNS = ["variable", "level", "group", "n", "of", "mean", "sd", "median", "smd"]


def table_one(tally: Tally) -> DataFrame:
    """One row per variable, level and group.

    Numbers have ``level`` empty with n, mean, sd and median; categories have n patients ``of`` the group. ``smd`` is
    the standardised mean difference between the groups where there are two, else nan; no p-values (Austin 2009).
    The variable that makes the groups is left out.
    """
    rows: list[tuple[Any, ...]] = []
    for label, summaries in _numbers(tally).items():
        means = [summary for summary, _ in summaries]
        smd = _smd(means)
        for group, patients, (mean, median) in zip(tally.groups, tally.patients, summaries, strict=True):
            rows.append((label, "", group, mean.n, int(patients), mean.mean, mean.sd, median, smd))
    for name in CATEGORICAL:
        if name != tally.selection.by:
            rows += _category(tally, name)
    return DataFrame(rows, columns=COLUMNS)


def smd_by_variable(table_one: DataFrame) -> dict[str, float]:
    """The standardised mean difference of each variable of Table 1."""
    return dict(zip(table_one["variable"].tolist(), table_one["smd"].tolist(), strict=True))


def _numbers(tally: Tally) -> dict[str, list[tuple[Mean, float]]]:
    found: dict[str, list[tuple[Mean, float]]] = {}
    for label, (values, counts) in (
        ("Age, years", tally.ages),
        ("Weeks on both treatments", tally.follow_up),
    ):
        found[label] = [(mean_t(values, own), quartiles(values, own).median) for own in counts]
    for measure, label in (
        ("iga", "IGA at baseline"),
        ("bsa_pct", "BSA at baseline, %"),
        ("itch_nrs", "Itch at baseline"),
    ):
        found[label] = [
            (mean_t(*counted), quartiles(*counted).median)
            for counted in (visit.counted("value") for visit in visits(tally, measure, weeks=(0,)))
        ]
    return found


def _category(tally: Tally, name: str) -> list[tuple[Any, ...]]:
    options, counts = tally.options[name]
    smd = smd_categories(counts[0], counts[1]) if len(tally.groups) == 2 and options else nan
    return [
        (
            PATIENT_FILTERS[name],
            option_label(name, option),
            group,
            int(counts[at, place]),
            int(of),
            nan,
            nan,
            nan,
            smd,
        )
        for place, option in enumerate(options)
        for at, (group, of) in enumerate(zip(tally.groups, tally.patients, strict=True))
    ]


def _smd(means: list[Mean]) -> float:
    if len(means) != 2:
        return nan
    (first, second), *_ = pairwise(means)
    return smd_means(first.mean, first.sd, second.mean, second.sd)
