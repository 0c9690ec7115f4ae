"""By how many points did itch change, and how many patients reached a threshold that the reader moves?"""

from functools import partial

from pandas import DataFrame

from core.analyses.change_curve import RULES, change_curve, change_response, response_difference
from core.analyses.missing import OBSERVED
from core.analyses.small import for_display
from core.chart_options import ChartOptions
from core.displays.display import Display
from core.displays.pinned import words_and_table
from core.figures.change_curve import Readout, change_curve_figure, change_curve_height, pinned_curves
from core.figures.theme import plain_text
from core.rows import rows_of
from core.view import View
from core.wording_change import difference_text, read_response, response_note, response_text

# A line of text above the curves, in letters, where the chart shares the page's width with another.
_LONGEST_LINE = 64


def itch_curve(view: View, options: ChartOptions, reference: View | None = None) -> Display:
    """The cumulative share of patients by change of itch at the chosen week, with the share beyond the threshold.

    Of patients whose baseline is at least the threshold. ``reference`` is another selection whose curves lie faint
    behind. What is not assessed is never on the curve; ``options.missing`` says what it counts as in the numbers.
    """
    week, threshold = int(options.week), int(options.threshold)
    missing = options.missing if options.missing in RULES else OBSERVED
    estimates = partial(_estimates, week=week, threshold=threshold, missing=missing)
    read = partial(read_response, week=week, threshold=threshold)
    words, table = words_and_table(view, reference, estimates, read)
    response = view.of(change_response, week=week, threshold=threshold, missing=missing)
    readout = _readout(view, response)
    faint = []
    if reference:
        pinned = reference.of(change_response, week=week, threshold=threshold, missing=missing)
        steps = for_display(reference.of(change_curve, week=week, threshold=threshold))
        faint = pinned_curves(steps, reference.looks, _readout(reference, pinned))
    return Display(
        key="itch-curve",
        name=f"Itch, change from baseline to week {week}",
        figure=change_curve_figure(
            for_display(view.of(change_curve, week=week, threshold=threshold)),
            view.looks,
            readout,
            week=week,
            threshold=threshold,
            pinned=faint,
        ),
        height=change_curve_height(len(readout.groups) + len(faint) + len(readout.difference)),
        words=words,
        table=table,
        note=response_note(response, view.selection, week=week, threshold=threshold, missing=options.missing),
    )


def _estimates(view: View, *, week: int, threshold: int, missing: str) -> DataFrame:
    """The responses and their difference, then the steps of the curves; the column ``row`` tells them apart."""
    response = view.of(change_response, week=week, threshold=threshold, missing=missing)
    parts = {
        "response": [row | {"change": -threshold} for row in rows_of(response)],
        "difference": rows_of(response_difference(response)),
        "step": rows_of(view.of(change_curve, week=week, threshold=threshold)),
    }
    return DataFrame([row | {"row": name} for name, rows in parts.items() for row in rows])


def _readout(view: View, response: DataFrame) -> Readout:
    """What stands above the curves of a view."""
    rows = rows_of(response)
    texts = {look.group: f"{look.label}: {response_text(row)}" for look, row in zip(view.looks, rows, strict=True)}
    difference = plain_text(difference_text(response_difference(response), view.selection))
    estimate, comma, limits = difference.rpartition(", 95%")
    lines = (f"{estimate}{comma[:1]}", f"{comma[2:]}{limits}") if len(difference) > _LONGEST_LINE else (difference,)
    return Readout(texts, tuple(line for line in lines if line))
