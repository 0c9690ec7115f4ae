"""Which event rows a reader sees, and in what order."""

import pytest

from core.analyses.event_rows import RowChoice, chosen_rows, in_rows
from core.analyses.safety import differences, incidence

PATIENTS = """
    patient_id | cohort | ae_status
    a1 | A | any
    a2 | A | any
    a3 | A | none
    b1 | B | any
    b2 | B | any
"""
EVENTS = """
    patient_id | term    | system_organ_class
    a1         | Acne    | Skin
    a2         | Acne    | Skin
    a2         | Rash    | Skin
    b1         | Dry eye | Eye
    b1         | Rash    | Skin
    b2         | Dry eye | Eye
    b2         | Keratitis | Eye
"""


@pytest.fixture
def rows(tally_of):
    def chosen(**choice):
        found = incidence(tally_of(PATIENTS, events=EVENTS))
        return [key[2] or key[1] for key in chosen_rows(found, differences(found), RowChoice(**choice))][6:]

    return chosen


def test_overall_rows_always_stand_on_top(tally_of):
    found = incidence(tally_of(PATIENTS, events=EVENTS))
    keys = chosen_rows(found, differences(found), RowChoice(search="keratitis", order="name"))
    levels = [key[0] for key in keys]
    assert levels[:6] == ["any", "related_cream", "related_systemic", "serious", "stopping", "moderate"]


def test_by_organ_class_every_class_is_followed_by_its_terms(rows):
    assert rows() == ["Skin", "Acne", "Rash", "Eye", "Dry eye", "Keratitis"]


def test_terms_can_be_folded_away_and_single_classes_opened(rows):
    assert rows(rows="classes") == ["Skin", "Eye"]
    assert rows(rows="classes", turned=frozenset({"Eye"})) == ["Skin", "Eye", "Dry eye", "Keratitis"]
    assert rows(turned=frozenset({"Skin"})) == ["Skin", "Eye", "Dry eye", "Keratitis"]


def test_a_flat_list_goes_by_incidence_over_all_groups(rows):
    assert rows(order="incidence") == ["Acne", "Dry eye", "Rash", "Keratitis"]


def test_a_flat_list_goes_by_the_size_of_the_difference_whatever_its_sign(rows):
    # Dry eye 2/2 against 0/3, Acne 0/2 against 2/3, Keratitis 1/2 against 0/3, Rash 1/2 against 1/3
    assert rows(order="difference") == ["Dry eye", "Acne", "Keratitis", "Rash"]


def test_a_flat_list_goes_by_name(rows):
    assert rows(order="name") == ["Acne", "Dry eye", "Keratitis", "Rash"]
    assert rows(order="name", rows="classes") == ["Eye", "Skin"]


def test_a_search_keeps_matching_terms_with_their_class_even_where_terms_are_folded(rows):
    assert rows(search="KERA", rows="classes") == ["Eye", "Keratitis"]
    assert rows(search="skin") == ["Skin", "Acne", "Rash"]
    assert rows(search="nothing like it") == []


def test_rows_of_a_frame_follow_the_keys_and_keep_every_group(tally_of):
    found = incidence(tally_of(PATIENTS, events=EVENTS))
    keys = chosen_rows(found, differences(found), RowChoice(order="name"))
    shown = in_rows(found, keys)
    assert list(zip(shown["term"], shown["group"], strict=True))[-4:] == [
        ("Keratitis", "A"),
        ("Keratitis", "B"),
        ("Rash", "A"),
        ("Rash", "B"),
    ]
    assert len(shown) == 2 * len(keys)
