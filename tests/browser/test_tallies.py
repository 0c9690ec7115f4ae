"""Tallies in a real browser: from drop to every page, to the stage and to a report."""

from pathlib import Path

import pytest

from core.data import data_of
from core.extract import extract_from_frames, read_extract
from core.provenance import Provenance
from core.store.file import store_bytes
from tests.browser.test_app import CHARTS, go, sentence
from tests.browser.test_import import drop, press

SAMPLE = read_extract(Path(__file__).resolve().parents[2] / "sample_data" / "extract.parquet")
TITLES = ("Overview", "Safety", "Trajectories", "Subgroups", "Patients", "Presentation", "Methods", "Your data")
# What shows single patients is not drawn.
OF_PATIENTS = {"safety": 1}


def tallies_of(sites: list[str], title: str) -> bytes:
    patients = SAMPLE.patients[SAMPLE.patients["site"].isin(sites)]
    own = {
        name: rows[rows["patient_id"].isin(patients["patient_id"])]
        for name, rows in (("assessments", SAMPLE.assessments), ("adverse_events", SAMPLE.adverse_events))
    }
    extract = extract_from_frames({"patients": patients, **own}, Provenance(title, "a site", synthetic=True))
    return store_bytes(data_of(extract).store)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The sample counted at two places."""
    sites = sorted(SAMPLE.patients["site"].dropna().unique())
    return {"north.parquet": tallies_of(sites[:2], "North"), "south.parquet": tallies_of(sites[2:], "South")}


def walk(page, settled, patients: int) -> None:
    """Every page, with its charts and without an error."""
    for title, (path, charts) in zip(TITLES, CHARTS.items(), strict=True):
        go(page, settled, title)
        assert sentence(page).startswith(f"All patients: {patients} patients.")
        assert page.locator(".js-plotly-plot").count() == charts - OF_PATIENTS.get(path, 0), title
        assert page.get_by_test_id("stException").count() == 0
        assert page.locator('[data-testid="stAlertContentError"]').count() == 0


def test_tallies_go_from_drop_to_every_page_and_to_a_report(page, app_url, settled, files):
    page.goto(f"{app_url}/your_data")
    settled(page)
    drop(page, settled, ("north.parquet", files["north.parquet"]))
    press(page, settled, "Use this data")
    patients = SAMPLE.patients["site"].isin(sorted(SAMPLE.patients["site"].dropna().unique())[:2]).sum()
    walk(page, settled, int(patients))
    go(page, settled, "Presentation")
    page.get_by_role("button", name="Make the report of every page (HTML)").click()
    page.get_by_role("button", name="Save the report of every page").wait_for(timeout=60_000)
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the report of every page").click()
    report = download.value.path().read_text(encoding="utf-8")
    assert "Events by patient: not shown, because these data are counts" in report


def test_tallies_of_two_sites_are_one_and_can_be_presented(page, app_url, settled, files):
    page.goto(f"{app_url}/your_data")
    settled(page)
    drop(page, settled, *files.items())
    press(page, settled, "Use this data")
    assert page.get_by_text("North + South").first.is_visible()
    walk(page, settled, int(SAMPLE.patients["site"].notna().sum()))
    go(page, settled, "Presentation")
    press(page, settled, "Start with the default story")
    page.get_by_text("Present", exact=False).filter(has_text="scenes").first.click()
    settled(page)
    page.locator(".st-key-stage h1").wait_for()
    assert page.get_by_test_id("stException").count() == 0
