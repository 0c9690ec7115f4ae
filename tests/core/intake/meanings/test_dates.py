from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intake.meanings.date_orders import date_order
from core.intake.meanings.dates import PartialDate, parse_date

TODAY = date(2026, 11, 22)
MARCH = date(2024, 3, 25)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-25",
        "2024-03-25T10:30:00Z",
        "2024-03-25 00:00:00",
        "2024/03/25",
        "2024-3-25",
        "20240325",
        "25MAR2024",
        "25MAR2024:10:30:00",
        "25-Mar-24",
        "25 Mar 2024",
        "Mon 25 Mar 2024",
        "2024-Mar-25",
        "March 25, 2024",
        "Mar 25 2024",
        "25th of March 2024",
        "25. März 2024",
        "25 maart 2024",
        "25 mrt 2024",
        "25 mars 2024",
        "25 de marzo de 2024",
        "25 marzo 2024",
        "25 de março de 2024",
        "25 marts 2024",
        "25 marca 2024",
        "25/03/2024",
        "03/25/2024",
        "25.03.2024",
        "25-03-2024",
        "25 03 2024",
        "3/25/2024 10:30 AM",
        "45376",
        "45376.5",
    ],
)
def test_every_written_form_of_a_day_that_has_one_reading_is_read_without_an_order(text):
    assert parse_date(text, None, today=TODAY).value == MARCH


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("3/4/2024", "dmy", date(2024, 4, 3)),
        ("3/4/2024", "mdy", date(2024, 3, 4)),
        ("03-04-24", "dmy", date(2024, 4, 3)),
        ("24/04/03", "ymd", date(2024, 4, 3)),
        ("2024-04-03", "dmy", date(2024, 4, 3)),
        ("3.4.27", "dmy", date(2027, 4, 3)),
        ("3.4.28", "dmy", date(1928, 4, 3)),
        ("3/3/2024", None, date(2024, 3, 3)),
        ("29/02/2024", "dmy", date(2024, 2, 29)),
    ],
)
def test_the_order_of_the_column_decides(text, order, day):
    assert parse_date(text, order, today=TODAY).value == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3/4/2024", "ambiguous_date"),
        ("24/03/15", "ambiguous_date"),
        ("31/02/2024", "impossible_date"),
        ("2024-02-30", "impossible_date"),
        ("2024-13-45", "impossible_date"),
        ("0000-00-00", "impossible_date"),
        ("2024-13", "impossible_date"),
        ("abc", "not_a_date"),
        ("12", "not_a_date"),
        ("2024W12", "not_a_date"),
        ("1/2/202", "not_a_date"),
        ("123 Mar 2024", "not_a_date"),
        ("25 Mar 202", "not_a_date"),
        ("NR", "missing_token"),
        ("", ""),
    ],
)
def test_what_is_no_day_has_no_value_and_a_reason(text, code):
    found = parse_date(text, None, today=TODAY)
    assert (found.value, found.code) == (None, code)
    assert bool(found.reason) == bool(code)


def test_a_day_in_the_other_order_than_its_column_is_named_and_not_swapped():
    found = parse_date("03/25/2024", "dmy", today=TODAY)
    assert (found.value, found.reason) == (None, "has the day and the month the other way round than its column")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2024-03", PartialDate(2024, 3)),
        ("2024", PartialDate(2024)),
        ("UN-MAR-2024", PartialDate(2024, 3)),
        ("UNK-UNK-2024", PartialDate(2024)),
        ("MAR2024", PartialDate(2024, 3)),
        ("March 2024", PartialDate(2024, 3)),
        ("03/2024", PartialDate(2024, 3)),
        ("??/03/2024", PartialDate(2024, 3)),
        ("2024-UN-UN", PartialDate(2024)),
        ("2024-03-UN", PartialDate(2024, 3)),
    ],
)
def test_a_part_of_a_date_stays_a_part(text, part):
    found = parse_date(text, None, today=TODAY)
    assert (found.value, found.code) == (part, "partial_date")
    assert str(part) == f"{part.year}-{part.month:02d}" if part.month else str(part.year)


def test_a_day_count_of_a_spreadsheet_is_said_and_an_old_one_is_asked():
    found = parse_date("45376", "dmy", today=TODAY)
    assert (found.value, found.code, found.certain) == (MARCH, "excel_serial", True)
    assert not parse_date("23456", "dmy", today=TODAY).certain
    assert parse_date("45376", "dmy", serial=False, today=TODAY).value is None
    assert parse_date("61000", "dmy", today=TODAY).value is None


@pytest.mark.parametrize(
    ("texts", "order", "certain"),
    [
        ("25/03/2024; 01/02/2024", "dmy", True),
        ("03/25/2024; 01/02/2024", "mdy", True),
        ("01/02/2024; 03/04/2024", None, False),
        ("01.02.2024; 03.04.2024", "dmy", True),
        ("2024-03-25; 2024-04-01", "ymd", True),
        ("25MAR2024", "ymd", True),
        ("2024-03-25; 01/02/2024", None, False),
        ("31/02/2024; 01/02/2024", "dmy", True),
        ("25/03/2024; 03/25/2024", None, False),
        ("NA; ; 25/03/2024", "dmy", True),
        ("01-02-24; 13-02-24", "dmy", True),
        ("24/03/15; 24/04/20", "ymd", False),
        ("", "ymd", True),
    ],
)
def test_the_order_is_what_the_dates_of_the_column_allow(texts, order, certain):
    found = date_order([text.strip() for text in texts.split(";")], today=TODAY)
    assert (found.order, found.certain) == (order, certain)
    assert found.reason


def test_a_few_dates_in_the_other_order_leave_a_proposal():
    many = [f"{day}/03/2024" for day in range(13, 31)]
    assert date_order([*many, "03/25/2024"]).order == "dmy"
    assert not date_order([*many, "03/25/2024"]).certain


def test_visits_that_would_run_backwards_speak_for_the_other_order():
    found = date_order(
        ["02/11/2024", "03/10/2024"],
        sequences=[["01/02/2024", "01/03/2024"], ["02/11/2024", "03/10/2024"]],
        today=TODAY,
    )
    assert (found.order, found.certain) == ("mdy", False)


def test_the_reason_shows_no_date():
    assert "2024" not in date_order(["25/03/2024"]).reason


DAYS = st.dates(date(2000, 1, 1), date(2026, 11, 22))


@given(
    DAYS,
    st.sampled_from(
        [("%d/%m/%Y", "dmy"), ("%m/%d/%Y", "mdy"), ("%Y-%m-%d", "ymd"), ("%d.%m.%y", "dmy"), ("%d%b%Y", "ymd")]
    ),
)
def test_a_day_written_in_an_order_reads_back_in_it(day, form):
    assert parse_date(day.strftime(form[0]), form[1], today=TODAY).value == day


@given(DAYS)
def test_the_day_count_of_a_spreadsheet_reads_back(day):
    assert parse_date(str((day - date(1899, 12, 30)) // timedelta(days=1)), None).value == day


@given(st.text(max_size=30), st.sampled_from([None, "dmy", "mdy", "ymd"]))
def test_any_text_is_read_without_fault(text, order):
    found = parse_date(text, order)
    assert found.value is None or isinstance(found.value, date | PartialDate)


@given(st.lists(st.text(max_size=15), max_size=6))
def test_any_column_has_an_order_or_a_question(texts):
    assert date_order(texts).order in (None, "dmy", "mdy", "ymd")
