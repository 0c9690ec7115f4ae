"""No text of a chart runs into another, whatever is compared, at whatever width, and with the counts of a registry."""

import pytest

from tests.benchmarks.generated import write_nested
from tests.browser.test_app import go
from tests.browser.test_import import drop, press

# The boxes of counts, of headings where they do not stand aslant, and of the numbers at an axis, chart by chart.
BOXES = """() => [...document.querySelectorAll('.rux-chart .main-svg:first-child')].map(svg => {
    const figure = svg.parentElement;
    const upright = text => !/rotate\\((?!0)/.test(text.closest('.annotation')?.innerHTML ?? '');
    const texts = figure.querySelectorAll('.scatterlayer .text text, .annotation-text, .xtick text');
    return [...texts].filter(upright).map(text => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return { left, right, top, bottom, words: text.textContent };
    });
})"""


def overlaps(boxes):
    """Pairs of texts that share more than a pixel of width and of height."""
    found = []
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            width = min(one["right"], other["right"]) - max(one["left"], other["left"])
            height = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            if width > 1 and height > 4:  # a box of text is higher than its letters
                found.append((one["words"], other["words"]))
    return found


def charts_apart(page, least):
    charts = page.evaluate(BOXES)
    assert max(map(len, charts)) > least
    for boxes in charts:
        assert overlaps(boxes) == [], (page.url, page.viewport_size)


@pytest.mark.parametrize("width", [1024, 1280, 1440])
def test_whatever_is_compared(page, app_url, settled, width):
    page.set_viewport_size({"width": width, "height": 900})
    for query in ("", "by=sex", "by=severity", "by=agent_class", "by=age", "by=site", "by=agent", "cohort=B&by=sex"):
        page.goto(f"{app_url}/safety?{query}")
        settled(page)
        charts_apart(page, 40)


@pytest.mark.parametrize("width", [1024, 1440])
def test_with_the_counts_of_a_registry(page, app_url, settled, width, tmp_path):
    page.set_viewport_size({"width": width, "height": 900})
    write_nested(tmp_path / "registry.parquet", 40_000)
    page.goto(f"{app_url}/your_data")
    settled(page)
    drop(page, settled, ("registry.parquet", (tmp_path / "registry.parquet").read_bytes()))
    press(page, settled, "Use this data")
    for title in ("Overview", "Safety", "Trajectories", "Subgroups"):
        go(page, settled, title)
        charts_apart(page, 10)
