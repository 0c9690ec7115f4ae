"""Each patient's adverse events as native shapes: time on both treatments, each event from start to end."""

from dataclasses import dataclass
from typing import Any

from pandas import DataFrame
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

from core.export.native.groups import first_of
from core.export.native.page import Box, Slide, Words, rectangle, write
from core.export.native.text import clean, label
from core.export.shown import Shown

_NAMES, _TERM, _AXIS, _KEY = 2.9, 2.6, 0.45, 0.28
_TALLEST, _LEAST = 0.32, 0.22
_SEVERITIES = {"mild": "@mild", "moderate": "@moderate", "severe": "@severe", "life-threatening": "@ink"}
_KEYS = {**_SEVERITIES, "severity not recorded": "@paper"}


@dataclass(frozen=True, slots=True)
class _Weeks:
    """The weeks drawn and the inches they take."""

    first: float
    last: float
    x: float
    width: float

    def at(self, week: float) -> float:
        inside = min(max(week, self.first), self.last)
        return self.x + self.width * (inside - self.first) / (self.last - self.first)


def draw_timeline(slide: Slide, shown: Shown, box: Box) -> str:
    """A row per event: whose it was, when it began and ended, and what it was. Outlined events do not count."""
    table = shown.display.table
    if table.empty:
        write(slide, box, ["No selected patient has an adverse event in the chart."])
        return ""
    body = box.below(_KEY)
    room = int((body.height - _AXIS) / _LEAST)
    rows = table.iloc[:room]
    unit = min((body.height - _AXIS) / len(rows), _TALLEST)
    weeks = _span(rows, Box(body.x + _NAMES, body.y, body.width - _NAMES - _TERM, body.height))
    names = {look.group: (label(look, 16), look.colour) for look in shown.looks}
    _key(slide, box)
    for place, row in enumerate(rows.to_dict("records")):
        _row(slide, Box(box.x, body.y + place * unit, box.width, unit), row, names[row["group"]], weeks)
    _axis(slide, body.y + unit * len(rows), weeks)
    return " ".join(
        part for part in (first_of(len(rows), len(table), "events"), "Grey: time on both treatments.") if part
    )


def _span(rows: DataFrame, box: Box) -> _Weeks:
    """Whole quarters of a year around every start, end and follow-up that is known."""
    known = rows[["start_week", "end_week", "follow_up_weeks"]].to_numpy(float, na_value=float("nan")).ravel()
    values = [float(value) for value in known if value == value]
    first = 13 * (min([0.0, *values]) // 13)
    return _Weeks(first, max(13 * -(-max([52.0, *values]) // 13), first + 13), box.x, box.width)


def _key(slide: Slide, box: Box) -> None:
    for place, (name, role) in enumerate(_KEYS.items()):
        x = box.x + 2.0 * place
        rectangle(slide, Box(x, box.y + 0.04, 0.2, 0.14), role, line="@muted", name=f"Colour of {name}")
        write(slide, Box(x + 0.24, box.y, 1.75, 0.22), [name])


def _row(slide: Slide, box: Box, row: dict[Any, Any], group: tuple[str, str], weeks: _Weeks) -> None:
    name, colour = group
    middle = box.y + box.height / 2
    whose = f"{clean(str(row['patient_id']), 20)}, {name}"
    words = Words(colour=colour, anchor=MSO_ANCHOR.MIDDLE)
    write(slide, Box(box.x, box.y, _NAMES, box.height), [whose], words)
    if row["follow_up_weeks"] == row["follow_up_weeks"]:
        start, end = weeks.at(0), weeks.at(float(row["follow_up_weeks"]))
        rectangle(slide, Box(start, middle - 0.025, end - start, 0.05), "@grid", name=f"{whose}: followed")
    term = clean(str(row["term"]), 34)
    if row["start_week"] == row["start_week"]:
        start = weeks.at(float(row["start_week"]))
        ended = row["end_week"] == row["end_week"]
        end = weeks.at(float(row["end_week"])) if ended else start
        role = _SEVERITIES.get(row["severity"], "@paper") if row["counted"] else ""
        bar = Box(start, middle - 0.07, max(end - start, 0.09), 0.14)
        rectangle(slide, bar, role, line="@ink", name=f"{whose}: {term}")
    else:
        term = f"{term} (start not recorded)"
    right = Box(box.x + box.width - _TERM, box.y, _TERM, box.height)
    write(slide, right, [term], Words(anchor=MSO_ANCHOR.MIDDLE))


def _axis(slide: Slide, y: float, weeks: _Weeks) -> None:
    rectangle(slide, Box(weeks.x, y, weeks.width, 0.012), "@muted", name="Axis of weeks")
    step = 13 * max(1, round((weeks.last - weeks.first) / 13 / 10))
    week = weeks.first
    while week <= weeks.last:
        own = Box(weeks.at(week) - 0.3, y + 0.02, 0.6, 0.2)
        write(slide, own, [f"{week:.0f}"], Words(colour="@muted", align=PP_ALIGN.CENTER))
        week += step
    title = Box(weeks.x, y + 0.22, weeks.width, 0.22)
    write(slide, title, ["Weeks from the start of the combination"], Words(colour="@muted", align=PP_ALIGN.CENTER))
