"""What the pointer reads at an event of a timeline."""

from collections.abc import Sequence
from typing import Any

from core.figures.layout import Columns, Look
from core.figures.theme import plain_text
from core.numbers import number


def said(rows: Columns, looks: Sequence[Look]) -> list[str]:
    """One text per event; everything that stems from a file is shown letter by letter."""
    labels = {look.group: look.label for look in looks}
    return [_said(dict(zip(rows, values, strict=True)), labels) for values in zip(*rows.values(), strict=True)]


def _said(row: dict[str, Any], labels: dict[str, str]) -> str:
    agent, organ_class = _text(row["agent"], "agent not recorded"), _text(row["organ_class"], "")
    related = " and ".join(
        what for name, what in (("cream", "the cream"), ("systemic", "the systemic")) if row[f"related_{name}"] is True
    )
    related = related or ("treatment, not said which" if row["related"] is True else "")
    judged = any(isinstance(row[name], bool) for name in ("related_cream", "related_systemic", "related"))
    relation = f"related to {related}" if related else "related to neither" if judged else "relatedness not recorded"
    serious = {True: "serious", False: "not serious"}.get(row["serious"], "seriousness not recorded")
    return "<br>".join(
        [
            f"<b>{plain_text(row['term'])}</b> ({organ_class})" if organ_class else f"<b>{plain_text(row['term'])}</b>",
            f"{plain_text(row['patient_id'])}, {_cohort(row, labels)}, {agent}",
            f"{row['grade']}, {serious}, {relation}",
            f"start {_week(row['start_week'])}, end {_week(row['end_week'])}",
            f"{row['period']}; {'counted' if row['counted'] else 'not counted'}; on both treatments to "
            f"{_week(row['follow_up_weeks'])}",
        ]
    )


def _cohort(row: dict[str, Any], labels: dict[str, str]) -> str:
    cohort, group = f"Cohort {row['cohort']}", labels[row["group"]]
    return cohort if group in (cohort, "All selected") else f"{cohort}, {group}"


def _text(value: Any, otherwise: str) -> str:
    return plain_text(value) if isinstance(value, str) else otherwise


def _week(week: float) -> str:
    return f"week {number(week)}" if week == week else "not recorded"
