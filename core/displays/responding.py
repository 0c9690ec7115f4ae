"""Yes/no outcomes over time: six definitions of response side by side."""

from functools import partial

from pandas import DataFrame

from core.analyses.responses_over_time import responses_over_time
from core.analyses.small import for_display
from core.chart_options import ChartOptions
from core.displays.display import Display
from core.displays.pinned import words_and_table
from core.endpoints import ENDPOINTS
from core.figures.responding import responding_figure, responding_height
from core.numbers import MIN_FOR_ESTIMATE
from core.view import View
from core.wording import small_numbers
from core.wording_course import DEFINED, definitions, named, read_responses, rule_note

# What a panel says of its outcome; the definitions stand in the words and beneath the figure.
TITLES = {
    "iga_0_1": "IGA 0/1",
    "iga_success": "IGA success: 0/1, 2 grades better",
    "itch_response": "Itch 4 points better",
    "itch_0_1": "Itch 0/1",
    "bsa_3": "BSA 3% or less",
    "mda": "Minimal disease: IGA and itch 0/1",
}


def responders_over_time(view: View, options: ChartOptions, reference: View | None = None) -> Display:
    """The share of patients who responded at each visit, per outcome, with what a missing score counts as.

    ``reference`` is a pinned selection, drawn faintly.
    """
    rule = options.missing

    def estimates(view: View) -> DataFrame:
        return view.of(responses_over_time, missing=rule)

    words, table = words_and_table(view, reference, estimates, partial(read_responses, week=int(options.week)))
    notes = (small_numbers(estimates(view)["n"], interval=rule != "bounds"), rule_note(rule), DEFINED)
    return Display(
        key="responders",
        name=named("Responders over time", rule),
        figure=responding_figure(
            _drawn(estimates(view)),
            view.looks,
            TITLES,
            bounds=rule == "bounds",
            dash="dash" if rule == "locf" else "",
            pinned=(_drawn(estimates(reference)), reference.looks) if reference else None,
        ),
        height=responding_height(len(TITLES), len(view.looks)),
        words=f"{words} {definitions(TITLES)}",
        table=table.assign(definition=table["endpoint"].map(lambda name: ENDPOINTS[name].definition)),
        note=" ".join(note for note in notes if note),
    )


def _drawn(estimates: DataFrame) -> DataFrame:
    """What is drawn. Worst and best case are of everybody who could respond, however few were assessed."""
    shown = for_display(estimates)
    if "worst" not in shown:
        return shown
    enough = shown["expected"] >= MIN_FOR_ESTIMATE
    return shown.assign(worst=shown["worst"].where(enough), best=shown["best"].where(enough))
