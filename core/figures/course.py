"""A measure over time: one line per group with its spread or interval, and the patients beneath each week."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from pandas import DataFrame

from core.figures.layout import Columns, Figure, Look, axis, by_group, layout, numbers_axis, reach, scaled
from core.numbers import number
from core.schema import NOMINAL_WEEKS

_PLOT, _SMALL_PLOT, _ROW, _LEGEND_ROW = 225, 175, 15, 22
_TOP, _BOTTOM = 34, 46


@dataclass(frozen=True, slots=True)
class CourseOptions:
    """What is drawn: ``centre`` with ``low`` and ``high`` are columns of the estimates; ``band`` fills between them.

    ``scale`` multiplies (100 for proportions). The y axis always spans ``bottom`` to ``top``, in the unit of the title.
    """

    title: str
    centre: str
    low: str
    high: str
    bottom: float
    top: float
    band: bool = False
    scale: float = 1.0
    decimals: int = 1
    unit: str = ""
    compact: bool = False


def course_height(groups: int, *, compact: bool = False) -> int:
    """Height in pixels for so many groups: the plot keeps its size, each group adds a row of numbers."""
    return (_SMALL_PLOT if compact else _PLOT) + _ROW * groups + _top(groups, compact=compact) + _BOTTOM


def _top(groups: int, *, compact: bool) -> int:
    return _TOP + _LEGEND_ROW * (ceil(groups / 2) - 1 if compact else 0)


def course_figure(estimates: DataFrame, looks: Sequence[Look], options: CourseOptions) -> Figure:
    """Needs columns group, week, n (and expected), and those the options name; nan leaves a gap."""
    data: list[Figure] = []
    groups = by_group(estimates)
    for place, look in enumerate(looks):
        rows = groups[look.group]
        shift = 0.0 if options.band else (place - (len(looks) - 1) / 2) * 0.5
        if options.band:
            data.append(_band(rows, look, options))
        data += [_bridge(rows, look, options, shift), _line(rows, look, options, shift)]
        data.append(_patients(rows, look, place, compact=options.compact))
    return {"data": data, "layout": _layout(looks, options)}


def _line(rows: Columns, look: Look, options: CourseOptions, shift: float) -> Figure:
    centre, low, high = (rows[name] for name in (options.centre, options.low, options.high))
    line = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": look.label,
        "x": [week + shift for week in rows["week"]],
        "y": scaled(centre, options.scale),
        "line": {"color": look.colour, "dash": look.dash, "width": 2},
        "marker": {"color": look.colour, "symbol": look.marker, "size": 7 if options.compact else 8},
        "customdata": [[look.group, week] for week in rows["week"]],
        "text": [
            f"{look.label}, week {week}: {_said(middle, options)} "
            f"({_said(least, options)} to {_said(most, options)}), n {n}"
            for week, middle, least, most, n in zip(rows["week"], centre, low, high, rows["n"], strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }
    if not options.band:
        line["error_y"] = {
            "type": "data",
            "symmetric": False,
            "array": reach(centre, high, options.scale),
            "arrayminus": reach(centre, low, options.scale),
            "color": look.colour,
            "thickness": 1.5,
            "width": 0,
        }
    return line


def _said(value: float, options: CourseOptions) -> str:
    return number(options.scale * value, options.decimals) + (options.unit if value == value else "")


def _bridge(rows: Columns, look: Look, options: CourseOptions, shift: float) -> Figure:
    """A faint line across weeks without an estimate: the eye may follow, but no value is claimed there."""
    known = [
        (week + shift, options.scale * value)
        for week, value in zip(rows["week"], rows[options.centre], strict=True)
        if value == value
    ]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in known],
        "y": [y for _, y in known],
        "line": {"color": look.colour, "width": 1, "dash": "dot"},
        "opacity": 0.5,
        "hoverinfo": "skip",
        "showlegend": False,
        "name": f"{look.label} bridge",
    }


def _band(rows: Columns, look: Look, options: CourseOptions) -> Figure:
    """One polygon per unbroken run of weeks."""
    x: list[float | None] = []
    y: list[float | None] = []
    for run in _runs(rows, options):
        weeks, low, high = (list(column) for column in zip(*run, strict=True))
        x += [*weeks, *reversed(weeks), None]
        y += [*low, *reversed(high), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x[:-1],
        "y": y[:-1],
        "fill": "toself",
        "fillcolor": look.colour,
        "line": {"width": 0, "color": look.colour},
        "opacity": 0.16,
        "hoverinfo": "skip",
        "showlegend": False,
        "name": f"{look.label} quartiles",
    }


def _runs(rows: Columns, options: CourseOptions) -> list[list[tuple[float, float, float]]]:
    """Weeks with both limits, as (week, low, high), one list per unbroken run."""
    runs: list[list[tuple[float, float, float]]] = [[]]
    for week, low, high in zip(rows["week"], rows[options.low], rows[options.high], strict=True):
        if low == low and high == high:
            runs[-1].append((float(week), options.scale * low, options.scale * high))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _patients(rows: Columns, look: Look, place: int, *, compact: bool) -> Figure:
    """The row of numbers under the axis."""
    with_expected = not compact and "expected" in rows
    texts = (
        [f"{n}/{expected}" for n, expected in zip(rows["n"], rows["expected"], strict=True)]
        if with_expected
        else [str(n) for n in rows["n"]]
    )
    return {
        "type": "scatter",
        "mode": "text",
        "xaxis": "x",
        "yaxis": "y2",
        "x": rows["week"],
        "y": [place] * len(texts),
        "text": texts,
        "textfont": {"size": 10 if compact else 11, "color": look.colour},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
        "name": f"n of {look.label}",
    }


def _layout(looks: Sequence[Look], options: CourseOptions) -> Figure:
    rows = _ROW * len(looks)
    share = rows / (rows + (_SMALL_PLOT if options.compact else _PLOT))
    return layout(
        margin={"l": 52, "r": 22, "t": _top(len(looks), compact=options.compact), "b": _BOTTOM},
        xaxis=axis(
            "Week" if options.compact else "Week; beneath the line: patients assessed / in the group",
            tickmode="array",
            tickvals=list(NOMINAL_WEEKS),
            range=[-2, 54],
            showgrid=False,
            anchor="y2",
            fixedrange=True,
        ),
        yaxis=axis(options.title, range=[options.bottom, options.top], domain=[share + 0.02, 1]),
        yaxis2=numbers_axis(share, len(looks)),
    )
