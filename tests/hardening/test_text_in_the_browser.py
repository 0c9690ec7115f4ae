"""Text made to harm, brought as data, file names, questions and scenes: the app shows it letter by letter everywhere.

The ``page`` fixture fails on any console error and on any request that leaves this machine.
"""

import json
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest

from core.displays.catalogue import CATALOGUE
from core.extract import extract_bytes
from tests.browser.driving import settled
from tests.hardening.hostile_text import EVIL, SAMPLES, TEXTS, hostile_extract, swallowed
from tests.in_browser import collected_complaints

pytestmark = pytest.mark.browser

PAGES = ("", "safety", "trajectories", "subgroups", "patients", "presentation", "methods", "your_data")
# What was taken for more than text before, two by two.
PAIRS = [
    [TEXTS[list(SAMPLES).index(one)] for one in pair]
    for pair in (("markdown image", "latex"), ("colour", "small"), ("plotly link", "image"), ("icon", "entity"))
]
WORDS = """() => {
  const kept = (node) => ['SCRIPT', 'STYLE'].includes(node.parentElement.tagName)
    ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, kept);
  const found = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) found.push(node.data);
  for (const field of document.querySelectorAll('input[type=text], textarea')) found.push(field.value);
  return found.join(' ');
}"""
# What must not be there: a link or a picture from the text, a formula set, a script run.
HARM = """(evil) => {
  const html = (elements) => elements.map((element) => element.outerHTML.slice(0, 300));
  const all = (which) => [...document.querySelectorAll(which)];
  const own = /^(data:|blob:|http:\\/\\/127\\.0\\.0\\.1:)/;
  return [
    ...html(all('a[href]').filter((one) => new URL(one.href).host === evil || one.protocol === 'javascript:')),
    ...html(all('img, iframe, embed, object').filter((one) => !own.test(one.src ?? one.data ?? ''))),
    ...html(all('image').filter((one) => !own.test(one.href.baseVal))),
    ...html(all('.katex, [onerror], [onload], [onmouseover]')),
    ...(window.harmed ? ['a script ran'] : []),
  ];
}"""


def harmless(page) -> str:
    """What the page says; fails where a sample was taken for more than text."""
    words = page.evaluate(WORDS)
    assert page.evaluate(HARM, EVIL) == []
    assert swallowed(words) == set()
    assert page.locator('[data-testid="stException"]').count() == 0
    return words


@contextmanager
def opened(browser, app_url):
    """A tab with the hostile extract open."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    complaints, shown = collected_complaints(page), []
    page.on("dialog", lambda dialog: (shown.append(dialog.message), dialog.dismiss()))
    page.goto(f"{app_url}/your_data")
    settled(page)
    drop(page, settled, "<img src=x onerror=window.harmed=1>.parquet", extract_bytes(hostile_extract()))
    harmless(page)
    page.get_by_role("button", name="Use this data").click()
    page.get_by_text("Filters are reset to All").first.wait_for()
    settled(page)
    yield page
    context.close()
    assert shown == []
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def hostile(browser, app_url):
    with opened(browser, app_url) as page:
        yield page


@pytest.fixture(scope="module")
def walked(browser, app_url):
    """One tab for the tests that go from page to page."""
    with opened(browser, app_url) as page:
        yield page


def drop(page, settled, name: str, content: bytes) -> None:
    payload = [{"name": name, "mimeType": "text/plain", "buffer": content}]
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(payload)
    page.locator(".st-key-import-files button").first.wait_for()
    settled(page)


def go(page, settled, name: str) -> None:
    page.get_by_test_id("stTopNavLink").nth(PAGES.index(name)).click()
    settled(page)


def unfold(page, settled) -> None:
    """Open every fold, those within folds too."""
    closed = page.locator("details:not([open]) > summary")
    for _ in range(30):
        if not closed.count():
            return
        closed.first.click()
        settled(page)


def follow(page, settled, name: str, *pairs: tuple[str, str]) -> None:
    """Go to a query without loading the page anew, as the back button does: the session keeps its data."""
    step = "(query) => { history.pushState({}, '', query); dispatchEvent(new PopStateEvent('popstate')); }"
    page.evaluate(step, f"/{name}?{urlencode(pairs)}")
    page.wait_for_timeout(300)
    settled(page)


def test_every_page_shows_hostile_data_letter_by_letter(walked):
    seen = set()
    for name in PAGES:
        go(walked, settled, name)
        unfold(walked, settled)
        words = harmless(walked)
        seen |= {text for text in TEXTS if text in words}
    assert len(seen) > len(TEXTS) // 2


@pytest.mark.parametrize("name", ["", "safety", "trajectories", "subgroups"])
def test_groups_with_hostile_names_stay_text_in_tiles_tables_notes_and_figures(walked, name):
    """Two groups, which notes and sentences name; and as many as figures tell apart."""
    agents = sorted(hostile_extract().patients["systemic_agent"].unique())
    go(walked, settled, name)
    for chosen in (*PAIRS, agents[::4], agents[2::4]):
        follow(walked, settled, name, ("by", "agent"), *(("agent", agent) for agent in chosen))
        harmless(walked)


def test_a_patient_with_a_hostile_name_has_a_profile(hostile):
    follow(hostile, settled, "patients", ("mask", "off"))
    table = hostile.get_by_test_id("stDataFrame").first.bounding_box()
    hostile.mouse.click(table["x"] + 15, table["y"] + 55)
    hostile.locator(".st-key-profile").wait_for()
    settled(hostile)
    harmless(hostile)


def test_who_is_behind_a_hostile_term(hostile):
    go(hostile, settled, "safety")
    for place in (0, 20, 45):
        hostile.locator(".rux-chart .annotation-text-g").nth(place).click()
        settled(hostile)
        harmless(hostile)
    assert hostile.get_by_text("Who are they?").count() == 1


def test_scenes_with_hostile_words_stay_text_in_the_list_and_on_the_stage(page, app_url):
    scenes = [
        {"display": key, "query": urlencode([("agent", TEXTS[at]), (TEXTS[at], "x")]), "title": TEXTS[at], "note": text}
        for at, (key, text) in enumerate(zip([*CATALOGUE, *TEXTS[:4]] * 2, TEXTS, strict=False))
    ]
    page.goto(f"{app_url}/presentation")
    settled(page)
    content = json.dumps({"format": 1, "digest": TEXTS[5], "scenes": scenes}).encode()
    payload = [{"name": "scenes.json", "mimeType": "application/json", "buffer": content}]
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(payload)
    page.locator(".st-key-scenes").wait_for()
    settled(page)
    harmless(page)
    page.locator(".st-key-presentation-start a").first.click()
    page.locator(".st-key-stage").wait_for()
    settled(page)
    for _ in range(12):
        harmless(page)
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(200)
        settled(page)


def test_a_hostile_table_stays_text_in_questions_columns_values_and_findings(page, app_url):
    rows = ['"' + text.replace('"', '""').replace("\r", " ").replace("\0", " ") + '"' for text in TEXTS]
    header = ["Patient", "Cohort", "Systemic agent", "Week", "IGA", "BSA", "Itch", *rows[:6]]
    lines = [
        ",".join([f"P{at}", rows[at] if at % 3 else "A", text, str(at % 3 * 12), text, "10", text, *rows[6:12]])
        for at, text in enumerate(rows)
    ]
    page.goto(f"{app_url}/your_data")
    settled(page)
    drop(
        page, settled, f"{TEXTS[list(SAMPLES).index('emphasis')]}.csv", "\r\n".join([",".join(header), *lines]).encode()
    )
    harmless(page)
    unfold(page, settled)
    harmless(page)
