from core.analyses.safety import differences, incidence, signals, worst_severity
from core.wording_safety import read_incidence, read_parts, read_signals

PATIENTS = """
    patient_id | cohort | ae_status | sex
    p1         | A      | any       | female
    p2         | B      | none      |
"""


def test_the_incidence_is_read_in_words(extract_of, view_of):
    events = "patient_id | term | system_organ_class\n p1 | Acne | Skin\n p1 | Boil | Skin"
    view = view_of(extract_of(PATIENTS, "", events))
    assert read_incidence(view.of(incidence), view.selection) == (
        "Patients with an event. Cohort A: 1 of 1; Cohort B: 0 of 1. Terms seen: Acne, Boil."
    )
    none = view_of(extract_of(PATIENTS, "", events), serious=["yes"], cohort=["A"])
    assert read_incidence(none.of(incidence), none.selection) == (
        "Patients with a serious event. Cohort A: 0 of 1. No term was seen."
    )


def test_the_severity_bars_are_read_by_grade(extract_of, view_of):
    events = "patient_id | term | severity\n p1 | Acne | mild\n p1 | Boil | severe"
    view = view_of(extract_of(PATIENTS, "", events))
    words = {"column": "severity", "what": "Patients by worst grade"}
    assert read_parts(view.of(worst_severity), view.selection, **words) == (
        "Patients by worst grade. Cohort A, 1 patient: 1 severe; Cohort B, 1 patient: none with an event."
    )
    none = view_of(extract_of(PATIENTS, "", events), sex=["male"])
    assert read_parts(none.of(worst_severity), none.selection, **words) == (
        "Patients by worst grade. Nobody could be judged."
    )


def test_the_signal_view_is_read_from_what_is_furthest_from_none(sample, view_of):
    view = view_of(sample)
    found = signals(differences(view.of(incidence)))
    # Dry eye: 0 of 73 against 1 of 41 (Newcombe), as in the table behind the figure.
    assert read_signals(found, first="Cohort A", second="Cohort B").startswith(
        "Terms by their difference, Cohort B minus Cohort A, and how far it is from none. 6 terms shown. Furthest from "
        "none: Dry eye 2.4 percentage points (95% CI -2.9 to 12.6); "
    )
    assert read_signals(found[:0], first="Cohort A", second="Cohort B").endswith("0 terms shown.")
