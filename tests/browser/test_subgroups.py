"""A subgroup becomes the selection by a click on its name or its point, and Back undoes it."""

from pathlib import Path

import pytest

from tests.browser.test_app import sentence

EVERYBODY = "All patients: 115 patients."


def click_name(page, settled, name):
    page.locator(".rux-chart .annotation-text-g").get_by_text(name, exact=True).first.click()
    settled(page)


@pytest.mark.parametrize(
    ("name", "query", "start"),
    [
        ("dupilumab", "agent=dupilumab", "Patients on dupilumab: 76 of 115 patients."),
        ("oral JAK inhibitor", "agent=abrocitinib&agent=upadacitinib", "Patients on abrocitinib or upadacitinib: 22"),
        ("moderate (4-6)", "itch=moderate", "Patients with baseline itch moderate (4-6): 15 of 115 patients."),
    ],
)
def test_a_click_on_a_name_selects_the_subgroup_and_back_undoes_it(page, app_url, settled, name, query, start):
    page.goto(f"{app_url}/subgroups")
    settled(page)
    assert sentence(page).startswith(EVERYBODY)
    click_name(page, settled, name)
    assert sentence(page).startswith(start)
    assert page.url == f"{app_url}/subgroups?{query}"
    page.go_back()
    settled(page)
    assert sentence(page).startswith(EVERYBODY)


def test_a_click_on_a_point_selects_the_subgroup_and_its_chip_undoes_it(page, app_url, settled):
    page.goto(f"{app_url}/subgroups")
    settled(page)
    # Of the marks dupilumab's is drawn first.
    point = page.locator(".js-plotly-plot path.point").first.bounding_box()
    page.mouse.click(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2)
    settled(page)
    assert sentence(page).startswith("Patients on dupilumab: 76 of 115 patients.")
    page.locator(".rux-header").get_by_role("button", name="dupilumab").first.click()
    settled(page)
    assert sentence(page).startswith(EVERYBODY)


def test_the_link_opens_the_same_view(page, app_url, settled):
    page.goto(f"{app_url}/subgroups?effect=bsa_change&between=A&week=24")
    settled(page)
    assert page.get_by_text("Cohort A: mean change of BSA from baseline to week 24", exact=True).first.is_visible()
    assert page.locator(".js-plotly-plot").count() == 1


def test_the_number_of_views_opened_goes_with_a_downloaded_table(page, app_url, settled):
    page.goto(f"{app_url}/subgroups?effect=iga_0_1")
    settled(page)
    page.get_by_role("button", name="Open as a table: B minus A: patients with IGA 0/1 at week 52").click()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("factor,level,label,patients_A,n_A,count_A,value_A,patients_B")
    assert any("1st subgroup view in this session" in line for line in lines)
