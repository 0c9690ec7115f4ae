import pytest

from core.coding import coded
from core.endpoints import MISSING
from core.facets import option_counts, selected
from core.selection import PATIENT_FILTERS, Selection

PATIENTS = """
    patient_id | cohort | systemic_agent | sex    | age | site
    p1         | A      | dupilumab      | female | 17  | Bonn
    p2         | A      | upadacitinib   | male   | 40  | Ulm
    p3         | B      | dupilumab      |        | 40  | Ulm
    p4         | B      | dupilumab      | female | 70  |
"""


@pytest.fixture(scope="session")
def four(extract_of):
    return coded(extract_of(PATIENTS))


@pytest.mark.parametrize(
    ("choices", "patients"),
    [
        ({}, [1, 2, 3, 4]),
        ({"cohort": ["B"]}, [3, 4]),
        ({"cohort": ["A", "B"]}, [1, 2, 3, 4]),
        ({"agent": ["dupilumab"], "sex": ["female"]}, [1, 4]),
        ({"sex": ["male", MISSING]}, [2, 3]),
        ({"age": ["40-64"], "site": ["Bonn"]}, []),
        ({"severity": [MISSING]}, [1, 2, 3, 4]),
        ({"agent": ["snake oil"]}, []),
        ({"serious": ["yes"], "related": ["cream"]}, [1, 2, 3, 4]),
    ],
)
def test_choices_in_one_filter_add_up_and_filters_all_have_to_hold(four, choices, patients):
    assert (selected(four, Selection(**choices)).nonzero()[0] + 1).tolist() == patients


def test_an_option_counts_under_the_other_filters_and_not_under_its_own(four):
    counts = option_counts(four, Selection(agent=["dupilumab"], sex=["female"]))
    assert counts["agent"] == {"dupilumab": 2, "upadacitinib": 0}
    assert counts["sex"] == {"female": 2, "male": 0, MISSING: 1}
    assert counts["cohort"] == {"A": 1, "B": 1}
    assert counts["site"] == {"Bonn": 1, "Ulm": 0, MISSING: 1}
    assert counts["age"] == {"0-17": 1, "18-39": 0, "40-64": 0, "65-120": 1}


def test_without_filters_the_options_of_every_filter_add_up_to_all_patients(sample_coded):
    counts = option_counts(sample_coded, Selection())
    assert list(counts) == list(PATIENT_FILTERS)
    assert {sum(of_option.values()) for of_option in counts.values()} == {115}
