"""The workbook read back by openpyxl, an independent reader of the format."""

import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pandas import DataFrame

from core.export.workbook import MOST_LETTERS, xlsx_bytes

NOTES = ("SYNTHETIC - not study data", "All patients: 115 patients.", "=1+1")


def opened(table, notes=()):
    return load_workbook(io.BytesIO(xlsx_bytes(table, notes)))


def cells(table, notes=()):
    return [[cell.value for cell in row] for row in opened(table, notes)["Table"].iter_rows()]


def test_numbers_are_numbers_and_words_are_words():
    table = DataFrame({"site": ["Zürich", "Bern"], "change": [-2.57, 3.0], "n": [70, 5], "serious": [True, False]})
    assert cells(table) == [
        ["site", "change", "n", "serious"],
        ["Zürich", -2.57, 70, True],
        ["Bern", 3, 5, False],
    ]


def test_undefined_is_an_empty_cell():
    columns = {"mean": [float("nan"), None], "flag": pd.array([True, None], dtype="boolean"), "word": [None, "x"]}
    assert cells(DataFrame(columns))[1:] == [[None, True, None], [None, None, "x"]]


def test_a_limit_without_end_is_said_in_words():
    assert cells(DataFrame({"high": [float("inf"), 1.5]}))[1:] == [["inf"], [1.5]]


def test_numbers_among_words_stay_numbers():
    table = DataFrame({"mixed": np.array([np.int64(3), np.float64(2.5), "x", np.bool_(True)], dtype=object)})
    assert cells(table)[1:] == [[3], [2.5], ["x"], [True]]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"])
def test_no_text_is_a_formula(text):
    book = opened(DataFrame({text: [text]}), [text])
    found = [book["Table"]["A1"], book["Table"]["A2"], book["Notes"]["A1"]]
    assert [(cell.data_type, cell.value) for cell in found] == [("s", f"'{text}")] * 3


def test_the_notes_stand_on_a_sheet_of_their_own():
    book = opened(DataFrame({"a": [1]}), NOTES)
    assert book.sheetnames == ["Table", "Notes"]
    assert [row[0].value for row in book["Notes"].iter_rows()] == [*NOTES[:2], "'=1+1"]


def test_columns_are_wide_enough_and_the_header_stays_in_sight():
    book = opened(DataFrame({"n": [1], "term": ["Application site acne"], "long": ["x" * 900]}), NOTES)
    widths = book["Table"].column_dimensions
    assert widths["B"].width >= len("Application site acne")
    assert 5 < widths["A"].width < widths["B"].width < widths["C"].width < 60
    assert book["Table"].freeze_panes == "A2"
    assert book["Notes"].column_dimensions["A"].width > 80


def test_a_very_long_text_is_cut_to_what_a_cell_holds():
    assert len(cells(DataFrame({"a": ["x" * 40_000]}))[1][0]) == MOST_LETTERS


def test_an_empty_table_has_its_header():
    assert cells(DataFrame({"a": [], "b": []})) == [["a", "b"]]
    assert cells(DataFrame()) == []


def test_the_same_table_is_the_same_file():
    table = DataFrame({"a": [1.5], "b": ["x"]})
    assert xlsx_bytes(table, NOTES) == xlsx_bytes(table, NOTES)


# Letters that XML cannot hold become U+FFFD, and Excel writes control characters as "_x000D_": both are left out here.
TEXT = st.text(st.characters(exclude_characters="_", exclude_categories=("Cc", "Cs")), min_size=1, max_size=20)


@given(st.lists(st.tuples(TEXT, st.floats()), min_size=1, max_size=5))
@settings(max_examples=50)
def test_any_table_can_be_opened(rows):
    found = cells(DataFrame(rows, columns=["text", "number"]))[1:]
    assert len(found) == len(rows)
    for (text, number), (read, value) in zip(rows, found, strict=True):
        assert len(read) in (len(text), len(text) + 1)
        # Excel holds 15 digits of a number.
        assert value is None if number != number else float(value) == pytest.approx(number, rel=1e-14)
