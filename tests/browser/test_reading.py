"""How a page is read out, and read large: headings, landmarks and name, less motion, 200% and 320 pixels."""

import re

import pytest

from tests.browser.accessibility import STATES, plain
from tests.browser.test_app import PAGES

OUTLINE = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(one => one.checkVisibility())
    .map(one => [Number(one.tagName[1]), one.innerText.trim()])"""
# What reaches beyond the window and does not lie in a part that scrolls by itself, as a table may.
BEYOND = """() => {
    const scrolls = node => {
        for (let one = node.parentElement; one && !one.matches('[data-testid="stMain"]'); one = one.parentElement) {
            if (/auto|scroll/.test(getComputedStyle(one).overflowX)) return true;
        }
        return false;
    };
    return [...document.querySelectorAll('[data-testid="stMain"] *')].filter(node => {
        const { left, right, width } = node.getBoundingClientRect();
        const out = width > 1 && (right > innerWidth + 1 || left < -1);
        return out && node.checkVisibility() && !node.closest('svg, [data-testid="stDataFrame"]') && !scrolls(node);
    }).map(node => node.outerHTML.slice(0, 160));
}"""
# Words that are cut off, with nothing to scroll.
CUT = """() => [...document.querySelectorAll('[data-testid="stMain"] *')].filter(node => {
    const { overflowX } = getComputedStyle(node);
    return /hidden|clip/.test(overflowX) && node.scrollWidth > node.clientWidth + 2 && node.innerText?.trim()
        && node.checkVisibility() && !node.closest('svg, [data-testid="stDataFrame"], .rux-heard, .rux-hidden')
        && !node.matches('.rux-chart__description');
}).map(node => node.outerHTML.slice(0, 160))"""
MOVING = """() => [...document.querySelectorAll('*')].flatMap(node => {
    const { transitionDuration, animationDuration } = getComputedStyle(node);
    return [...transitionDuration.split(','), ...animationDuration.split(',')].map(parseFloat);
}).filter(seconds => seconds > 0.01).length"""


@pytest.mark.parametrize("state", STATES)
def test_a_page_has_a_name_one_main_heading_and_no_level_left_out(page, app_url, settled, state):
    STATES[state](page, app_url, settled)
    outline = page.evaluate(OUTLINE)
    levels = [level for level, _ in outline]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), outline
    assert all(words for _, words in outline)
    assert page.evaluate("document.documentElement.lang") == "en"
    assert re.fullmatch(r"[A-Z][\w ]+ - RuxScope", page.title())
    assert page.locator("main").count() == 1
    if state != "stage":
        assert page.title() == f"{outline[0][1]} - RuxScope"
        assert page.get_by_role("navigation").count() == 1


def test_every_chart_is_a_section_with_its_name(page, app_url, settled):
    plain("safety")(page, app_url, settled)
    named = page.locator(".rux-chart").evaluate_all("charts => charts.map(chart => chart.getAttribute('aria-label'))")
    headings = [words for _, words in page.evaluate(OUTLINE)]
    assert len(named) == 5
    assert set(named) <= set(headings)
    for name in named:
        assert page.get_by_role("img", name=name, exact=True).count() == 1


def test_who_asks_for_less_motion_sees_none(page, app_url, settled):
    page.emulate_media(reduced_motion="reduce")
    plain("")(page, app_url, settled)
    assert page.evaluate(MOVING) == 0
    page.get_by_test_id("stSidebar").get_by_role("checkbox", name="dupilumab").click()
    page.wait_for_url("**agent=dupilumab")
    assert page.locator(".rux-chart.is-moving").count() == 0


@pytest.mark.parametrize("size", [(320, 800), (720, 450)], ids=["320 pixels", "200%"])
@pytest.mark.parametrize("path", PAGES)
def test_no_words_are_lost_where_the_window_is_narrow_or_magnified(page, app_url, settled, path, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    plain(path)(page, app_url, settled)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth") <= 1
    assert page.evaluate(BEYOND) == []
    assert page.evaluate(CUT) == []
