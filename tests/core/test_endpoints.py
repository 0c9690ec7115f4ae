from math import inf, nan

import numpy as np
import pytest

from core.endpoints import (
    AGE_BANDS,
    BSA_BANDS,
    ENDPOINTS,
    ITCH_BANDS,
    SEVERITY_BANDS,
    band_codes,
    minimal_disease_activity,
    nominal_weeks,
    responders,
    window_text,
)
from core.schema import ADVERSE_EVENTS, NOMINAL_WEEKS


@pytest.mark.parametrize(
    ("bands", "value", "code"),
    [
        (SEVERITY_BANDS, 0, "mild"),
        (SEVERITY_BANDS, 2, "mild"),
        (SEVERITY_BANDS, 3, "moderate"),
        (SEVERITY_BANDS, 4, "severe"),
        (BSA_BANDS, 0, "clear"),
        (BSA_BANDS, 0.1, "mild"),
        (BSA_BANDS, 15.9, "mild"),
        (BSA_BANDS, 16, "moderate"),
        (BSA_BANDS, 39.9, "moderate"),
        (BSA_BANDS, 40, "severe"),
        (BSA_BANDS, 100, "severe"),
        (ITCH_BANDS, 0, "mild"),
        (ITCH_BANDS, 3, "mild"),
        (ITCH_BANDS, 3.9, "mild"),
        (ITCH_BANDS, 4, "moderate"),
        (ITCH_BANDS, 6, "moderate"),
        (ITCH_BANDS, 7, "severe"),
        (ITCH_BANDS, 10, "severe"),
        (AGE_BANDS, 0, "0-17"),
        (AGE_BANDS, 17, "0-17"),
        (AGE_BANDS, 17.9, "0-17"),
        (AGE_BANDS, 18, "18-39"),
        (AGE_BANDS, 39, "18-39"),
        (AGE_BANDS, 40, "40-64"),
        (AGE_BANDS, 65, "65-120"),
        (AGE_BANDS, 120, "65-120"),
        (SEVERITY_BANDS, nan, None),
        (BSA_BANDS, -1, None),
    ],
)
def test_a_value_at_a_limit_belongs_to_the_upper_band(bands, value, code):
    codes = [*(band.code for band in bands), None]
    assert codes[int(band_codes(np.array([value], float), bands)[0])] == code


@pytest.mark.parametrize(
    ("week", "nominal"),
    [
        (-13, None),
        (0, None),
        (1.9, None),
        (2, 4),
        (4, 4),
        (5.9, 4),
        (6, 8),
        (10, 12),
        (13.9, 12),
        (14, 16),
        (20, 24),
        (29.9, 24),
        (30, 36),
        (43.9, 36),
        (44, 52),
        (52, 52),
        (59.9, 52),
        (60, None),
        (104, None),
    ],
)
def test_a_time_belongs_to_the_nearest_nominal_week_and_a_mid_point_to_the_later(week, nominal):
    found = nominal_weeks(np.array([week], float))[0]
    assert (None if np.isnan(found) else found) == nominal


def test_the_windows_in_words_are_those_that_are_applied():
    for week in NOMINAL_WEEKS[1:]:
        words = window_text(week).split()
        first, end = float(words[1]), float(words[-1])
        assert nominal_weeks(np.array([first, np.nextafter(end, 0)])).tolist() == [week, week]
        assert week not in nominal_weeks(np.array([np.nextafter(first, 0), end]))
    assert window_text(0) == "day -90 to day +7; the last value at or before time zero goes first"
    assert window_text(4) == "week 2 to before week 6"
    assert window_text(52) == "week 44 to before week 60"


# Baseline, value, patients; who could respond and who did.
IGA = """
    4   1   5   eligible responds
    4   2   3   eligible
    3   1   2   eligible responds
    2   0   1   eligible responds
    2   1   4   eligible
    1   0   9
    nan 0   7
"""
ITCH = """
    10  6   2   eligible responds
    8   4.1 3   eligible
    4   0   1   eligible responds
    3.9 0   5
    nan 0   8
"""


def counted(text):
    rows = [line.split() for line in text.strip().splitlines()]
    baseline, value = (np.array([float(row[place]) for row in rows]) for place in (0, 1))
    patients = [int(row[2]) for row in rows]
    expected = tuple(sum(int(row[2]) for row in rows if word in row) for word in ("responds", "eligible"))
    return (baseline, value, patients), expected


@pytest.mark.parametrize(("endpoint", "table"), [("iga_success", IGA), ("itch_response", ITCH)])
def test_only_who_could_respond_is_counted_in_a_response_from_baseline(endpoint, table):
    arguments, expected = counted(table)
    assert responders(ENDPOINTS[endpoint], *arguments) == expected


def test_iga_0_1_needs_no_baseline():
    arguments, _ = counted(IGA)
    assert responders(ENDPOINTS["iga_0_1"], *arguments) == (5 + 2 + 1 + 4 + 9 + 7, 31)


@pytest.mark.parametrize(
    ("endpoint", "value", "responds"),
    [
        ("iga_0_1", 1, True),
        ("iga_0_1", 2, False),
        ("itch_0_1", 1, True),
        ("itch_0_1", 1.1, False),
        ("bsa_3", 3, True),
        ("bsa_3", 3.1, False),
        ("mda", 1, True),
        ("mda", 0, False),
    ],
)
@pytest.mark.parametrize("baseline", [0, 4, nan])
def test_a_state_at_the_visit_does_not_ask_for_the_baseline(endpoint, value, responds, baseline):
    arguments = np.array([baseline], float), np.array([value], float), [7]
    assert responders(ENDPOINTS[endpoint], *arguments) == (7 if responds else 0, 7)


def test_minimal_disease_activity_needs_both_scores():
    iga, itch = np.array([0, 1, 2, 1, nan, 0]), np.array([0, 1, 0, 2, 0, nan])
    assert minimal_disease_activity(iga, itch).tolist() == pytest.approx([1, 1, 0, 0, nan, nan], nan_ok=True)


def test_the_endpoints_stand_in_the_order_of_the_pages():
    assert list(ENDPOINTS) == ["iga_0_1", "iga_success", "itch_response", "itch_0_1", "bsa_3", "mda"]


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_nobody_is_0_of_0(endpoint):
    nothing = np.array([])
    assert responders(ENDPOINTS[endpoint], nothing, nothing, nothing) == (0, 0)


def test_the_bands_leave_no_gap():
    for bands in (SEVERITY_BANDS, BSA_BANDS, ITCH_BANDS, AGE_BANDS):
        assert bands[0].low == 0
        assert [band.high for band in bands[:-1]] == [band.low for band in bands[1:]]
    assert BSA_BANDS[-1].high == ITCH_BANDS[-1].high == AGE_BANDS[-1].high == inf
    assert ADVERSE_EVENTS["severity"].categories == ("mild", "moderate", "severe", "life-threatening")
