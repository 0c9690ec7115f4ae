"""Identifiers that two tables write differently are asked about, and never matched or lost in silence."""

import pytest

from core.intake.answers import from_document
from core.intake.engine import import_files

PEOPLE = b"Patient,Cohort,Agent\n0007,A,dupilumab\n0008,B,methotrexate\n"


def imported(visits, people=PEOPLE, **answers):
    files = [("people.csv", people), ("visits.csv", b"Patient,Week,IGA\n" + visits)]
    return import_files(files, answers=from_document(answers))


def questions(done):
    return [decision.id for decision in done.decisions if decision.blocks and not decision.answered]


def test_zeros_that_a_spreadsheet_took_away_are_one_question_and_no_other():
    assert questions(imported(b"7,0,3\n8,0,2\n")) == ["same_patients:visits.csv"]


@pytest.mark.parametrize("visits", [b"7,0,3\n8,0,2\n", b"0007,0,3\n8,0,2\n"])
def test_with_the_answer_the_visits_belong_to_the_patients(visits):
    done = imported(visits, accept=["same_patients:visits.csv"])
    assert done.outcome == "import_with_warnings"
    assert done.extract.assessments["patient_id"].tolist() == ["0007", "0008"]


def test_identifiers_written_alike_are_no_question():
    assert imported(b"0007,0,3\n0008,0,2\n").outcome == "import_with_warnings"


def test_what_looks_like_two_patients_is_neither_of_them():
    people = PEOPLE + b"07,A,dupilumab\n"
    done = imported(b"7,0,3\n0008,0,2\n", people, accept="proposals")
    assert "same_patients" not in {decision.about for decision in done.decisions}
    assert [problem.count for problem in done.problems if problem.code == "orphan_rows"] == [1]
    assert done.summary["assessments"]["n_patient_visits"] == 1
