"""The header of a table, and the lines around it that are no rows of it."""

import pytest

from core.intake.files.reading import read_files
from core.intake.limits import Limits


def read(text, **layout):
    """The grid of a text file, by its lines, and the codes of what was said about it."""
    reading = read_files([("visits.csv", text.encode())], limits=Limits(), layouts={"visits.csv": layout})
    assert [problem.message for problem in reading.problems if problem.severity == "refused"] == []
    return reading.grids[0], {problem.code: problem for problem in reading.problems}


def cells(grid):
    return {line: list(row) for line, row in zip(grid.frame.index, grid.frame.to_numpy().tolist(), strict=True)}


def left_out(grid):
    return {skipped.line: skipped.why for skipped in grid.skipped}


def test_a_plain_table_has_its_header_in_row_1_and_nothing_to_say():
    grid, said = read("id,cohort,iga\nP1,A,3\nP2,B,2\n")
    assert grid.layout.header_lines == (1,)
    assert cells(grid) == {2: ["P1", "A", "3"], 3: ["P2", "B", "2"]}
    assert (grid.skipped, said) == ((), {})


def test_titles_units_totals_and_notes_are_named_and_counted_and_every_patient_stays():
    grid, said = read(
        "Ruxolitinib review\nExported 2024-01-02, by the study nurse\n\nID,Cohort,IGA,BSA,Itch\n,,(0-4),%,(0-10)\n"
        "P1,A,3,12.5,7\nP2,B,2,8,5\nP3,,,,\n\nTotal,,5,20.5,12\nMean (SD),,2.5,10,6\nn = 2,,,,\n"
        "* not done at week 4\nSource: charts, reviewed\n"
    )
    assert list(grid.frame.columns) == ["ID", "Cohort", "IGA", "BSA", "Itch"]
    assert list(grid.frame["ID"]) == ["P1", "P2", "P3"]
    assert left_out(grid) == {
        **{1: "title", 2: "title", 3: "empty row", 5: "units", 9: "empty row"},
        **{10: "total", 11: "total", 12: "total", 13: "note", 14: "note"},
    }
    skipped = said["skipped_lines"]
    assert (skipped.severity, skipped.count, skipped.row, skipped.rows) == (
        ("info", 10, 1, (1, 2, 3, 5, 9, 10, 11, 12, 13, 14))
    )
    assert skipped.message == (
        "Rows 1, 2, 3 and 7 more of visits.csv: not rows of the table and not read "
        "(2 x title, 2 x empty row, 1 x units, 3 x total, 2 x note)."
    )


@pytest.mark.parametrize(
    "header",
    [
        "ID,Cohort,IGA,,,BSA,,,Comment\n,,Week 0,Week 4,Week 12,Week 0,Week 4,Week 12,\n",
        ",,IGA,,,BSA,,,\nID,Cohort,Week 0,Week 4,Week 12,Week 0,Week 4,Week 12,Comment\n",
        ",,IGA,IGA,IGA,BSA,BSA,BSA,\nID,Cohort,Week 0,Week 4,Week 12,Week 0,Week 4,Week 12,Comment\n",
        "ID,Cohort,IGA,IGA,IGA,BSA,BSA,BSA,Comment\n,,Week 0,Week 4,Week 12,Week 0,Week 4,Week 12,\n",
    ],
)
def test_a_header_of_two_lines_becomes_one_title_a_column(header):
    grid, _ = read(header + "P1,A,3,2,1,12,8,3,ok\nP2,B,4,3,2,22,18,13,\n")
    weeks = ["Week 0", "Week 4", "Week 12"]
    assert list(grid.frame.columns) == [
        *("ID", "Cohort"),
        *(f"IGA {week}" for week in weeks),
        *(f"BSA {week}" for week in weeks),
        "Comment",
    ]
    assert grid.layout.header_lines == (1, 2)
    assert list(grid.frame.index) == [3, 4]


