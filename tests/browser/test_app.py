"""The app as its three users meet it, in a real browser. The ``page`` fixture fails on any console error and on any
request that leaves this machine."""

import pytest

from tests.in_browser import collected_complaints
from tests.pages.test_your_data import OWN

PAGES = ("", "safety", "trajectories", "subgroups", "patients", "presentation", "methods", "your_data")
QUESTION = "agent=dupilumab&severity=severe"
ANSWER = (
    "Patients on dupilumab with severe baseline: 30 of 115 patients. Cohort A: 20 of 73 patients; 20 with AE status "
    "documented, 1 had an event (5.0%, 95% CI 0.1 to 24.9). Cohort B: 10 of 42 patients; 10 with AE status documented, "
    "2 had an event (20.0%, 95% CI 2.5 to 55.6)."
)
CHARTS = {
    "": 3,
    "safety": 5,
    "trajectories": 5,
    "subgroups": 1,
    "patients": 0,
    "presentation": 0,
    "methods": 0,
    "your_data": 0,
}
DATA = (
    "() => [...document.querySelectorAll('.js-plotly-plot')].map(g => g._fullData.map(t => [t.name, t.x, t.y, t.text]))"
)


@pytest.fixture
def tab(browser):
    """A function that opens a tab in a browser of its own, watched like ``page``."""
    opened = []

    def fresh():
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        tab = context.new_page()
        opened.append((context, collected_complaints(tab)))
        return tab

    yield fresh
    for context, complaints in opened:
        context.close()
        assert not complaints, "\n".join(complaints)


def sentence(page) -> str:
    return page.locator(".rux-header .sentence").inner_text()


def choose(page, settled, label: str) -> None:
    page.get_by_test_id("stSidebar").get_by_text(label).first.click()
    settled(page)


def go(page, settled, title: str) -> None:
    page.get_by_test_id("stTopNavLink").filter(has_text=title).click()
    settled(page)


def drawn(page) -> list:
    return page.evaluate(DATA)


def bring(page, settled, files: dict[str, bytes]) -> None:
    payload = [{"name": name, "mimeType": "text/csv", "buffer": content} for name, content in files.items()]
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(payload)
    page.locator(".st-key-import-files button").nth(len(files) - 1).wait_for()
    settled(page)


def test_the_question_is_answered_within_four_clicks(page, app_url, settled):
    page.goto(app_url)
    settled(page)
    choose(page, settled, "dupilumab")  # 1
    choose(page, settled, "severe (IGA 4)")  # 2
    assert sentence(page) == ANSWER
    tiles = page.get_by_test_id("stMain").inner_text()
    for words in ("5.0%", "1/20, 95% CI 0.1 to 24.9", "20.0%", "2/10, 95% CI 2.5 to 55.6"):
        assert words in tiles
    assert page.locator(".js-plotly-plot").count() == 3
    go(page, settled, "Safety")  # 3
    assert sentence(page) == ANSWER
    dots = {trace[0]: trace for trace in drawn(page)[0]}
    assert dots["Cohort A"][3][0] == "Cohort A: 1 of 20, 5.0%, 95% CI 0.1 to 24.9"
    assert dots["Cohort B"][3][0] == "Cohort B: 2 of 10, 20.0%, 95% CI 2.5 to 55.6"
    go(page, settled, "Trajectories")  # 4
    assert page.locator(".js-plotly-plot").count() == CHARTS["trajectories"]
    assert sentence(page) == ANSWER


@pytest.mark.parametrize("path", PAGES)
def test_a_cold_deep_link_opens_its_page_with_its_selection(page, app_url, settled, path):
    page.goto(f"{app_url}/{path}?{QUESTION}")
    settled(page)
    assert sentence(page) == ANSWER
    assert page.url == f"{app_url}/{path}?{QUESTION}"
    assert page.locator(".js-plotly-plot").count() == CHARTS[path]
    assert page.get_by_test_id("stSidebar").get_by_role("checkbox", name="dupilumab").is_checked()


