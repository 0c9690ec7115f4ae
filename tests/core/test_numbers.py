from math import inf, nan

import pytest

from core.numbers import interval, number, patients, percent, share, short, short_share


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (2.5714, 2, "2.57"),
        (-2.5714, 2, "-2.57"),
        (-0.04, 1, "0.0"),
        (-0.0, 0, "0"),
        (3, 1, "3.0"),
        (nan, 1, "–"),
        (inf, 1, "–"),
        (-inf, 1, "–"),
    ],
)
def test_a_number_has_fixed_decimals_and_is_never_minus_zero(value, decimals, text):
    assert number(value, decimals) == text


@pytest.mark.parametrize(("proportion", "text"), [(0.12195, "12.2%"), (0, "0.0%"), (1, "100.0%"), (nan, "–")])
def test_a_proportion_is_printed_as_a_percentage(proportion, text):
    assert percent(proportion) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (3.19, 65.09, "3.2 to 65.1"),
        (-9.27, -6.79, "-9.3 to -6.8"),
        (nan, 1, "–"),
        (0, nan, "–"),
        (-0.01, 0, "0.0 to 0.0"),
    ],
)
def test_an_interval_needs_both_limits(low, high, text):
    assert interval(low, high) == text


@pytest.mark.parametrize(
    ("count", "total", "text"),
    [(2, 41, "2/41 (4.9%)"), (0, 5, "0/5 (0.0%)"), (1, 4, "1/4"), (0, 0, "0/0")],
)
def test_under_five_only_the_counts_are_printed(count, total, text):
    assert share(count, total) == text


@pytest.mark.parametrize(("count", "text"), [(0, "0 patients"), (1, "1 patient"), (2, "2 patients")])
def test_one_patient_is_singular(count, text):
    assert patients(count) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0"),
        (9_999, "9999"),
        (10_000, "10.0k"),
        (58_347, "58.3k"),
        (99_949, "99.9k"),
        (99_950, "100k"),
        (999_499, "999k"),
        (999_500, "1.00M"),
        (9_995_000, "10.0M"),
        (140_000_000, "140M"),
    ],
)
def test_where_there_is_little_room_large_counts_have_three_digits(count, text):
    assert short(count) == text


def test_thousands_stand_apart():
    assert [number(value) for value in (102_234.56, -1_000, 999.96)] == ["102,234.6", "-1,000.0", "1,000.0"]
    assert patients(58_347) == "58,347 patients"
    assert share(4_762, 58_347) == "4,762/58,347 (8.2%)"
    assert short_share(4_762, 58_347) == "4762/58.3k (8.2%)"
    assert short_share(4_762, 58_347, decimals=0) == "4762/58.3k (8%)"
    assert short_share(1, 4) == "1/4"