def test_a_group_without_recurring_names_names_nothing_and_one_of_another_length_keeps_its_own():
    grid, _ = read(
        "Demographics,,IGA,,,BSA,,\nID,Sex,Week 0,Week 4,EOS,Week 0,Week 4,Remark\n"
        "P1,F,3,2,1,12,8,x\nP2,M,4,3,2,9,8,y\n"
    )
    assert list(grid.frame.columns) == [
        *("ID", "Sex", "IGA Week 0", "IGA Week 4", "IGA EOS", "BSA Week 0", "BSA Week 4", "Remark")
    ]


def test_groups_of_names_that_do_not_recur_all_count():
    grid, _ = read("Patient,,Week 4,\nID,Sex,IGA,BSA\nP1,F,3,12\nP2,M,2,9\n")
    assert list(grid.frame.columns) == ["Patient ID", "Patient Sex", "Week 4 IGA", "Week 4 BSA"]


def test_a_first_patient_without_numbers_under_repeated_titles_is_not_a_header_line():
    # REDCap exports with labels have a "Complete?" for each form.
    grid, _ = read("Record ID,Sex,Complete?,Age,Complete?\nAD-1,F,Complete,,Incomplete\nAD-2,M,Complete,40,Complete\n")
    assert list(grid.frame["Record ID"]) == ["AD-1", "AD-2"]


def test_names_that_are_bare_weeks_under_a_group_are_a_second_header_line():
    grid, _ = read("ID,IGA,,,BSA,,\n,0,4,12,0,4,12\nP1,3,2,1,12,8,3\nP2,4,3,2,22,18,13\n")
    assert list(grid.frame.columns) == ["ID", "IGA 0", "IGA 4", "IGA 12", "BSA 0", "BSA 4", "BSA 12"]


def test_weeks_alone_can_be_titles():
    grid, said = read("ID,0,4,8,12\nP1,3,2,2,1\nP2,4,3,2,1\n")
    assert list(grid.frame.columns) == ["ID", "0", "4", "8", "12"]
    assert said == {}


def test_a_first_row_of_data_under_titles_with_a_gap_is_not_a_header_line():
    grid, _ = read("ID,,iga\nP1,x,3\nP2,y,2\n")
    assert list(grid.frame.columns) == ["ID", "column 2", "iga"]
    assert list(grid.frame.index) == [2, 3]


def test_a_title_line_of_pairs_above_the_header_is_no_header():
    grid, _ = read("Site:,Alpha,Nurse:,\nID,Cohort,IGA,BSA\nP1,A,3,12\nP2,B,2,8\n")
    assert grid.layout.header_lines == (2,)
    assert left_out(grid) == {1: "title"}


@pytest.mark.parametrize(
    ("rows", "width"),
    [
        ("P001,A,dupilumab,0,2,13.7\nP001,A,dupilumab,4,1,3.7\nP002,B,mtx,0,2,13.7\n", 6),
        ("P001,A,dupilumab\nP002,B,methotrexate\nP003,B,methotrexate\nP004,A,dupilumab\n", 3),
        ("1,2024-01-02,3\n2,2024-01-05,2\n", 3),
        ("1,A,3\n", 3),
    ],
)
def test_a_table_without_header_is_read_whole_and_asks(rows, width):
    grid, said = read(rows)
    assert list(grid.frame.columns) == [f"column {place}" for place in range(1, width + 1)]
    assert set(grid.titles.values()) == {""}
    assert len(grid.frame) == rows.count("\n")
    assert (said["no_header"].severity, said["no_header"].row) == ("error_until_answered", 1)


def test_the_answer_that_there_is_no_header_settles_the_question():
    grid, said = read("P001,A\nP002,B\nP003,A\n", header_lines=[])
    assert len(grid.frame) == 3
    assert said == {}


