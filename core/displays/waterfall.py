"""By how many percent did the body surface with atopic dermatitis change, in each patient?"""

from math import ceil

from core.chart_options import ChartOptions
from core.displays.display import Display
from core.figures.waterfall import waterfall_figure, waterfall_height
from core.masking import masked_ids
from core.percent_change import BASELINE_0, percent_changes
from core.view import View
from core.wording_change import percent_changes_note, read_percent_changes

MOST_BARS = 300


def bsa_waterfall(view: View, options: ChartOptions, reference: View | None = None) -> Display:
    """A bar per patient from the largest rise to the largest fall at the chosen week, empty slots for the missing.

    Of many patients one in two, in three, ... is drawn, in this order. ``reference`` has no place here.
    """
    week = int(options.week)
    changes = percent_changes(view.individuals, "bsa_pct", week=week)
    if options.mask == "on":
        changes["patient_id"] = masked_ids(changes["patient_id"], view.extract)
    shown = changes[changes["undefined"] != BASELINE_0]
    step = max(ceil(len(shown) / MOST_BARS), 1)
    return Display(
        key="bsa-waterfall",
        name=f"BSA, percent change of each patient, week {week}",
        figure=waterfall_figure(shown.iloc[::step], view.looks, week=week),
        height=waterfall_height(len(view.looks)),
        words=read_percent_changes(changes, view.tally.groups, view.selection, week=week),
        table=changes,
        note=percent_changes_note(changes, week=week, step=step),
    )
