"""Tallies opened like an extract: the same numbers on every page, and one plain line where patients are needed."""

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.data import data_of
from core.extract import Extract, extract_bytes, extract_from_frames, read_extract
from core.provenance import Provenance
from core.store.coarsening import by_properties
from core.store.file import store_bytes, write_store
from core.store.store import Store
from core.store.stored import read_store
from core.store.suppression import suppressed
from tests.pages import reading
from tests.pages.reading import PAGES, click_chart, heads, plain_tables, sentence, shown, sidebar, without_error

SAMPLE = read_extract(Path(__file__).resolve().parents[2] / "sample_data" / "extract.parquet")
NEEDS_PATIENTS = "not shown, because these data are counts and list no single patient."
COUNTED = ("overview.py", "safety.py", "trajectories.py", "subgroups.py")


def of_sites(*sites: str, title: str) -> Extract:
    """The patients of some sites of the sample."""
    patients = SAMPLE.patients[SAMPLE.patients["site"].isin(sites)]
    frames = {
        name: rows[rows["patient_id"].isin(patients["patient_id"])]
        for name, rows in (("assessments", SAMPLE.assessments), ("adverse_events", SAMPLE.adverse_events))
    }
    return extract_from_frames({"patients": patients, **frames}, Provenance(title, "a test", synthetic=True))


@cache
def whole() -> Store:
    return data_of(SAMPLE).store


@cache
def tallies() -> bytes:
    return store_bytes(whole())


@cache
def without_profiles() -> bytes:
    file = BytesIO()
    write_store(whole(), file, profiles=False)
    return file.getvalue()


@cache
def withheld() -> bytes:
    return store_bytes(suppressed(by_properties(whole(), ["cohort", "severity"]), 5))


def dropped(app, *files: bytes, **query: str) -> AppTest:
    test = app(**query).switch_page("your_data.py").run()
    uploads = [(f"{place}.parquet", content, "application/octet-stream") for place, content in enumerate(files)]
    return without_error(test.file_uploader[0].set_value(uploads).run())


def used(test: AppTest) -> AppTest:
    button = next(button for button in test.button if button.label == "Use this data")
    return without_error(button.click().run())


def at(test: AppTest, page: str, **query: str | list[str]) -> AppTest:
    """The page for a selection, as if somebody brought its link."""
    for name, value in query.items():
        test.query_params[name] = value
    return without_error(test.switch_page(page).run())


def charts(test: AppTest) -> dict[str, str]:
    """What every chart says in words, by its key."""
    return {key: chart["description"] for key, chart in reading.charts(test).items()}


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"cohort": "B", "related": "cream", "serious": "yes"},
        {"severity": "severe", "by": "agent"},
        {"agent": "dupilumab", "cohort": "B", "sex": "male", "age": "65-120"},
    ],
    ids=lambda query: " ".join(query) or "everybody",
)
def test_every_page_says_of_tallies_what_it_says_of_their_extract(app, query):
    patients, counts = app(**query), used(dropped(app, tallies()))
    for page in COUNTED:
        patients, counts = at(patients, page, **query), at(counts, page, **query)
        assert sentence(counts) == sentence(patients)
        assert plain_tables(counts) == plain_tables(patients)
        assert heads(counts) == heads(patients)
        assert sidebar(counts)["parts"] == sidebar(patients)["parts"]
        assert charts(counts) == {name: words for name, words in charts(patients).items() if name != "timeline"}


