"""How a page is read out, and read large: names of charts, less motion, 200% and 320 pixels."""

import pytest

from tests.browser.accessibility import OUTLINE, plain
from tests.browser.driving import within_the_window
from tests.browser.test_app import PAGES

WINDOWS = {"320 pixels": {"width": 320, "height": 800}, "200%": {"width": 720, "height": 450}}
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


@pytest.mark.parametrize("path", PAGES)
def test_no_words_are_lost_where_the_window_is_narrow_or_magnified(page, app_url, settled, path):
    page.set_viewport_size(WINDOWS["320 pixels"])
    plain(path)(page, app_url, settled)
    for name, size in WINDOWS.items():
        page.set_viewport_size(size)
        settled(page)
        within_the_window(page)
        assert page.evaluate(BEYOND) == [], name
        assert page.evaluate(CUT) == [], name
