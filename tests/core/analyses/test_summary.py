import json

from core.analyses.summary import between, groups
from core.schema import MEASURES, NOMINAL_WEEKS
from core.selection import Selection
from core.tally import tally

PATIENTS = "patient_id | ae_status\n p1 | any\n p2 | none\n p3 | not documented"
VISITS = "patient_id | week | iga\n p1 | 0 | 4\n p1 | 52 | 1\n p2 | 52 | 3"
EVENTS = "patient_id | term | system_organ_class | serious\n p1 | Acne | Skin | yes"


def test_the_document_by_hand(tally_of):
    (found,) = groups(tally_of(PATIENTS, VISITS, EVENTS))
    assert (found["group"], found["patients"]) == ("A", 3)
    events = found["adverse_events"]
    assert (events["documented"], events["with_event"], events["serious"], events["related"]) == (2, 1, 1, 0)
    # > binom.test(1, 2)$conf.int
    assert [round(events[name], 2) for name in ("percent", "low", "high")] == [50, 1.26, 98.74]
    assert [(term["organ_class"], term["term"], term["with_event"]) for term in events["terms"]] == [
        ("Skin", "Acne", 1)
    ]
    week_52 = found["outcomes"]["iga"]["52"]
    assert (week_52["n"], week_52["mean"], week_52["median"]) == (2, 2, 2)
    assert week_52["change"] == {"n": 1, "mean": -3, "low": None, "high": None}
    assert found["responders"]["iga_success"]["52"]["responders"] == 1
    assert found["responders"]["iga_0_1"]["52"]["n"] == 2


def test_the_change_at_baseline_is_nothing(tally_of):
    (found,) = groups(tally_of(PATIENTS, VISITS, EVENTS))
    assert found["outcomes"]["iga"]["0"]["change"] == {"n": 0, "mean": None, "low": None, "high": None}


def test_undefined_is_null_and_the_document_is_strict_json(tally_of):
    for choices in ({}, {"sex": ["male"]}, {"by": "agent", "agent": ["nobody"]}):
        document = groups(tally_of(PATIENTS, VISITS, EVENTS, **choices))
        assert json.loads(json.dumps(document, allow_nan=False)) == document
    nobody = groups(tally_of(PATIENTS, sex=["male"]))[0]
    assert nobody["adverse_events"]["percent"] is None
    assert nobody["outcomes"]["bsa_pct"]["52"]["mean"] is None


def test_every_measure_has_every_week(sample_coded):
    for found in groups(tally(sample_coded, Selection(by="agent"))):
        assert list(found["outcomes"]) == list(MEASURES)
        for weeks in found["outcomes"].values():
            assert list(weeks) == [str(week) for week in NOMINAL_WEEKS]


def test_every_rule_for_missing_scores_stands_beneath_the_observed_one(tally_of):
    (found,) = groups(tally_of(PATIENTS, VISITS, EVENTS))
    week_52 = found["responders"]["iga_0_1"]["52"]
    counted = {rule: (entry["responders"], entry["n"]) for rule, entry in week_52["missing"].items()}
    assert counted == {"nri": (1, 3), "worst": (1, 3), "best": (2, 3), "locf": (1, 2)}
    assert (week_52["responders"], week_52["n"], week_52["percent"]) == (1, 2, 50)
    assert week_52["missing"]["best"]["percent"] == 100 * (2 / 3)


def test_the_change_between_two_groups_is_given_for_every_measure_and_week(sample_coded):
    found = between(tally(sample_coded, Selection()))
    assert list(found) == list(MEASURES)
    assert all(list(weeks) == [str(week) for week in NOMINAL_WEEKS[1:]] for weeks in found.values())
    iga = found["iga"]["52"]
    assert (iga["first"], iga["second"], iga["n_first"], iga["n_second"]) == ("A", "B", 70, 32)
    assert round(iga["unadjusted"]["first"], 2) == -2.57
    assert iga["unadjusted"]["difference"] == iga["unadjusted"]["second"] - iga["unadjusted"]["first"]
    assert iga["adjusted"]["low"] < iga["adjusted"]["difference"] < iga["adjusted"]["high"]
    assert iga["shift"]["low"] <= iga["shift"]["difference"] <= iga["shift"]["high"]


def test_without_two_groups_there_is_no_change_between(tally_of):
    assert between(tally_of(PATIENTS, VISITS, EVENTS)) == {}
    two = between(tally_of("patient_id | cohort\n p1 | A\n p2 | B", VISITS))
    assert two["iga"]["52"]["adjusted"] == dict.fromkeys(("first", "second", "difference", "low", "high"))
    assert json.loads(json.dumps(two, allow_nan=False)) == two