@pytest.mark.parametrize("path", PAGES)
def test_an_empty_selection_says_so_on_every_page(page, app_url, settled, path):
    page.goto(f"{app_url}/{path}?cohort=A&agent=methotrexate&severity=mild")
    settled(page)
    assert sentence(page) == "Cohort A on methotrexate with mild baseline: 0 of 73 patients."
    assert page.get_by_text("No patient matches this selection.").is_visible()
    assert page.locator('[data-testid="stException"]').count() == 0


@pytest.mark.parametrize("path", ["", "safety", "trajectories"])
def test_reload_and_a_shared_link_give_the_same_view(page, tab, app_url, settled, path):
    page.goto(f"{app_url}/{path}")
    settled(page)
    choose(page, settled, "dupilumab")
    choose(page, settled, "severe (IGA 4)")
    before, link = drawn(page), page.url
    page.reload()
    settled(page)
    assert (sentence(page), drawn(page)) == (ANSWER, before)
    other = tab()
    other.goto(link)
    settled(other)
    assert (sentence(other), drawn(other)) == (ANSWER, before)


def test_chart_switches_are_part_of_the_link(page, tab, app_url, settled):
    page.goto(f"{app_url}/trajectories")
    settled(page)
    page.get_by_test_id("stButtonGroup").get_by_text("change", exact=True).click()
    settled(page)
    other = tab()
    other.goto(page.url)
    settled(other)
    assert drawn(other) == drawn(page)
    assert "values=change" in page.url


def test_the_back_button_takes_filters_back_and_keeps_them_over_pages(page, app_url, settled):
    page.goto(app_url)
    settled(page)
    choose(page, settled, "dupilumab")
    go(page, settled, "Safety")
    assert page.url == f"{app_url}/safety?agent=dupilumab"
    page.go_back()
    settled(page)
    page.wait_for_url(f"{app_url}/?agent=dupilumab")
    assert sentence(page).startswith("Patients on dupilumab: 76 of 115")
    page.go_back()
    page.get_by_text("All patients: 115 patients.").first.wait_for()
    settled(page)
    assert page.url == f"{app_url}/"


def test_a_filter_moves_nothing_but_the_marks(page, app_url, settled):
    page.goto(f"{app_url}/safety")
    settled(page)
    before = page.locator(".rux-chart").first.bounding_box()
    page.locator(".js-plotly-plot").first.evaluate("plot => { plot.mark = 'kept' }")
    axis = "plot => [plot._fullLayout.xaxis.range, plot._fullLayout.yaxis.range]"
    ranges = page.locator(".js-plotly-plot").first.evaluate(axis)
    choose(page, settled, "severe (IGA 4)")
    after = page.locator(".rux-chart").first.bounding_box()
    assert (after["x"], after["width"], after["height"]) == (before["x"], before["width"], before["height"])
    assert page.locator(".js-plotly-plot").first.evaluate("plot => plot.mark") == "kept"
    assert page.locator(".js-plotly-plot").first.evaluate(axis) == ranges


def test_a_site_s_files_go_from_findings_to_charts_and_back_to_the_sample(page, app_url, settled):
    page.goto(f"{app_url}/your_data?{QUESTION}")
    settled(page)
    bring(page, settled, OWN)
    assert page.get_by_text("Ready: 2 patients (1 in cohort A, 1 in cohort B), 3 visits, 1 adverse event.").is_visible()
    page.get_by_role("button", name="Use this data").click()
    page.get_by_text("Filters are reset to All.").wait_for()
    settled(page)
    assert sentence(page).startswith("All patients: 2 patients. Cohort A: 1 patient;")
    assert page.url == f"{app_url}/your_data"
    go(page, settled, "Safety")
    assert "Zoster" in page.locator(".js-plotly-plot").first.inner_text()
    assert page.get_by_text("SYNTHETIC").count() == 0
    go(page, settled, "Your data")
    page.get_by_role("button", name="Back to the sample").click()
    page.get_by_text("All patients: 115 patients.").first.wait_for()
    settled(page)
    assert page.get_by_text("SYNTHETIC - not study data").is_visible()


