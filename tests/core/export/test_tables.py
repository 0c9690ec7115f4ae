import csv
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import DataFrame

from core.export.tables import csv_bytes
from core.formulas import as_it_was, harmless


def cells(table, notes=()):
    """The table as a spreadsheet reads it: rows of cells."""
    return list(csv.reader(io.StringIO(csv_bytes(table, notes).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\0=1", '=HYPERLINK("x")', "-", "\uff1d1", "\uff201"],
)
def test_a_text_that_would_run_gets_an_apostrophe_and_comes_back_without(text):
    assert harmless(text) == f"'{text}"
    assert as_it_was(harmless(text)) == text


@pytest.mark.parametrize(
    ("text", "shown"), [("x;=1;=2", "x;'=1;'=2"), ("=1;@a", "'=1;'@a"), ("\r=1", "'\r'=1"), ("a\n-1", "a\n'-1")]
)
def test_a_text_that_would_run_once_a_spreadsheet_cuts_it_at_semicolons_gets_one_there_too(text, shown):
    assert harmless(text) == shown
    assert as_it_was(shown) == text


@pytest.mark.parametrize(
    "value", ["Acne", "1=1", "a-b", "", "'=1", "a; -1", "x;y", -2.57, 0, -3, np.float64(-1), None, True]
)
def test_other_values_stay_as_they_are(value):
    assert harmless(value) is value


def test_numbers_stay_numbers_and_words_keep_their_accents():
    table = DataFrame({"site": ["Zürich", "=cmd|' /C calc'!A0"], "change": [-2.57, 3.0], "n": [70, 5]})
    assert cells(table) == [
        ["site", "change", "n"],
        ["Zürich", "-2.57", "70"],
        ["'=cmd|' /C calc'!A0", "3.0", "5"],
    ]


def test_a_spreadsheet_sees_that_it_is_utf_8():
    content = csv_bytes(DataFrame({"a": ["é"]}))
    assert content == b"\xef\xbb\xbfa\r\n\xc3\xa9\r\n"


def test_undefined_is_an_empty_cell():
    assert cells(DataFrame({"mean": [float("nan")], "n": [0]}))[1] == ["", "0"]


def test_the_names_of_columns_are_made_harmless_too():
    assert cells(DataFrame({"=a": [1]}))[0] == ["'=a"]


def test_notes_stand_beneath_the_table_and_are_harmless():
    notes = ("SYNTHETIC - not study data", "=1+1", 'two, with "quotes"')
    assert cells(DataFrame({"a": [1]}), notes)[2:] == [[note] if note[0] != "=" else ["'=1+1"] for note in notes]


def test_an_empty_table_has_its_header():
    assert cells(DataFrame({"a": [], "b": []})) == [["a", "b"]]


def test_the_table_given_is_not_changed():
    table = DataFrame({"=a": ["=1"]})
    csv_bytes(table)
    assert table.to_dict("list") == {"=a": ["=1"]}


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.floats()), min_size=1))
@settings(max_examples=50)
def test_no_cell_of_text_starts_a_formula(rows):
    found = cells(DataFrame(rows, columns=["text", "number"]))
    assert not [row[0] for row in found[1:] if row[0].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\0"))]
