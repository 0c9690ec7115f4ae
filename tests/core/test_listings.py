import pandas as pd
import pytest

from core.coding import coded
from core.listings import LISTING_COLUMNS, event_listing, timeline_rows
from core.selection import Selection
from core.tally import tally

PATIENTS = """
    patient_id | cohort | ae_status      | systemic_agent | follow_up_weeks
    p1         | A      | any            | dupilumab      | 60
    p2         | B      | any            | upadacitinib   | 40
    p3         | B      | not documented |                |
    p4         | A      | any            | dupilumab      | 50
    p5         | A      | none           | dupilumab      | 50
"""
EVENTS = """
    patient_id | term | system_organ_class | severity | serious | start_week | end_week
    p1         | Acne | Skin               | mild     | no      | -2         | 1
    p1         | Boil |                    |          |         |            |
    p2         | Acne | Skin               | severe   | yes     | 3          |
    p2         | Rash | Skin               | mild     | no      | 44.5       | 46
    p3         | Rash | Skin               | mild     | no      | -5         | -4
"""


@pytest.fixture
def listing_of(extract_of):
    def build(patients=PATIENTS, events=EVENTS, **choices):
        extract = extract_of(patients, "", events)
        return event_listing(extract, coded(extract), Selection(**choices))

    return build


def test_one_row_per_event_with_what_is_known_of_it(listing_of):
    listing = listing_of()
    assert listing.columns.tolist() == LISTING_COLUMNS
    assert listing[["patient_id", "group", "term", "period", "counted"]].to_numpy().tolist() == [
        ["p1", "A", "Acne", "before time zero", False],
        ["p1", "A", "Boil", "start not recorded", True],
        ["p2", "B", "Acne", "on the combination", True],
        ["p2", "B", "Rash", "after the combination", False],
        ["p3", "B", "Rash", "before time zero", False],
        ["p4", "A", "not described", "start not recorded", True],
    ]
    assert listing["organ_class"].tolist()[1] == "organ class not recorded"
    assert listing["severity"].isna().tolist() == [False, True, False, False, False, True]
    assert listing["serious"].tolist()[:3] == [False, pd.NA, True]
    assert listing["follow_up_weeks"].isna().tolist() == [False, False, False, False, True, False]
    assert "verbatim" not in listing


@pytest.mark.parametrize(
    ("choices", "counted"),
    [
        ({"period": ["all"]}, ["Acne", "Boil", "Acne", "Rash", "not described"]),
        ({"serious": ["yes"]}, ["Acne"]),
        ({"at_least": ["moderate"]}, ["Acne"]),
        ({"related": ["cream"]}, []),
    ],
)
def test_event_filters_change_what_counts_and_never_what_is_listed(listing_of, choices, counted):
    listing = listing_of(**choices)
    assert len(listing) == 6
    # p3, whose status is not documented, counts nowhere.
    assert listing.loc[listing["counted"], "term"].tolist() == counted


def test_patient_filters_keep_their_patients_and_the_grouping_names_them(listing_of):
    listing = listing_of(agent=["upadacitinib", "missing"], by="agent")
    assert listing[["patient_id", "group"]].drop_duplicates().to_numpy().tolist() == [
        ["p2", "upadacitinib"],
        ["p3", "missing"],
    ]
    nobody = listing_of(age=["0-17"])
    assert nobody.empty and nobody.columns.tolist() == LISTING_COLUMNS
    assert listing_of("patient_id\n p1", "").empty


@pytest.mark.parametrize(
    "choices", [{}, {"by": "agent"}, {"agent": ["dupilumab"]}, {"serious": ["yes"]}, {"period": ["all"]}]
)
def test_what_is_listed_as_counted_is_what_the_tally_counts(sample, sample_coded, choices):
    selection = Selection(**choices)
    listing = event_listing(sample, sample_coded, selection)
    counted = tally(sample_coded, selection)
    per_group = listing[listing["counted"]].groupby("group").size().reindex(list(counted.groups), fill_value=0)
    assert per_group.tolist() == counted.events.occurrences.tolist()


def test_the_timeline_keeps_patients_with_most_events_group_by_group(listing_of):
    listing = listing_of()
    shown = timeline_rows(listing, ("A", "B"), most=3)
    # p1 and p2 have two events each; of the others p3 has the earlier one.
    assert shown[["row", "patient_id"]].drop_duplicates().to_numpy().tolist() == [[0, "p1"], [1, "p2"], [2, "p3"]]
    assert timeline_rows(listing, ("B", "A"), most=60)["patient_id"].unique().tolist() == ["p2", "p3", "p1", "p4"]
    assert timeline_rows(listing.iloc[:0], ("A", "B"), most=60).empty
