"""Table 1: who the patients are, group by group, with standardised mean differences and no p-values."""

from core.analyses.baseline import table_one as analysis
from core.displays.patients import table_one_in_words, table_one_note
from core.view import View
from pages.components.once import once
from pages.components.tables import Numbers, show_words


def table_one(view: View) -> None:
    """Draw the table."""
    show_words(
        view,
        once(view, table_one_in_words),
        Numbers(view.of(analysis), "baseline characteristics, as numbers"),
        key="table-1",
        name="Baseline characteristics",
        heading="Who the patients are",
        note=table_one_note(view),
        scene="patients",
    )
