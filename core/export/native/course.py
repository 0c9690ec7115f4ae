"""A measure, or responders, over time as native lines with error bars, the weeks at their distances."""

from collections.abc import Sequence
from dataclasses import dataclass

from pandas import DataFrame

from core.endpoints import MEASURES
from core.export.native.groups import groups_of, own_rows, pinned_rows, remarks
from core.export.native.page import Box, Slide, key, table
from core.export.native.parts import Scale, known
from core.export.native.text import label, marked
from core.export.native.xy import Points, xy_chart
from core.export.shown import Shown
from core.figures.axes import change_range, covering, score_range
from core.figures.layout import Look, reach
from core.numbers import UNDEFINED
from core.wording import small_numbers

_WEEKS_ONLY = '[<0]"";[>52]"";0'
_WEEKS = Scale("Week", -4, 56, 4, _WEEKS_ONLY, grid=False)
_STEPS = {"iga": 1.0, "bsa_pct": 5.0, "itch_nrs": 2.0}
_ROW = 0.24
_APART = 0.5  # weeks between the marks of two groups at one visit
_PANELS = {
    "iga_0_1": "IGA 0/1",
    "iga_success": "IGA success",
    "itch_response": "Itch 4 points better",
    "itch_0_1": "Itch 0/1",
    "bsa_3": "BSA 3% or less",
    "mda": "Minimal disease activity",
}
_BARS = {
    "median": "Points: medians; bars: quartiles, the middle 50% of patients.",
    "mean": "Points: means; bars: 95% intervals of the mean (t).",
}
_BOUNDS = "Bars: from the worst to the best case of what was not recorded."
_RESPONSE = "Bars: 95% intervals (Wilson)."


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Which columns of the estimates are drawn, and times what."""

    centre: str
    low: str
    high: str
    factor: float = 1.0


def draw_course(slide: Slide, shown: Shown, box: Box) -> str:
    """Medians with quartiles, or means with intervals, one line a group; what is pinned dotted, without bars."""
    looks, rest = groups_of(shown)
    rows, faint = own_rows(shown), pinned_rows(shown)
    centre = "median" if ", median" in shown.display.name else "mean"
    drawn = _Drawn(centre, "q1", "q3") if centre == "median" else _Drawn(centre, "low", "high")
    change = "change from baseline" in shown.display.name
    facts = MEASURES[shown.display.key]
    title = f"{facts.short}, {facts.unit}{', change' if change else ''}"
    numbers = assessed_height(len(looks))
    chart = Box(box.x, box.y, box.width, box.height - numbers)
    series = [*_lines(rows, looks, drawn), *_pinned(faint, shown.pinned, drawn)]
    xy_chart(
        slide, chart, series, _WEEKS, _scale(rows, faint, drawn, shown.display.key, title), name=shown.display.name
    )
    assessed(slide, Box(box.x, box.y + chart.height, box.width, numbers), rows, looks)
    return remarks(_BARS[centre], small_numbers(rows["n"]), rest)


def draw_responders(slide: Slide, shown: Shown, box: Box) -> str:
    """Six outcomes, a small chart each."""
    looks, rest = groups_of(shown)
    rows = own_rows(shown)
    bounds = "worst" in rows
    drawn = _Drawn("estimate", "worst", "best", 100) if bounds else _Drawn("estimate", "low", "high", 100)
    upward = Scale("", 0, 100, 25, shown_as='0"%"')
    key(slide, box, [(marked(look), look.colour) for look in looks])
    for place, (endpoint, title) in enumerate(_PANELS.items()):
        own = box.below(_ROW).row(place // 3, 2).column(place % 3, 3)
        series = _lines(rows[rows["endpoint"] == endpoint], looks, drawn)
        weeks = Scale("", -8, 56, 8, _WEEKS_ONLY, grid=False)
        xy_chart(slide, own, series, weeks, upward, name=title, title=title, legend=False)
    pinned = "The pinned selection is in the notes and in the CSV." if shown.pinned else ""
    return remarks("Across: weeks.", _BOUNDS if bounds else _RESPONSE, rest, pinned)


def _lines(rows: DataFrame, looks: Sequence[Look], drawn: _Drawn) -> list[Points]:
    lines = []
    for place, look in enumerate(looks):
        own = rows[rows["group"] == look.group]
        shift = (place - (len(looks) - 1) / 2) * _APART
        centre = own[drawn.centre].tolist()
        lines.append(
            Points(
                label(look),
                [week + shift for week in own["week"]],
                known(centre, drawn.factor),
                look.colour,
                look.marker,
                look.dash,
                2.25,
                plus=reach(centre, own[drawn.high].tolist(), drawn.factor),
                minus=reach(centre, own[drawn.low].tolist(), drawn.factor),
            )
        )
    return lines


def _pinned(rows: DataFrame, looks: Sequence[Look], drawn: _Drawn) -> list[Points]:
    lines = []
    for look in looks:
        own = rows[rows["group"] == look.group]
        name = f"Pinned: {label(look)}"
        lines.append(Points(name, own["week"].tolist(), known(own[drawn.centre]), look.colour, "", "dot", 1.25))
    return lines


def _scale(rows: DataFrame, faint: DataFrame, drawn: _Drawn, measure: str, title: str) -> Scale:
    """The whole scale where the measure has one, else as far as anything drawn goes."""
    columns = [drawn.low, drawn.centre, drawn.high]
    values = [*rows[columns].to_numpy().ravel().tolist(), *faint[columns[1:2]].to_numpy().ravel().tolist()]
    found, step = [value for value in values if value == value], _STEPS[measure]
    least, most = min(found, default=0.0), max(found, default=step)
    change = title.endswith(", change")
    fixed = change_range(least, most, step=step) if change else score_range(least, most, step=step, end=None)
    end = MEASURES[measure].end
    low, high = covering((fixed[0], end) if end is not None and not change else fixed, found, step=step)
    return Scale(title, low, high, step)


def assessed_height(groups: int) -> float:
    """Inches that :func:`assessed` takes."""
    return _ROW * (groups + 1)


def assessed(slide: Slide, box: Box, rows: DataFrame, looks: Sequence[Look]) -> None:
    """Patients assessed at each visit, a row a group."""
    weeks = list(dict.fromkeys(rows["week"]))
    lines = [["Assessed, at week", *(str(week) for week in weeks)]]
    for look in looks:
        own = rows[rows["group"] == look.group].set_index("week")
        counts = [
            f"{int(own['assessed'][week])}/{int(own['expected'][week])}" if week in own.index else UNDEFINED
            for week in weeks
        ]
        lines.append([label(look), *counts])
    first = 2.2
    each = (box.width - first) / max(len(weeks), 1)
    table(slide, box, lines, [first, *[each] * len(weeks)], name="Patients assessed", heights=[_ROW] * len(lines))
