"""The bands of a course: between which values the middle of the patients lies, week by week."""

from core.figures.course_marks import CourseOptions, Limits, at
from core.figures.layout import Columns, Figure, Look


def bands(rows: Columns, look: Look, options: CourseOptions) -> list[Figure]:
    """The space between the outer limits, lighter, and between the inner ones on top of it."""
    inner = _band(rows, look, options, (options.low, options.high), opacity=0.2, name=f"{look.label} quartiles")
    if not options.outer:
        return [inner]
    return [_band(rows, look, options, options.outer, opacity=0.09, name=f"{look.label} 80% band"), inner]


def _band(rows: Columns, look: Look, options: CourseOptions, limits: Limits, *, opacity: float, name: str) -> Figure:
    """One polygon per unbroken run of weeks."""
    x: list[float | None] = []
    y: list[float | None] = []
    for run in _runs(rows, options, limits):
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
        "opacity": opacity,
        "hoverinfo": "skip",
        "showlegend": False,
        "name": name,
    }


def _runs(rows: Columns, options: CourseOptions, limits: Limits) -> list[list[tuple[float, float, float]]]:
    """Weeks with both limits, as (week, low, high), one list per unbroken run."""
    runs: list[list[tuple[float, float, float]]] = [[]]
    for week, low, high in zip(rows["week"], rows[limits[0]], rows[limits[1]], strict=True):
        if low == low and high == high:
            runs[-1].append((float(week), at(low, options), at(high, options)))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]
