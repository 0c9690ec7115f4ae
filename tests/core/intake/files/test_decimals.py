"""The decimal mark of a table and of its columns."""

import pytest

from core.intake.files.decimals import decimal_of, mark_of
from core.intake.files.reading import read_files
from core.intake.limits import Limits


def read(text, **layout):
    reading = read_files([("visits.csv", text.encode())], limits=Limits(), layouts={"visits.csv": layout})
    return reading.grids[0], {problem.code: problem for problem in reading.problems}


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        *((text, ",") for text in ("13,7", "-0,5", "<1,5", "1.234,5", "13,7%", "13,7 pct", "0,125", "12345,678")),
        *((text, ".") for text in ("13.7", ".5", "<1.5", "1,234.5", "13.7 %", " 2.5 ", "0.125")),
        *((text, "") for text in ("13", "1,234", "1.234", "<1", "", "2-3", "3,4,5", "3/8", "25.03.2024", "a,b")),
    ],
)
def test_the_mark_of_a_number(text, mark):
    # A thousand and a decimal look alike with three digits behind the mark, unless a nought stands before it.
    assert mark_of(text) == mark


def test_a_semicolon_file_with_decimal_commas_is_read_so_and_says_so():
    grid, said = read("id;bsa;itch;day\n1;13,7;6;25.03.2024\n2;1.016,1;5,5;26.03.2024\n")
    assert grid.layout.decimal == ","
    assert grid.formats == {}
    found = said["decimal_comma"]
    assert (found.severity, found.count, found.column, found.row) == ("info", 3, "bsa, itch", None)
    assert found.message == "3 numbers of visits.csv with a decimal comma, read as such."
    assert decimal_of(grid, "bsa") == ","


def test_a_swiss_file_has_semicolons_and_decimal_points():
    grid, said = read("id;bsa\n1;13.7\n2;16.1\n")
    assert (grid.layout.decimal, grid.formats, said) == (".", {}, {})


def test_a_column_that_differs_from_the_others_has_its_own_mark():
    grid, said = read('id,bsa,itch,score\n1,"13,7",1.5,2.5\n2,"12,5",2.5,2.5\n')
    assert grid.layout.decimal == "."
    assert grid.formats == {"bsa": "decimal_comma"}
    assert decimal_of(grid, "bsa") == ","
    assert decimal_of(grid, "itch") == "."
    assert said["decimal_comma"].column == "bsa"


def test_a_point_in_a_file_of_commas_is_the_mark_of_its_column():
    grid, _ = read("id;bsa;itch;score\n1;13,7;1,5;2.5\n2;12,5;2,5;3.5\n")
    assert grid.formats == {"score": "decimal_point"}
    assert decimal_of(grid, "score") == "."


def test_a_column_with_both_marks_is_flagged_and_decides_nothing():
    grid, said = read("id;bsa\n1;13,7\n2;13.7\n3;2,5\n")
    assert (grid.layout.decimal, grid.formats) == ("", {})
    assert (said["mixed_decimals"].severity, said["mixed_decimals"].count) == ("warning", 1)
    assert "decimal_comma" not in said
    assert decimal_of(grid, "bsa") == "."


def test_a_file_without_decimals_has_no_mark():
    assert read("id;iga\n1;3\n2;2\n")[0].layout.decimal == ""


def test_the_user_can_say_the_mark():
    grid, said = read("id;bsa\n1;1,234\n2;2,345\n", decimal=",")
    assert (grid.layout.decimal, said) == (",", {})


def test_another_mark_is_refused():
    reading = read_files([("a.csv", b"a,b\n1,2\n")], limits=Limits(), layouts={"a.csv": {"decimal": "'"}})
    assert [problem.code for problem in reading.problems] == ["bad_layout"]