def test_the_page_says_what_it_would_open_and_what_is_open(app):
    test = dropped(app, tallies())
    counts = "Counts of 115 patients (73 in cohort A, 42 in cohort B) from 5 sites, in 93 groups"
    assert f"Ready: {counts}" in shown(test)
    test = used(test)
    assert counts in shown(test)
    assert "Single patients, their lines and profiles" in shown(test)
    labels = [one.label for one in test.get("download_button")]
    assert labels == ["Download these tallies (Parquet)", "Download the empty template"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs_on_tallies_and_says_what_needs_patients(app, page):
    wanted = {
        "safety.py": "Events by patient",
        "trajectories.py": "Patient lines, flows between IGA grades and each patient beside a course",
        "patients.py": "The list of patients and their profiles",
    }
    test = at(used(dropped(app, tallies())), page)
    assert not test.error
    said = [line for line in shown(test).splitlines() if NEEDS_PATIENTS in line]
    assert [line.split(":")[0] for line in said] == ([wanted[page]] if page in wanted else [])


def test_chart_options_that_need_patients_fall_back(app):
    test = used(dropped(app, tallies()))
    test = at(test, "trajectories.py", iga_beside="strip", bsa_beside="waterfall", lines="on")
    assert set(charts(test)) == {"iga", "bsa_pct", "itch_nrs", "itch-curve", "responders"}
    assert "Patient lines" not in [one.label for one in test.get("button_group")]


def test_a_click_on_a_mark_says_that_nobody_is_known(app):
    test = at(used(dropped(app, tallies())), "safety.py")
    point = {"x": 1, "y": 1, "curve": "Cohort B", "point": 0, "customdata": ["any", "", "", "B"]}
    test = click_chart(test, "incidence", point)
    assert f"Who they are: {NEEDS_PATIENTS}" in shown(test)
    next(one for one in test.button if one.label == "Close").click()
    assert "Who they are" not in shown(without_error(test.run()))


def test_tallies_of_two_sites_are_opened_as_one_that_names_its_parts(app):
    sites = sorted(SAMPLE.patients["site"].dropna().unique())
    north, south = of_sites(*sites[:2], title="North"), of_sites(*sites[2:], title="South")
    test = used(dropped(app, *(store_bytes(data_of(part).store) for part in (north, south))))
    assert "North + South" in shown(test)
    known = len(north.patients) + len(south.patients)
    assert sentence(test).startswith(f"All patients: {known} patients.")


def test_tallies_beside_patients_are_refused(app):
    test = dropped(app, tallies(), extract_bytes(SAMPLE))
    assert "0.parquet holds tallies, which are counts without patients." in shown(test)
    assert "Use this data" not in [button.label for button in test.button]


def test_the_same_tallies_twice_are_refused(app):
    test = dropped(app, tallies(), without_profiles())
    assert "are there 2 times: their patients would be counted more than once." in shown(test)
    assert "Use this data" not in [button.label for button in test.button]


def test_damaged_tallies_are_refused(app):
    content = bytearray(tallies())
    content[len(content) // 3 : len(content) // 3 + 2000] = bytes(2000)
    test = dropped(app, bytes(content))
    assert test.error
    assert "Use this data" not in [button.label for button in test.button]


def test_event_filters_that_cannot_be_counted_are_said_in_place_of_the_numbers(app):
    why = "Events are not counted here: these data are counts without the profiles of adverse events"
    query = {"related": "cream", "serious": "yes"}
    counts, patients = used(dropped(app, without_profiles())), app(**query)
    for page in COUNTED:
        counts = at(counts, page, **query)
        assert why in sentence(counts)
        assert "had an event" not in sentence(counts)
    assert charts(at(counts, "trajectories.py", **query)) == charts(at(patients, "trajectories.py", **query))
    assert not charts(at(counts, "safety.py", **query))
    assert not charts(at(counts, "subgroups.py", **query))
    assert charts(at(counts, "subgroups.py", **query, effect="iga_0_1"))


def test_one_event_filter_is_counted_without_profiles(app):
    counts, patients = used(dropped(app, without_profiles())), app(related="cream")
    for page in COUNTED:
        counts, patients = at(counts, page, related="cream"), at(patients, page, related="cream")
        assert sentence(counts) == sentence(patients)


def test_what_was_withheld_is_said_on_every_page_and_marks_the_numbers(app):
    test = used(dropped(app, withheld()))
    for page in PAGES:
        test = at(test, page)
        assert "* Counts under 5 were withheld" in shown(test).replace("\\", "")
        assert "patients*" in sentence(test)


def test_a_selection_of_nobody_shows_no_number_of_tallies(app):
    test = used(dropped(app, tallies()))
    for page in COUNTED:
        test = at(test, page, severity="mild", age="0-17")
        assert "0 of" in sentence(test)


def test_a_link_made_on_tallies_waits_until_they_are_open(app):
    digest = read_store(tallies()).named.digest[:12]
    waiting = app(cohort="B", data=digest)
    assert "This link was made on other data" in waiting.warning[0].value
    test = used(dropped(app, tallies(), cohort="B", data=digest))
    assert sentence(test).startswith("Cohort B: ")


def test_closing_tallies_forgets_them(app):
    test = used(dropped(app, tallies()))
    next(one for one in test.button if one.label == "Back to the sample").click()
    test = without_error(test.run())
    assert "upload" not in test.session_state
    assert "Open now" in shown(test)
    assert "Counts of" not in shown(test)


def test_the_default_story_of_tallies_becomes_slides_and_a_report(app):
    test = at(used(dropped(app, tallies())), "presentation.py")
    next(one for one in test.button if one.label == "Start with the default story").click()
    test = without_error(test.run())
    next(one for one in test.button if one.label == "Make the report of every page (HTML)").click()
    test = without_error(test.run())
    assert any(one.label.startswith("Save the report of every page") for one in test.get("download_button"))
