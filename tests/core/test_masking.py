"""Patients without their identifiers."""

import pytest

from core.masking import masked_ids, masked_names, patient_behind


@pytest.fixture(scope="module")
def extract(extract_of):
    return extract_of("patient_id | cohort\n x9 | A\n Patient 1 | B\n x1 | B")


def test_a_patient_keeps_the_number_whatever_table_it_stands_in(extract):
    names, ids = masked_names(extract), extract.patients["patient_id"]
    assert masked_ids(ids.iloc[[2, 0]], extract).tolist() == [names[ids.iloc[2]], names[ids.iloc[0]]]


def test_no_name_stands_for_two_patients(extract):
    assert len(set(masked_names(extract).values())) == 3


def test_the_way_back_leads_to_the_same_patient_even_where_a_file_uses_such_names_itself(extract):
    for patient, name in masked_names(extract).items():
        assert patient_behind(name, extract, masked=True) == patient
        assert patient_behind(patient, extract, masked=False) == patient


def test_there_is_no_way_to_somebody_else(extract):
    assert patient_behind("Patient 99", extract, masked=True) == ""
    assert patient_behind("Patient 3", extract, masked=False) == ""
