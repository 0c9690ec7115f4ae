"""Questions about columns and rows, answered by the snippets that the report prints."""

import json

import pytest

from core.extract import extract_from_frames
from core.intake.answers import from_document
from core.intake.engine import import_files
from core.intake.report import report_text, snippet


def run(*files, **answers):
    return import_files([(name, text.encode()) for name, text in files], answers=from_document(answers))


def asked(done):
    return [decision for decision in done.decisions if decision.blocks and not decision.answered]


def test_a_column_that_only_may_be_the_score_is_a_question_that_can_be_accepted():
    file = ("visits.csv", "patient_id,cohort,week,IGA_4\nP1,A,0,3\nP2,B,0,2\n")
    (question,) = asked(run(file))
    assert question.about == "column_map"
    accepted = run(file, accept="proposals")
    assert len(accepted.extract.assessments) == 2
    assert [d.answered for d in accepted.decisions if d.id == question.id] == [True]


def test_a_table_without_patient_identifier_asks_for_it():
    done = run(("visits.csv", "colour,cohort,week,iga\nred,A,0,3\nblue,B,0,2\n"))
    assert done.outcome == "needs_user_decision"
    (question,) = asked(done)
    assert json.loads(snippet(question)) == {"columns": {"visits.csv": {"colour": "patient_id"}}}
    answered = run(("visits.csv", "colour,cohort,week,iga\nred,A,0,3\nblue,B,0,2\n"), **json.loads(snippet(question)))
    assert answered.extract.patients["patient_id"].tolist() == ["blue", "red"]


LISTING = ("visits.csv", "patient_id,cohort,week,iga\nP1,A,0,3\n,,4,2\n,,12,1\nP2,B,0,2\n,,4,1\n")


def test_rows_below_a_patient_are_asked_about_and_filled_down_as_answered():
    (question,) = asked(run(LISTING))
    assert question.about == "fill_down"
    accepted = run(LISTING, accept="proposals")
    assert len(accepted.extract.assessments) == 5
    assert [d.answered for d in accepted.decisions if d.about == "fill_down"] == [True]
    assert len(run(LISTING, **json.loads(snippet(question))).extract.assessments) == 5
    refused = run(LISTING, rows={"fill_down": {"visits.csv": False}})
    assert len(refused.extract.assessments) == 2
    assert refused.excluded["row"].tolist() == [3, 4, 6]


@pytest.mark.parametrize(("title", "blocks"), [("CTCAE grade", False), ("severity", True)])
def test_numbers_are_grades_where_the_column_is_called_so_and_a_question_elsewhere(title, blocks):
    done = run(
        ("people.csv", "patient_id,cohort\nP1,A\nP2,B\n"),
        ("events.csv", f"patient_id,term,{title},serious\nP1,Acne,1,no\nP2,Zoster,3,no\n"),
    )
    (question,) = [decision for decision in done.decisions if decision.about == "severity_map"]
    assert question.blocks == blocks
    assert question.proposal == {"1": "mild", "3": "severe"}


def test_the_report_prints_a_snippet_for_every_question():
    done = run(
        (
            "visits.csv",
            "patient_id,cohort,visit,iga\nP1,A,V1,3\nP1,B,V2,2\nP2,Group X,V1,1\n",
        )
    )
    text = report_text(done)
    for question in asked(done):
        assert snippet(question) in text
    assert {question.about for question in asked(done)} == {"cohort_values", "event_to_week", "two_cohorts"}
    assert '{"patients": {"P1": {"cohort": "A"}}}' in text


def test_a_report_of_an_excel_sheet_and_of_nothing_to_separate_names_what_it_is():
    done = run(("visits.csv", "patient_id;cohort;agent;week;bsa\nP1;A;Dupixent + MTX;0;2,5\nP2;B;;0;1,5\n"))
    text = report_text(done)
    assert "separated by semicolons, decimal comma" in text
    assert "agents: dupilumab 1, methotrexate 1; 1 on several at once" in text


