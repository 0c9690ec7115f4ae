"""Who are the patients? Table 1 in words."""

from typing import Any

from pandas import DataFrame

from core.analyses.baseline import table_one
from core.displays.display import Display
from core.figures.table import table_figure, table_height
from core.numbers import MIN_FOR_ESTIMATE, UNDEFINED, number, patients, percent, whole
from core.rows import rows_of
from core.view import View
from core.wording import group_label, subject_of

_COLUMNS = _VARIABLE, _LEVEL, _DIFFERENCE = "Characteristic", "Level", "SMD"
_CELLS = "Numbers: mean (SD), median. Categories: patients (%)."
_SMD = (
    "SMD: standardised mean difference between the two groups; 0.1 is often called an imbalance, but with groups of "
    "this size a difference of 0.2 is within chance."
)


def patients_display(view: View) -> Display:
    """Baseline characteristics per group, with standardised mean differences between two and no p-values."""
    worded = table_one_in_words(view)
    groups = zip(view.tally.groups, view.tally.patients, strict=True)
    counts = "; ".join(f"{group_label(view.selection.by, group)}: {patients(int(n))}" for group, n in groups)
    return Display(
        key="patients",
        name="Who the patients are",
        figure=table_figure(worded),
        height=table_height(worded),
        words=f"{subject_of(view.selection)} at baseline. {counts}.",
        table=view.of(table_one),
        note=table_one_note(view),
    )


def table_one_in_words(view: View) -> DataFrame:
    """One row per variable or level, one column per group; SMD where there are two.

    A group that is called like one of the other columns, as a site may be, is told apart by "(group)".
    """
    records, looks = rows_of(view.of(table_one)), view.looks
    columns = [f"{look.words} (group)" if look.words in _COLUMNS else look.words for look in looks]
    lines, last = [], ""
    for start in range(0, len(records), max(len(looks), 1)):
        own = records[start : start + len(looks)]
        variable = own[0]["variable"] if own[0]["variable"] != last else ""
        last = own[0]["variable"]
        cells = dict(zip(columns, map(_cell, own), strict=True))
        line = {_VARIABLE: variable, _LEVEL: own[0]["level"], **cells}
        if len(looks) == 2:
            line[_DIFFERENCE] = number(abs(own[0]["smd"]), 2) if variable else ""
        lines.append(line)
    return DataFrame(lines)


def table_one_note(view: View) -> str:
    """How to read the cells."""
    return f"{_CELLS} {_SMD}" if len(view.looks) == 2 else _CELLS


def _cell(row: dict[Any, Any]) -> str:
    n, of = int(row["n"]), int(row["of"])
    if row["level"]:
        return f"{whole(n)} ({percent(n / of, 0)})" if of >= MIN_FOR_ESTIMATE else f"{n}/{of}"
    if n < MIN_FOR_ESTIMATE:
        return UNDEFINED
    missing = f", {whole(of - n)} missing" if n < of else ""
    mean, sd, median = (number(float(row[name])) for name in ("mean", "sd", "median"))
    return f"{mean} ({sd}), {median}{missing}"
