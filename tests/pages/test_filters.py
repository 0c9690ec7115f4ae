"""Filters, chips, counts and the address."""

from tests.pages.reading import box, sentence, shown, unfolded, without_error


def chips(test) -> list[str]:
    return [button.label for button in test.button if button.key.startswith("chip/")]


def test_a_filter_changes_the_sentence_and_shows_a_chip(app):
    test = without_error(box(app(), "dupilumab").check().run())
    assert sentence(test).startswith("Patients on dupilumab: 76 of 115 patients. Cohort A: 44 of 73 patients;")
    assert chips(test) == ["dupilumab"]


def test_filters_survive_a_page_change(app):
    test = box(app(), "severe").check().run()
    test = without_error(test.switch_page("safety.py").run())
    assert sentence(test).startswith("Patients with severe baseline: 46 of 115 patients.")
    assert box(test, "severe").value


def test_taking_a_chip_away_removes_its_filter(app):
    test = app(agent=["dupilumab", "upadacitinib"], cohort="B")
    test = test.button(key="chip/agent=upadacitinib").click().run()
    assert chips(test) == ["Cohort B", "dupilumab"]
    assert not box(test, "upadacitinib").value


def test_reset_brings_all_patients_back_and_keeps_the_comparison(app):
    test = app(agent="dupilumab", related="cream", by="sex")
    test = without_error(test.button(key="reset").click().run())
    assert chips(test) == []
    assert "All patients: 115 patients. female: 66" in sentence(test)
    assert test.sidebar.selectbox(key="by").value == "sex"


def test_an_option_counts_its_patients_under_the_other_filters(app):
    test = app(severity="severe", agent="dupilumab")
    assert box(test, "dupilumab").label == "dupilumab :gray[30]"
    assert box(test, "upadacitinib").label == "upadacitinib :gray[10]"
    assert box(test, "A: cream first").label == "A: cream first :gray[20]"


def test_an_option_without_patients_stays_in_sight_and_cannot_be_chosen(app):
    test = app(cohort="B")
    empty = box(test, "cyclosporine")
    assert empty.label == "cyclosporine :gray[0]"
    assert empty.disabled


def test_a_chosen_option_without_patients_can_be_taken_back(app):
    test = app(cohort="B", agent="cyclosporine")
    chosen = box(test, "cyclosporine")
    assert chosen.value
    assert not chosen.disabled


def test_missing_is_an_option_of_its_own(app):
    test = without_error(app(bsa="missing"))
    assert sentence(test).startswith("Patients with baseline BSA not recorded: 3 of 115 patients.")


def test_event_filters_change_what_counts_and_not_who(app):
    test = app(related="cream")
    assert "Cohort A: 73 patients; 73 with AE status documented, 1 had an event related to the cream" in sentence(test)
    assert "Cohort B: 42 patients; 41 with AE status documented, 2 had an event related to the cream" in sentence(test)


def test_only_one_severity_threshold_holds_at_a_time(app):
    test = box(unfolded(app(), "events"), "moderate or worse").check().run()
    test = box(test, "severe or worse").check().run()
    assert chips(test) == ["severe or worse"]


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
    test = box(app(), "dupilumab").check().run()
    assert test.query_params["agent"] == "dupilumab"
    test = test.button(key="reset").click().run()
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
    lines = [caption.value for caption in test.sidebar.caption]
    assert lines == ["2 active in the fold below", "1 active in the fold below"]
    assert "Change which events count" not in shown(test)
    assert "Change which events count" in shown(unfolded(test, "events"))


def test_a_filter_chosen_in_a_fold_holds_while_the_fold_is_closed(app):
    test = box(unfolded(app(), "more"), "female").check().run()
    test.session_state["fold-more"] = False
    test = without_error(test.run())
    assert chips(test) == ["Sex: female"]
    assert not [one for one in test.sidebar.checkbox if one.label.startswith("female")]
