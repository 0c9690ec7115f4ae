"""Adverse events per 100 patient-years, a row per group."""

from pandas import DataFrame

from core.analyses.rates import rates
from core.displays.time import on_combination
from core.rows import rows_of
from core.view import View
from core.wording import group_label
from core.wording_time import ON_COMBINATION, RATE_CAVEAT, left_out_of_rates, rate_texts
from pages.components.once import once
from pages.components.tables import Numbers, show_words


def rates_table(view: View) -> None:
    """Draw the table. Under five patients only counts and years are shown, under ten no interval."""
    rows, worded, note = once(view, _rates)
    title = "Adverse events per 100 patient-years"
    numbers = Numbers(rows, "adverse events per 100 patient-years")
    show_words(view, worded, numbers, key="rates", name=title, heading=title, note=note)


def _rates(view: View) -> tuple[DataFrame, DataFrame, str]:
    """The rates as numbers and in words, and what has to be said of them."""
    timed = on_combination(view)
    rows = timed.of(rates)
    notes = (left_out_of_rates(rows, timed.selection), RATE_CAVEAT, ON_COMBINATION if timed is not view else "")
    return rows, _worded(rows, view), " ".join(note for note in notes if note)


def _worded(rows: DataFrame, view: View) -> DataFrame:
    lines = []
    for row, look in zip(rows_of(rows), view.looks, strict=True):
        first, events = rate_texts(row)
        lines.append(
            {
                "Group": group_label(view.selection.by, look.group),
                "Patients": row["n"],
                "First events / patient-years → rate (95% CI)": first,
                "Events / patient-years → rate (95% CI)": events,
            }
        )
    return DataFrame(lines)
