"""IGA, BSA and itch over time, in full and small."""

from pandas import DataFrame

from core.analyses.outcomes import changes, iga_distribution, scores, usual_range
from core.analyses.responders import responses
from core.analyses.small import for_display
from core.displays.display import Display
from core.endpoints import MEASURES
from core.figures.axes import change_range, covering, score_range
from core.figures.course import CourseOptions, course_figure, course_height
from core.figures.iga import iga_figure, iga_height
from core.view import ChartOptions, View
from core.wording import read_course, read_iga, small_numbers

_STEPS = {"iga": 1.0, "bsa_pct": 5.0, "itch_nrs": 2.0}


def iga_course(view: View, options: ChartOptions) -> Display:
    """IGA as the share of patients in each grade, or its mean change."""
    if options.values == "change":
        return _course(view, "iga", centre="mean", change=True)
    distribution = view.of(iga_distribution)
    return Display(
        key="iga",
        name="IGA, share of patients in each grade",
        figure=iga_figure(for_display(distribution), view.looks),
        height=iga_height(len(view.looks)),
        words=read_iga(distribution, view.selection),
        table=distribution,
        note=small_numbers(distribution["n"], interval=False),
    )


def bsa_course(view: View, options: ChartOptions) -> Display:
    """Body surface with atopic dermatitis."""
    return _course(view, "bsa_pct", centre=options.centre, change=options.values == "change")


def itch_course(view: View, options: ChartOptions) -> Display:
    """Itch on the numerical rating scale."""
    return _course(view, "itch_nrs", centre=options.centre, change=options.values == "change")


def small_courses(view: View) -> tuple[Display, ...]:
    """IGA 0/1, mean BSA and mean itch over time, small enough to stand side by side."""
    return (
        _clear(view),
        _course(view, "bsa_pct", centre="mean", change=False, compact=True),
        _course(view, "itch_nrs", centre="mean", change=False, compact=True),
    )


def _clear(view: View) -> Display:
    shares = view.of(responses, "iga_0_1")
    options = CourseOptions(
        title="% of those assessed",
        centre="estimate",
        low="low",
        high="high",
        bottom=0,
        top=100,
        scale=100,
        unit="%",
        compact=True,
    )
    what = "IGA 0/1, % of those assessed"
    return Display(
        key="overview-iga",
        name="IGA 0/1, share of patients",
        figure=course_figure(for_display(shares), view.looks, options),
        height=course_height(len(view.looks), compact=True),
        words=read_course(shares, view.selection, what=what, column="estimate", decimals=0, scale=100),
        table=shares,
        note=small_numbers(shares["n"]),
    )


def _course(view: View, measure: str, *, centre: str, change: bool, compact: bool = False) -> Display:
    facts = MEASURES[measure]
    estimates = view.of(changes if change else scores, measure)
    shown = for_display(estimates)
    what = f"{facts.label}, {centre}" + (" change from baseline" if change else "")
    spread = "" if compact else " and quartiles" if centre == "median" else " and 95% interval"
    options = _options(view, shown, measure, centre=centre, change=change, compact=compact)
    return Display(
        key=f"overview-{measure}" if compact else measure,
        name=what + spread,
        figure=course_figure(shown, view.looks, options),
        height=course_height(len(view.looks), compact=compact),
        words=read_course(estimates, view.selection, what=what, column=centre, decimals=facts.decimals),
        table=estimates,
        note=small_numbers(estimates["n"]),
    )


def _options(view: View, shown: DataFrame, measure: str, *, centre: str, change: bool, compact: bool) -> CourseOptions:
    """How a measure is drawn. Its axis follows from the whole extract, and is wider only where it has to be."""
    facts, step = MEASURES[measure], _STEPS[measure]
    low, high = ("q1", "q3") if centre == "median" else ("low", "high")
    usual = view.whole.of(usual_range, measure, change=change)
    fixed = change_range(*usual, step=step) if change else score_range(*usual, step=step, end=facts.end)
    bottom, top = covering(fixed, shown[[low, centre, high]].to_numpy().ravel(), step=step)
    return CourseOptions(
        title=f"{facts.short}, {facts.unit}" + (", change" if change else ""),
        centre=centre,
        low=low,
        high=high,
        bottom=bottom,
        top=top,
        band=centre == "median",
        decimals=facts.decimals,
        compact=compact,
    )
