"""Scenes and present mode in a real browser: from the button on a chart to a projector, by keyboard alone."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.data import data_of
from core.export.story import default_story
from core.extract import extract_bytes, extract_from_frames, read_extract
from core.scenes import Scene, Story
from core.selection import Selection
from core.view import View
from tests.browser.test_app import bring, go, sentence
from tests.in_browser import collected_complaints

ROOT = Path(__file__).resolve().parents[2]
SIZES = [(1920, 1080), (1024, 768)]
SCHEMES = ("light", "dark")
HOSTILE = "<img src=x onerror=alert(1)> **bold** [link](http://x.y) :red[no] $x$"

# Every part of the stage that reaches beyond the window, and the box of lines or table whose content is cut.
CUT = """() => [...document.querySelectorAll('.st-key-stage *')].filter(node => {
    const box = node.getBoundingClientRect();
    if (!box.width || !box.height || node.closest('.rux-chart') && !node.matches('text, .rux-chart')) return false;
    return box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
}).map(node => node.outerHTML.slice(0, 120)).concat(
    [...document.querySelectorAll('.st-key-stage-figure, .st-key-stage-lines')]
        .filter(box => box.scrollHeight > box.clientHeight + 2).map(box => box.className))"""
# Sizes of type in pixels on the screen: what the style says, times what the drawing is magnified by.
TYPE = """() => {
    const size = node => parseFloat(getComputedStyle(node).fontSize);
    const chart = document.querySelector('.rux-chart');
    const zoom = chart ? chart.getBoundingClientRect().width / chart.offsetWidth : 1;
    return {
        title: size(document.querySelector('.st-key-stage h1')),
        said: size(document.querySelector('.st-key-stage-said [data-testid="stText"]')),
        notes: size(document.querySelector('.st-key-stage-notes [data-testid="stText"]')),
        ticks: [...document.querySelectorAll('.rux-chart .xtick text')].map(node => zoom * size(node)),
        cells: [...document.querySelectorAll('.st-key-stage-figure td')].map(size),
    };
}"""


def own_extract():
    """The sample without its last patient: other data, of the same form."""
    sample = read_extract(ROOT / "sample_data" / "extract.parquet")
    last = sample.patients["patient_id"].iloc[-1]
    frames = {
        name: frame[frame["patient_id"] != last]
        for name, frame in (
            ("patients", sample.patients),
            ("assessments", sample.assessments),
            ("adverse_events", sample.adverse_events),
        )
    }
    return extract_from_frames(frames, replace(sample.provenance, title="Our own 114 patients"))


def scenes_file(story: Story) -> dict:
    return {"name": "scenes.json", "mimeType": "application/json", "buffer": story.to_json().encode()}


def load(page, settled, app_url, story: Story) -> None:
    page.goto(f"{app_url}/presentation")
    settled(page)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(scenes_file(story))
    page.locator(".st-key-scene-0").wait_for()
    settled(page)


def present(page, settled) -> None:
    page.get_by_test_id("stPageLink").filter(has_text="Present ").click()
    page.wait_for_url("**/present?scene=1")
    page.locator(".rux-presenter").wait_for()
    settled(page)


def step(page, settled, key: str, place: int) -> None:
    page.keyboard.press(key)
    page.get_by_role("status").filter(has_text=f"{place} of ").wait_for()
    page.wait_for_url(f"**/present?scene={place}")
    settled(page)


@pytest.fixture(scope="module")
def story():
    sample = read_extract(ROOT / "sample_data" / "extract.parquet")
    return default_story(View(data_of(sample), Selection()))


def test_a_chart_is_added_with_its_view_and_comes_back_on_its_page(page, app_url, settled):
    page.goto(f"{app_url}/trajectories?agent=dupilumab&values=change")
    settled(page)
    page.get_by_role("button", name="Add to presentation: Itch").first.click()
    page.get_by_text("(scene 1)").wait_for()
    settled(page)
    page.get_by_role("button", name="Add to presentation: Responders").click()
    page.get_by_text("Added: Responders over time (scene 2)").wait_for()
    go(page, settled, "Presentation")
    first = page.locator(".st-key-scene-0")
    assert "Patients on dupilumab; compared by cohort; values change" in first.inner_text()
    page.get_by_role("button", name="Reset").click()
    settled(page)
    first.get_by_test_id("stPageLink").click()
    page.wait_for_url(f"{app_url}/trajectories?agent=dupilumab&values=change")
    settled(page)
    assert sentence(page).startswith("Patients on dupilumab: 76 of 115")


def test_small_charts_that_no_scene_can_show_offer_no_button(page, app_url, settled):
    page.goto(app_url)
    settled(page)
    charts = page.locator(".rux-chart")
    assert charts.count() == 3
    assert charts.get_by_role("button", name="Add to presentation").count() == 0


def test_scenes_are_reordered_named_saved_and_loaded_in_another_browser(page, browser, app_url, settled):
    load(page, settled, app_url, Story((Scene("iga"), Scene("bsa_pct", "agent=dupilumab"))))
    page.locator(".st-key-scene-0").get_by_role("button").nth(1).click()
    page.locator(".st-key-scene-0").get_by_text("1. BSA over time").wait_for()
    settled(page)
    page.get_by_label("Title of scene 1").fill(HOSTILE)
    page.get_by_label("Note of scene 1").fill(HOSTILE)
    page.get_by_label("Note of scene 1").press("Tab")
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the scenes").click()
    saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert [scene["display"] for scene in saved["scenes"]] == ["bsa_pct", "iga"]
    assert saved["scenes"][0]["title"] == saved["scenes"][0]["note"] == HOSTILE
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    other = context.new_page()
    complaints = collected_complaints(other)
    load(other, settled, app_url, Story(tuple(Scene(**scene) for scene in saved["scenes"])))
    assert other.get_by_label("Note of scene 1").input_value() == HOSTILE
    present(other, settled)
    assert other.locator(".st-key-stage h1").inner_text().replace("\u2060", "") == HOSTILE
    assert other.locator(".st-key-stage img").count() == 0
    context.close()
    assert not complaints


@pytest.mark.parametrize("size", SIZES)
def test_the_default_story_is_presented_by_keyboard_alone_and_nothing_is_cut(page, app_url, settled, story, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    load(page, settled, app_url, story)
    present(page, settled)
    for place, scene in enumerate(story.scenes, start=1):
        if place > 1:
            step(page, settled, "PageDown", place)
        for scheme in SCHEMES if place % 2 else reversed(SCHEMES):
            page.emulate_media(color_scheme=scheme)
            settled(page)
            page.wait_for_timeout(200)
            fills_the_stage(page, scene.display, size, f"{scene.display}, {scheme}, {size}")
    step(page, settled, "Home", 1)
    step(page, settled, "ArrowRight", 2)
    step(page, settled, "PageUp", 1)
    step(page, settled, "End", len(story.scenes))


def fills_the_stage(page, display: str, size: tuple[int, int], place: str) -> None:
    """Type is large enough to be read from afar, nothing is cut, and nothing of the app is around it."""
    unit = 0.008333 * size[0] + 0.014815 * size[1]  # 32 px, which are 24 points, at 1920 x 1080
    assert page.evaluate(CUT) == [], place
    sizes = page.evaluate(TYPE)
    assert sizes["title"] >= 1.2 * unit, place
    assert sizes["said"] >= 0.99 * unit, place
    assert sizes["notes"] >= 0.55 * unit, place
    if display in ("iga", "bsa_pct", "itch_nrs", "special-interest") and size[0] == 1920:
        assert min(sizes["ticks"]) >= 22, place
    if display in ("patients", "limits"):
        assert min(sizes["cells"]) >= 0.6 * unit, place
    assert page.get_by_text("SYNTHETIC - not study data").is_visible(), place
    assert not page.get_by_test_id("stSidebar").is_visible(), place
    assert not page.get_by_test_id("stHeader").is_visible(), place


def test_two_quick_steps_are_two_scenes_and_back_is_the_browser_s_too(page, app_url, settled, story):
    load(page, settled, app_url, story)
    present(page, settled)
    page.keyboard.press("ArrowRight")
    step(page, settled, "ArrowRight", 3)
    page.go_back()
    page.get_by_role("status").filter(has_text="3 of ").wait_for(state="detached")
    settled(page)
    assert page.get_by_role("button", name="Previous scene").is_visible()


def test_esc_leaves_to_the_view_that_was_there_before(page, app_url, settled, story):
    load(page, settled, app_url, story)
    page.get_by_test_id("stSidebar").get_by_text("dupilumab").first.click()
    page.wait_for_url("**agent=dupilumab")
    settled(page)
    present(page, settled)
    assert page.locator(".st-key-stage-said").inner_text().startswith("All patients: 115")
    page.keyboard.press("Escape")
    page.wait_for_url("**/presentation?agent=dupilumab")
    settled(page)
    assert sentence(page).startswith("Patients on dupilumab: 76 of 115")
    assert page.get_by_test_id("stSidebar").is_visible()
    assert page.evaluate("document.fullscreenElement === null")


def test_filters_are_one_key_away_and_hold_for_one_scene(page, app_url, settled):
    load(page, settled, app_url, Story((Scene("iga"), Scene("bsa_pct"))))
    page.set_viewport_size({"width": 1024, "height": 768})
    present(page, settled)
    page.keyboard.press("l")
    sidebar = page.get_by_test_id("stSidebar")
    sidebar.wait_for()
    sidebar.get_by_role("checkbox", name="dupilumab").focus()
    page.keyboard.press("Space")
    page.get_by_text("Changed from the saved scene").wait_for()
    settled(page)
    said = page.locator(".st-key-stage-said")
    assert said.inner_text().startswith("Patients on dupilumab: 76 of 115")
    assert page.evaluate(CUT) == []
    page.keyboard.press("Escape")
    sidebar.wait_for(state="hidden")
    assert "/present" in page.url
    page.keyboard.press("r")
    page.get_by_text("Changed from the saved scene").wait_for(state="detached")
    settled(page)
    assert said.inner_text().startswith("All patients: 115")
    page.keyboard.press("l")
    sidebar.wait_for()
    settled(page)
    sidebar.get_by_text("severe (IGA 4)").click()
    page.get_by_text("Changed from the saved scene").wait_for()
    settled(page)
    step(page, settled, "PageDown", 2)
    assert said.inner_text().startswith("All patients: 115")


def test_patients_are_masked_on_the_stage_whatever_the_scene_says(page, app_url, settled):
    ids = set(read_extract(ROOT / "sample_data" / "extract.parquet").patients["patient_id"])
    load(page, settled, app_url, Story((Scene("timeline", "mask=off"), Scene("iga-strip", "mask=off"))))
    present(page, settled)
    for place in (1, 2):
        if place > 1:
            step(page, settled, "PageDown", place)
        seen = page.evaluate("() => JSON.stringify(document.querySelector('.js-plotly-plot').data)")
        assert not {one for one in ids if f'"{one}"' in seen}
        assert "Patient " in seen


def test_the_keys_are_shown_when_asked_for(page, app_url, settled):
    load(page, settled, app_url, Story((Scene("iga"),)))
    present(page, settled)
    assert not page.get_by_text("filters, for this scene only").is_visible()
    page.keyboard.press("?")
    assert page.get_by_text("filters, for this scene only").is_visible()


def test_a_copied_link_opened_on_other_data_says_so_before_showing_anything(page, browser, app_url, settled):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{app_url}/your_data")
    settled(page)
    extract = own_extract()
    bring(page, settled, {"own.parquet": extract_bytes(extract)})
    page.get_by_role("button", name="Use this data").click()
    page.get_by_text("Filters are reset to All.").wait_for()
    settled(page)
    page.get_by_test_id("stSidebar").get_by_text("dupilumab").first.click()
    page.wait_for_url("**agent=dupilumab")
    settled(page)
    go(page, settled, "Safety")
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Link copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert f"/safety?agent=dupilumab&data={extract.digest[:12]}&v=" in link
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    other = context.new_page()
    complaints = collected_complaints(other)
    other.goto(link)
    settled(other)
    assert other.get_by_text(f"made on other data (digest {extract.digest[:12]}").is_visible()
    assert other.locator(".rux-chart").count() == 0
    assert other.get_by_test_id("stText").count() == 0
    assert other.locator(".rux-sidebar").count() == 0
    other.get_by_role("button", name="Show it on the open data").click()
    other.locator(".rux-chart").first.wait_for()
    settled(other)
    assert sentence(other).startswith("Patients on dupilumab: 76 of 115")
    context.close()
    assert not complaints
