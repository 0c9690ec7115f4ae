"""Counting by factor and cohort: by hand, against the tally, and under every filter."""

import numpy as np
import pytest

from core.coding import coded
from core.facets import selected
from core.selection import PATIENT_FILTERS, Selection
from core.subgroup_tally import FACTORS, subgroup_tally, with_level
from core.tally import tally

PATIENTS = """
    patient_id | cohort | systemic_agent | sex    | ae_status
    p1         | A      | dupilumab      | female | any
    p2         | A      | dupilumab      | male   | none
    p3         | B      | dupilumab      | male   | any
    p4         | B      | upadacitinib   |        | not documented
    p5         | B      | tralokinumab   | male   | none
"""
VISITS = """
    patient_id | week | iga
    p1         | 0    | 3
    p1         | 52   | 1
    p2         | 0    | 3
    p2         | 52   | 1
    p3         | 0    | 4
"""
EVENTS = """
    patient_id | term | serious | start_week
    p1         | Acne | no      | 3
    p3         | Acne | yes     | -5
    p3         | Boil | yes     | 5
"""
SELECTIONS = {
    "everyone": {},
    "one agent": {"agent": ["dupilumab"]},
    "one cohort": {"cohort": ["B"]},
    "several filters": {"severity": ["severe", "moderate"], "sex": ["female"], "itch": ["severe"]},
    "serious events": {"serious": ["yes"], "period": ["all"]},
    "events related to the cream": {"related": ["cream"], "age": ["40-64"]},
    "nobody": {"agent": ["cyclosporine"], "age": ["0-17"]},
}


def factor(counted, name):
    return next(one for one in counted.factors if one.factor == name)


@pytest.fixture(scope="module")
def written_out(extract_of):
    return coded(extract_of(PATIENTS, VISITS, EVENTS))


def test_patients_and_events_by_hand(written_out):
    sex = factor(subgroup_tally(written_out, Selection()), "sex")
    assert sex.levels == ("female", "male", "missing")
    assert sex.patients.tolist() == [[1, 0], [1, 2], [0, 1]]
    assert sex.documented.tolist() == [[1, 0], [1, 2], [0, 0]]
    assert sex.with_event.tolist() == [[1, 0], [0, 1], [0, 0]]


def test_event_filters_change_who_had_an_event_and_nothing_else(written_out):
    everything = factor(subgroup_tally(written_out, Selection()), "sex")
    serious = factor(subgroup_tally(written_out, Selection(serious=("yes",))), "sex")
    assert serious.with_event.tolist() == [[0, 0], [0, 1], [0, 0]]
    assert serious.patients.tolist() == everything.patients.tolist()
    assert serious.documented.tolist() == everything.documented.tolist()


def test_observed_scores_by_hand_and_none_that_is_carried(written_out):
    counted = subgroup_tally(written_out, Selection())
    iga = counted.cells.frame.drop(columns="carried").query("measure == 'iga'")
    assert iga.to_numpy().tolist() == [
        ["iga", 0, 3.0, 3.0],
        ["iga", 0, 4.0, 4.0],
        ["iga", 52, 3.0, 1.0],
    ]
    assert counted.overall.scores(slice(None))[0][:, iga.index].tolist() == [[2, 0, 2], [0, 1, 0]]


@pytest.mark.parametrize("choices", SELECTIONS.values(), ids=SELECTIONS)
@pytest.mark.parametrize("name", FACTORS)
def test_the_levels_add_up_to_everyone_selected(sample_coded, name, choices):
    counted = subgroup_tally(sample_coded, Selection(**choices))
    own = factor(counted, name)
    for count in ("patients", "documented", "with_event"):
        assert np.array_equal(getattr(own, count).sum(axis=0), getattr(counted.overall, count)[0])
    assert np.array_equal(own.scores(slice(None)).sum(axis=0), counted.overall.scores(slice(None))[0])


@pytest.mark.parametrize("choices", SELECTIONS.values(), ids=SELECTIONS)
def test_overall_agrees_with_the_tally_by_cohort(sample_coded, choices):
    counted = subgroup_tally(sample_coded, Selection(**choices))
    whole = tally(sample_coded, Selection(**choices))
    observed = ~whole.cells.carried
    places = [counted.cohorts.index(group) for group in whole.groups]
    assert counted.overall.patients[0][places].tolist() == whole.patients.tolist()
    assert counted.overall.documented[0][places].tolist() == whole.documented.tolist()
    assert counted.overall.with_event[0][places].tolist() == whole.events.patients[:, 0, :].sum(axis=1).tolist()
    assert np.array_equal(counted.overall.scores(slice(None))[0][places], whole.scores[:, observed])


@pytest.mark.parametrize("name", [name for name in FACTORS if name in PATIENT_FILTERS])
def test_a_level_is_the_same_as_everyone_after_filtering_by_it(sample_coded, name):
    counted = factor(subgroup_tally(sample_coded, Selection(sex=("female", "male"))), name)
    for place, level in enumerate(counted.levels):
        chosen = Selection(sex=("female", "male")).with_codes(name, (level,))
        if name == "sex" and level == "missing":
            continue
        alone = subgroup_tally(sample_coded, chosen).overall
        assert np.array_equal(alone.patients[0], counted.patients[place])
        assert np.array_equal(alone.with_event[0], counted.with_event[place])
        assert np.array_equal(alone.scores(slice(None))[0], counted.scores(slice(None))[place])


@pytest.mark.parametrize("by", ["agent", "site", "nothing"])
def test_what_is_compared_by_changes_nothing(sample_coded, by):
    ours, other = (subgroup_tally(sample_coded, Selection(by=each)) for each in ("cohort", by))
    for one, two in zip((ours.overall, *ours.factors), (other.overall, *other.factors), strict=True):
        assert np.array_equal(one.patients, two.patients)
        assert np.array_equal(one.scores(slice(None)), two.scores(slice(None)))


@pytest.mark.parametrize("name", FACTORS)
def test_a_level_made_the_selection_keeps_exactly_its_patients(sample_coded, name):
    before = Selection(severity=("moderate", "severe"), agent=("dupilumab", "methotrexate", "cyclosporine"))
    counted = factor(subgroup_tally(sample_coded, before), name)
    for place, level in enumerate(counted.levels):
        if counted.patients[place].sum():
            after = with_level(sample_coded, before, name, level)
            assert selected(sample_coded, after).sum() == counted.patients[place].sum()


def test_a_class_of_agents_is_chosen_by_its_agents(sample_coded):
    assert with_level(sample_coded, Selection(), "agent_class", "oral JAK inhibitor").agent == (
        "abrocitinib",
        "upadacitinib",
    )
    narrower = Selection(agent=("upadacitinib", "dupilumab"))
    assert with_level(sample_coded, narrower, "agent_class", "oral JAK inhibitor").agent == ("upadacitinib",)