def test_one_browser_never_sees_what_another_one_brought(tab, app_url, settled):
    mine, other = tab(), tab()
    for one in (mine, other):
        one.goto(f"{app_url}/your_data")
        settled(one)
    bring(mine, settled, OWN)
    mine.get_by_role("button", name="Use this data").click()
    mine.get_by_text("All patients: 2 patients.").first.wait_for()
    settled(mine)
    go(other, settled, "Safety")
    choose(other, settled, "dupilumab")
    assert sentence(other).startswith("Patients on dupilumab: 76 of 115")
    for text in ("nemolizumab", "Zoster", "North"):
        assert text not in other.content()
    go(mine, settled, "Safety")
    assert "Zoster" in mine.locator(".js-plotly-plot").first.inner_text()


def test_closing_the_page_and_coming_back_shows_the_sample(page, app_url, settled):
    page.goto(f"{app_url}/your_data")
    settled(page)
    bring(page, settled, OWN)
    page.get_by_role("button", name="Use this data").click()
    page.get_by_text("All patients: 2 patients.").first.wait_for()
    page.reload()
    settled(page)
    assert sentence(page).startswith("All patients: 115 patients.")


def test_filters_can_be_reached_and_changed_by_keyboard(page, app_url, settled):
    page.goto(app_url)
    settled(page)
    box = page.get_by_test_id("stSidebar").get_by_role("checkbox", name="dupilumab")
    box.focus()
    page.keyboard.press("Space")
    settled(page)
    assert sentence(page).startswith("Patients on dupilumab: 76 of 115")


PLACE_OF_FIRST_DOT = """(plot, name) => {
    const trace = plot._fullData.find(one => one.name === name && one.mode === 'markers');
    const { xaxis: x, yaxis: y } = plot._fullLayout, box = plot.getBoundingClientRect();
    return [box.left + x._offset + x.d2p(trace.x[0]), box.top + y._offset + y.d2p(trace.y[0])];
}"""


def label(page, words: str):
    """The name of a row in the incidence chart."""
    return page.locator(".js-plotly-plot").first.locator(".annotation-text-g", has_text=words)


def test_rows_fold_sort_and_answer_a_search(page, app_url, settled):
    page.goto(f"{app_url}/safety")
    settled(page)
    assert label(page, "Dry eye").count() == 1
    label(page, "Eye disorders").click()
    label(page, "Dry eye").wait_for(state="detached")
    settled(page)
    page.get_by_text("A to Z").click()
    settled(page)
    rows = page.locator(".js-plotly-plot").first.locator(".annotation-text-g").all_text_contents()
    terms = [
        row for row in rows if row in ("Acne", "Application site acne", "Dry eye", "Folliculitis", "Vision blurred")
    ]
    assert terms == ["Acne", "Application site acne", "Dry eye", "Folliculitis", "Vision blurred"]
    page.get_by_placeholder("e.g. acne").fill("acne")
    page.keyboard.press("Enter")
    label(page, "Folliculitis").wait_for(state="detached")
    settled(page)
    assert label(page, "acne").all_text_contents() == ["Acne", "Application site acne"]
    assert "order=name" in page.url


def test_from_a_row_to_its_patients_to_a_profile_and_back_with_filters_untouched(page, app_url, settled):
    page.goto(f"{app_url}/safety?agent=dupilumab")
    settled(page)
    label(page, "Folliculitis").click()
    page.get_by_text("Who are they?").wait_for()
    settled(page)
    listed = page.get_by_test_id("stDataFrame").first
    listed.scroll_into_view_if_needed()
    box = listed.bounding_box()
    page.mouse.click(box["x"] + 12, box["y"] + 52)
    page.wait_for_url(f"{app_url}/patients?agent=dupilumab")
    settled(page)
    assert page.get_by_role("figure", name="Patient ").count() == 1
    page.get_by_test_id("stMain").get_by_role("link", name="Back").click()
    page.wait_for_url(f"{app_url}/safety?agent=dupilumab")
    settled(page)
    assert sentence(page).startswith("Patients on dupilumab: 76 of 115")
    assert page.get_by_text("Who are they?").is_visible()


