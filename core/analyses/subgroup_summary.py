"""Every subgroup comparison as one nested document: what the command line prints as JSON."""

from collections.abc import Hashable, Mapping
from math import isfinite
from typing import Any

from core.analyses.subgroup_effects import EFFECTS
from core.analyses.subgroup_interactions import interactions
from core.analyses.subgroups import subgroups
from core.subgroup_tally import SubgroupTally

Document = dict[str, Any]
Row = Mapping[Hashable, Any]


def subgroups_document(tally: SubgroupTally, *, week: int = 52) -> Document:
    """Cohort B minus cohort A at one week, by effect: overall and a row per factor and level, and each interaction.

    Percentages are 0-100, differences of them percentage points; numbers are null where undefined.
    """
    return {
        "week": week,
        "effects": {
            name: {
                "rows": [
                    _row(row, tally.cohorts, percent=effect.yes_or_no)
                    for row in subgroups(tally, effect=name, week=week).to_dict("records")
                ],
                "interactions": [
                    _interaction(row) for row in interactions(tally, effect=name, week=week).to_dict("records")
                ],
            }
            for name, effect in EFFECTS.items()
        },
    }


def _row(row: Row, cohorts: tuple[str, ...], *, percent: bool) -> Document:
    scale = 100 if percent else 1
    return {
        "factor": row["factor"],
        "level": row["level"],
        "cohorts": {cohort: _cohort(row, cohort, percent=percent) for cohort in cohorts},
        "difference": {name: _number(scale * row[name]) for name in ("estimate", "low", "high")},
        "note": row["note"],
    }


def _cohort(row: Row, cohort: str, *, percent: bool) -> Document:
    counts = {name: int(row[f"{name}_{cohort}"]) for name in ("patients", "n")}
    value = row[f"value_{cohort}"]
    if not percent:
        return {**counts, "mean": _number(value)}
    return {**counts, "count": int(row[f"count_{cohort}"]), "percent": _number(100 * value)}


def _interaction(row: Row) -> Document:
    named = {name: row[name] for name in ("factor", "levels", "method", "df", "df_within", "rough", "why")}
    return {**named, "statistic": _number(row["statistic"]), "p": _number(row["p"])}


def _number(value: float) -> float | None:
    return float(value) if isfinite(value) else None
