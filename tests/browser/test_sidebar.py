"""The sidebar and the tiles in a real browser: clicks that show at once, folds that stay, links that keep the view."""

import re


def sentence(page) -> str:
    return page.locator(".rux-header .sentence").inner_text()


def sidebar(page):
    return page.locator(".rux-sidebar")


def box(page, name: str):
    return sidebar(page).get_by_role("checkbox", name=name)


def opened(page, settled, address: str) -> None:
    page.goto(address)
    settled(page)
    sidebar(page).get_by_role("group").first.wait_for()


def test_quick_clicks_show_at_once_and_all_count(page, app_url, settled):
    opened(page, settled, app_url)
    for name in ("dupilumab", "upadacitinib", "severe (IGA 4)"):
        box(page, name).click()
        assert box(page, name).is_checked()
    page.wait_for_url("**agent=dupilumab&agent=upadacitinib&severity=severe")
    settled(page)
    assert sentence(page).startswith("Patients on dupilumab or upadacitinib with severe baseline: 40 of 115")
    assert [box(page, name).is_checked() for name in ("dupilumab", "upadacitinib", "severe (IGA 4)")] == [True] * 3
    box(page, "upadacitinib").click()
    page.wait_for_url(re.compile("agent=dupilumab&severity=severe$"))


def test_boxes_follow_what_is_changed_elsewhere(page, app_url, settled):
    opened(page, settled, f"{app_url}/?agent=dupilumab&sex=female")
    assert box(page, "dupilumab").is_checked()
    page.get_by_role("button", name="Reset").click()
    page.get_by_text("All patients: 115 patients.").first.wait_for()
    settled(page)
    assert not box(page, "dupilumab").is_checked()
    page.go_back()
    page.get_by_text("Patients on dupilumab, sex female").first.wait_for()
    settled(page)
    assert box(page, "dupilumab").is_checked()


def test_a_fold_stays_open_over_clicks_and_pages(page, app_url, settled):
    opened(page, settled, app_url)
    sidebar(page).get_by_text("More patient filters").click()
    box(page, "female").click()
    page.wait_for_url("**sex=female")
    settled(page)
    assert sidebar(page).get_by_text("1 active").is_visible()
    page.get_by_test_id("stTopNavLink").filter(has_text="Methods").click()
    page.wait_for_url("**/methods?sex=female")
    settled(page)
    assert box(page, "female").is_visible()
    assert box(page, "female").is_checked()


def test_of_the_grades_at_which_events_count_one_holds(page, app_url, settled):
    opened(page, settled, app_url)
    sidebar(page).get_by_text("Event filters").click()
    box(page, "moderate or worse").click()
    box(page, "severe or worse").click()
    assert not box(page, "moderate or worse").is_checked()
    page.wait_for_url(re.compile(r"\?at_least=severe$"))
    settled(page)
    assert box(page, "severe or worse").is_checked()


def test_an_option_without_patients_cannot_be_ticked_but_taken_back(page, app_url, settled):
    opened(page, settled, f"{app_url}/?cohort=B")
    assert box(page, "cyclosporine").is_disabled()
    opened(page, settled, f"{app_url}/?cohort=B&agent=cyclosporine")
    assert box(page, "cyclosporine").is_enabled()
    box(page, "cyclosporine").click()
    page.get_by_text("Cohort B: 42 patients;").first.wait_for()
    settled(page)
    assert box(page, "cyclosporine").is_disabled()


def test_groups_are_chosen_in_a_list_with_a_name(page, app_url, settled):
    opened(page, settled, app_url)
    sidebar(page).get_by_label("Compare by").select_option("Sex")
    page.wait_for_url("**by=sex")
    settled(page)
    assert "female: 66" in sentence(page)
    names = [legend.inner_text() for legend in sidebar(page).locator("legend").all()]
    assert names[:3] == ["Cohort All", "Systemic agent All", "Baseline severity All"]


def test_a_row_of_the_sidebar_is_a_target_large_enough_for_a_finger_s_tip(page, app_url, settled):
    opened(page, settled, app_url)
    rows = sidebar(page).locator("fieldset label").all()
    assert min(row.bounding_box()["height"] for row in rows if row.is_visible()) >= 24


def test_a_tile_opens_its_page_with_the_selection_here_and_in_a_new_tab(page, app_url, settled):
    opened(page, settled, f"{app_url}/?agent=dupilumab")
    link = page.locator(".rux-tiles").get_by_role("link", name="Any adverse event")
    assert link.evaluate("node => node.href") == f"{app_url}/safety?agent=dupilumab"
    link.click()
    page.wait_for_url(f"{app_url}/safety?agent=dupilumab")
    settled(page)
    assert sentence(page).startswith("Patients on dupilumab: 76 of 115")
    page.go_back()
    page.locator(".rux-tiles").wait_for()
    settled(page)
    assert sentence(page).startswith("Patients on dupilumab: 76 of 115")
