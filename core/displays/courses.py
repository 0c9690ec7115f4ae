"""IGA, BSA and itch over time, in full and small."""

from functools import partial

from pandas import DataFrame

from core.analyses.outcomes import changes, iga_distribution, scores, usual_range
from core.analyses.responders import responses
from core.analyses.small import for_display
from core.chart_options import ChartOptions
from core.displays.course_drawn import MOST_BANDS, STEPS, drawn_as
from core.displays.display import Display
from core.displays.patients_behind import patients_behind, shown_name
from core.displays.pinned import pinned_in_figure, words_and_table
from core.endpoints import MEASURES
from core.figures.axes import covering, score_range
from core.figures.course import course_figure, course_height
from core.figures.course_marks import CourseOptions
from core.figures.iga import IgaOptions, iga_figure, iga_height
from core.view import View
from core.wording import small_numbers
from core.wording_course import course_note, named, read_course, read_iga, rule_note

_WHOLES = {"observed": "assessed", "nri": "enrolled", "bounds": "enrolled", "locf": "assessed or carried"}


def iga_course(view: View, options: ChartOptions, reference: View | None = None, *, highlight: str = "") -> Display:
    """IGA as the share of patients in each grade, or its mean change.

    ``reference`` is a pinned selection, drawn faintly; ``highlight`` the identifier of a patient to draw heavier.
    """
    if options.values == "change":
        return _course(view, "iga", options.changed("centre", "mean"), reference, highlight)
    rule = options.missing

    def distribution(view: View) -> DataFrame:
        return view.of(iga_distribution, missing=rule)

    words, table = words_and_table(view, reference, distribution, partial(read_iga, missing=rule))
    notes = (small_numbers(distribution(view)["n"], interval=False), rule_note(rule))
    return Display(
        key="iga",
        name=named("IGA, share in each grade", rule),
        figure=iga_figure(
            for_display(distribution(view)),
            view.looks,
            IgaOptions(whole=_WHOLES[rule], dash="dash" if rule == "locf" else "solid"),
            pinned=pinned_in_figure(reference, distribution),
        ),
        height=iga_height(len(view.looks)),
        words=words,
        table=table,
        note=" ".join(note for note in notes if note),
    )


def bsa_course(view: View, options: ChartOptions, reference: View | None = None, *, highlight: str = "") -> Display:
    """Body surface with atopic dermatitis, with a line at 3%; arguments as for :func:`iga_course`."""
    return _course(view, "bsa_pct", options, reference, highlight)


def itch_course(view: View, options: ChartOptions, reference: View | None = None, *, highlight: str = "") -> Display:
    """Itch on the numerical rating scale; arguments as for :func:`iga_course`."""
    return _course(view, "itch_nrs", options, reference, highlight)


def _course(view: View, measure: str, options: ChartOptions, reference: View | None, highlight: str) -> Display:
    facts, change, masked = MEASURES[measure], options.values == "change", options.mask == "on"
    rule = "locf" if options.missing == "locf" else "observed"

    def estimates(view: View) -> DataFrame:
        return view.of(changes if change else scores, measure, missing=rule)

    what = named(f"{facts.label}, {options.centre}" + (" change from baseline" if change else ""), rule)
    read = partial(read_course, what=what, column=options.centre, decimals=facts.decimals)
    words, table = words_and_table(view, reference, estimates, read)
    behind = patients_behind(view, measure, change=change, masked=masked)
    shown, pinned = for_display(estimates(view)), pinned_in_figure(reference, estimates)
    figure = course_figure(
        shown,
        view.looks,
        drawn_as(view, measure, options, shown, pinned, shown_name(view, highlight, masked=masked)),
        patients=behind.groups,
        pinned=pinned,
    )
    spread = options.centre if len(view.looks) <= MOST_BANDS else f"{options.centre} of many"
    return Display(
        key=measure,
        name=what,
        figure=figure,
        height=course_height(len(view.looks)),
        words=words,
        table=table,
        note=course_note(shown["n"], options.missing, spread, drawn=behind.drawn, patients=behind.patients),
    )


def small_courses(view: View) -> tuple[Display, ...]:
    """IGA 0/1, mean BSA and mean itch over time, small enough to stand side by side."""
    return (_clear(view), _small(view, "bsa_pct"), _small(view, "itch_nrs"))


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


def _small(view: View, measure: str) -> Display:
    """The mean of a measure; its axis holds the usual scores of the extract."""
    facts, step = MEASURES[measure], STEPS[measure]
    estimates = view.of(scores, measure)
    shown = for_display(estimates)
    fixed = score_range(*view.whole.of(usual_range, measure), step=step, end=facts.end)
    bottom, top = covering(fixed, [value for name in ("low", "mean", "high") for value in shown[name]], step=step)
    options = CourseOptions(
        title=f"{facts.short}, {facts.unit}",
        centre="mean",
        low="low",
        high="high",
        bottom=bottom,
        top=top,
        decimals=facts.decimals,
        compact=True,
    )
    what = f"{facts.label}, mean"
    return Display(
        key=f"overview-{measure}",
        name=what,
        figure=course_figure(shown, view.looks, options),
        height=course_height(len(view.looks), compact=True),
        words=read_course(estimates, view.selection, what=what, column="mean", decimals=facts.decimals),
        table=estimates,
        note=small_numbers(estimates["n"]),
    )
