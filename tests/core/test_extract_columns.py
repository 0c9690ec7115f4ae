"""Columns held small lose nothing."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import Series
from pandas.testing import assert_series_equal

from core.extract_columns import ARROW, PANDAS, as_it_is, encoded, joined, nothing_known

VALUES = {
    "category": st.sampled_from(["A", "B", "Zürich", "ab", "a"]),
    "text": st.text("ab ü", min_size=1).filter(str.strip),
    "integer": st.integers(-3, 3),
    "number": st.floats(allow_nan=False, width=32) | st.sampled_from([0.0, -0.0, 1 / 7, 0.1]),
    "flag": st.booleans(),
}
KINDS = list(VALUES)


def arrow_of(kind, values):
    return pa.array(values, ARROW[kind])


def given_rows(kind):
    return st.lists(st.none() | VALUES[kind], max_size=30)


@pytest.mark.parametrize("most", [0, 2, 100])
@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
def test_what_comes_out_is_what_went_in(kind, most, data):
    rows = data.draw(given_rows(kind))
    column = encoded(kind, arrow_of(kind, rows), most=most)
    assert column.arrow().equals(arrow_of(kind, rows))
    assert_series_equal(column.series(), Series(rows, dtype=PANDAS[kind]))
    assert column.missing.tolist() == [value is None for value in rows]


@pytest.mark.parametrize("most", [0, 100])
@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
def test_columns_joined_are_their_rows_one_after_the_other(kind, most, data):
    parts = data.draw(st.lists(given_rows(kind), min_size=1, max_size=4))
    whole = joined([encoded(kind, arrow_of(kind, rows), most=most) for rows in parts])
    assert whole.arrow().equals(arrow_of(kind, [value for rows in parts for value in rows]))


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
def test_sorting_by_the_order_of_a_column_is_sorting_its_values_with_the_missing_last(kind, data):
    rows = data.draw(given_rows(kind))
    order = np.argsort(encoded(kind, arrow_of(kind, rows)).order(), kind="stable")
    expected = sorted(range(len(rows)), key=lambda row: (rows[row] is None, rows[row] or type(rows[row] or 0)()))
    assert order.tolist() == expected


def test_a_column_of_few_values_takes_a_byte_a_row():
    few = encoded("number", pa.array(np.arange(1000) % 255 / 7))
    many = encoded("number", pa.array(np.arange(1000) / 7))
    assert (few.nbytes, many.nbytes) == (1000 + 255 * 8, 1000 * 2 + 1000 * 8)


def test_numbers_that_all_differ_are_held_short_only_where_nothing_is_lost():
    halves, sevenths = pa.array(np.arange(100) / 2), pa.array(np.arange(100) / 7)
    assert (encoded("number", halves, most=9).nbytes, encoded("number", sevenths, most=9).nbytes) == (400, 800)


@pytest.mark.parametrize("most", [0, 100])
def test_a_blank_text_and_a_nan_are_missing(most):
    blank = encoded("category", pa.array(["x", "", " \t", "\u2003", None]), most=most)
    assert blank.missing.tolist() == [False, True, True, True, True]
    assert encoded("number", pa.array([1.0, float("nan"), None]), most=most).missing.tolist() == [False, True, True]
    assert as_it_is(pa.array(["\u00e9", " "])).missing.tolist() == [False, True]


def test_the_two_zeros_are_one_number_and_stay_as_they_were():
    column = encoded("number", pa.array([0.0, -0.0, 2.0, None]))
    codes, values = column.numbered()
    assert (codes.tolist(), values.tolist()) == ([0, 0, 1, 2], [0, 2])
    assert np.signbit(column.numbers()).tolist()[:3] == [False, True, False]


@pytest.mark.parametrize("most", [0, 100])
def test_a_question_about_values_is_answered_for_rows_and_never_holds_for_a_missing_one(most):
    column = encoded("number", pa.array([3.0, None, 1.0, 3.0]), most=most)
    assert column.where(lambda values: values != 1).tolist() == [True, False, False, True]
    assert column.where(lambda values: values > 9).tolist() == [False] * 4


def test_a_column_of_nothing_is_missing_throughout():
    assert nothing_known("flag", 2).series().isna().tolist() == [True, True]
