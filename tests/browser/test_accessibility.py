"""Every page as readers meet it, opened once and looked at in several ways: read out, in two windows, and by axe.

Every rule axe has is asked, in either theme and with everything unfolded: nothing is found. Its rules of WCAG 2.2 at A
and AA are the ones that count; its "best practice" is kept as well, as it costs nothing.
"""

import json
import re

import pytest

from tests.browser.accessibility import OUTLINE, STATES, as_high_as_its_content, unfold, violations
from tests.browser.driving import settled, within_the_window
from tests.in_browser import watched_tab

COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}


@pytest.fixture(scope="module", params=STATES)
def state(request):
    return request.param


@pytest.fixture(scope="module")
def opened(browser, app_url, state):
    """One tab for all tests of a state. They leave the theme light, and the last of them leaves everything unfolded."""
    with watched_tab(browser) as page:
        STATES[state](page, app_url, settled)
        yield page


def test_a_page_has_a_name_one_main_heading_and_no_level_left_out(opened, state):
    page = opened
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


def test_nothing_is_wider_than_the_window(opened):
    for width, height in ((1440, 900), (1024, 768)):
        opened.set_viewport_size({"width": width, "height": height})
        settled(opened)
        within_the_window(opened)


def test_axe_finds_nothing(opened, state):
    page = opened
    staged = state == "stage"
    if staged:
        page.set_viewport_size({"width": 1440, "height": 900})
        settled(page)
    else:
        unfold(page, settled)
        as_high_as_its_content(page, settled)
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    settled(page)
    found += violations(page, **COLOURS)
    page.emulate_media(color_scheme="light")
    if staged:
        page.set_viewport_size({"width": 1024, "height": 768})
        settled(page)
    else:
        as_high_as_its_content(page, settled, width=1024)
    found += violations(page)
    assert not found, "\n".join(json.dumps(one, ensure_ascii=False) for one in found)
