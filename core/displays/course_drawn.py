"""How a measure is drawn over time: its axis, its bands or bars, and what the reader chose."""

from pandas import DataFrame

from core.analyses.outcomes import extremes
from core.chart_options import ChartOptions
from core.endpoints import MEASURES
from core.figures.axes import change_range, covering, score_range
from core.figures.course import Pinned
from core.figures.course_marks import CourseOptions
from core.view import View

# Bands of more groups lie on top of each other; they have bars instead.
MOST_BANDS = 3
STEPS = {"iga": 1.0, "bsa_pct": 5.0, "itch_nrs": 2.0}
_MARKED = {"bsa_pct": (3.0, "BSA 3%")}


def drawn_as(
    view: View, measure: str, options: ChartOptions, shown: DataFrame, pinned: Pinned | None, highlight: str
) -> CourseOptions:
    """How a measure is drawn. Its axis holds every score of the extract, and is wider only where an interval is."""
    facts, step, change = MEASURES[measure], STEPS[measure], options.values == "change"
    median = options.centre == "median"
    bands = median and len(view.looks) <= MOST_BANDS
    low, high = ("q10", "q90") if bands else ("q1", "q3") if median else ("low", "high")
    least, most = view.whole.of(extremes, measure, change=change)
    fixed = change_range(least, most, step=step) if change else score_range(least, most, step=step, end=facts.end)
    frames = [shown, pinned[0]] if pinned else [shown]
    limits = [value for frame in frames for name in (low, options.centre, high) for value in frame[name]]
    bottom, top = covering(fixed, limits, step=step)
    root = options.scale == "sqrt" and measure == "bsa_pct" and not change
    return CourseOptions(
        title=_axis_title(facts.short, facts.unit, change=change, root=root),
        centre=options.centre,
        low="q1" if median else "low",
        high="q3" if median else "high",
        bottom=bottom,
        top=top,
        band=bands,
        outer=(low, high) if bands else None,
        root=root,
        decimals=facts.decimals,
        marked=None if change else _MARKED.get(measure),
        dash="dash" if options.missing == "locf" else "",
        lines=options.lines == "on",
        highlight=highlight,
    )


def _axis_title(short: str, unit: str, *, change: bool, root: bool) -> str:
    if root:
        return f"{short}, %, square-root axis"
    return f"{short}, {unit}" + (", change" if change else "")