def test_identifiers_that_look_alike_stay_apart_and_are_said():
    done = run(("visits.csv", "patient_id,cohort,week,iga\nP01,A,0,3\nPO1,A,0,3\n"))
    assert len(done.extract.patients) == 2
    assert [problem.code for problem in done.problems if problem.severity == "warning"] == ["look_alike_ids"]


def test_pseudonyms_keep_apart_from_the_study_numbers_of_another_table():
    done = run(
        ("people.csv", "patient_id,cohort\nP001,A\nP002,B\n"),
        ("visits.csv", "MRN,cohort,week,iga\n7654321,A,0,3\n7654322,B,0,2\n"),
        accept="proposals",
    )
    keys = {text for grid in done.grids if "MRN" in grid.titles.values() for text in grid.frame["MRN"]}
    assert keys == {"X001", "X002"}


def test_what_contradicts_the_schema_after_all_is_refused_with_its_sentence(monkeypatch):
    def contradicting(frames, provenance):
        frames = {**frames, "patients": frames["patients"].assign(cohort="C")}
        return extract_from_frames(frames, provenance)

    monkeypatch.setattr("core.intake.content.assembling.extract_from_frames", contradicting)
    done = run(("visits.csv", "patient_id,cohort,week,iga\nP1,A,0,3\n"))
    assert done.outcome == "reject"
    assert "cohort" in done.message and "Use one of: A, B" in done.message


def test_study_days_may_be_written_with_the_word():
    done = run(("visits.csv", "patient_id,cohort,study day,iga\nP1,A,Day 0,3\nP1,A,Day 28,2\nP1,A,99999,1\n"))
    assert done.extract.assessments["week"].tolist() == [0, 4]


def test_a_column_of_squares_is_no_share_of_the_body():
    rows = "".join(f"P{n},A,0,1.{n}{n}\n" for n in range(3, 9))
    file = ("visits.csv", f"patient_id,cohort,week,BSA\n{rows}")
    (question,) = asked(run(file))
    assert question.proposal == "square metres"
    assert run(file, accept="proposals").extract.assessments["bsa_pct"].isna().all()
    assert run(file, scales={"bsa": "0-100"}).extract.assessments["bsa_pct"].max() == 1.88


def test_an_iga_of_six_grades_counts_very_severe_as_severe_where_the_user_says_so():
    rows = "".join(f"P{n},A,0,{n % 6}\n" for n in range(1, 13))
    file = ("visits.csv", f"patient_id,cohort,week,IGA\n{rows}")
    (question,) = asked(run(file))
    assert question.proposal is None
    assert run(file, scales={"iga": "0 to 5"}).extract.assessments["iga"].value_counts().to_dict()[4] == 4


@pytest.mark.parametrize(
    ("said", "age"), [("45 years", 45), ("90+", 90), (">89", 90), ("forty", None), ("200", None), ("NR", None)]
)
def test_an_age_is_read_as_people_write_it(said, age):
    done = run(("visits.csv", f"patient_id,cohort,week,iga,age\nP1,A,0,3,{said}\nP2,A,0,3,30\n"))
    (found, other) = done.extract.patients["age"].astype(object).where(done.extract.patients["age"].notna(), None)
    assert (found, other) == (age, 30)


def test_a_special_interest_is_kept_by_its_name_only():
    done = run(
        ("people.csv", "patient_id,cohort\nP1,A\nP2,B\n"),
        ("events.csv", "patient_id,term,severity,special interest\nP1,Zoster,mild,Herpes zoster\nP2,Acne,mild,no\n"),
    )
    assert done.extract.adverse_events["special_interest"].fillna("").tolist() == ["herpes zoster", ""]


def test_the_same_number_at_two_sites_is_asked_with_the_files_it_stands_in():
    done = run(
        ("north.csv", "patient_id,cohort,week,iga\n1,A,0,3\n"),
        ("south.csv", "patient_id,cohort,week,iga\n1,B,0,4\n"),
    )
    said = " ".join(question.question for question in asked(done))
    assert "listed under both cohorts (row 2 of north.csv, row 2 of south.csv)" in said
    assert "1, week 0 (row 2 of north.csv, row 2 of south.csv: IGA 3 or 4)" in said
