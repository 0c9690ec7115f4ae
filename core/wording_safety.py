"""The charts of Safety in words: incidence, stacked bars, the signal view and the optional test."""

from typing import Any

from pandas import DataFrame

from core.numbers import interval, number, patients, whole
from core.rows import rows_of
from core.selection import Selection
from core.wording import events_of, group_label, in_brackets

MOST_FEW_EVENTS = 3
MOST_READ = 3  # terms of the signal view
FEW_EVENTS = "With so few patients affected, no split of them between groups could be told from chance."
SIGNAL_CAVEAT = (
    "At 1 the interval of a difference just reaches none. Each term is one look among many, nothing is adjusted "
    "for that, and a handful of events shows little whatever the height."
)


def read_incidence(incidence: DataFrame, selection: Selection) -> str:
    """The incidence chart in words: any event per group, and the terms seen."""
    rows = rows_of(incidence)
    parts = [
        f"{group_label(selection.by, row['group'])}: {whole(row['count'])} of {whole(row['n'])}"
        + in_brackets(row["count"], row["n"], row["low"], row["high"])
        for row in rows
        if row["level"] == "any"
    ]
    terms = dict.fromkeys(row["term"] for row in rows if row["level"] == "term" and row["count"] > 0)
    seen = f" Terms seen: {', '.join(terms)}." if terms else " No term was seen."
    return f"Patients with {events_of(selection)}. " + "; ".join(parts) + "." + seen


def read_parts(parts: DataFrame, selection: Selection, *, column: str, what: str) -> str:
    """Stacked bars in words: patients per value of ``column``, per group, of those who could be judged."""
    groups: dict[str, list[dict[Any, Any]]] = {}
    for row in rows_of(parts):
        if row["n"]:
            groups.setdefault(row["group"], []).append(row)
    read = []
    for group, rows in groups.items():
        values = ", ".join(f"{whole(row['count'])} {row[column]}" for row in rows if row["count"])
        who = f"{group_label(selection.by, group)}, {patients(rows[0]['n'])}"
        read.append(f"{who}: {values or 'none with an event'}")
    return f"{what}. " + ("; ".join(read) + "." if read else "Nobody could be judged.")


def read_signals(signals: DataFrame, *, first: str, second: str) -> str:
    """The signal view in words: the terms furthest from no difference. Columns as in ``signals`` of the analyses."""
    known = signals[signals["evidence"].notna()]
    head = f"Terms by their difference, {second} minus {first}, and how far it is from none. {len(known)} terms shown."
    furthest = [
        f"{row.term} {number(100 * row.estimate)} percentage points (95% CI {interval(100 * row.low, 100 * row.high)})"
        for row in known.nlargest(MOST_READ, "evidence").itertuples()
    ]
    return head + (f" Furthest from none: {'; '.join(furthest)}." if furthest else "")


def few_events(incidence: DataFrame) -> str:
    """What so few affected patients can show, empty where there are more or only one group."""
    affected = [row["count"] for row in rows_of(incidence) if row["level"] == "any"]
    if len(affected) < 2 or sum(affected) > MOST_FEW_EVENTS:
        return ""
    return f"{patients(sum(affected))} with an event in all. {FEW_EVENTS}"


def exact_test(p: float) -> str:
    """The optional test of any event between two groups."""
    if p != p:
        return "The exact test needs two groups, and groups small enough to compute it."
    return (
        f"Boschloo's exact test of any adverse event, two-sided: p = {p:.3f}. The cohorts are not randomised and "
        "charts under-record, so this tests the charts and not a treatment; looking at many selections makes "
        "small values by chance."
    )