def test_the_answer_which_rows_are_the_header_is_obeyed():
    grid, said = read("P001,A\nP002,B\nP003,A\n", header_lines=[1])
    assert list(grid.frame.columns) == ["P001", "A"]
    assert said == {}
    grid, _ = read("x,y,z\nIGA,,BSA\n0,4,0\nP1,3,5\n", header_lines=[2, 3])
    assert list(grid.frame.columns) == ["IGA 0", "IGA 4", "BSA 0"]
    assert left_out(grid) == {1: "title"}


@pytest.mark.parametrize("lines", [[9], ["first"], 3])
def test_header_lines_that_cannot_be_are_refused(lines):
    reading = read_files([("a.csv", b"a,b\n1,2\n")], limits=Limits(), layouts={"a.csv": {"header_lines": lines}})
    assert [(problem.code, problem.severity) for problem in reading.problems] == [("bad_layout", "refused")]


def test_labels_under_sas_names_are_not_a_patient():
    grid, _ = read(
        "USUBJID,ARM,AVAL,ADT\nUnique Subject Identifier,Planned Arm,Analysis Value,Analysis Date\n"
        "01-001,A,3,2020-01-02\n01-002,B,2,2020-01-05\n01-003,B,2,2020-01-05\n"
    )
    assert list(grid.frame["USUBJID"]) == ["01-001", "01-002", "01-003"]
    assert left_out(grid) == {2: "labels"}
    assert grid.titles["AVAL"] == "AVAL"


def test_labels_of_a_survey_are_the_titles_of_columns_named_by_number():
    grid, _ = read(
        "StartDate,Q1,Q2,Q3_1\nStart Date,Patient,IGA score today,Itch 0-10\n"
        '"{""ImportId"":""startDate""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}","{""ImportId"":""Q3""}"\n'
        "2024-01-02,P1,3,7\n2024-01-03,P2,2,5\n"
    )
    assert list(grid.frame.columns) == ["StartDate", "Patient", "IGA score today", "Itch 0-10"]
    assert list(grid.frame.index) == [4, 5]


@pytest.mark.parametrize(
    "first",
    [
        "P1,not done,not done",  # a patient of whom nothing was measured
        "P1,not done,unknown",
        "P1,refused,3",
        "P2,moderate disease,mild disease",
        ",not done,not done",
        "P1,-,-",
        "7,8,9",
    ],
)
def test_a_first_row_that_could_be_a_patient_stays(first):
    grid, _ = read(f"ID,IGA,BSA\n{first}\nP2,3,4\nP3,2,4\nP4,2,5\n")
    assert list(grid.frame.index) == [2, 3, 4, 5]


def test_a_line_of_numbers_under_the_header_is_a_row_whatever_units_may_look_like():
    grid, _ = read("week,iga\n0-4,0-10\n4,3\n8,2\n")
    assert left_out(grid) == {2: "units"}
    grid, _ = read("week,iga\n0,4\n4,3\n8,2\n")
    assert left_out(grid) == {}


STACKED = "Site: Alpha,,\nID,Cohort,IGA\nA1,A,3\nA2,B,2\n\nSite: Bravo,,\n{header}\n{rows}\n"


def test_stacked_blocks_keep_their_titles_as_a_column():
    grid, _ = read(STACKED.format(header="ID,Cohort,IGA", rows="B1,A,3\nB2,B,2"))
    assert list(grid.frame["block"]) == ["Alpha", "Alpha", "Bravo", "Bravo"]
    assert grid.titles["block"] == "Site"
    assert left_out(grid) == {1: "title", 5: "empty row", 6: "block title", 7: "repeated header"}


def test_a_block_whose_header_has_another_order_is_read_by_its_own_titles():
    grid, _ = read(STACKED.format(header="ID,IGA,Cohort", rows="B1,3,A\nB2,2,B"))
    assert cells(grid)[8] == ["B1", "A", "3", "Bravo"]


def test_block_titles_without_a_label_are_kept_as_they_stand():
    grid, _ = read("Alpha clinic\nID,block,IGA\nA1,A,3\nA2,B,2\nBravo clinic\nID,block,IGA\nB1,A,3\n")
    assert list(grid.frame["block title"]) == ["Alpha clinic", "Alpha clinic", "Bravo clinic"]


