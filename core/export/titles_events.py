"""Titles of the displays of adverse events."""

from pandas import DataFrame

from core.analyses.first_event import LAST_WEEK
from core.analyses.small import for_display
from core.chart_options import ChartOptions
from core.displays.display import Display
from core.export.title_parts import added, counts_title, fitting, group_name, own_rows, shares_title
from core.numbers import percent
from core.view import View


def incidence_title(display: Display, view: View, options: ChartOptions) -> str:
    """Patients with any counted event."""
    return shares_title("Any adverse event", own_rows(display.table[display.table["level"] == "any"]), view)


def severity_title(display: Display, view: View, options: ChartOptions) -> str:
    """Patients whose worst event was severe or worse."""
    bad = own_rows(display.table[display.table["severity"].isin(["severe", "life-threatening"])])
    return shares_title("Severe or worse", added(bad), view)


def relatedness_title(display: Display, view: View, options: ChartOptions) -> str:
    """Patients with an event judged related to the cream."""
    cream = own_rows(display.table[display.table["related_to"].isin(["cream", "both"])])
    return shares_title("Events related to the cream", added(cream), view)


def special_title(display: Display, view: View, options: ChartOptions) -> str:
    """What was seen, or what seeing nothing leaves open."""
    rows = display.table[display.table["group"] != ""]
    seen, kinds = int(rows["count"].sum()), rows["category"].nunique()
    if not rows["n"].sum():
        return "Events of special interest: no AE status is documented"
    if not seen:
        return _none_seen(rows, view)
    found = rows[rows["count"] > 0]["category"].nunique()
    return f"Events of special interest: {found} of {kinds} kinds were seen; the others are not excluded"


def _none_seen(rows: DataFrame, view: View) -> str:
    """Zero events, with what each group leaves open; every category has the same limit."""
    first = for_display(rows.drop_duplicates("group")).to_dict("records")
    parts = [
        f"{group_name(view, row['group'])} up to {percent(row['high'])}" for row in first if row["high"] == row["high"]
    ]
    head = "No event of special interest seen; not excluded"
    return fitting(head, parts) or f"{head.split(';')[0]}; the intervals say what that leaves open"


def cumulative_title(display: Display, view: View, options: ChartOptions) -> str:
    """Patients with a first event by the last week."""
    last = {str(group): rows for group, rows in display.table.groupby("group", sort=False)}
    parts = [
        {"group": group, "count": int(rows["events"].sum()), "n": int(rows["n"].iloc[0])}
        for group, rows in last.items()
    ]
    return counts_title(f"First event by week {LAST_WEEK}", parts, view)


def timeline_title(display: Display, view: View, options: ChartOptions) -> str:
    """Patients with an event in the chart, of those selected."""
    return display.words.split(". ")[0].rstrip(".")


def signal_title(display: Display, view: View, options: ChartOptions) -> str:
    """Terms whose interval leaves out zero."""
    known = for_display(display.table)["low"].notna()
    beyond = int(((display.table["low"] > 0) | (display.table["high"] < 0))[known].sum())
    return f"{beyond} of {int(known.sum())} terms have a difference whose 95% interval leaves out zero, unadjusted"
