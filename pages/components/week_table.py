"""Baseline against one later week, a row per measure and group, and the difference between two groups."""

from typing import Any

from pandas import DataFrame

from core.analyses.baseline import smd_by_variable, table_one
from core.analyses.between import change_between
from core.analyses.outcomes import at_week
from core.endpoints import MEASURES
from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL, UNDEFINED, interval, number, whole
from core.rows import rows_of
from core.view import View
from pages.components.once import once
from pages.components.tables import Numbers, show_words

ADJUSTED = "adjusted for baseline only, not for confounding"
_WITHIN = (
    "Observed scores of patients with both; change is week minus baseline, negative is better. Within a group, before "
    "against after: without a control group this is not an effect of treatment. Hodges-Lehmann: the middle of all "
    "pairwise means of the changes; p: signed-rank test with Pratt's zeros, one look of many."
)
_BETWEEN = (
    "Difference between non-randomised cohorts: analysis of covariance on the baseline score; blank where a group has "
    f"under {MIN_FOR_INTERVAL} pairs. SMD: standardised mean difference of the baselines; around 0.2 is within chance "
    "for groups of this size, and what differs beside the baseline stays in every row."
)
# The variable of Table 1 that holds the baseline of each measure.
_BASELINES = {"iga": "IGA at baseline", "bsa_pct": "BSA at baseline, %", "itch_nrs": "Itch at baseline"}


def week_table(view: View, *, week: int) -> None:
    """Draw both tables. Under five pairs only counts are shown, under ten no interval, test or difference."""
    title = f"Week {week} against baseline"
    numbers = Numbers(view.of(at_week, week), f"week {week} against baseline, all statistics")
    words = once(view, _within_groups, week)
    show_words(view, words, numbers, key=f"week-{week}", name=title, heading=title, note=_WITHIN)
    if len(view.looks) == 2:
        _difference(view, week)


def _within_groups(view: View, week: int) -> DataFrame:
    labels = {look.group: look.words for look in view.looks}
    rows = rows_of(view.of(at_week, week))
    return DataFrame([_within(row, labels[row["group"]], week) for row in rows])


def _within(row: dict[Any, Any], label: str, week: int) -> dict[str, str]:
    measure = MEASURES[str(row["measure"])]
    n, decimals = int(row["n"]), measure.decimals

    def shown(*names: str) -> str:
        return _estimate(*(row[name] for name in names), n=n, decimals=decimals)

    return {
        "Measure": f"{measure.short}, {measure.unit}",
        "Group": label,
        "n paired": _one_line(f"{whole(n)} of {whole(row['expected'])}"),
        "Baseline": shown("baseline"),
        f"Week {week}": shown("value"),
        "Change (95% CI)": shown("change", "low", "high"),
        "Hodges-Lehmann (95% CI)": shown("hl", "hl_low", "hl_high"),
        "p": _p(row["p"]) if n >= MIN_FOR_INTERVAL else UNDEFINED,
    }


def _estimate(value: float, low: float | None = None, high: float | None = None, *, n: int, decimals: int) -> str:
    """An estimate as far as so many patients carry it, with its limits if it has any."""
    if n < MIN_FOR_ESTIMATE:
        return UNDEFINED
    said = number(value, decimals)
    if low is None or high is None or n < MIN_FOR_INTERVAL:
        return said
    return f"{said} ({interval(low, high, decimals)})"


def _one_line(text: str) -> str:
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _p(p: float) -> str:
    return "<0.001" if p < 0.001 else number(p, 3)


def _difference(view: View, week: int) -> None:
    """The difference of the changes at the same baseline, and how alike the baselines were."""
    first, second = (look.words for look in view.looks)
    show_words(
        view,
        once(view, _between_groups, week),
        Numbers(view.of(change_between, week=week), f"difference in change to week {week}, all estimates"),
        key=f"between-{week}",
        name=f"Difference in change to week {week}, {second} minus {first}, {ADJUSTED}",
        heading=f"Difference in change to week {week}, {ADJUSTED}",
        level=3,
        note=_BETWEEN,
    )


def _between_groups(view: View, week: int) -> DataFrame:
    labels, smds = [look.words for look in view.looks], _smds(view)
    rows = rows_of(view.of(change_between, week=week))
    return DataFrame([_between(row, labels, smds) for row in rows])


def _between(row: dict[Any, Any], labels: list[str], smds: dict[str, float]) -> dict[str, str]:
    measure = MEASURES[str(row["measure"])]
    enough = int(row["n"]) >= MIN_FOR_INTERVAL

    def shown(*names: str) -> str:
        values = (row[name] for name in names)
        return _estimate(*values, n=int(row["n"]), decimals=measure.decimals) if enough else UNDEFINED

    first, second = labels
    return {
        "Measure": f"{measure.short}, {measure.unit}",
        "n paired": _one_line(f"{whole(row['n_first'])} and {whole(row['n_second'])}"),
        f"{first}, adjusted change": shown("adjusted_first"),
        f"{second}, adjusted change": shown("adjusted_second"),
        f"{second} minus {first} (95% CI)": shown("estimate", "low", "high"),
        "SMD of the baselines": number(abs(smds[measure.name]), 2) if enough else UNDEFINED,
    }


def _smds(view: View) -> dict[str, float]:
    """How unlike the baselines of all selected patients are, by measure."""
    found = smd_by_variable(view.of(table_one))
    return {measure: found[variable] for measure, variable in _BASELINES.items()}