def test_blocks_without_repeated_headers_are_told_by_their_labels():
    grid, _ = read("Review of 2024\nID,Cohort,IGA\nCenter: 01,,\nA1,A,3\nA2,B,2\nCenter: 02,,\nB1,A,3\n")
    assert list(grid.frame["block"]) == ["01", "01", "02"]


def test_a_repeated_header_of_two_lines_with_units_is_left_out_whole():
    header = "ID,IGA,,BSA,\n,Week 0,Week 4,Week 0,Week 4\n,(0-4),(0-4),%,%\n"
    grid, _ = read(f"{header}A1,3,2,12,8\nA2,2,2,10,8\n{header}B1,3,2,12,8\n")
    assert list(grid.frame["ID"]) == ["A1", "A2", "B1"]
    assert left_out(grid) == {3: "units", 6: "repeated header", 7: "repeated header", 8: "repeated header"}


def test_an_explanation_under_the_last_row_heads_no_block():
    grid, _ = read("ID,IGA,BSA\nP1,3,4\nP2,2,4\nIGA: Investigator's Global Assessment,,\n")
    assert "block" not in grid.frame
    assert left_out(grid) == {4: "note"}


def test_patients_known_by_initials_are_not_taken_for_statistics():
    grid, _ = read("ID,IGA,BSA\nAB,3,4\nSD,2,4\nMAX,1,2\nMIN,4,4\n")
    assert list(grid.frame["ID"]) == ["AB", "SD", "MAX", "MIN"]
    grid, _ = read("ID,IGA,BSA\nAB,3,4\nSD,2,4\nKL,1,2\nMean,2,3.3\nSD,0.8,1\n")
    assert list(grid.frame["ID"]) == ["AB", "SD", "KL"]
    assert left_out(grid) == {5: "total", 6: "total"}


def test_a_statistic_that_is_an_ordinary_value_of_its_column_stays():
    grid, _ = read("stat,iga,n1\n" + "Mean,2,1\nMedian,2,2\n" * 5)
    assert len(grid.frame) == 10


@pytest.mark.parametrize(
    "line",
    ["P9,,", "#12,,", "Jane Doe,,", "note 4,,"],
)
def test_a_patient_without_values_is_a_row(line):
    others = {"P9,,": "P{}", "#12,,": "#1{}", "Jane Doe,,": "Pat{} Doe", "note 4,,": "note {}"}[line]
    grid, _ = read("ID,IGA,BSA\n" + "".join(f"{others.format(n)},3,{n}\n" for n in range(5)) + line + "\n")
    assert len(grid.frame) == 6


@pytest.mark.parametrize(
    "line",
    ["(5 rows affected)", "† estimated", "All patients gave their consent to this review", "5 rows selected."],
)
def test_a_line_of_prose_under_the_rows_is_a_note(line):
    grid, _ = read("ID,IGA,BSA\nP1,3,4\nP2,3,5\n" + line + "\n")
    assert left_out(grid) == {4: "note"}


def test_the_rule_under_a_header_of_bars_is_no_row():
    grid, _ = read("| id | iga |\n|:---|---:|\n| P1 | 3 |\n| P2 | 2 |\n")
    assert left_out(grid) == {2: "rule"}
    assert list(grid.frame["id"]) == [" P1 ", " P2 "]


def test_a_table_of_one_column_loses_none_of_its_rows():
    grid, _ = read("id,\nTotal,\n* x,\n")
    assert len(grid.frame) == 2


def test_a_line_shown_is_shortened_and_holds_no_control_signs():
    grid, _ = read("Long title " + "x" * 80 + "\x1b[31m\nID,IGA\nP1,3\nP2,2\n")
    assert grid.skipped[0].text == "Long title " + "x" * 46 + "..."
    grid, _ = read("Red\x1b[31m\nID,IGA\nP1,3\nP2,2\n")
    assert grid.skipped[0].text == "Red [31m"
