"""Counting events by patients: the traps of chart data, each in a table of its own."""

import numpy as np
import pytest

from core.analyses.safety import any_event_test, differences, incidence, relatedness, signals

TWO = """
    patient_id | cohort | ae_status      | follow_up_weeks | follow_up_end
    p1         | A      | any            | 60              | ongoing
    p2         | A      | none           | 40              | stopped cream
    p3         | B      | not documented | 50              | ongoing
    p4         | B      | none           | 30              | lost to follow-up
"""


def counts(tally):
    found = incidence(tally)
    return {(row.term or row.level, row.group): (row.count, row.n) for row in found.itertuples(index=False)}


def test_a_patient_with_many_application_site_events_counts_once_per_term(tally_of):
    events = "patient_id | term | system_organ_class | start_week" + "".join(
        f"\n p1 | Application site {kind} | General | {week}"
        for week in range(1, 12)
        for kind in ("erythema", "pruritus", "dermatitis")
    )
    tally = tally_of(TWO, events=events)
    found = counts(tally)
    assert found["Application site erythema", "A"] == (1, 2)
    assert found["any", "A"] == (1, 2)
    assert tally.events.occurrences.tolist() == [33, 0]


def test_an_event_after_follow_up_ended_is_apart_unless_all_are_asked_for(tally_of):
    events = """
        patient_id | term  | start_week
        p1         | Early | -2
        p1         | Late  | 64.3
        p1         | Later | 64.2
    """
    tally = tally_of(TWO, events=events)
    found = counts(tally)
    # 60 weeks and 30 days end at week 64.29
    assert (found["Early", "A"][0], found["Late", "A"][0], found["Later", "A"][0]) == (0, 0, 1)
    assert tally.events.earlier.tolist() == [1, 0]
    assert tally.events.later.tolist() == [1, 0]
    everything = counts(tally_of(TWO, events=events, period=("all",)))
    assert [everything[term, "A"][0] for term in ("Early", "Late", "Later")] == [1, 1, 1]


def test_life_threatening_is_the_worst_grade_and_counts_as_severe_or_worse(tally_of):
    events = """
        patient_id | term | severity         | start_week
        p1         | A    | mild             | 1
        p1         | B    | life-threatening | 2
    """
    tally = tally_of(TWO, events=events, at_least=("severe",))
    assert tally.events.patients[0, 0].tolist() == [0, 0, 0, 0, 1]


@pytest.mark.parametrize(
    ("action", "stops"),
    [
        ("drug withdrawn", True),
        ("Cream stopped", True),
        ("treatment discontinued", True),
        ("not stopped", False),
        ("no action", False),
        ("none", False),
        ("", False),
    ],
)
def test_an_event_leads_to_a_stop_where_the_action_taken_says_so(tally_of, action, stops):
    tally = tally_of(TWO, events=f"patient_id | term | action_taken\n p1 | Rash | {action}")
    assert counts(tally)["stopping", "A"][0] == int(stops)


def test_special_interest_counts_patients_and_can_be_a_filter(tally_of):
    events = """
        patient_id | term   | special_interest | start_week
        p1         | Zoster | herpes zoster    | 5
        p1         | Zoster | herpes zoster    | 15
        p1         | Acne   |                  | 6
    """
    tally = tally_of(TWO, events=events, special=("yes",))
    assert counts(tally)["Zoster", "A"][0] == 1
    assert counts(tally)["Acne", "A"][0] == 0
    assert tally.events.special.sum(axis=1).tolist() == [1, 0]


def test_the_first_event_ends_the_time_at_risk_and_a_stop_competes(tally_of):
    events = """
        patient_id | term | start_week
        p1         | Rash | 12
        p1         | Acne | 8
    """
    first = tally_of(TWO, events=events).events.first
    assert first.weeks.tolist() == [8, 30, 40]
    assert first.events.tolist() == [[1, 0, 0], [0, 0, 0]]
    assert first.competing.tolist() == [[0, 0, 1], [0, 0, 0]]
    assert first.censored.tolist() == [[0, 0, 0], [0, 1, 0]]


