"""Step curves as native lines: the first event over time, and the change of itch as a cumulative share."""

from collections.abc import Sequence
from itertools import pairwise

from pandas import DataFrame

from core.export.native.groups import groups_of, own_rows, remarks
from core.export.native.page import Box, Slide, table, write
from core.export.native.parts import Scale
from core.export.native.text import label
from core.export.native.xy import Points, xy_chart
from core.export.shown import Shown
from core.figures.axes import share_range
from core.figures.cumulative_marks import steps_of
from core.figures.layout import Columns, Look
from core.numbers import MIN_FOR_INTERVAL, UNDEFINED

_TICKS = (0, 12, 24, 36, 52)
_LIMITS = "Bars at the ends of the curves: 95% interval, or what zero events do not exclude."
_ROW = 0.24
_APART = 0.4  # weeks between the intervals of two groups


def draw_cumulative(slide: Slide, shown: Shown, box: Box) -> str:
    """A curve per group with its interval at the end, and those still at risk beneath."""
    looks, rest = groups_of(shown)
    rows = own_rows(shown)
    bounds = rows["not_excluded"].where(rows["n"] >= MIN_FOR_INTERVAL)
    rows = rows.assign(high=rows["high"].fillna(bounds), low=rows["low"].where(rows["estimate"] != 0, 0.0))
    groups = [rows[rows["group"] == look.group].to_dict("list") for look in looks]
    series = [one for place, look in enumerate(looks) for one in _curve(groups[place], look, place)]
    beneath = _ROW * (len(looks) + 1)
    chart = Box(box.x, box.y, box.width, box.height - beneath)
    top = 100 * share_range(rows[["estimate", "high"]].to_numpy().ravel())
    upward = Scale("Patients with a first event, %", 0, top, top / 5)
    if series:
        xy_chart(slide, chart, series, Scale("Week", 0, 56, 4, grid=False), upward, name=shown.display.name)
    else:
        write(slide, chart, ["No group has enough patients for a curve: counts only."])
    _at_risk(slide, Box(box.x, box.y + chart.height, box.width, beneath), rows, looks)
    return remarks(_LIMITS, rest)


def draw_itch_curve(slide: Slide, shown: Shown, box: Box) -> str:
    """The share of patients with this change of itch or less, a curve per group."""
    looks, rest = groups_of(shown)
    rows = own_rows(shown)
    rows = rows[rows["row"] == "step"]
    series = []
    for look in looks:
        own = rows[(rows["group"] == look.group) & rows["estimate"].notna()].sort_values("change")
        if len(own):
            x, y = _stairs([-10.0, *own["change"]], [0.0, *(100 * own["estimate"])], end=10.0)
            series.append(Points(label(look), x, y, look.colour, dash=look.dash, width=2.25))
    if not series:
        write(slide, box, ["Too few patients have a score at baseline and at the week for a curve."])
        return rest
    across = Scale(
        f"Change of itch from baseline to week {shown.options.week}, points", -10, 10, 2, "+0;-0;0", grid=False
    )
    upward = Scale("Patients with this change or less, %", 0, 100, 25)
    xy_chart(slide, box, series, across, upward, name=shown.display.name)
    pinned = "The pinned selection is in the notes and in the CSV." if shown.pinned else ""
    return remarks(rest, pinned)


def _curve(rows: Columns, look: Look, place: int) -> list[Points]:
    """The steps of one group, and at their end the interval; nothing without an estimate."""
    if not rows["week"] or rows["estimate"][0] != rows["estimate"][0]:
        return []
    steps = steps_of(rows)
    x, y = _stairs(steps["week"], [100 * value for value in steps["estimate"]])
    low, high, end = (100 * steps[name][-1] for name in ("low", "high", "estimate"))
    curve = Points(label(look), x, y, look.colour, dash=look.dash, width=2.25)
    if high != high:
        return [curve]
    # A series of its own: LibreOffice draws no bar whose neighbours have none.
    name, at = f"{label(look)}, 95% interval", x[-1] + _APART * place
    return [curve, Points(name, [at], [end], look.colour, plus=[high - end], minus=[end - low], named=False)]


def _stairs(x: Sequence[float], y: Sequence[float], end: float | None = None) -> tuple[list[float], list[float]]:
    """Corners of a curve that holds each value until the next; on to ``end`` where that is given."""
    across, upward = [float(x[0])], [float(y[0])]
    for (_, before), (at, value) in pairwise(zip(x, y, strict=True)):
        across += [float(at), float(at)]
        upward += [float(before), float(value)]
    return ([*across, end], [*upward, upward[-1]]) if end is not None else (across, upward)


def _at_risk(slide: Slide, box: Box, rows: DataFrame, looks: Sequence[Look]) -> None:
    """Patients still followed just before a week, and those with an event by then."""
    lines = [["At risk (had an event) at week", *(str(week) for week in _TICKS)]]
    for look in looks:
        own = rows[rows["group"] == look.group]
        lines.append([label(look), *(_followed(own, week) for week in _TICKS)])
    first = 3.6
    each = (box.width - first) / len(_TICKS)
    table(slide, box, lines, [first, *[each] * len(_TICKS)], name="Patients at risk", heights=[_ROW] * len(lines))


def _followed(rows: DataFrame, week: int) -> str:
    if not len(rows):
        return UNDEFINED
    later, events = rows[rows["week"] >= week], int(rows.loc[rows["week"] <= week, "events"].sum())
    last = rows.iloc[-1]
    left = later["at_risk"].iloc[0] if len(later) else last["at_risk"] - last[["events", "competing", "censored"]].sum()
    return f"{int(left)} ({events})"
