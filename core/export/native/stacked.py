"""Shares of patients as native stacked bars: IGA at each visit, worst severity, what events were related to."""

from collections.abc import Sequence
from dataclasses import replace

from pandas import DataFrame, Series, concat
from pptx.enum.chart import XL_CHART_TYPE

from core.endpoints import IGA_GRADES
from core.export.native.columns import Columns, Part, columns_chart
from core.export.native.course import assessed, assessed_height, draw_course
from core.export.native.groups import REST, groups_of, own_rows, remarks
from core.export.native.page import Box, Slide
from core.export.native.parts import Scale, known
from core.export.native.text import label
from core.export.shown import Shown
from core.figures.layout import Look
from core.figures.severity import RELATEDNESS, SEVERITY
from core.figures.stacked import Parts

_NOT_ASSESSED = -1
_PINNED = "The pinned selection is in the notes and in the CSV, not in these bars."
_NUMBERS = "Numbers in the bars: % of patients."
_STEPS = (0.1, 0.25, 0.5, 1.0)
_MOST_PANELS = 3

_Grade = tuple[int, str, str, str]  # grade, its words, and the colour roles of bar and number


def draw_iga(slide: Slide, shown: Shown, box: Box) -> str:
    """A panel per group, a column per visit, clear at the base; of many groups one column each, at the chosen week.

    The mean change is a course, where that was chosen.
    """
    rows = own_rows(shown)
    if "grade" not in rows:
        return draw_course(slide, shown, box)
    looks, rest = groups_of(shown)
    grades = [(grade, f"{grade} {name}", f"@iga{grade}", f"@on_iga{grade}") for grade, name in enumerate(IGA_GRADES)]
    if (rows["grade"] == _NOT_ASSESSED).any():
        grades.append((_NOT_ASSESSED, "not assessed", "@guide", ""))
    if len(looks) > _MOST_PANELS:
        week = _at_week(slide, shown, box, rows, looks, grades)
        return remarks(f"More than {_MOST_PANELS} groups: week {week} only; {REST}.", _NUMBERS, rest, _pinned(shown))
    beneath = assessed_height(len(looks))
    panels = Box(box.x, box.y, box.width, box.height - beneath)
    for place, look in enumerate(looks):
        own = rows[rows["group"] == look.group]
        weeks = [str(week) for week in dict.fromkeys(own["week"])]
        columns = replace(_columns(own, grades, weeks), title=label(look), categories_title="Week")
        columns_chart(slide, panels.column(place, len(looks)), columns, name=f"IGA over time, {label(look)}")
    assessed(slide, Box(box.x, box.y + panels.height, box.width, beneath), rows[rows["grade"] == 0], looks)
    return remarks(_NUMBERS, _pinned(shown))


def _at_week(
    slide: Slide, shown: Shown, box: Box, rows: DataFrame, looks: Sequence[Look], grades: Sequence[_Grade]
) -> int:
    """One bar a group at the chosen week; returns the week."""
    week = int(shown.options.week)
    own = concat([rows[(rows["week"] == week) & (rows["group"] == look.group)] for look in looks])
    counts = own.drop_duplicates("group").set_index("group")
    names = [f"{label(look)} ({counts['assessed'][look.group]}/{counts['expected'][look.group]})" for look in looks]
    columns = replace(_columns(own, grades, names), kind=XL_CHART_TYPE.BAR_STACKED, reverse=True, gap=40)
    columns_chart(slide, box, columns, name=f"IGA at week {week}, by group")
    return week


def _columns(rows: DataFrame, grades: Sequence[_Grade], categories: Sequence[str]) -> Columns:
    return Columns(
        kind=XL_CHART_TYPE.COLUMN_STACKED,
        categories=categories,
        parts=[
            Part(name, known(rows.loc[rows["grade"] == grade, "share"], 100), fill, ink, "@muted")
            for grade, name, fill, ink in grades
        ],
        scale=Scale("Patients, %", 0, 100, 25),
        labels="[>=13]0;;",
    )


def _pinned(shown: Shown) -> str:
    return _PINNED if shown.pinned else ""


def draw_severity(slide: Slide, shown: Shown, box: Box) -> str:
    """Worst severity per patient, a bar a group."""
    return _bars(slide, shown, box, SEVERITY)


def draw_relatedness(slide: Slide, shown: Shown, box: Box) -> str:
    """What events were judged related to, a bar a group."""
    return _bars(slide, shown, box, RELATEDNESS)


def _bars(slide: Slide, shown: Shown, box: Box, parts: Parts) -> str:
    looks, rest = groups_of(shown)
    rows = own_rows(shown)
    rows = rows[rows["group"].isin([look.group for look in looks])]
    seen = [value for value in parts.colours if value not in parts.unless_seen or _count(rows, parts, value)]
    totals = rows.drop_duplicates("group").set_index("group")["n"]
    end = _end(rows.groupby("group")["share"].sum())
    chosen = Columns(
        kind=XL_CHART_TYPE.BAR_STACKED,
        categories=[f"{label(look)}, n = {totals[look.group]}" for look in looks],
        parts=[
            Part(parts.labels.get(value, value), known(rows.loc[rows[parts.column] == value, "share"], 100), *colours)
            for value, colours in parts.colours.items()
            if value in seen
        ],
        scale=Scale(parts.title, 0, 100 * end, 100 * end / 5),
        gap=60,
        reverse=True,
        labels='[>0]0.0"%";;',
    )
    columns_chart(slide, box, chosen, name=shown.display.name)
    return rest


def _count(rows: DataFrame, parts: Parts, value: str) -> int:
    return int(rows.loc[rows[parts.column] == value, "count"].sum())


def _end(shares: "Series[float]") -> float:
    """The end of the axis: the first step that holds the longest bar."""
    longest = float(shares.max()) if len(shares) else 0.0
    return next((step for step in _STEPS if longest <= step), 1.0)
