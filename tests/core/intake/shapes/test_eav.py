import pytest

from core.intake.shapes.eav import measure_field


def test_one_row_a_measurement_gives_one_visit_a_time(read):
    said = read("""
        patient_id | measure_name | measure_value | visit_date
        p1         | IGA          | 3             | 2024-01-01
        p1         | BSA          | 20            | 2024-01-01
        p1         | IGA          | 2             | 2024-02-01
        p1         | Weight       | 80            | 2024-02-01
        p2         | IGA          |               | 2024-02-01
    """)
    assert said.kinds == ["eav"]
    assert said.visits == [
        ("p1", {"iga": "3", "bsa_pct": "20", "visit_date": "2024-01-01"}),
        ("p1", {"iga": "2", "visit_date": "2024-02-01"}),
    ]
    assert list(said.patients) == ["p1", "p2"]
    problem = said.problem("measures_not_used")
    assert (problem.severity, problem.count) == ("info", 1)
    assert "Weight" in problem.message


def test_two_values_of_a_measure_at_one_time_are_two_visits(read):
    said = read("""
        patient_id | measure_name | measure_value | week
        p1         | IGA          | 3             | 0
        p1         | BSA          | 20            | 0
        p1         | IGA          | 2             | 0
    """)
    assert said.visits == [
        ("p1", {"iga": "3", "bsa_pct": "20", "week": "0"}),
        ("p1", {"iga": "2", "week": "0"}),
    ]


def test_what_a_flowsheet_says_of_the_patient_is_about_the_patient(read):
    said = read("""
        patient_id | measure_name | measure_value | week
        p1         | Age          | 40            | 0
        p1         | Sex          | F             | 0
        p1         | IGA          | 3             | 0
    """)
    assert said.patients == {"p1": {"age": ["40"], "sex": ["F"]}}
    assert said.visits == [("p1", {"iga": "3", "week": "0"})]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("IGA", "iga"),
        ("vIGA-AD", "iga"),
        ("IGASC", "iga"),
        ("BSA", "bsa_pct"),
        ("PP-NRS", "itch_nrs"),
        ("WI_NRS", "itch_nrs"),
        ("IGACHG", ""),
        ("IGA 0/1 responder", ""),
        ("EASI", ""),
        ("Weight", ""),
    ],
)
def test_measures_by_name_and_code(name, field):
    assert measure_field(name) == field
