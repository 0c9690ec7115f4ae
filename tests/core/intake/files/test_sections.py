"""Several tables below each other in one file."""

import io

from openpyxl import Workbook

from core.intake.files.reading import read_files
from core.intake.limits import Limits

TWO = "Patients\nID,Cohort\nP1,A\nP2,B\n\nVisits\nID,Week,IGA\nP1,0,3\nP2,0,2\n\nP1,4,1\n"


def read(text, **layout):
    return read_files([("site.csv", text.encode())], limits=Limits(), layouts={"site.csv": layout})


def test_tables_whose_headers_begin_alike_are_told_apart():
    reading = read(TWO)
    first, second = reading.grids
    assert (first.name, first.frame.to_numpy().tolist()) == ("site.csv, table 1", [["P1", "A"], ["P2", "B"]])
    assert second.name == "site.csv, table 2"
    assert list(second.frame.columns) == ["ID", "Week", "IGA"]
    assert list(second.frame.index) == [8, 9, 11]
    assert [(skipped.line, skipped.why) for skipped in second.skipped] == [
        *((5, "empty row"), (6, "title"), (10, "empty row"))
    ]
    problem = next(problem for problem in reading.problems if problem.code == "several_tables")
    assert problem.message == "site.csv holds 2 tables below each other (rows 1 and 6)."


def test_without_a_title_a_blank_line_tells_them_apart():
    assert len(read("ID,Cohort\nP1,A\n\nID,Week,IGA\nP1,0,3\n").grids) == 2


def test_a_row_that_happens_to_begin_like_the_header_begins_no_table():
    assert len(read("code,Cohort\nP1,A\ncode,x\nP2,B\n").grids) == 1


def test_a_repeated_header_begins_no_table():
    reading = read("ID,Week,IGA\nP1,0,3\n\nSite B\nID,IGA,Week\nP2,2,4\n")
    assert len(reading.grids) == 1
    assert reading.grids[0].frame["IGA"].tolist() == ["3", "2"]


def test_a_title_above_a_header_of_other_titles_at_the_top_is_one_table():
    assert len(read("ID,List\nID,Week,IGA\nP1,0,3\nP2,0,3\n").grids) == 1


def test_whoever_names_the_header_gets_one_table():
    assert len(read(TWO, header_lines=[2]).grids) == 1


def test_tables_below_each_other_in_a_sheet_are_told_apart():
    book = Workbook()
    for row in (["ID", "Cohort"], ["P1", "A"], [], ["ID", "Week", "IGA"], ["P1", 0, 3]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    grids = read_files([("site.xlsx", out.getvalue())], limits=Limits()).grids
    assert [grid.name for grid in grids] == ["site.xlsx, sheet Sheet, table 1", "site.xlsx, sheet Sheet, table 2"]
