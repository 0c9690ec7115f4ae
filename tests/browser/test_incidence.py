"""Counts and headings beside the incidence stand apart from each other, whatever is compared at whatever width."""

import pytest

# Boxes of the counts, and of the headings where they do not stand aslant.
BOXES = """() => {
    const figure = document.querySelector('[aria-label="Patients with adverse events"] .main-svg').parentElement;
    const upright = text => !/rotate\\((?!0)/.test(text.closest('.annotation')?.innerHTML ?? '');
    const texts = [...figure.querySelectorAll('.scatterlayer .text text, .annotation-text')].filter(upright);
    return texts.map(text => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return { left, right, top, bottom, words: text.textContent };
    });
}"""


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


@pytest.mark.parametrize("width", [1024, 1280, 1440])
def test_no_two_texts_overlap(page, app_url, settled, width):
    page.set_viewport_size({"width": width, "height": 900})
    for query in ("", "by=sex", "by=severity", "by=agent_class", "by=age", "by=site", "by=agent", "cohort=B&by=sex"):
        page.goto(f"{app_url}/safety?{query}")
        settled(page)
        boxes = page.evaluate(BOXES)
        assert len(boxes) > 40, query
        assert overlaps(boxes) == [], (query, width)
