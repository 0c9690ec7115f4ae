"""A site's messy files from drop to charts in a real browser; identifiers reach no page."""

import json

import pytest

from tests.browser.test_app import go, sentence
from tests.in_browser import collected_complaints
from tests.pages.test_import import BAD, MESSY, site_file

PEOPLE = ("Visser", "Mulder", "Anna", "Bram")
READY = "Ready: 2 patients (1 in cohort A, 1 in cohort B), 4 visits."
STEPS = ("Proposals and answers", "1 Understood", "2 Columns", "3 Values", "4 Check", "5 Summary and downloads")


@pytest.fixture
def at_import(page, app_url, settled):
    page.goto(f"{app_url}/your_data")
    settled(page)
    return page


def drop(page, settled, *files: tuple[str, bytes]) -> None:
    payload = [{"name": name, "mimeType": "text/plain", "buffer": content} for name, content in files]
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(payload)
    page.locator(".st-key-import-files button").first.wait_for()
    settled(page)


def press(page, settled, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).first.click()
    settled(page)


def unfold(page, settled, step: str) -> None:
    fold = page.get_by_test_id("stMain").get_by_test_id("stExpander").filter(has=page.get_by_text(step, exact=True))
    fold.locator("summary").click()
    fold.locator("details[open]").wait_for()
    settled(page)


def nobody_named(page) -> None:
    content = page.content()
    assert not [name for name in PEOPLE if name in content]


def saved_answers(page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name="Answers (JSON)").click()
    return download.value.path().read_bytes()


def test_a_messy_file_goes_from_drop_to_charts_and_nobody_is_named_on_the_way(at_import, settled):
    page = at_import
    drop(page, settled, ("registry.csv", MESSY.encode("cp1252")))
    nobody_named(page)
    assert page.get_by_text("2 questions below, then you can use the data").is_visible()
    for step in STEPS:
        unfold(page, settled, step)
        nobody_named(page)
    assert page.get_by_text("Not rows of the table: row 1: title").is_visible()
    press(page, settled, "Take all proposals")
    nobody_named(page)
    assert page.get_by_text(READY).is_visible()
    press(page, settled, "Rows")
    nobody_named(page)
    press(page, settled, "Use this data")
    page.get_by_text("Filters are reset to All.").wait_for()
    settled(page)
    nobody_named(page)
    assert sentence(page).startswith("All patients: 2 patients. Cohort A: 1 patient")
    go(page, settled, "Trajectories")
    nobody_named(page)
    assert page.locator(".js-plotly-plot").count() > 0
    go(page, settled, "Patients")
    nobody_named(page)
    assert page.locator('[data-testid="stException"]').count() == 0


def test_a_step_stays_open_while_answers_change(at_import, settled):
    page = at_import
    drop(page, settled, ("registry.csv", MESSY.encode()))
    unfold(page, settled, "4 Check")
    assert page.get_by_text("Cells left blank unless you correct them").is_visible()
    press(page, settled, "Take all proposals")
    assert page.get_by_text("Cells left blank unless you correct them").is_visible()


def test_a_cell_is_corrected_in_place(at_import, settled):
    page = at_import
    drop(page, settled, ("registry.csv", MESSY.encode()))
    press(page, settled, "Take all proposals")
    unfold(page, settled, "4 Check")
    press(page, settled, "Rows")
    editor = page.get_by_test_id("stDataFrame").first
    # The table is a drawing: its columns share the width, and "Read instead" is the last but one.
    editor.click(position={"x": 0.74 * editor.bounding_box()["width"], "y": 52})
    page.keyboard.press("Enter")
    page.locator("#portal").locator("input, textarea").fill("14")
    page.keyboard.press("Enter")
    page.get_by_text("Your corrections").wait_for()
    settled(page)
    assert page.get_by_text("is above 100").count() == 0
    assert page.get_by_text(READY).is_visible()
    unfold(page, settled, "5 Summary and downloads")
    assert json.loads(saved_answers(page))["cells"] == [
        {"column": "BSA %", "file": "registry.csv", "row": 4, "value": "14"}
    ]


def test_leaving_the_page_and_coming_back_keeps_the_files_and_the_answers(at_import, settled):
    page = at_import
    drop(page, settled, ("registry.csv", MESSY.encode()))
    press(page, settled, "Take all proposals")
    go(page, settled, "Methods")
    go(page, settled, "Your data")
    assert page.get_by_text(READY).is_visible()


def test_answers_saved_this_month_leave_nothing_to_ask_the_next(at_import, settled):
    page = at_import
    drop(page, settled, ("registry-may.csv", MESSY.encode()))
    press(page, settled, "Take all proposals")
    unfold(page, settled, "5 Summary and downloads")
    answers = saved_answers(page)
    page.reload()
    settled(page)
    next_month = MESSY.replace("Baseline;4", "Baseline;3").encode()
    drop(page, settled, ("registry-june.csv", next_month), ("import-answers.json", answers))
    assert page.get_by_text(READY).is_visible()
    assert page.get_by_text("the answers saved in it are used").is_visible()
    assert page.get_by_text("only you can answer").count() == 0


def test_a_refused_file_says_what_it_is_and_the_rest_is_read(at_import, settled):
    page = at_import
    drop(page, settled, ("scan.csv", b"%PDF-1.7\n%..."))
    assert page.get_by_text("scan.csv is a PDF document. Export the table as CSV or Excel (.xlsx).").is_visible()
    assert page.get_by_role("button", name="Use this data").count() == 0
    assert sentence(page).startswith("All patients: 115")
    drop(page, settled, site_file(BAD))
    page.get_by_text("Ready: 25 patients").wait_for()
    assert page.get_by_text("scan.csv is a PDF document.").is_visible()


def test_two_browsers_never_see_each_other_s_files(browser, app_url, settled):
    contexts = [browser.new_context() for _ in range(2)]
    mine, other = (context.new_page() for context in contexts)
    complaints = [collected_complaints(page) for page in (mine, other)]
    for page in (mine, other):
        page.goto(f"{app_url}/your_data")
        settled(page)
    drop(mine, settled, ("registry.csv", MESSY.encode()))
    drop(other, settled, site_file(BAD))
    assert other.get_by_text("Ready: 25 patients").is_visible()
    assert "registry.csv" not in other.content()
    press(mine, settled, "Take all proposals")
    assert mine.get_by_text(READY).is_visible()
    assert BAD not in mine.content()
    for context in contexts:
        context.close()
    assert complaints == [[], []]
