"""Yes/no outcomes over time, a small panel each: the share who responded with its limits, and n beneath each week."""

from collections.abc import Mapping, Sequence

from pandas import DataFrame

from core.figures.course import Pinned
from core.figures.course_marks import CourseOptions, drawn, line, numbers_beneath, pinned_line
from core.figures.layout import Columns, Figure, Look, layout, legend_on_top
from core.figures.responding_panels import (
    NARROW_COLUMNS,
    WIDE_COLUMNS,
    axes,
    corner,
    heading,
    in_panel,
    panels_height,
    x_axis,
)
from core.rows import columns_of

_NARROW = 760
_TOP, _BOTTOM = 34, 14
_WEEK = 4.2  # pixels of a week where a panel is smallest


def responding_height(panels: int, groups: int) -> int:
    """Height in pixels for so many panels, three in a row where there is room."""
    return _TOP + panels_height(panels, groups) + _BOTTOM


def responding_figure(
    estimates: DataFrame,
    looks: Sequence[Look],
    titles: Mapping[str, str],
    *,
    bounds: bool = False,
    dash: str = "",
    pinned: Pinned | None = None,
) -> Figure:
    """A panel per endpoint of the titles; nan leaves a gap.

    Needs columns endpoint, group, week, n, estimate, low and high, proportions. With ``bounds`` a bar from the column
    worst to the column best stands behind the estimate in place of its interval.
    """
    options = _options(bounds, dash)
    own, faint = _by_endpoint(estimates), _by_endpoint(pinned[0]) if pinned else {}
    figure: Figure = {"data": [], "layout": _layout(), "narrow": {"below": _NARROW, "layout": {}}}
    for place, (endpoint, title) in enumerate(titles.items()):
        if pinned:
            figure["data"] += _pinned(faint[endpoint], pinned[1], options, place)
        figure["data"] += _marks(own[endpoint], looks, options, place)
        figure["layout"]["annotations"].append(heading(title, place))
        figure["layout"] |= axes(place, corner(place, len(titles), WIDE_COLUMNS, len(looks)), len(looks))
        moved = corner(place, len(titles), NARROW_COLUMNS, len(looks))
        figure["narrow"]["layout"] |= axes(place, moved, len(looks))
    return figure


def _options(bounds: bool, dash: str) -> CourseOptions:
    return CourseOptions(
        title="",
        centre="estimate",
        low="worst" if bounds else "low",
        high="best" if bounds else "high",
        bottom=0,
        top=100,
        band=bounds,
        scale=100,
        decimals=0,
        unit="%",
        dash=dash,
        compact=True,
    )


def _by_endpoint(estimates: DataFrame) -> dict[str, dict[str, Columns]]:
    """The columns of each endpoint and group."""
    columns: Columns = columns_of(estimates)
    places: dict[str, dict[str, list[int]]] = {}
    for place, (endpoint, group) in enumerate(zip(columns["endpoint"], columns["group"], strict=True)):
        places.setdefault(endpoint, {}).setdefault(group, []).append(place)
    return {
        endpoint: {
            group: {name: [values[place] for place in own] for name, values in columns.items()}
            for group, own in groups.items()
        }
        for endpoint, groups in places.items()
    }


def _marks(groups: dict[str, Columns], looks: Sequence[Look], options: CourseOptions, place: int) -> list[Figure]:
    marks = []
    for at, look in enumerate(looks):
        rows, shift = groups[look.group], (at - (len(looks) - 1) / 2) * 0.7
        if options.band:
            marks.append(_bars(rows, look, options, shift) | in_panel(place))
        own = line(rows, look, options, shift)
        own["marker"]["size"] = 6
        marks.append(own | in_panel(place) | {"legendgroup": look.group, "showlegend": place == 0})
    numbers = numbers_beneath(groups, looks, compact=True, per_week=_WEEK)
    return [*marks, numbers | {"xaxis": x_axis(place), "yaxis": f"y{2 * place + 2}"}]


def _pinned(groups: dict[str, Columns], looks: Sequence[Look], options: CourseOptions, place: int) -> list[Figure]:
    return [
        pinned_line(groups[look.group], look, options)
        | in_panel(place)
        | {"legendgroup": f"pinned {look.group}", "showlegend": place == 0}
        for look in looks
    ]


def _bars(rows: Columns, look: Look, options: CourseOptions, shift: float) -> Figure:
    """From the worst to the best case of what was not recorded, week by week."""
    x: list[float | None] = []
    y: list[float | None] = []
    ends = zip(drawn(rows[options.low], options), drawn(rows[options.high], options), strict=True)
    for week, (worst, best) in zip(rows["week"], ends, strict=True):
        x += [week + shift, week + shift, None]
        y += [worst, best, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": f"{look.label}, worst to best case",
        "x": x,
        "y": y,
        "line": {"color": look.colour, "width": 6},
        "opacity": 0.3,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _layout() -> Figure:
    return layout(
        annotations=[],
        margin={"l": 46, "r": 12, "t": _TOP, "b": _BOTTOM},
        legend=legend_on_top(),
    )
