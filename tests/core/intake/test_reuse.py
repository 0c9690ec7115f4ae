from core.intake.answers import Answers, Correction
from core.intake.engine import import_files
from core.intake.files.reading import read_files
from core.intake.limits import Limits
from core.intake.reuse import carried_over, without_lines

MAY = b"nr,arm,thing,week\r\nX1,A,3,0\r\nX2,B,2,0\r\n"
CHOSEN = {"nr": "patient_id", "thing": "iga"}


def grids(*files):
    return read_files(files, limits=Limits()).grids


def test_columns_named_for_last_month_s_file_hold_for_this_month_s():
    answers = Answers(columns={"april.csv": CHOSEN})
    assert carried_over(answers, grids(("may.csv", MAY))) == Answers(columns={"may.csv": CHOSEN})


def test_the_same_file_keeps_its_answers():
    answers = Answers(columns={"may.csv": CHOSEN}, files={"may.csv": {"decimal": ","}})
    assert carried_over(answers, grids(("may.csv", MAY))) == answers


def test_a_table_with_other_columns_is_no_heir():
    answers = Answers(columns={"april.csv": CHOSEN})
    assert carried_over(answers, grids(("may.csv", b"id,x\r\n1,2\r\n"))) == answers


def test_of_several_tables_those_with_the_columns_are_the_heirs():
    answers = Answers(columns={"april.csv": CHOSEN}, fill_down={"april.csv": True})
    tables = grids(("north.csv", MAY), ("south.csv", MAY.replace(b"X", b"Y")), ("other.csv", b"id,x\r\n1,2\r\n"))
    assert carried_over(answers, tables) == Answers(
        columns={"north.csv": CHOSEN, "south.csv": CHOSEN}, fill_down={"north.csv": True, "south.csv": True}
    )


def test_how_a_file_is_read_holds_for_the_only_file_of_the_next_month():
    answers = Answers(files={"april.csv": {"header_lines": [2]}})
    assert carried_over(answers, grids(("may.csv", MAY))).files == {"may.csv": {"header_lines": [2]}}
    assert carried_over(answers, grids(("may.csv", MAY), ("june.csv", MAY[:-4]))).files == answers.files


def test_columns_carried_over_are_imported_as_they_were_chosen():
    files = [("may.csv", MAY)]
    assert "assessments" in import_files(files).not_available
    answers = Answers(columns={"april.csv": CHOSEN})
    done = import_files(files, answers=carried_over(answers, grids(*files)))
    assert done.extract.assessments["iga"].tolist() == [3, 2]


def test_lines_of_one_file_are_not_taken_to_the_next():
    answers = Answers(cells=(Correction("a.csv", 3, "IGA", "2"),), exclude=(("a.csv", 4),), weeks={"V1": 0})
    assert without_lines(answers) == Answers(weeks={"V1": 0})
