import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intake.meanings.cohorts import cohort
from core.schema import COHORTS


def read(texts):
    return [(found.value, found.certain) for found in cohort([text.strip() for text in texts.split(";")]).values()]


@pytest.mark.parametrize(
    "texts",
    [
        "A; B",
        "a; b",
        "Cohort A; Cohort B",
        "cohort_a; cohort_b",
        "CohortA; CohortB",
        "Group A; Group B",
        "Gruppe A; Gruppe B",
        "Bras A; Bras B",
        "Arm-1 (A); Arm-2 (B)",
        "1=A; 2=B",
        "cream first; systemic first",
        "Cream first, then systemic; Systemic first, then cream",
        "topical-first; systemic-first",
        "opzelura first; dupilumab first",
        "RUX -> SYS; SYS -> RUX",
        "cream→systemic; systemic→cream",
        "rux cream then dupilumab; dupilumab then rux cream",
        "Ruxolitinib cream followed by systemic; Systemic therapy followed by ruxolitinib cream",
        "Started cream before systemic; Started systemic before cream",
        "add systemic to cream; add cream to systemic",
        "Systemic added to cream; Cream added to systemic",
        "systemic added on top of cream; cream added on top of systemic",
        "Systemic after cream; Cream while on systemic",
        "systemic added; cream added",
        "add-on systemic; add-on cream",
        "Cream + add systemic; Systemic + add cream",
        "Existing cream, systemic added; Existing systemic, cream added",
        "patients on cream who added a systemic; patients on systemic who added cream",
        "topical JAK first, then systemic; systemic first, then topical JAK",
        "cream first; NB-UVB first",
        "A = cream first; B = systemic first",
        "Kohorte A (Creme zuerst); Kohorte B",
        "Creme zuerst; Systemtherapie zuerst",
        "crème d'abord; systémique d'abord",
        "Op crème, systemisch toegevoegd; Op systemisch, crème toegevoegd",
    ],
)
def test_labels_that_say_which_came_first_are_certain(texts):
    assert read(texts) == [("A", True), ("B", True)]


@pytest.mark.parametrize(
    "texts", ["1; 2", "0; 1", "1.0; 2.0", "arm_1; arm_2", "Group 1; Group 2", "Cohort I; Cohort II"]
)
def test_two_numbers_are_a_proposal(texts):
    assert read(texts) == [("A", False), ("B", False)]


def test_a_name_beside_two_numbers_stays_a_question():
    assert read("1; 2; North") == [("A", False), ("B", False), (None, False)]


@pytest.mark.parametrize("texts", ["arm_1", "1", "1; 2; 3", "0; 1; 2", "1; 2; A"])
def test_other_numbers_are_a_question(texts):
    assert all(value is None or value == "A" and certain for value, certain in read(texts))
    assert (None, False) in read(texts)


@pytest.mark.parametrize(
    "texts",
    [
        "A: Drug X; B: Placebo",
        "Treatment; Control",
        "Active; Vehicle",
        "North; South",
        "RUX+SYS; SYS+RUX",
        "cream; systemic",
        "A: systemic first; B: cream first",
        "A/B; B/A",
        "vitamin a; vitamin b",
        "jak first",
        "cream first or systemic first",
    ],
)
def test_labels_that_may_mean_other_groups_are_a_question_without_a_proposal(texts):
    assert set(read(texts)) == {(None, False)}


def test_a_third_letter_is_a_question_beside_the_two():
    assert read("A; B; C") == [("A", True), ("B", True), (None, False)]


def test_a_plain_letter_needs_no_word_and_another_label_is_said():
    found = cohort(["A", "Arm-2 (B)", "NA", ""])
    assert [parsed.code for parsed in found.values()] == ["", "cohort_label", "missing_token", ""]
    assert found["Arm-2 (B)"].reason == "is read as cohort B"


@given(st.sampled_from(COHORTS), st.sampled_from(["{}", "Cohort {}", "group {}", "({})", "Arm {}", "cohort_{}"]))
def test_every_way_to_write_a_letter_reads_back(letter, form):
    text = form.format(letter)
    assert cohort([text])[text].value == letter


@given(st.lists(st.text(max_size=20), max_size=5, unique=True))
def test_any_labels_are_read_without_fault(texts):
    found = cohort(texts)
    assert list(found) == texts
    assert all(parsed.value in (None, *COHORTS) for parsed in found.values())
