"""Columns that identify people leave the tables at once, and nothing of them is found anywhere afterwards."""

import json

import pytest

from core.extract import extract_bytes
from core.intake.answers import from_document
from core.intake.engine import import_files
from core.intake.report import document, report_text

PRIVATE = ("Marie Muster", "Jean Modele", "1961-02-03", "1972-04-05", "555-0101", "555-0102", "7654321", "7654322")
VISITS = """Patient name,Date of birth,Phone,MRN,cohort,agent,week,iga
Marie Muster,1961-02-03,555-0101,7654321,A,dupilumab,0,3
Marie Muster,1961-02-03,555-0101,7654321,A,dupilumab,4,9
Jean Modele,1972-04-05,555-0102,7654322,B,methotrexate,0,2
"""


def run(*files, **answers):
    return import_files([(name, text.encode()) for name, text in files], answers=from_document(answers))


def everything(done):
    """All that an import holds, as text."""
    frames = [grid.frame.to_csv() for grid in done.grids]
    held = [repr(done), report_text(done), json.dumps(document(done)), done.excluded.to_csv(), *frames]
    if done.extract is not None:
        extract = done.extract
        held += [frame.to_csv() for frame in (extract.patients, extract.assessments, extract.adverse_events)]
        held += [extract_bytes(extract).decode("latin-1"), extract.provenance.to_json()]
    return "\n".join([*held, repr(done.problems), repr(done.decisions), repr(done.proposals)])


@pytest.mark.parametrize("answers", [{}, {"accept": "proposals"}, {"privacy": {"Phone": "drop"}}])
def test_no_private_value_stands_anywhere_in_an_import(answers):
    held = everything(run(("visits.csv", VISITS), **answers))
    assert [text for text in PRIVATE if text in held] == []


def test_the_columns_are_one_question_with_what_happens_to_each():
    done = run(("visits.csv", VISITS))
    (question,) = [decision for decision in done.decisions if decision.blocks]
    assert question.about == "phi_columns"
    assert question.proposal == {
        "Patient name": "drop",
        "Date of birth": "drop",
        "Phone": "drop",
        "MRN": "pseudonymise",
    }
    found = [problem for problem in done.problems if problem.code == "phi_column"]
    assert [problem.count for problem in found] == [1, 1, 1, 1]
    assert {problem.severity for problem in found} == {"error_until_answered"}
    assert done.extract is None


def test_the_number_that_tells_patients_apart_is_replaced():
    done = run(("visits.csv", VISITS), accept=["phi_columns"])
    assert done.extract.patients["patient_id"].tolist() == ["P001", "P002"]
    assert done.extract.assessments["patient_id"].tolist() == ["P001", "P001", "P002"]


def test_all_columns_have_to_be_answered():
    partly = run(("visits.csv", VISITS), privacy={"Patient name": "drop", "MRN": "pseudonymise"})
    assert partly.outcome == "needs_user_decision"
    answers = {"Patient name": "drop", "date of birth": "drop", "Phone": "drop", "MRN": "pseudonymise"}
    assert run(("visits.csv", VISITS), privacy=answers).outcome == "import_with_warnings"


def test_a_column_is_kept_only_where_the_user_says_so_and_that_is_said():
    answers = {"Patient name": "drop", "Date of birth": "drop", "Phone": "drop", "MRN": "keep"}
    done = run(("visits.csv", VISITS), privacy=answers)
    assert done.extract.patients["patient_id"].tolist() == ["7654321", "7654322"]
    kept = [problem for problem in done.problems if problem.code == "phi_column" and problem.severity == "warning"]
    assert [problem.column for problem in kept] == ["MRN"]


def test_names_serve_as_keys_only_where_nothing_else_does():
    done = run(
        ("visits.csv", "Patient name,cohort,week,iga\nMarie Muster,A,0,3\n Marie Muster ,A,4,2\nJean Modele,B,0,1\n"),
        accept="proposals",
    )
    assert done.extract.assessments.groupby("patient_id").size().to_dict() == {"P001": 2, "P002": 1}


def test_tables_linked_by_a_private_number_still_belong_together():
    done = run(
        ("people.csv", "MRN,cohort\n7654322,B\n7654321,A\n"),
        ("visits.csv", "MRN,week,iga\n7654321,0,3\n7654322,0,2\n7654321,4,1\n"),
        accept="proposals",
    )
    assert dict(done.extract.patients[["patient_id", "cohort"]].to_numpy()) == {"P001": "B", "P002": "A"}
    assert done.extract.assessments["patient_id"].tolist() == ["P001", "P002", "P002"]


def test_a_table_with_both_numbers_says_which_study_number_to_use():
    done = run(
        ("people.csv", "study_id,MRN,cohort\nS7,7654322,B\nS8,7654321,A\n"),
        ("visits.csv", "MRN,week,iga\n7654321,0,3\n7654322,0,2\n"),
        accept="proposals",
    )
    assert dict(done.extract.patients[["patient_id", "cohort"]].to_numpy()) == {"S7": "B", "S8": "A"}
    assert done.extract.assessments[["patient_id", "iga"]].to_numpy().tolist() == [["S7", 2], ["S8", 3]]
    assert [text for text in PRIVATE if text in everything(done)] == []


def test_free_text_is_left_out_without_a_question():
    notes = "seen today in the outpatient clinic with her sister Marie Muster who drove"
    done = run(("visits.csv", f"patient_id,cohort,week,iga,remarks\nP1,A,0,3,{notes}\nP2,B,0,2,{notes} again\n"))
    assert done.outcome == "import_with_warnings"
    assert ("free_text_column", "info") in {(problem.code, problem.severity) for problem in done.problems}
    assert "Marie Muster" not in everything(done)


def test_a_footnote_of_a_table_with_private_columns_is_not_repeated():
    done = run(("visits.csv", VISITS + "\n\nExport of Marie Muster's list\n"))
    assert "Marie Muster" not in everything(done)