def test_an_event_without_a_start_counts_and_is_left_out_of_time(tally_of):
    tally = tally_of(TWO, events="patient_id | term\n p1 | Rash")
    assert counts(tally)["Rash", "A"] == (1, 2)
    assert tally.events.first.left_out.tolist() == [1, 0]


def test_exposure_adds_up_the_documented_patients_only(tally_of):
    assert tally_of(TWO, events="patient_id | term\n p1 | Rash").events.exposure_weeks.tolist() == [100, 30]


def test_relatedness_splits_the_affected_patients_without_counting_one_twice(tally_of):
    patients = (
        "patient_id | cohort | ae_status" + "".join(f"\n p{n} | A | any" for n in range(1, 5)) + "\n p5 | A | none"
    )
    events = """
        patient_id | term | related_cream | related_systemic
        p1         | A    | yes           | no
        p2         | A    | no            | yes
        p3         | A    | yes           | no
        p3         | B    | no            | yes
        p4         | A    | no            |
    """
    found = relatedness(tally_of(patients, events=events))
    assert dict(zip(found["related_to"], found["count"], strict=True)) == {
        "cream": 1,
        "both": 1,
        "systemic": 1,
        "not said which": 0,
        "neither": 1,
    }
    assert set(found["n"]) == {5}


def test_an_event_related_to_treatment_without_saying_which_is_neither_nor_the_cream(tally_of):
    patients = "patient_id | ae_status" + "".join(f"\n p{n} | any" for n in range(1, 4))
    events = """
        patient_id | term | related_cream | related_systemic | related
        p1         | A    |               |                  | yes
        p2         | A    | yes           |                  |
        p2         | B    |               |                  | yes
        p3         | A    |               |                  | no
    """
    counted = tally_of(patients, events=events)
    found = relatedness(counted)
    parts = dict(zip(found["related_to"], found["count"], strict=True))
    assert parts == {"cream": 1, "both": 0, "systemic": 0, "not said which": 1, "neither": 1}
    assert [int(worst.sum()) for worst in rows_of(counted, "related", "related_cream")] == [2, 1]
    assert int(tally_of(patients, events=events, related=("cream",)).events.patients[0, 0].sum()) == 1
    assert int(tally_of(patients, events=events, related=("treatment",)).events.patients[0, 0].sum()) == 2


def rows_of(counted, *levels):
    at = counted.events.rows["level"].tolist()
    return [counted.events.patients[0, at.index(level)] for level in levels]


def test_the_optional_exact_test_is_the_published_one_of_the_study(sample_coded):
    # clinical reference, section 0: 5 of 42 against 2 of 73 gives .086; the sample has 41 documented
    from core.selection import Selection
    from core.stats.exact import boschloo
    from core.tally import tally

    assert any_event_test(tally(sample_coded, Selection())) == boschloo(2, 73, 5, 41)
    assert np.isnan(any_event_test(tally(sample_coded, Selection(by="nothing"))))


def test_evidence_is_one_where_an_interval_just_reaches_zero(tally_of):
    found = signals(differences(incidence(tally_of(TWO, events="patient_id | term | start_week\n p1 | Rash | 3"))))
    row = found.iloc[0]
    # B minus A: 0 of 1 against 1 of 2
    assert row["estimate"] == -0.5
    assert row["evidence"] == pytest.approx(0.5 / (row["high"] + 0.5))


def test_a_rate_takes_no_event_of_a_patient_whose_time_is_not_recorded(tally_of):
    patients = """
        patient_id | cohort | ae_status | follow_up_weeks
        p1         | A      | any       |
        p2         | A      | none      | 52
    """
    tally = tally_of(patients, events="patient_id | term | start_week\n p1 | Rash | 3")
    assert (tally.events.occurrences.tolist(), tally.events.exposure_weeks.tolist()) == ([0], [52])
    assert counts(tally)["Rash", "A"] == (1, 2)