def test_a_dot_lists_its_group_and_becomes_a_filter_only_when_asked(page, app_url, settled):
    page.goto(f"{app_url}/safety")
    settled(page)
    dots = page.locator(".js-plotly-plot").first
    place = dots.evaluate(PLACE_OF_FIRST_DOT, "Cohort B")
    page.mouse.move(*place)
    page.wait_for_timeout(200)
    page.mouse.click(*place)
    page.get_by_text("Who are they?").wait_for()
    settled(page)
    assert page.get_by_text("any adverse event: 5 patients").is_visible()
    assert page.url == f"{app_url}/safety"
    page.get_by_role("button", name="Make this my filter").click()
    page.wait_for_url(f"{app_url}/safety?cohort=B")
    settled(page)
    assert sentence(page).startswith("Cohort B: 42 patients;")


@pytest.mark.parametrize("query", ["severity=moderate&related=cream&at_least=severe", "agent=cyclosporine"])
def test_safety_answers_where_nobody_had_an_event_and_for_one_patient(page, app_url, settled, query):
    page.goto(f"{app_url}/safety?{query}")
    settled(page)
    assert page.locator('[data-testid="stException"]').count() == 0
    assert page.get_by_text("Events of special interest").first.is_visible()


def test_next_and_close_hold_while_a_row_of_the_list_stays_selected(page, app_url, settled):
    page.goto(f"{app_url}/patients")
    settled(page)
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 50)
    page.get_by_role("figure", name="Patient 1", exact=True).wait_for()
    settled(page)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("figure", name="Patient 2", exact=True).wait_for()
    settled(page)
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_role("figure", name="Patient ").wait_for(state="detached")


def test_going_back_to_the_sample_leaves_the_files_of_another_browser_open(tab, app_url, settled):
    mine, other = tab(), tab()
    for one in (mine, other):
        one.goto(f"{app_url}/your_data")
        settled(one)
        bring(one, settled, OWN)
        one.get_by_role("button", name="Use this data").click()
        one.get_by_text("All patients: 2 patients.").first.wait_for()
        settled(one)
    mine.get_by_role("button", name="Back to the sample").click()
    mine.get_by_text("All patients: 115 patients.").first.wait_for()
    go(other, settled, "Safety")
    assert sentence(other).startswith("All patients: 2 patients.")
    assert "Zoster" in other.locator(".js-plotly-plot").first.inner_text()


def test_a_click_on_a_patients_mark_opens_the_profile_and_back_leads_to_the_chart(page, app_url, settled):
    page.goto(f"{app_url}/trajectories?agent=cyclosporine&itch_beside=none&mask=off")
    settled(page)
    # The one patient's mark at baseline of itch; nothing else is drawn there.
    marks = page.locator(".js-plotly-plot").nth(2).locator(".scatterlayer .trace .point")
    marks.first.scroll_into_view_if_needed()
    box = marks.first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/patients*")
    settled(page)
    assert page.get_by_text("Profile", exact=True).count() == 1
    page.get_by_text("Back", exact=True).click()
    page.wait_for_url("**/trajectories*")
    settled(page)
    heavy = page.evaluate(
        "() => [...document.querySelectorAll('.js-plotly-plot')].map(plot => plot._fullData"
        ".filter(trace => trace.name.startsWith('open patient'))"
        ".flatMap(trace => trace.y).filter(y => y !== null).length)"
    )
    assert heavy[1] > 0 and heavy[2] > 0
