"""Which events of special interest were seen, and what do the zeros leave open?"""

import numpy as np
from pandas import DataFrame, concat

from core.analyses.small import for_display
from core.analyses.special_interest import special_interest, special_interest_total
from core.displays.display import Display
from core.figures.axes import share_range
from core.figures.incidence import incidence_figure, incidence_height
from core.view import View
from core.wording import small_numbers
from core.wording_special import ABBREVIATIONS, SPECIAL_LABELS, counted, read_special

_ZERO = "For zero, the upper limit of the interval says what is not excluded."
_MATCHED = "Events are found by a column of the data and a synonym map, see the page Safety."


def special_display(view: View) -> Display:
    """Dots with exact intervals per category and group, zeros included.

    The table has the groups and, in rows whose ``group`` is empty, all of them together.
    """
    rows, total = view.of(special_interest), view.of(special_interest_total)
    shown = _as_terms(for_display(rows))
    several = len(view.looks) > 1
    notes = (_ZERO, ABBREVIATIONS, counted(view.selection), small_numbers(rows["n"]), _MATCHED)
    figure = incidence_figure(
        shown,
        shown[:0],
        view.looks,
        top=share_range(shown["estimate"]),
        total=_as_terms(total) if several else None,
    )
    return Display(
        key="special-interest",
        name="Events of special interest",
        figure=figure,
        height=incidence_height(figure),
        words=read_special(total, view.selection),
        table=concat([rows, total.assign(group="")] if several else [rows], ignore_index=True),
        note=" ".join(note for note in notes if note),
    )


def _as_terms(rows: DataFrame) -> DataFrame:
    """The categories where the figure of incidence has organ classes: bold, without a term beneath."""
    labels = np.array([SPECIAL_LABELS[category] for category in rows["category"]], dtype=object)
    return rows.assign(level="organ_class", organ_class=labels, term="")
