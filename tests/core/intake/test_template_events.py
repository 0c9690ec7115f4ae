"""Rows of adverse events as systems write them, in a filled template: placeholders, scales of relatedness, grades."""

import pytest

from core.intake.answering import proposed
from core.intake.answers import Answers, merge
from core.intake.engine import import_files
from core.intake.template import template_files

PATIENTS = (
    b"patient_id,site,cohort,systemic_agent,age,sex,race,cream_start_week,systemic_start_week,follow_up_weeks,"
    b"follow_up_end,ae_status\nP1,,A,,,,,,,,,any\nP2,,B,,,,,,,,,none\n"
)
HEADER = template_files()["adverse_events.csv"].decode("utf-8-sig").strip()


def read(*rows):
    """The import of a template with these event rows, its proposals taken."""
    files = [("patients.csv", PATIENTS), ("adverse_events.csv", "\n".join([HEADER, *rows]).encode())]
    answers = Answers()
    for decision in import_files(files).decisions:
        answers = merge(answers, proposed(decision))
    return import_files(files, answers=answers)


@pytest.mark.parametrize("term", ["", "None", "no AE", "N/A"])
def test_a_placeholder_row_is_a_patient_and_not_an_event(term):
    done = read("P1,Acne" + "," * 12, f"P2,{term}" + "," * 12)
    assert done.extract.adverse_events["term"].tolist() == ["Acne"]
    assert done.extract.patients["ae_status"].tolist() == ["any", "none"]


@pytest.mark.parametrize(
    ("level", "related"),
    [
        ("Unrelated", False),
        ("unlikely", False),
        ("Remote", False),
        ("POSSIBLE", True),
        ("probable", True),
        ("definite", True),
    ],
)
def test_levels_of_relatedness_become_yes_or_no(level, related):
    done = read(f"P1,Acne,,mild,no,{level},no" + "," * 7)
    assert done.extract.adverse_events["related_cream"].tolist() == [related]


def test_a_level_between_yes_and_no_is_said_aloud():
    done = read("P1,Acne,,mild,no,possible,no" + "," * 7)
    assert [decision.proposal for decision in done.decisions if decision.about == "relatedness_map"] == [
        {"possible": "yes"}
    ]


def test_life_threatening_is_a_grade():
    done = read("P1,Anaphylaxis,,life-threatening" + "," * 10)
    assert done.extract.adverse_events["severity"].tolist() == ["life-threatening"]
