"""Patients one by one in a real browser: the list, the profile, and the way to it from the charts."""

import pytest

PLACE = """(plot, trace) => {
    const at = plot._fullData.findIndex(one => one.name === trace);
    const {_xaxis, _yaxis} = {_xaxis: plot._fullLayout.xaxis, _yaxis: plot._fullLayout.yaxis};
    const known = plot._fullData[at].y.findIndex(value => value !== null && value !== undefined);
    const box = plot.getBoundingClientRect();
    return [box.left + _xaxis._offset + _xaxis.d2p(plot._fullData[at].x[known]),
            box.top + _yaxis._offset + _yaxis.d2p(plot._fullData[at].y[known])];
}"""


def opened(page, app_url, settled, path):
    page.goto(f"{app_url}/{path}")
    settled(page)


def select_row(page, settled, row):
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 50 + 35 * row)
    page.get_by_text("Profile", exact=True).wait_for()
    settled(page)


def test_identifiers_are_masked_until_asked_for(page, app_url, settled):
    opened(page, app_url, settled, "patients")
    select_row(page, settled, 0)
    assert "SYN-" not in page.content()
    page.get_by_text("Mask identifiers").click()
    settled(page)
    assert page.get_by_role("figure", name="SYN-001").count() == 1
    assert "mask=off" in page.url


def test_next_goes_through_what_the_search_found(page, app_url, settled):
    opened(page, app_url, settled, "patients?cohort=A")
    search = page.get_by_label("Search", exact=True)
    search.fill("methotrexate")
    search.press("Enter")
    settled(page)
    select_row(page, settled, 0)
    for _ in range(2):
        assert "on methotrexate" in page.get_by_test_id("stMain").inner_text()
        page.get_by_role("button", name="Next").click()
        settled(page)
    assert page.get_by_role("button", name="Next").is_disabled()
    search.fill("nobody at all")
    search.press("Enter")
    settled(page)
    assert page.get_by_text("No selected patient matches this search.").is_visible()


def test_on_paper_there_is_the_profile_and_no_control(page, app_url, settled):
    opened(page, app_url, settled, "patients")
    select_row(page, settled, 2)
    page.emulate_media(media="print")
    assert page.get_by_role("figure", name="Patient 3", exact=True).is_visible()
    assert not page.get_by_test_id("stSidebar").is_visible()
    assert not page.get_by_role("button", name="Next").is_visible()
    assert not page.get_by_test_id("stDataFrame").first.is_visible()


def test_a_patient_s_mark_leads_to_the_profile_and_back_to_the_same_view(page, app_url, settled):
    opened(page, app_url, settled, "trajectories?cohort=B&bsa_beside=waterfall")
    plot = page.get_by_role("figure", name="BSA, percent change").locator(".js-plotly-plot")
    plot.scroll_into_view_if_needed()
    bars = plot.evaluate("plot => plot._fullData.find(one => one.type === 'bar' && one.visible).name")
    place = plot.evaluate(PLACE, bars)
    page.mouse.move(place[0], place[1] - 3)
    page.wait_for_timeout(200)
    page.mouse.click(place[0], place[1] - 3)
    page.wait_for_url("**/patients?cohort=B*")
    settled(page)
    assert page.get_by_role("figure", name="Patient ").count() == 1
    page.get_by_test_id("stMain").get_by_role("link", name="Back").click()
    page.wait_for_url("**/trajectories?cohort=B&bsa_beside=waterfall")
    settled(page)


@pytest.mark.parametrize("query", ["agent=cyclosporine", "agent=cyclosporine&severity=mild"])
def test_one_patient_and_none_are_answered(page, app_url, settled, query):
    opened(page, app_url, settled, f"patients?{query}")
    assert page.locator('[data-testid="stException"]').count() == 0
