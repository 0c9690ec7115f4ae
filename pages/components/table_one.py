"""Table 1: who the patients are, group by group, with standardised mean differences and no p-values."""

import streamlit as st
from pandas import DataFrame

from core.analyses.baseline import table_one as analysis
from core.numbers import MIN_FOR_ESTIMATE, UNDEFINED, number, percent
from core.view import View
from pages.components.display import table_behind
from pages.components.plain_table import plain_table

_CAPTION = (
    "Numbers: mean (SD), median. Categories: patients (%). SMD: standardised mean difference between the two "
    "groups; 0.1 is often called an imbalance, but with groups of this size a difference of 0.2 is within chance."
)


def table_one(view: View) -> None:
    """Draw the table."""
    rows = view.of(analysis)
    st.subheader("Who the patients are")
    plain_table(_worded(rows, view), name="Baseline characteristics")
    st.caption(_CAPTION if len(view.looks) == 2 else _CAPTION.split(" SMD")[0])
    table_behind(view, rows, key="table-1", name="baseline characteristics, as numbers")


def _worded(rows: DataFrame, view: View) -> DataFrame:
    records = rows.to_dict("records")
    groups = len(view.looks)
    lines = []
    last = ""
    for start in range(0, len(records), groups):
        own = records[start : start + groups]
        variable = own[0]["variable"] if own[0]["variable"] != last else ""
        last = own[0]["variable"]
        cells = {look.label: _cell(row) for look, row in zip(view.looks, own, strict=True)}
        line = {"Characteristic": variable, "Level": own[0]["level"], **cells}
        if groups == 2:
            line["SMD"] = number(abs(own[0]["smd"]), 2) if variable else ""
        lines.append(line)
    return DataFrame(lines)


def _cell(row: dict[str, object]) -> str:
    n, of = int(str(row["n"])), int(str(row["of"]))
    if row["level"]:
        return f"{n} ({percent(n / of, 0)})" if of >= MIN_FOR_ESTIMATE else f"{n}/{of}"
    if n < MIN_FOR_ESTIMATE:
        return UNDEFINED
    missing = f", {of - n} missing" if n < of else ""
    mean, sd, median = (number(float(str(row[name]))) for name in ("mean", "sd", "median"))
    return f"{mean} ({sd}), {median}{missing}"
