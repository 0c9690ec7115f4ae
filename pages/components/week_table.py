"""Baseline against one later week, a row per measure and group."""

import streamlit as st
from pandas import DataFrame

from core.analyses.outcomes import at_week
from core.endpoints import MEASURES
from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL, interval, number
from core.view import View
from pages.components.display import table_behind
from pages.components.plain_table import plain_table


def week_table(view: View, *, week: int) -> None:
    """Draw the table. Under five pairs only counts are shown, under ten no interval."""
    st.subheader(f"Week {week} against baseline")
    labels = {look.group: look.label for look in view.looks}
    plain_table(_table(view.of(at_week, week), labels, week), name=f"Week {week} against baseline")
    st.caption(
        "Means of patients with both values; change is week minus baseline, negative is better. "
        "Within a group, before against after: without a control group this is not an effect of treatment."
    )
    name = f"week {week} against baseline, with rank statistics"
    table_behind(view, view.of(at_week, week), key=f"week-{week}", name=name)


def _table(rows: DataFrame, labels: dict[str, str], week: int) -> DataFrame:
    return DataFrame([_row(row, labels[row["group"]], week) for row in rows.to_dict("records")])


def _row(row: dict[str, object], label: str, week: int) -> dict[str, str]:
    measure = MEASURES[str(row["measure"])]
    n, decimals = int(str(row["n"])), measure.decimals

    def shown(name: str) -> str:
        return number(float(str(row[name])), decimals) if n >= MIN_FOR_ESTIMATE else "–"

    limits = interval(float(str(row["low"])), float(str(row["high"])), decimals) if n >= MIN_FOR_INTERVAL else "–"
    return {
        "Measure": f"{measure.short}, {measure.unit}",
        "Group": label,
        "n with both": f"{n} of {row['expected']}",
        "Baseline": shown("baseline"),
        f"Week {week}": shown("value"),
        "Change": shown("change"),
        "95% CI": limits,
    }
