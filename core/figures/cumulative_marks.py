"""The marks of a cumulative incidence: step curves, bands or whiskers, and what the pointer reads."""

from collections.abc import Sequence

from core.figures.layout import Columns, Figure, Look, reach, scaled
from core.numbers import interval, percent

LAST_WEEK = 52


def steps_of(rows: Columns) -> Columns:
    """What holds from each time on, and once more where the curve ends: at the last week or the last follow-up."""
    gone = zip(rows["at_risk"], rows["events"], rows["competing"], rows["censored"], strict=True)
    left = [at_risk - sum(ended) for at_risk, *ended in gone]
    names = ("estimate", "low", "high", "not_excluded")
    steps: Columns = {name: list(rows[name]) for name in names} | {"week": list(rows["week"]), "left": left}
    # Whoever has had an event, or can have none any more, stays so: without censoring at the end the curve goes on.
    if left[-1] > 0 or not rows["censored"][-1]:
        for name in (*names, "left"):
            steps[name].append(steps[name][-1])
        steps["week"].append(LAST_WEEK)
    return steps


def curve(steps: Columns, look: Look, few: int) -> Figure:
    """The curve while enough patients are left."""
    return {
        **_line(steps, look, 0, few + 1 if few else 0),
        "name": look.label,
        "line": {"color": look.colour, "dash": look.dash, "width": 2, "shape": "hv"},
        "hoverinfo": "skip",
    }


def faint(steps: Columns, look: Look, few: int) -> Figure:
    """The curve of the last few patients."""
    return {
        **_line(steps, look, few, len(steps["week"])),
        "name": f"{look.label}, few left",
        "line": {"color": look.colour, "dash": look.dash, "width": 1, "shape": "hv"},
        "opacity": 0.6,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _line(steps: Columns, look: Look, first: int, end: int) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        # A trace without any point has no place in the legend.
        "x": steps["week"][first:end] or [None],
        "y": scaled(steps["estimate"][first:end], 100) or [None],
        "legendgroup": look.group,
    }


def band(steps: Columns, look: Look) -> Figure:
    """A polygon of steps between the limits."""
    low, high = _limits(steps)
    known = [at for at, (lower, upper) in enumerate(zip(low, high, strict=True)) if lower == lower and upper == upper]
    weeks = [steps["week"][at] for at in known]
    upper_edge = _edge(weeks, [high[at] for at in known])
    lower_edge = _edge(weeks, [low[at] for at in known])
    outline = [*upper_edge, *reversed(lower_edge)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in outline],
        "y": [100 * y for _, y in outline],
        "fill": "toself",
        "fillcolor": look.colour,
        "line": {"width": 0, "color": look.colour},
        "opacity": 0.13,
        "hoverinfo": "skip",
        "showlegend": False,
        "name": f"{look.label} interval",
    }


def whisker(steps: Columns, look: Look, place: int) -> Figure:
    """The limits at the end of the curve, beside the plot."""
    low, high = _limits(steps)
    last = [steps["estimate"][-1]]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [LAST_WEEK + 1.2 * (place + 1)],
        "y": scaled(last, 100),
        "marker": {"color": look.colour, "symbol": look.marker, "size": 6},
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": reach(last, high[-1:], 100),
            "arrayminus": reach(last, low[-1:], 100),
            "color": look.colour,
            "thickness": 1.5,
            "width": 0,
        },
        "hoverinfo": "skip",
        "showlegend": False,
        "name": f"{look.label} interval",
    }


def _limits(steps: Columns) -> tuple[list[float], list[float]]:
    """The limits, and before the first event 0 and what is not excluded."""
    low, high = [], []
    for lower, upper, bound in zip(steps["low"], steps["high"], steps["not_excluded"], strict=True):
        before_first = lower != lower and bound == bound
        low.append(0.0 if before_first else lower)
        high.append(bound if before_first else upper)
    return low, high


def _edge(weeks: Sequence[float], values: Sequence[float]) -> list[tuple[float, float]]:
    """The corners of a step function: each value holds up to the next week."""
    corners: list[tuple[float, float]] = []
    for at, (week, value) in enumerate(zip(weeks, values, strict=True)):
        if at:
            corners.append((week, values[at - 1]))
        corners.append((week, value))
    return corners


def hovers(rows: Columns, look: Look) -> Figure:
    """A mark at each event, and at every row what the pointer reads there."""
    had = [bool(events) for events in rows["events"]]
    so_far = [sum(rows["events"][: at + 1]) for at in range(len(had))]
    said = zip(rows["week"], rows["estimate"], rows["low"], rows["high"], rows["not_excluded"], strict=True)
    texts = []
    for (week, estimate, low, high, bound), at_risk, count in zip(said, rows["at_risk"], so_far, strict=True):
        limits = f"95% CI {interval(100 * low, 100 * high)}"
        open_share = f"up to {percent(bound)} not excluded" if bound == bound else limits
        texts.append(
            f"{look.label}, week {week:.1f}: {percent(estimate)} ({open_share})<br>{at_risk} at risk, "
            f"{count} with a first event so far"
        )
    return {
        "type": "scatter",
        "mode": "markers",
        "name": f"{look.label} events",
        "showlegend": False,
        "x": rows["week"],
        "y": scaled(rows["estimate"], 100),
        "marker": {"color": look.colour, "symbol": look.marker, "size": 8, "opacity": [float(one) for one in had]},
        "customdata": [[look.group, week] for week in rows["week"]],
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
    }
