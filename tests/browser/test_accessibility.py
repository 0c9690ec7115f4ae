"""Every page by axe, every rule it has: nothing is found in either theme, with everything unfolded.

Its rules of WCAG 2.2 at A and AA are the ones that count; its "best practice" is kept as well, as it costs nothing.
"""

import json

import pytest

from tests.browser.accessibility import STATES, as_high_as_its_content, unfold, violations

COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(page, app_url, settled, state):
    STATES[state](page, app_url, settled)
    staged = state == "stage"
    if not staged:
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
