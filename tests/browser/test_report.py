"""A report as its reader opens it: a file, without a network."""

import re

import pytest

from core.data import data_of
from core.displays.catalogue import CATALOGUE
from core.export.report import PAPER, report_html
from core.export.story import deck_of
from core.extract import read_extract
from core.scenes import Scene, Story
from tests.browser.driving import ROOT

KEYS = ("patients", "incidence", "timeline", "bsa_pct", "iga-strip", "subgroups", "limits")
CHARTS = len(KEYS) - 2  # the first and the last are tables
PRINTABLE = {"width": 688, "height": 949}  # within the margins: as wide as A4, as high as US Letter, in CSS pixels
SIZES = "charts => charts.map(chart => { const box = chart.getBoundingClientRect(); return [box.width, box.height] })"


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    extract = read_extract(ROOT / "sample_data" / "extract.parquet")
    hostile = Scene("iga", "", "<img src=https://example.org/x onerror=document.body.dataset.hacked=1>", "</script>")
    story = Story((*(Scene(key) for key in KEYS), hostile))
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(report_html(deck_of(story, data_of(extract))))
    return path


@pytest.fixture
def opened(browser, report):
    """A function that opens the report with the network cut; fails on any complaint and any request but the file."""
    contexts, complaints, requests = [], [], []

    def open_it(**options):
        context = browser.new_context(offline=True, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("request", lambda request: requests.append(request.url))
        tab.goto(report.as_uri())
        tab.locator("body[data-state='drawn']").wait_for()
        return tab

    yield open_it
    for context in contexts:
        context.close()
    assert complaints == []
    assert {url for url in requests if not url.startswith("data:")} == {report.as_uri()}


def test_every_chart_is_drawn_without_a_network(opened):
    page = opened()
    assert set(KEYS) <= set(CATALOGUE)
    assert page.locator(".chart").count() == CHARTS + 1
    assert page.locator(".chart .main-svg .plot").evaluate_all("plots => plots.every(plot => plot.innerHTML)")
    for chart in page.locator(".chart").all():
        assert chart.evaluate("chart => chart._fullLayout.width - chart.clientWidth") == 0
        assert chart.locator(".main-svg").count() > 0


@pytest.mark.parametrize(
    ("scheme", "ink", "paper"),
    [("light", "rgb(28, 37, 48)", "rgb(255, 255, 255)"), ("dark", "rgb(232, 236, 241)", "rgb(17, 22, 29)")],
)
def test_charts_follow_the_theme_of_the_reader(opened, scheme, ink, paper):
    page = opened(color_scheme=scheme)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper
    assert page.locator(".chart").first.evaluate("chart => chart._fullLayout.font.color") in (ink, hexadecimal(ink))


def test_a_hover_gives_the_numbers(opened):
    page = opened()
    point = page.locator(".chart").first.locator(".point").first
    point.scroll_into_view_if_needed()
    point.hover(force=True)
    page.locator(".hoverlayer .hovertext").first.wait_for()


def test_what_somebody_wrote_is_shown_and_never_run(opened):
    page = opened()
    assert "<img src=https://example.org/x" in page.locator("#scene-8 h2").inner_text()
    assert page.locator("#scene-8 .note").inner_text() == "</script>"
    assert page.locator("img").count() == 0
    assert page.evaluate("document.body.dataset.hacked") is None


def test_the_keyboard_reaches_the_contents_and_the_tables(opened):
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#scene-1"
    summary = page.locator("#scene-2 summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("#scene-2 details[open] td").count() > 50


def test_a_narrow_window_needs_no_scrolling_sideways(opened):
    page = opened(viewport={"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_on_paper_no_chart_is_cut_and_every_table_is_open(opened):
    page = opened(color_scheme="dark", viewport={**PRINTABLE})
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for width, height in page.locator(".chart").evaluate_all(SIZES):
        assert width <= PRINTABLE["width"]
        assert height <= PAPER["height"]
    drawn = "charts => charts.map(chart => chart._fullLayout.width)"
    assert set(page.locator(".chart").evaluate_all(drawn)) == {PAPER["width"]}
    heads = page.locator(".scene .head").evaluate_all(SIZES)
    assert PAPER["height"] + max(height for _, height in heads) < PRINTABLE["height"]
    assert page.locator(".chart").first.evaluate("chart => getComputedStyle(chart).breakInside") == "avoid"
    assert page.locator(".chart").first.evaluate("chart => chart._fullLayout.font.color") in (
        "rgb(28, 37, 48)",
        hexadecimal("rgb(28, 37, 48)"),
    )
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


def test_it_prints_a_page_or_a_few_for_each_scene(opened):
    page = opened()
    printed = page.pdf(prefer_css_page_size=True)
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))
    assert len(KEYS) + 2 < pages < 4 * len(KEYS) + 12
    page.locator("body[data-state='drawn']").wait_for()
    assert page.locator("details[open]").count() == 0


def hexadecimal(colour):
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour))
