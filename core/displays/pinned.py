"""A second selection beside the one shown: in the words, in the table and, faintly, in the figure."""

from collections.abc import Callable

import pandas as pd
from pandas import DataFrame

from core.analyses.small import for_display
from core.figures.course import Pinned
from core.selection import Selection
from core.view import View
from core.wording_course import read_pinned

Estimates = Callable[[View], DataFrame]


def pinned_in_figure(reference: View | None, estimates: Estimates) -> Pinned | None:
    """The estimates of the pinned selection as a figure draws them."""
    return (for_display(estimates(reference)), reference.looks) if reference else None


def words_and_table(
    view: View, reference: View | None, estimates: Estimates, read: Callable[[DataFrame, Selection], str]
) -> tuple[str, DataFrame]:
    """What was found, in words and as a table; with a pinned selection both say of which of the two."""
    own = estimates(view)
    words = read(own, view.selection)
    if not reference:
        return words, own
    other = estimates(reference)
    table = pd.concat([own.assign(selection="shown"), other.assign(selection="pinned")], ignore_index=True)
    return f"{words} {read_pinned(reference.selection, read(other, reference.selection))}", table
