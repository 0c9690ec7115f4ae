"""Where the marks of a timeline stand: the weeks of its axis, and places beside each other within a row."""

from dataclasses import dataclass
from math import ceil, floor

from core.figures.layout import Columns

_USUAL_END, _STEP, _LAST_END, _FIRST_START = 52, 26, 208, -104
_APART = 2.5  # weeks; marks nearer than this would touch


@dataclass(frozen=True, slots=True)
class Span:
    """The weeks the axis shows, and where events stand whose start is not recorded (nan where there are none)."""

    first: float
    last: float
    unknown: float

    @property
    def left(self) -> float:
        """Where the axis begins."""
        return self.first if self.unknown != self.unknown else 2 * self.unknown - self.first

    def inside(self, week: float) -> float:
        """The week, or the edge it lies beyond."""
        return min(max(week, self.first), self.last)


def span_of(rows: Columns) -> Span:
    """To week 52, and further in whole half-years where an event goes on; an outlier does not squeeze the rest."""
    known = [week for week in [*rows["start_week"], *rows["end_week"]] if week == week]
    last = min(max(_STEP * ceil(max(known, default=0) / _STEP), _USUAL_END), _LAST_END)
    earliest = min([0.0, *known])
    first = max(13 * floor(earliest / 13), _FIRST_START) if earliest < 0 else 0
    pad = 0.02 * (last - first)
    unknown = any(week != week for week in rows["start_week"])
    return Span(first - pad, last + pad, first - pad - 0.08 * (last - first) if unknown else float("nan"))


def ends(rows: Columns, span: Span) -> list[float]:
    """Where each bar ends, nan where start or end is not recorded."""
    return [
        span.inside(end) if start == start and end == end and end >= start else float("nan")
        for start, end in zip(rows["start_week"], rows["end_week"], strict=True)
    ]


def heights(rows: Columns) -> list[float]:
    """The row of each event, moved up or down where events of one patient would lie on each other."""
    lanes: dict[int, list[float]] = {}
    chosen = dict.fromkeys(range(len(rows["row"])), 0)
    for at in sorted(chosen, key=lambda at: rows["x"][at]):
        own, start, end = lanes.setdefault(rows["row"][at], []), rows["x"][at], rows["end"][at]
        chosen[at] = next((lane for lane, taken in enumerate(own) if taken < start), len(own))
        own[chosen[at] : chosen[at] + 1] = [(end if end == end else start) + _APART]
    return [
        row + (lane - (len(lanes[row]) - 1) / 2) * min(0.4, 0.8 / len(lanes[row]))
        for row, lane in zip(rows["row"], chosen.values(), strict=True)
    ]


def weeks_on_axis(span: Span) -> list[int]:
    """Quarters or half-years, and the first week shown."""
    step = _STEP if span.last - span.first > 80 else _STEP // 2
    weeks = {week for week in range(_FIRST_START, _LAST_END + 1, step) if span.first <= week <= span.last}
    return sorted(weeks | {13 * ceil(span.first / 13)})
