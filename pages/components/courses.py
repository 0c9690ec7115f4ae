"""The three outcomes over time, each as figure, words and table."""

from pandas import DataFrame

from core.analyses.outcomes import changes, iga_distribution, scores, usual_range
from core.analyses.small import for_display
from core.endpoints import MEASURES
from core.figures.axes import change_range, covering, score_range
from core.figures.course import COURSE_HEIGHT, CourseOptions, course_figure
from core.figures.iga import IGA_HEIGHT, iga_figure
from core.view import ChartOptions, View
from core.wording import read_course, read_iga, small_numbers
from pages.components import session
from pages.components.display import display, table_behind

_STEPS = {"iga": 1.0, "bsa_pct": 5.0, "itch_nrs": 2.0}


def iga_course(view: View, options: ChartOptions) -> None:
    """IGA as the share of patients in each grade, or its mean change."""
    if options.values == "change":
        _course(view, "iga", centre="mean", change=True)
        return
    distribution = view.of(iga_distribution)
    display(
        view,
        iga_figure(for_display(distribution), view.looks),
        key="iga",
        name="IGA, share of patients in each grade",
        height=IGA_HEIGHT,
        description=read_iga(distribution, view.selection),
        note=small_numbers(distribution["n"], interval=False),
    )
    table_behind(view, distribution, key="iga", name="IGA grades over time")


def bsa_course(view: View, options: ChartOptions) -> None:
    """Body surface with atopic dermatitis."""
    _course(view, "bsa_pct", centre=options.centre, change=options.values == "change")


def itch_course(view: View, options: ChartOptions) -> None:
    """Itch on the numerical rating scale."""
    _course(view, "itch_nrs", centre=options.centre, change=options.values == "change")


def _course(view: View, measure: str, *, centre: str, change: bool) -> None:
    facts = MEASURES[measure]
    estimates = view.of(changes if change else scores, measure)
    shown = for_display(estimates)
    what = f"{facts.label}, {centre}" + (" change from baseline" if change else "")
    display(
        view,
        course_figure(shown, view.looks, course_options(shown, measure, centre=centre, change=change)),
        key=measure,
        name=what + (" and quartiles" if centre == "median" else " and 95% interval"),
        height=COURSE_HEIGHT,
        description=read_course(estimates, view.selection, what=what, column=centre, decimals=facts.decimals),
        note=small_numbers(estimates["n"]),
    )
    table_behind(view, estimates, key=measure, name=what)


def course_options(
    shown: DataFrame, measure: str, *, centre: str, change: bool, compact: bool = False
) -> CourseOptions:
    """How a measure is drawn. Its axis follows from the whole extract, and is wider only where it has to be."""
    facts, step = MEASURES[measure], _STEPS[measure]
    low, high = ("q1", "q3") if centre == "median" else ("low", "high")
    usual = session.whole_view().of(usual_range, measure, change=change)
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
