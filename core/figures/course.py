"""A measure over time: one line per group with its spread or interval, and the patients beneath each week."""

from collections.abc import Sequence
from dataclasses import dataclass

from pandas import DataFrame

from core.figures.layout import Figure, Look, axis, finite, layout
from core.numbers import number
from core.schema import NOMINAL_WEEKS

COURSE_HEIGHT = 330


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


def course_figure(estimates: DataFrame, looks: Sequence[Look], options: CourseOptions) -> Figure:
    """Needs columns group, week, n (and expected), and those the options name; nan leaves a gap."""
    data: list[Figure] = []
    for place, look in enumerate(looks):
        rows = estimates[estimates["group"] == look.group]
        shift = 0.0 if options.band else (place - (len(looks) - 1) / 2) * 0.5
        if options.band:
            data.append(_band(rows, look, options))
        data += [_bridge(rows, look, options, shift), _line(rows, look, options, shift)]
        data.append(_patients(rows, look, place, compact=options.compact))
    return {"data": data, "layout": _layout(looks, options)}


def _line(rows: DataFrame, look: Look, options: CourseOptions, shift: float) -> Figure:
    centre, low, high = (options.scale * rows[name] for name in (options.centre, options.low, options.high))
    line = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": look.label,
        "x": [week + shift for week in rows["week"]],
        "y": finite(centre.tolist()),
        "line": {"color": look.colour, "dash": look.dash, "width": 2},
        "marker": {"color": look.colour, "symbol": look.marker, "size": 7 if options.compact else 8},
        "customdata": [[look.group, int(week)] for week in rows["week"]],
        "text": [
            f"{look.label}, week {week}: {number(middle, options.decimals)}{options.unit} "
            f"({number(least, options.decimals)} to {number(most, options.decimals)}), n {n}"
            for week, middle, least, most, n in zip(rows["week"], centre, low, high, rows["n"], strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }
    if not options.band:
        line["error_y"] = {
            "type": "data",
            "symmetric": False,
            "array": finite((high - centre).tolist()),
            "arrayminus": finite((centre - low).tolist()),
            "color": look.colour,
            "thickness": 1.5,
            "width": 0,
        }
    return line


def _bridge(rows: DataFrame, look: Look, options: CourseOptions, shift: float) -> Figure:
    """A faint line across weeks without an estimate: the eye may follow, but no value is claimed there."""
    known = rows[rows[options.centre].notna()]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [week + shift for week in known["week"]],
        "y": (options.scale * known[options.centre]).tolist(),
        "line": {"color": look.colour, "width": 1, "dash": "dot"},
        "opacity": 0.5,
        "hoverinfo": "skip",
        "showlegend": False,
        "name": f"{look.label} bridge",
    }


def _band(rows: DataFrame, look: Look, options: CourseOptions) -> Figure:
    """One polygon per unbroken run of weeks."""
    x: list[float | None] = []
    y: list[float | None] = []
    for run in _runs(rows, options.low):
        low, high = ((options.scale * run[name]).tolist() for name in (options.low, options.high))
        weeks = [float(week) for week in run["week"]]
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


def _runs(rows: DataFrame, column: str) -> list[DataFrame]:
    known = rows[column].notna()
    run = (known != known.shift()).cumsum()
    return [part for _, part in rows[known].groupby(run[known], sort=False)]


def _patients(rows: DataFrame, look: Look, place: int, *, compact: bool) -> Figure:
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
        "x": list(rows["week"]),
        "y": [place] * len(rows),
        "text": texts,
        "textfont": {"size": 10 if compact else 11, "color": look.colour},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
        "name": f"n of {look.label}",
    }


def _layout(looks: Sequence[Look], options: CourseOptions) -> Figure:
    share = min(0.06 + 0.055 * len(looks), 0.5)
    return layout(
        margin={"l": 52, "r": 22, "t": 34, "b": 46},
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
        yaxis2={
            "domain": [0, share],
            "range": [len(looks) - 0.4, -0.6],
            "showgrid": False,
            "zeroline": False,
            "showticklabels": False,
            "fixedrange": True,
        },
    )
