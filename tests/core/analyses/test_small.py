from pandas import DataFrame

from core.analyses.small import for_display

WHOLE = DataFrame(
    {"n": [0, 4, 5, 9, 10], "estimate": 0.5, "mean": 2.0, "median": 3.0, "share": 0.25}
    | dict.fromkeys(("low", "high", "q10", "q1", "q3", "q90"), 1.0)
)


def test_limits_are_shown_from_ten_patients_on_and_estimates_from_five():
    shown = for_display(WHOLE)
    for limit in ("low", "high", "q10", "q1", "q3", "q90"):
        assert shown[limit].notna().tolist() == [False, False, False, False, True]
    for centre in ("estimate", "mean", "median", "share"):
        assert shown[centre].notna().tolist() == [False, False, True, True, True]
    assert shown["n"].tolist() == [0, 4, 5, 9, 10]


def test_the_numbers_behind_the_display_stay():
    before = WHOLE.copy()
    for_display(WHOLE)
    assert WHOLE.equals(before)


def test_the_patients_may_stand_in_another_column():
    shown = for_display(DataFrame({"assessed": [4, 12], "mean": [1.0, 1.0]}), n="assessed")
    assert shown["mean"].notna().tolist() == [False, True]


def test_an_empty_frame_stays_empty():
    assert for_display(WHOLE.iloc[:0]).empty
