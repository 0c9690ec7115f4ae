"""Where the grades of a visit stand in a column, and the ribbons between two columns."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from core.figures.layout import Columns, Figure
from core.numbers import patients

# The gap between two grades as a share of the patients: enough for the labels of two grades that hardly anybody has.
_GAP = 0.055
_STEPS = 20
_FLOW = ("week_from", "from", "to", "count")


class Slots:
    """The places of one visit: each grade from ``bottom`` over its share, in order from the top, with a gap between."""

    def __init__(self, counts: Mapping[str, int], order: Sequence[str]) -> None:
        self.counts = {grade: counts.get(grade, 0) for grade in order}
        self.total = sum(self.counts.values())
        self.bottom: dict[str, float] = {}
        self.top = 0.0
        for grade in reversed(order):
            self.bottom[grade] = self.top + _GAP / 2
            self.top += self.share(grade) + _GAP

    def share(self, grade: str) -> float:
        return self.counts[grade] / self.total

    def middle(self, grade: str) -> float:
        return self.bottom[grade] + self.share(grade) / 2


def ribbons(
    rows: Columns,
    weeks: Sequence[int],
    slots: Sequence[Slots],
    colours: Mapping[str, tuple[str, str]],
    axes: Figure,
    *,
    bar: float,
) -> list[Figure]:
    """One ribbon per pair of grades, as wide as its patients, in the colour of the grade it comes from.

    ``bar`` is half the width of a column.
    """
    drawn = []
    for at, (start, end) in enumerate(pairwise(weeks)):
        flows = {
            (before, after): count
            for week, before, after, count in zip(*(rows[name] for name in _FLOW), strict=True)
            if week == start
        }
        leaving, arriving = _stacked(flows, slots[at], 0), _stacked(flows, slots[at + 1], 1)
        for (before, after), count in flows.items():
            width = count / slots[at].total
            x, y = _ribbon(at + bar, at + 1 - bar, leaving[before, after], arriving[before, after], width)
            said = f"{patients(count)}: {before} → {after}<br>{_visit(start)} to {_visit(end)}"
            name = f"{before} to {after}, week {start} to {end}"
            drawn.append(_shape(x, y, colours[before][0], name, said) | axes)
    return drawn


def _stacked(flows: Mapping[tuple[str, str], int], column: Slots, end: int) -> dict[tuple[str, str], float]:
    """Where each ribbon begins at one end: upon each other in the order of the grades at the other end."""
    order = list(reversed(column.counts))
    at = dict(column.bottom)
    places = {}
    for pair in sorted(flows, key=lambda pair: order.index(pair[1 - end])):
        places[pair] = at[pair[end]]
        at[pair[end]] += flows[pair] / column.total
    return places


def _ribbon(left: float, right: float, start: float, end: float, width: float) -> tuple[list[float], list[float]]:
    """The outline: along the lower edge, back along the upper one."""
    parts = [step / _STEPS for step in range(_STEPS + 1)]
    x = [left + (right - left) * part for part in parts]
    lower = [start + (end - start) * part * part * (3 - 2 * part) for part in parts]
    return x + x[::-1], lower + [y + width for y in reversed(lower)]


def _shape(x: list[float], y: list[float], colour: str, name: str, said: str) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": x,
        "y": y,
        "fill": "toself",
        "fillcolor": colour,
        "line": {"width": 0, "color": colour},
        "opacity": 0.55,
        "hoveron": "fills",
        "hoverinfo": "text",
        "text": said,
        "showlegend": False,
    }


def _visit(week: int) -> str:
    return "baseline" if week == 0 else f"week {week}"
