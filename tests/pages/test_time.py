"""The table of rates, drawn by Streamlit's own test harness."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.reading import plain_tables, shown, without_error

RATES = "Adverse events per 100 patient-years"


def _table(query: str) -> None:
    from core.selection import from_query
    from core.view import View
    from pages.components import session
    from pages.components.rates_table import rates_table

    opened = session.current()
    selection, _ = from_query(query, opened.options)
    rates_table(View(opened, selection))


def drawn(query: str = "") -> AppTest:
    return without_error(AppTest.from_function(_table, args=(query,), default_timeout=30).run())


def test_the_rates_of_both_cohorts_with_their_patient_years():
    test = drawn()
    assert plain_tables(test)[RATES] == [
        ["Cohort A", "73", "2 / 99.2 → 2.0 (0.2 to 7.3)", "2 / 102.2 → 2.0 (0.2 to 7.1)"],
        ["Cohort B", "41", "5 / 63.3 → 7.9 (2.6 to 18.4)", "5 / 70.4 → 7.1 (2.3 to 16.6)"],
    ]
    assert "assumes that events come evenly" in shown(test)
    assert "Charts under-record adverse events" in shown(test)


def test_under_five_patients_counts_and_years_only():
    rows = plain_tables(drawn("agent=abrocitinib"))[RATES]
    assert all("→" not in row[2] for row in rows)


def test_events_at_any_time_change_no_rate_and_it_is_said():
    test = drawn("period=all")
    assert plain_tables(test) == plain_tables(drawn())
    assert "Time concerns the combination only" in shown(test)


@pytest.mark.parametrize("query", ["by=agent", "by=nothing", "agent=cyclosporine&age=0-17", "serious=yes"])
def test_it_is_drawn_whatever_is_selected(query):
    assert plain_tables(drawn(query))[RATES]
