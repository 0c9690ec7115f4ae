"""Text -> rows of cells."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intake.files.delimited import find_delimiter, read_rows
from core.intake.limits import Limits
from core.intake.problems import RefusedError


def rows_of(text, delimiter="", **limits):
    return read_rows(text, "visits.csv", Limits(**limits), delimiter)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_under_which_most_rows_have_the_same_width(delimiter):
    lines = [["id", "note", "iga"], ["P1", "one", "3"], ["P2", "two", "2"]]
    assert find_delimiter("\n".join(delimiter.join(line) for line in lines)) == delimiter


def test_decimal_commas_and_commas_in_text_do_not_make_a_semicolon_file_a_comma_file():
    assert find_delimiter("id;bsa;note\n1;13,7;a, b\n2;5;c\n3;2,5;d\n") == ";"


def test_title_lines_do_not_decide_the_delimiter():
    assert find_delimiter("Export, of 3; all sites; 2024\n\nid\tiga\n1\t2\n2\t3\n") == "\t"


def test_a_line_that_names_the_delimiter_is_obeyed_and_not_counted_as_spreadsheets_do():
    table, delimiter = rows_of("sep=|\r\nid|note\r\n1|a;b;c\r\n")
    assert delimiter == "|"
    assert table.rows == [(1, ["id", "note"]), (2, ["1", "a;b;c"])]


@pytest.mark.parametrize(("said", "delimiter"), [("tab", "\t"), ("\\t", "\t"), ("Semicolon", ";"), ("^", "^")])
def test_the_user_can_name_the_delimiter(said, delimiter):
    assert rows_of(f"a{delimiter}b\n", said)[1] == delimiter


@pytest.mark.parametrize("said", ["::", "\n", '"'])
def test_a_delimiter_that_cannot_be_one_is_refused(said):
    with pytest.raises(RefusedError) as refused:
        rows_of("a,b\n", said)
    assert refused.value.code == "bad_layout"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_numbered_as_a_spreadsheet_shows_them(end):
    text = end.join(["id,note", "", 'P1,"two', 'lines, ""quoted"""', "P2,x", "", ""])
    table, _ = rows_of(text)
    assert table.rows == [(1, ["id", "note"]), (3, ["P1", f'two{end}lines, "quoted"']), (4, ["P2", "x"])]
    assert table.blank == (2,)


def test_lines_of_mere_delimiters_are_blank():
    assert rows_of("a,b\n,\n 1,2\n , \n")[0].blank == (2,)


def test_quotes_after_a_space_hold_their_cell_together():
    assert rows_of('id, note\nP1, "x, y"\n')[0].rows[1] == (2, ["P1", "x, y"])


def test_an_inch_sign_inside_a_cell_is_no_quote():
    assert rows_of('id,note\nP1,5" wide\n')[0].rows[1] == (2, ["P1", '5" wide'])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('id,note\nP1,x\nP2,"never closed\nP3,y\n', "in row 3 that is not closed"),
        ('id,note\nP1,x\nP2,"closed\nlater"y\nP3,z\n', "in row 3 that is not closed"),
    ],
)
def test_an_unclosed_quote_is_refused_with_its_row(text, says):
    with pytest.raises(RefusedError, match=says) as refused:
        rows_of(text)
    assert refused.value.code == "unclosed_quote"


def test_text_after_a_closed_quote_is_read_and_its_row_named():
    table, _ = rows_of('id,note\nP1,"A" x\n')
    assert table.rows[1] == (2, ["P1", "A x"])
    assert [(problem.code, problem.row, problem.severity) for problem in table.problems] == [
        ("stray_quote", 2, "warning")
    ]


@pytest.mark.parametrize("text", ["id\nP1\nP2\n", "just a sentence\n", "\n"])
def test_text_without_columns_is_refused(text):
    with pytest.raises(RefusedError, match="no comma, semicolon, tab or vertical bar"):
        rows_of(text)


@pytest.mark.parametrize(
    ("text", "limits", "code"),
    [
        ("a,b\n" + "1,2\n" * 1_100, {"max_rows": 50}, "too_many_rows"),
        ("a,b\n" + "\n" * 1_100 + "1,2\n", {"max_rows": 50}, "too_many_rows"),
        ("a,b,c\n1,2,3\n", {"max_columns": 2}, "too_many_columns"),
        ("a,b\n1,too long\n", {"max_cell": 5}, "cell_too_long"),
    ],
)
def test_limits_hold_while_reading(text, limits, code):
    with pytest.raises(RefusedError) as refused:
        rows_of(text, **limits)
    assert refused.value.code == code


CELL = st.text(st.sampled_from("ab1 ,;|'\"\n\r-é"), max_size=6)


@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_a_csv_writer_wrote_comes_back_cell_by_cell(rows, delimiter, end):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    table, _ = rows_of(out.getvalue(), delimiter)
    assert [cells for _, cells in table.rows] == [row for row in rows if any(cell.strip() for cell in row)]
