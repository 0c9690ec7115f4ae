"""Filters, chips, counts and the address."""

from core.selection import EVENT_FILTERS, PATIENT_FILTERS
from tests.pages.reading import (
    box,
    boxes,
    chips,
    compare_by,
    remove_chip,
    reset,
    sentence,
    sidebar,
    tick,
    told,
    without_error,
)


def test_a_filter_changes_the_sentence_and_shows_a_chip(app):
    test = tick(app(), "dupilumab")
    assert sentence(test).startswith("Patients on dupilumab: 76 of 115 patients. Cohort A: 44 of 73 patients;")
    assert chips(test) == ["dupilumab"]


def test_filters_survive_a_page_change(app):
    test = tick(app(), "severe")
    test = without_error(test.switch_page("safety.py").run())
    assert sentence(test).startswith("Patients with severe baseline: 46 of 115 patients.")
    assert box(test, "severe").ticked


def test_taking_a_chip_away_removes_its_filter(app):
    test = app(agent=["dupilumab", "upadacitinib"], cohort="B")
    test = remove_chip(test, "upadacitinib")
    assert chips(test) == ["Cohort B", "dupilumab"]
    assert not box(test, "upadacitinib").ticked


def test_a_chip_that_is_gone_or_never_was_takes_nothing_away(app):
    for gone in (["agent", "upadacitinib"], ["by", "cohort"], ["__class__", ""], []):
        assert chips(told(app(agent="dupilumab"), "header", "removed", gone)) == ["dupilumab"]


def test_reset_brings_all_patients_back_and_keeps_the_comparison(app):
    test = app(agent="dupilumab", related="cream", by="sex")
    test = reset(test)
    assert chips(test) == []
    assert "All patients: 115 patients. female: 66" in sentence(test)
    assert sidebar(test)["by"]["chosen"] == "sex"


def test_an_option_counts_its_patients_under_the_other_filters(app):
    test = app(severity="severe", agent="dupilumab")
    assert [box(test, words).count for words in ("dupilumab", "upadacitinib", "A: cream first")] == [30, 10, 20]


def test_an_option_without_patients_stays_in_sight(app):
    assert box(app(cohort="B"), "cyclosporine").count == 0


def test_a_chosen_option_without_patients_can_be_taken_back(app):
    test = app(cohort="B", agent="cyclosporine")
    assert (box(test, "cyclosporine").count, box(test, "cyclosporine").ticked) == (0, True)
    assert chips(tick(test, "cyclosporine")) == ["Cohort B"]


def test_missing_is_an_option_of_its_own(app):
    test = without_error(app(bsa="missing"))
    assert sentence(test).startswith("Patients with baseline BSA not recorded: 3 of 115 patients.")


def test_event_filters_change_what_counts_and_not_who(app):
    test = app(related="cream")
    assert "Cohort A: 73 patients; 73 with AE status documented, 1 had an event related to the cream" in sentence(test)
    assert "Cohort B: 42 patients; 41 with AE status documented, 2 had an event related to the cream" in sentence(test)


def test_the_groups_are_chosen_in_the_sidebar_too(app):
    test = compare_by(app(), "sex")
    assert "All patients: 115 patients. female: 66" in sentence(test)
    assert test.query_params["by"] == "sex"


def test_what_the_sidebar_names_in_vain_is_left_out(app):
    test = told(
        app(), "filters", "chosen", {"turn": 1, "pairs": [["agent", "aspirin"], ["x", "y"], ["agent", "dupilumab"]]}
    )
    assert chips(test) == ["dupilumab"]


def test_the_sidebar_says_which_change_it_knows_of(app):
    test = app()
    assert sidebar(test)["turn"] == 0
    test = tick(tick(test, "dupilumab"), "severe")
    assert sidebar(test)["turn"] == 2
    assert sidebar(test.switch_page("safety.py").run())["turn"] == 2


def test_what_a_link_names_in_vain_is_ignored_and_named_until_dismissed(app):
    test = app(agent=["dupilumab", "aspirin"], page="7", sex="<script>alert(1)</script>")
    assert chips(test) == ["dupilumab"]
    line = next(info.value for info in test.info if "ignored" in info.value)
    assert "“aspirin” is not among dupilumab, upadacitinib" in line
    assert "“page” is not a filter" in line
    assert "<script>" not in line.replace("\\<", "")
    test = test.button(key="dismiss-0").click().run()
    assert not [info for info in test.info if "ignored" in info.value]


def test_the_address_says_what_is_selected(app):
    test = tick(app(), "dupilumab")
    assert test.query_params["agent"] == "dupilumab"
    test = reset(test)
    assert "agent" not in test.query_params


def test_a_new_address_in_an_open_session_becomes_the_selection(app):
    test = app(agent="dupilumab")
    test.query_params.clear()
    test.query_params["cohort"] = ["B"]
    test = without_error(test.run())
    assert sentence(test).startswith("Cohort B: 42 patients;")
    assert chips(test) == ["Cohort B"]


def test_a_fold_says_how_many_filters_are_active_in_it(app):
    test = app(sex="female", age=["18-39", "40-64"], related="cream")
    folds = [(part["fold"], part["active"]) for part in sidebar(test)["parts"] if "fold" in part]
    assert folds == [("More patient filters", 2), ("Event filters", 1)]


def test_a_filter_of_a_fold_holds_like_any_other(app):
    assert chips(tick(app(), "female")) == ["Sex: female"]
    assert chips(tick(app(), "moderate or worse")) == ["moderate or worse"]


def test_every_filter_has_its_boxes_once(app):
    found = [(one.name, one.code) for one in boxes(app())]
    assert len(found) == len(set(found))
    assert {name for name, _ in found} == {*PATIENT_FILTERS, *EVENT_FILTERS}


def test_a_click_holds_although_the_address_lags_behind_it(app):
    test = tick(app(agent="dupilumab"), "severe")
    test.query_params.clear()
    test.query_params["agent"] = "dupilumab"  # the browser has not heard of the last change
    assert chips(tick(test, "female")) == ["dupilumab", "severe (IGA 4)", "Sex: female"]
