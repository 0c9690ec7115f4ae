"""Who stands behind a mark of the Safety page?"""

import pytest

from core.analyses.safety import incidence, relatedness, worst_severity
from core.behind import behind_row, told
from core.coding import coded
from core.listings import event_listing
from core.selection import Selection
from core.tally import tally

PATIENTS = """
    patient_id | cohort | ae_status | systemic_agent | cream_start_week | follow_up_weeks
    p1         | A      | any       | dupilumab      | -8               | 60
    p2         | A      | any       | dupilumab      | -9               |
    p3         | B      | any       | methotrexate   | 0                | 50
    p4         | B      | none      |                |                  | 50
"""
VISITS = """
    patient_id | week | day | iga | bsa_pct | itch_nrs
    p1         | 0    | 0   | 4   | 12      | 9
    p1         | 12   | 80  | 2   |         | 4
    p1         | -20  |     | 3   |         |
"""
EVENTS = """
    patient_id | term | system_organ_class | severity | serious | related_cream | related_systemic | start_week
    p1         | Acne | Skin               | mild     | no      | yes           | no               | 3
    p1         | Rash | Skin               | severe   | yes     | no            | yes              | 9
    p2         | Acne | Skin               |          |         |               |                  |
    p3         | Acne | Skin               | mild     | no      | no            | yes              | 5
    p3         | Flu  | Infections         | mild     | no      | no            | no               | -5
"""


@pytest.fixture(scope="module")
def extract(extract_of):
    return extract_of(PATIENTS, VISITS, EVENTS)


@pytest.fixture(scope="module")
def behind(extract):
    def found(*names, **choices):
        listing = event_listing(extract, coded(extract), Selection(**choices))
        return told(behind_row(listing, *names))["patient_id"].tolist()

    return found


@pytest.mark.parametrize(
    ("mark", "patients"),
    [
        (("any", "", "", ""), ["p1", "p2", "p3"]),
        (("any", "", "", "B"), ["p3"]),
        (("term", "Skin", "Acne", ""), ["p1", "p2", "p3"]),
        (("term", "Skin", "Acne", "A"), ["p1", "p2"]),
        (("organ_class", "Infections", "", ""), []),
        (("serious", "", "", ""), ["p1"]),
        (("related_cream", "", "", ""), ["p1"]),
        (("related_systemic", "", "", ""), ["p1", "p3"]),
        (("stopping", "", "", ""), []),
        (("moderate", "", "", ""), ["p1"]),
        (("severity", "severe", "", "A"), ["p1"]),
        (("severity", "mild", "", ""), ["p3"]),
        (("severity", "not recorded", "", ""), ["p2"]),
        (("related_to", "both", "", ""), ["p1"]),
        (("related_to", "systemic", "", ""), ["p3"]),
        (("related_to", "neither", "", ""), ["p2"]),
    ],
)
def test_the_patients_behind_a_mark_are_those_it_counts(behind, mark, patients):
    assert behind(*mark) == patients


def test_as_many_patients_stand_behind_every_mark_as_it_says(sample, sample_coded):
    selection = Selection()
    counted, listing = tally(sample_coded, selection), event_listing(sample, sample_coded, selection)
    marks = [
        ((row.level, row.organ_class, row.term, row.group), row.count)
        for row in incidence(counted).itertuples(index=False)
        if row.level != "related_named"
    ]
    marks += [(("severity", row.severity, "", row.group), row.count) for row in worst_severity(counted).itertuples()]
    marks += [(("related_to", row.related_to, "", row.group), row.count) for row in relatedness(counted).itertuples()]
    assert sum(count for _, count in marks) > 0
    for mark, count in marks:
        assert behind_row(listing, *mark)["patient_id"].nunique() == count, mark


def test_events_are_told_with_severity_and_weeks(extract):
    rows = event_listing(extract, coded(extract), Selection())
    assert told(behind_row(rows, "any", "", "", "A"))["events"].tolist() == [
        "Acne (mild, week 3); Rash (severe, serious, week 9)",
        "Acne (severity not recorded, start not recorded)",
    ]
