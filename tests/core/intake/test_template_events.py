"""Rows of adverse events as systems write them: placeholders, scales of relatedness, grades."""

import pytest

from core.intake.template import read_template, template_files

PATIENTS = (
    b"patient_id,site,cohort,systemic_agent,age,sex,race,cream_start_week,systemic_start_week,follow_up_weeks,"
    b"follow_up_end,ae_status\nP1,,A,,,,,,,,,any\nP2,,B,,,,,,,,,none\n"
)
HEADER = template_files()["adverse_events.csv"].decode("utf-8-sig").strip()


def read(*rows):
    events = "\n".join([HEADER, *rows]).encode()
    return read_template([("patients.csv", PATIENTS), ("adverse_events.csv", events)])


@pytest.mark.parametrize("term", ["", "None", "no AE", "N/A"])
def test_a_placeholder_row_is_a_patient_and_not_an_event(term):
    reading = read("P1,Acne" + "," * 12, f"P2,{term}" + "," * 12)
    assert reading.extract is not None
    assert reading.extract.adverse_events["term"].tolist() == ["Acne"]
    notes = [finding for finding in reading.findings if finding.severity == "note"]
    assert [(note.row, note.column) for note in notes] == [(3, "term")]
    assert "names no event" in notes[0].message


def test_an_event_without_a_term_that_says_anything_else_is_an_error():
    reading = read("P1,Acne" + "," * 12, "P2,,,severe" + "," * 10)
    assert reading.extract is None
    assert [(f.row, f.column) for f in reading.findings if f.severity == "error"][0] == (3, "term")


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
def test_levels_of_relatedness_become_yes_or_no_and_say_so(level, related):
    reading = read(f"P1,Acne,,mild,no,{level},no" + "," * 7)
    assert reading.extract.adverse_events["related_cream"].tolist() == [related]
    assert "is a level of relatedness" in " ".join(finding.message for finding in reading.findings)


def test_life_threatening_is_a_grade():
    reading = read("P1,Anaphylaxis,,life-threatening" + "," * 10)
    assert reading.extract.adverse_events["severity"].tolist() == ["life-threatening"]
