"""The Subgroups page, run by Streamlit's own test harness."""

import pytest

from core.analyses.subgroup_effects import EFFECTS
from core.selection import GROUPINGS
from tests.pages.reading import compare_by, sentence, shown, without_error

PAGE = "subgroups.py"


def opened(app, **query):
    return without_error(app(**query).switch_page(PAGE).run())


@pytest.mark.parametrize("between", ["cohorts", "A", "B"])
@pytest.mark.parametrize("effect", EFFECTS)
def test_the_page_runs_for_every_effect_between_the_cohorts_and_in_each(app, effect, between):
    test = opened(app, effect=effect, between=between)
    switches = {switch.key: switch.value for switch in test.button_group}
    assert (switches["option-effect"], switches["option-between"]) == (effect, between)
    assert ("Baseline imbalance between the two groups" in shown(test)) == (between == "cohorts")
    assert ("option-week" in {box.key for box in test.selectbox}) == (effect != "any_event")


@pytest.mark.parametrize("by", GROUPINGS)
def test_the_page_compares_cohorts_whatever_patients_are_grouped_by(app, by):
    said = "Baseline imbalance between the two groups (standardised mean differences): Age 0.44"
    assert said in shown(opened(app, by=by))


def test_the_page_runs_on_an_empty_selection_and_says_so(app):
    test = opened(app, cohort="A", agent="methotrexate", severity="mild")
    assert "No patient matches this selection. Remove a filter, or reset them all." in [i.value for i in test.info]
    assert "subgroup view" not in shown(test)


def test_the_page_runs_for_a_single_patient(app):
    test = opened(app, agent="cyclosporine")
    assert sentence(test).startswith("Patients on cyclosporine: 1 of 115 patients.")
    assert "There are no patients in cohort B: show the other cohort by itself." in shown(test)


def test_with_one_cohort_selected_the_page_says_how_to_go_on(app):
    test = opened(app, cohort="B")
    assert "There are no patients in cohort A: show the other cohort by itself." in shown(test)
    assert "Imbalance" not in shown(test)


def test_every_distinct_view_is_counted_once(app):
    test = opened(app)
    assert "1st subgroup view in this session, with 11 comparisons" in shown(test)
    test = without_error(test.run())
    assert "1st subgroup view in this session" in shown(test)
    test = without_error(test.button_group(key="option-effect").set_value("iga_0_1").run())
    assert "2nd subgroup view in this session" in shown(test)
    test = without_error(test.selectbox(key="option-week").set_value("12").run())
    assert "3rd subgroup view in this session" in shown(test)
    test = without_error(test.button_group(key="option-effect").set_value("any_event").run())
    assert "1st of 3 subgroup views in this session" in shown(test)
    test = compare_by(test, "agent")
    assert "1st of 3 subgroup views in this session" in shown(test)


def test_opening_other_pages_is_no_look(app):
    test = without_error(app().switch_page("safety.py").run())
    assert "1st subgroup view in this session" in shown(without_error(test.switch_page(PAGE).run()))
