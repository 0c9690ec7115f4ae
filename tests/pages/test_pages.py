"""Every page runs, on the sample, on an empty selection and for every way to make groups."""

import pytest

from core.selection import GROUPINGS
from tests.pages.reading import (
    PAGES,
    charts,
    click_chart,
    open_table,
    plain_tables,
    sentence,
    shown,
    without_error,
)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_on_the_sample_and_says_that_it_is_synthetic(app, page):
    test = without_error(app().switch_page(page).run())
    assert sentence(test).startswith("All patients: 115 patients. Cohort A: 73 patients; 73 with AE status documented")
    assert "SYNTHETIC - not study data" in shown(test)
    assert "Non-randomised chart data, unadjusted, exploratory." in shown(test)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_on_an_empty_selection_and_says_so(app, page):
    test = app(cohort="A", agent="methotrexate", severity="mild")
    test = without_error(test.switch_page(page).run())
    assert sentence(test) == "Cohort A on methotrexate with mild baseline: 0 of 73 patients."
    assert "No patient matches this selection. Remove a filter, or reset them all." in [i.value for i in test.info]
    assert "Non-randomised chart data" in shown(test)


@pytest.mark.parametrize("page", PAGES[:5])
@pytest.mark.parametrize("by", GROUPINGS)
def test_a_page_runs_however_patients_are_grouped(app, page, by):
    without_error(app(by=by).switch_page(page).run())


@pytest.mark.parametrize("page", PAGES[:5])
def test_a_page_runs_for_a_single_patient(app, page):
    test = without_error(app(agent="cyclosporine").switch_page(page).run())
    assert sentence(test).startswith("Patients on cyclosporine: 1 of 115 patients.")


@pytest.mark.parametrize("values", ["scores", "change"])
@pytest.mark.parametrize("centre", ["median", "mean"])
def test_trajectories_run_with_every_switch(app, values, centre):
    test = without_error(app(values=values, centre=centre).switch_page("trajectories.py").run())
    switches = {switch.key: switch.value for switch in test.button_group}
    assert switches["option-values"] == values
    assert switches["option-centre"] == centre


def test_the_overview_shows_what_was_published_beside_the_same_numbers_of_the_extract(app):
    published = plain_tables(app())["Published figures beside the same figures of this extract"]
    assert [row[2] for row in published[:4]] == ["73", "42", "97.3", "87.8"]
    assert [row[3] for row in published[:4]] == ["73 (n 73)", "42 (n 42)", "97.3 (n 73)", "87.8 (n 41)"]
    assert {row[4] for row in published} == {"reported", "secondary source"}


def test_methods_name_every_endpoint_and_window(app):
    text = shown(app().switch_page("methods.py").run())
    for words in ("IGA success", "Itch response", "week 44 to before week 60", "Clopper and Pearson", "Newcombe"):
        assert words in text


def test_the_exact_test_and_the_signal_view_are_off_until_asked_for(app):
    test = app().switch_page("safety.py").run()
    assert "Boschloo" not in shown(test)
    test.toggle(key="option-test").set_value(True).run()
    test = without_error(test.toggle(key="option-signal").set_value(True).run())
    assert "Boschloo's exact test of any adverse event, two-sided: p = 0.0" in shown(test)
    assert "Each term is one look among many" in shown(test)


def test_with_few_patients_affected_the_page_says_what_no_split_can_show(app):
    test = app(agent="methotrexate").switch_page("safety.py").run()
    assert "no split of them between groups could be told from chance" in shown(test)


def test_the_patients_page_lists_exactly_the_selected_patients(app):
    test = app(agent="methotrexate").switch_page("patients.py").run()
    listed = test.dataframe[0].value
    assert len(listed) == 5
    assert set(listed["agent"]) == {"methotrexate"}


def test_a_search_keeps_the_page_running_whatever_is_typed(app):
    test = app().switch_page("safety.py").run()
    for words in ("acne", "[", "nothing like it", "<b>"):
        without_error(test.text_input(key="event-search").set_value(words).run())


def test_safety_says_how_unlike_two_groups_were_and_nothing_of_more(app):
    said = "Baseline imbalance between the two groups (standardised mean differences): Age 0.44"
    assert said in shown(without_error(app().switch_page("safety.py").run()))
    assert "Baseline imbalance" not in shown(without_error(app(by="agent").switch_page("safety.py").run()))


@pytest.mark.parametrize(
    ("page", "key", "column"),
    [
        ("overview.py", "table-1", "smd"),
        ("safety.py", "special-interest", "over"),
        ("safety.py", "rates", "eair"),
        ("trajectories.py", "week-52", "hl"),
        ("trajectories.py", "between-52", "adjusted_first"),
    ],
)
def test_the_numbers_behind_a_table_open_and_close(app, page, key, column):
    test = without_error(app().switch_page(page).run())
    assert not test.dataframe
    opened = open_table(test, key)
    assert column in opened.dataframe[0].value.columns
    assert {button.label for button in opened.get("download_button")} >= {"Download CSV", "Download XLSX"}
    assert not open_table(opened, key).dataframe


def test_the_table_behind_a_chart_in_a_row_opens_and_closes(app):
    test = click_chart(without_error(app()), "overview-bsa_pct", {"table": True})
    assert len(test.dataframe) == 1
    assert [key for key, chart in charts(test).items() if chart["tableOpen"]] == ["overview-bsa_pct"]
    assert not click_chart(test, "overview-bsa_pct", {"table": True}).dataframe
