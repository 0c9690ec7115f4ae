"""The marks of a course: the line of a group, its bands or intervals, what was pinned, and the numbers beneath."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.figures.axes import signed_root
from core.figures.layout import Columns, Figure, Look
from core.numbers import number, short

Limits = tuple[str, str]

_LAST = 2000  # Plotly's own place in the legend is 1000
# Pixels of a digit beneath a compact chart, and of a week where such a chart is smallest.
_DIGIT, COMPACT_WEEK = 4.8, 5.0


@dataclass(frozen=True, slots=True)
class CourseOptions:
    """What is drawn: ``centre`` with ``low`` and ``high`` are columns of the estimates.

    With ``band`` the space between the limits is filled, and lighter between the columns ``outer``; else the limits
    are error bars. ``scale`` multiplies (100 for proportions). The y axis always spans ``bottom`` to ``top``, in the
    unit of the title; ``root`` draws it as a square root. ``marked`` is a value with a line of its own and the words
    beside it. ``dash`` replaces the dashes that tell the groups apart, where not all is what was observed. ``lines``
    joins the scores of each patient; ``highlight`` is the one patient drawn heavier.
    """

    title: str
    centre: str
    low: str
    high: str
    bottom: float
    top: float
    band: bool = False
    outer: Limits | None = None
    scale: float = 1.0
    root: bool = False
    decimals: int = 1
    unit: str = ""
    marked: tuple[float, str] | None = None
    dash: str = ""
    lines: bool = False
    highlight: str = ""
    compact: bool = False


def drawn(values: Sequence[float], options: CourseOptions) -> list[float | None]:
    """Where the values stand on the axis; nan becomes None, which Plotly leaves a gap for."""
    return [None if value != value else at(value, options) for value in values]


def at(value: float, options: CourseOptions) -> float:
    """Where one value stands on the axis."""
    return signed_root(options.scale * value) if options.root else options.scale * value


def line(rows: Columns, look: Look, options: CourseOptions, shift: float) -> Figure:
    """The estimates of one group, week by week; a week without one breaks the line."""
    centre, low, high = (rows[name] for name in (options.centre, options.low, options.high))
    trace = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": look.label,
        "x": [week + shift for week in rows["week"]],
        "y": drawn(centre, options),
        "line": {"color": look.colour, "dash": options.dash or look.dash, "width": 2},
        "marker": {"color": look.colour, "symbol": look.marker, "size": 7 if options.compact else 8},
        "text": [
            f"{look.label}, week {week}: {_said(middle, options)} "
            f"({_said(least, options)} to {_said(most, options)}), n {n}"
            for week, middle, least, most, n in zip(rows["week"], centre, low, high, rows["n"], strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }
    if not options.band:
        trace["error_y"] = {
            "type": "data",
            "symmetric": False,
            "array": _reach(centre, high, options),
            "arrayminus": _reach(centre, low, options),
            "color": look.colour,
            "thickness": 1.5,
            "width": 0,
        }
    return trace


def bridge(rows: Columns, look: Look, options: CourseOptions, shift: float) -> Figure:
    """A faint line across weeks without an estimate: the eye may follow, but no value is claimed there."""
    weeks = list(zip(rows["week"], rows[options.centre], strict=True))
    known = [(week, value) for week, value in weeks if value == value]
    return {
        "type": "scatter",
        "mode": "lines",
        # Where no week is missing the line itself is there, and a browser need not draw a second one beneath it.
        "visible": 0 < len(known) < len(weeks),
        "x": [week + shift for week, _ in known],
        "y": [at(value, options) for _, value in known],
        "line": {"color": look.colour, "width": 1, "dash": "dot"},
        "opacity": 0.5,
        "hoverinfo": "skip",
        "showlegend": False,
        "name": f"{look.label} bridge",
    }


def pinned_line(rows: Columns, look: Look, options: CourseOptions) -> Figure:
    """The same estimates of a pinned selection: thin, dotted and faint, in the colour of its group."""
    centre = rows[options.centre]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": f"Pinned: {look.label}",
        "legendrank": _LAST,
        "x": rows["week"],
        "y": drawn(centre, options),
        "line": {"color": look.colour, "dash": "dot", "width": 1.5},
        "marker": {"color": look.colour, "symbol": look.marker, "size": 5},
        "opacity": 0.45,
        "text": [
            f"Pinned: {look.label}, week {week}: {_said(value, options)}, n {n}"
            for week, value, n in zip(rows["week"], centre, rows["n"], strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def numbers_beneath(
    groups: Mapping[str, Columns], looks: Sequence[Look], *, compact: bool, per_week: float = COMPACT_WEEK
) -> Figure:
    """The rows of numbers under the axis, one a group: the patients assessed at each week.

    Where it is ``compact`` and a week has as few pixels as ``per_week``, large numbers leave some weeks without.
    """
    rows = [(place, look, groups[look.group]) for place, look in enumerate(looks)]
    if compact:
        kept = _weeks_with_room(rows, per_week)
        rows = [(place, look, _at_weeks(own, kept)) for place, look, own in rows]
    return {
        "type": "scatter",
        "mode": "text",
        "xaxis": "x",
        "yaxis": "y2",
        "x": [week for _, _, own in rows for week in own["week"]],
        "y": [place for place, _, own in rows for _ in own["week"]],
        "text": [short(n) for _, _, own in rows for n in own["n" if compact else "assessed"]],
        "textfont": {
            "size": 10 if compact else 11,
            "color": [look.colour for _, look, own in rows for _ in own["week"]],
        },
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
        "name": "n",
    }


def _weeks_with_room(rows: Sequence[tuple[int, Look, Columns]], per_week: float) -> set[int]:
    """The weeks whose numbers stand apart from each other: the last and the first before all, then those with any."""
    most: dict[int, int] = {}
    for _, _, own in rows:
        for week, n in zip(own["week"], own["n"], strict=True):
            most[week] = max(n, most.get(week, 0))
    weeks = sorted(most)
    between = sorted(weeks[1:-1], key=lambda week: not most[week])
    kept: list[int] = []
    for week in dict.fromkeys([*weeks[-1:], *weeks[:1], *between]):
        if all(abs(week - other) * per_week >= _apart(most[week], most[other]) for other in kept):
            kept.append(week)
    return set(kept)


def _at_weeks(rows: Columns, weeks: set[int]) -> Columns:
    kept = [place for place, week in enumerate(rows["week"]) if week in weeks]
    return {name: [values[place] for place in kept] for name, values in rows.items()}


def _apart(one: int, other: int) -> float:
    """Pixels between the middles of two numbers of the smaller size."""
    return _DIGIT * (len(short(one)) + len(short(other))) / 2 + 2


def of_whom(rows: Columns, look: Look, place: int) -> Figure:
    """At the end of the row of numbers, the patients of the group."""
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 2,
        "y": place,
        "yref": "y2",
        "text": f"of {short(max(rows['expected'], default=0))}",
        "showarrow": False,
        "font": {"size": 11, "color": look.colour},
    }


def _said(value: float, options: CourseOptions) -> str:
    return number(options.scale * value, options.decimals) + (options.unit if value == value else "")


def _reach(values: Sequence[float], limits: Sequence[float], options: CourseOptions) -> list[float | None]:
    """How far limits lie from their values on the axis; None where either is undefined."""
    return [
        None if limit != limit or value != value else abs(at(limit, options) - at(value, options))
        for value, limit in zip(values, limits, strict=True)
    ]
