import pytest


def test_one_row_an_event(read):
    said = read("""
        patient_id | term     | severity | serious
        p1         | Headache | mild     | no
        p1         | Headache | mild     | no
        p2         | Acne     |          | no
    """)
    assert said.kinds == ["events"]
    assert said.events == [
        ("p1", {"term": "Headache", "severity": "mild", "serious": "no"}),
        ("p1", {"term": "Headache", "severity": "mild", "serious": "no"}),
        ("p2", {"term": "Acne", "serious": "no"}),
    ]
    assert said.facts.visits is None
    assert said.codes == []


def test_the_same_event_on_the_same_day_twice_is_a_duplicate(read):
    said = read("""
        patient_id | term     | event_start_date
        p1         | Headache | 2024-01-01
        p1         | Headache | 2024-01-01
        p1         | Headache | 2024-02-01
        p1         | Headache |
        p1         | Headache |
    """)
    assert len(said.events) == 4
    assert said.problem("duplicate_visit_exact").rows == (3,)


@pytest.mark.parametrize("term", ["", "none", "No AE", "NA", "No adverse events"])
def test_rows_of_patients_without_events_are_patients_and_no_events(read, term):
    said = read(f"""
        patient_id | term     | severity | serious
        p1         | Headache | mild     | no
        p2         | {term}   |          | no
    """)
    assert [patient for patient, _ in said.events] == ["p1"]
    assert said.facts.events_listed_for == ("p2",)
    assert list(said.patients) == ["p1", "p2"]


def test_a_patient_with_an_event_is_not_listed_without_one(read):
    said = read("""
        patient_id | term     | severity
        p1         | none     |
        p1         | Headache | mild
    """)
    assert said.facts.events_listed_for == ()


@pytest.mark.parametrize("term", ["", "NA"])
def test_an_event_whose_term_is_missing_is_still_an_event(read, term):
    said = read(f"""
        patient_id | term     | severity
        p1         | Headache | mild
        p2         | {term}   | severe
    """)
    assert [patient for patient, _ in said.events] == ["p1", "p2"]
    assert said.facts.events_listed_for == ()


def test_several_events_on_the_row_of_a_patient(read):
    said = read("""
        patient_id | cohort | ae1_term | ae1_severity | ae2_term | ae2_severity
        p1         | A      | Acne     | mild         | Headache | severe
        p2         | B      | none     |              |          |
        p3         | B      |          |              |          |
    """)
    assert said.kinds == ["patients"]
    assert said.events == [
        ("p1", {"term": "Acne", "severity": "mild"}),
        ("p1", {"term": "Headache", "severity": "severe"}),
    ]
    assert said.facts.events_listed_for == ("p2",)
    assert said.patients["p3"] == {"cohort": ["B"]}


def test_numbers_may_stand_at_the_end_of_the_titles(read):
    said = read("patient_id | cohort | AE term 1 | AE severity 1 | AE term 2\n p1 | A | Acne | mild | Rash")
    assert said.events == [("p1", {"term": "Acne", "severity": "mild"}), ("p1", {"term": "Rash"})]


def test_visits_and_events_in_the_same_rows(read):
    said = read("""
        patient_id | week | iga | term | severity
        p1         | 0    | 3   |      |
        p1         | 4    | 2   | Acne | mild
        p1         | 8    |     | Rash | mild
    """)
    assert said.kinds == ["mixed"]
    assert [fields for _, fields in said.visits] == [{"week": "0", "iga": "3"}, {"week": "4", "iga": "2"}]
    assert [fields["term"] for _, fields in said.events] == ["Acne", "Rash"]
    assert said.facts.events_listed_for == ()


def test_a_status_of_adverse_events_is_about_the_patient(read):
    said = read("patient_id | cohort | ae_status\n p1 | A | none\n p2 | B | any")
    assert said.patients["p2"] == {"cohort": ["B"], "ae_status": ["any"]}
    assert said.facts.events is None


def test_parts_of_an_event_may_bear_its_number_alone(read):
    said = read("""
        patient_id | cohort | Adverse event 1 | Grade 1 | Adverse event 2 | Grade 2 | Week 2
        p1         | A      | Acne            | mild    | Rash            | severe  | x
    """)
    assert said.events == [
        ("p1", {"term": "Acne", "severity": "mild"}),
        ("p1", {"term": "Rash", "severity": "severe"}),
    ]
