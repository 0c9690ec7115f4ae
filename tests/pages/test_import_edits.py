"""Edits in the tables of the import page -> answers, and the rows those tables show."""

import pytest

from core.intake.answers import Answers, Correction
from core.intake.engine import import_files
from pages.components.intake.column_table import chosen_columns, column_rows
from pages.components.intake.date_table import date_rows
from pages.components.intake.downloads import findings_csv
from pages.components.intake.finding_rows import edits_of_rows
from pages.components.intake.identifying import private_columns
from pages.components.intake.outcome import sentences
from pages.components.intake.value_table import chosen_values

FILE = "visits.csv"
CSV = (
    b"Full name,nr,Cohort,Drug,week,Score,IGA,BSA\r\n"
    b"Anna Visser,1,A,dupilumab,0,x,3,140\r\n"
    b"Bram Mulder,2,B,dupilumab,0,y,4,20\r\n"
)


@pytest.fixture(scope="module")
def done():
    return import_files([(FILE, CSV)])


def own(done):
    return [column for column in done.proposals if column.grid == 0]


def test_a_row_per_column_says_what_it_means_and_why(done):
    rows = column_rows(own(done)).set_index("column")
    assert "visit" not in rows
    assert rows.loc["IGA", ["samples", "means"]].tolist() == ["3 | 4", "IGA"]
    assert rows.loc["Score", "means"] == "not used"
    assert (rows.loc[["nr", "IGA", "Drug"], "why"] != "").all()


def test_a_suggestion_is_not_taken_and_says_what_it_may_be(done):
    column = next(column for column in own(done) if column.title == "Score")
    suggested = type(column)(0, "Score", "Score", "iga", "suggestion", "a weak name")
    (row,) = column_rows([suggested]).itertuples(index=False)
    assert (row.means, row.why) == ("not used", "perhaps IGA: a weak name")


def test_columns_of_a_wide_table_show_their_visit():
    wide = import_files([("w.csv", b"nr,cohort,IGA week 0,IGA week 12\r\n1,A,3,1\r\n2,B,4,2\r\n")])
    rows = column_rows(wide.proposals).set_index("column")
    assert rows.loc["IGA week 12", "means"] == "IGA"
    assert "12" in rows.loc["IGA week 12", "visit"]


def test_an_edit_of_the_mapping_is_an_answer_by_title(done):
    columns = own(done)
    place = [column.title for column in columns].index("Score")
    assert chosen_columns(FILE, columns, {place: {"means": "itch, 0-10"}}) == Answers(
        columns={FILE: {"Score": "itch_nrs"}}
    )
    assert chosen_columns(FILE, columns, {place: {"means": "not used"}}) == Answers(columns={FILE: {"Score": "ignore"}})
    assert chosen_columns(FILE, columns, {}) == Answers()


def test_columns_of_one_title_are_answered_by_their_labels():
    twice = import_files([("t.csv", b"nr,cohort,week,x,x\r\n1,A,0,3,1\r\n2,B,0,4,2\r\n")])
    columns = twice.proposals
    labels = [column.column for column in columns]
    said = chosen_columns("t.csv", columns, {4: {"means": "IGA"}}).columns["t.csv"]
    assert said == {labels[4]: "iga"}
    assert labels[4] != "x"


def test_edits_of_texts_are_values_and_those_of_visits_weeks():
    assert chosen_values("sex", ["m", "v"], {1: {"value": "female"}}) == Answers(values={"sex": {"v": "female"}})
    assert chosen_values("agent", ["x"], {0: {"value": None}}) == Answers(values={"agent": {"x": ""}})
    assert chosen_values("visit", ["V1", "V2"], {0: {"value": 4}, 1: {"value": None}}) == Answers(weeks={"V1": 4.0})


def test_edits_of_rows_are_corrections_and_rows_left_out():
    edits = {0: {"correct": "14"}, 1: {"leave out": True}, 2: {"leave out": False}}
    assert edits_of_rows(FILE, "BSA", [2, 5, 9], edits) == Answers(
        cells=(Correction(FILE, 2, "BSA", "14"),), exclude=((FILE, 5),)
    )


def test_a_corrected_cell_is_the_value_of_the_extract_and_no_finding_any_more(done):
    answers = Answers(
        privacy={"Full name": "drop"}, cells=edits_of_rows(FILE, "BSA", [2], {0: {"correct": "14"}}).cells
    )
    mended = import_files([(FILE, CSV)], answers=answers)
    assert mended.extract.assessments["bsa_pct"].tolist() == [14, 20]
    assert "value_out_of_range" in {problem.code for problem in done.problems}
    assert "value_out_of_range" not in {problem.code for problem in mended.problems}


def test_a_private_column_is_named_with_what_happens_and_without_a_value(done):
    assert private_columns(done, Answers()).values.tolist() == [["Full name", "leave out", "the title says name"]]
    kept = import_files([(FILE, CSV)], answers=Answers(privacy={"Full name": "keep"}))
    assert private_columns(kept, Answers(privacy={"Full name": "keep"}))["happens"].tolist() == ["keep as it is"]


@pytest.mark.parametrize(("given", "order"), [({}, ""), ({"date": "dmy"}, "day/month/year")])
def test_a_date_column_shows_its_order_or_that_nobody_can_say(given, order):
    dates = b"nr,cohort,start date,date,IGA\r\n1,A,2024-01-02,03/04/2024,3\r\n2,B,2024-01-02,05/06/2024,2\r\n"
    answers = Answers(date_order=given)
    rows = date_rows(import_files([("d.csv", dates)], answers=answers), answers).set_index("column")
    assert rows.loc["date", "example"] == "03/04/2024"
    assert rows.loc["date", "order"] == order
    assert rows.loc["start date", "order"] == "year-month-day"


def test_the_sentence_counts_what_would_be_opened():
    ready = import_files([(FILE, CSV)], answers=Answers(privacy={"Full name": "drop"}))
    said = list(sentences(ready))
    assert said[0] == "2 patients (1 in cohort A, 1 in cohort B), 2 visits."
    assert said[1].startswith("Not available: ")
    assert said[-1] == "1 cell left blank: see Check."
    assert list(sentences(import_files([(FILE, CSV)]))) == []


def test_the_findings_go_out_as_a_table_that_no_spreadsheet_runs():
    formula = CSV.replace(b"140", b"=1+1")
    text = findings_csv(import_files([(FILE, formula)])).decode("utf-8-sig")
    assert text.startswith("kind,file,row,column,value,count,message\r\n")
    assert ",'=1+1," in text
    assert "Visser" not in text
