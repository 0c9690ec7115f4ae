"""Titles of the displays of IGA, body surface and itch."""

from core.analyses.change_curve import RULES
from core.analyses.missing import OBSERVED
from core.analyses.small import for_display
from core.chart_options import ChartOptions
from core.displays.display import Display
from core.endpoints import IGA_GRADES, MEASURES, MISSING
from core.export.title_parts import added, fitting, group_name, own_rows, shares_title
from core.numbers import MIN_FOR_ESTIMATE, number
from core.view import View
from core.wording_course import named


def grades_title(display: Display, view: View, options: ChartOptions) -> str:
    """Clear or almost clear at the chosen week."""
    if "grade" not in display.table:
        return course_title(display, view, options)
    if options.missing == "bounds":
        return ""
    at_week = display.table["week"] == int(options.week)
    rows = own_rows(display.table[at_week & display.table["grade"].isin([0, 1])])
    return shares_title(named(_clear(options), options.missing), added(rows), view)


def course_title(display: Display, view: View, options: ChartOptions) -> str:
    """Where each group began and where it was last seen."""
    column = "median" if ", median" in display.name else "mean"
    facts = MEASURES[display.key]
    rows = own_rows(for_display(display.table))
    parts = []
    for group in dict.fromkeys(row["group"] for row in rows):
        own = [row for row in rows if row["group"] == group and row["n"] >= MIN_FOR_ESTIMATE]
        ends = [own[0], own[-1]] if len(own) > 1 else own
        values = " to ".join(number(row[column], facts.decimals if column == "mean" else 1) for row in ends)
        if ends:
            parts.append(f"{group_name(view, group)} {values} (week {ends[0]['week']} to {ends[-1]['week']})")
    change = " change" if "change from baseline" in display.name else ""
    return fitting(f"{facts.short}{' (%)' if display.key == 'bsa_pct' else ''}, {column}{change}", parts)


def flow_title(display: Display, view: View, options: ChartOptions) -> str:
    """Clear or almost clear at the last visit."""
    rows = display.table[display.table["week_to"] == display.table["week_to"].max()]
    parts = []
    for group, own in rows.groupby("group", sort=False):
        judged = own[own["to"] != MISSING]
        clear = int(judged.loc[judged["to"].isin(IGA_GRADES[:2]), "count"].sum())
        parts.append({"group": str(group), "count": clear, "n": int(judged["count"].sum())})
    return shares_title(_clear(options), parts, view)


def strip_title(display: Display, view: View, options: ChartOptions) -> str:
    """Clear or almost clear at the chosen week."""
    found = [
        {"group": str(group), "count": int((own <= 1).sum()), "n": int(own.notna().sum())}
        for group, own in display.table.groupby("group", sort=False)[f"week_{options.week}"]
    ]
    return shares_title(_clear(options), found, view)


def waterfall_title(display: Display, view: View, options: ChartOptions) -> str:
    """Patients whose body surface fell by three quarters."""
    found = [
        {"group": str(group), "count": int((own <= -75).sum()), "n": int(own.notna().sum())}
        for group, own in display.table.groupby("group")["change_pct"]
    ]
    places = {group: at for at, group in enumerate(view.tally.groups)}
    return shares_title(
        f"BSA at least 75% lower at week {options.week}", sorted(found, key=lambda row: places[str(row["group"])]), view
    )


def itch_curve_title(display: Display, view: View, options: ChartOptions) -> str:
    """Responders at the chosen threshold."""
    rows = display.table[display.table["row"] == "response"]
    found = [row | {"count": int(row["count"]), "n": int(row["n"])} for row in own_rows(rows)]
    threshold = -int(rows["change"].iloc[0])
    most = any(row["count_most"] != row["count"] for row in found)
    rule = options.missing if options.missing in RULES else OBSERVED
    return (
        "" if most else shares_title(named(f"Itch {threshold} points lower at week {options.week}", rule), found, view)
    )


def responders_title(display: Display, view: View, options: ChartOptions) -> str:
    """IGA 0/1 at the chosen week."""
    at_week = display.table["week"] == int(options.week)
    rows = display.table[at_week & (display.table["endpoint"] == "iga_0_1")]
    head = named(f"IGA 0/1 at week {options.week}", options.missing)
    return "" if "worst" in rows else shares_title(head, own_rows(rows), view)


def _clear(options: ChartOptions) -> str:
    return f"IGA clear or almost clear at week {options.week}"
