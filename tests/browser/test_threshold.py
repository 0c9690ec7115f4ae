"""The threshold of the change curve as a reader moves it: by pointer, by arrow keys, or by the list beside it."""

import re

import pytest

CURVE = "figure[aria-label^='Itch, change from baseline']"
POINTS = "plot => plot.layout.shapes.at(-1).x0"


@pytest.fixture
def curve(page, app_url, settled):
    page.goto(f"{app_url}/trajectories?itch_beside=curve")
    settled(page)
    chart = page.locator(CURVE)
    chart.scroll_into_view_if_needed()
    return chart


def handle(curve):
    return curve.get_by_role("slider", name="Responder threshold")


def drag(page, curve, points, *, release=True):
    """Take hold of the line and bring it to a change of so many points."""
    place = """(plot, at) => plot.getBoundingClientRect().left + plot._fullLayout._size.l
        + plot._fullLayout.xaxis.l2p(at)"""
    box = handle(curve).bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(curve.locator(".js-plotly-plot").evaluate(place, points), middle + 40, steps=8)
    if release:
        page.mouse.up()


def shown(curve):
    """Where the line stands, what the slider says, and what the words read out."""
    said = curve.locator(".rux-chart__description").inner_text()
    line = curve.locator(".js-plotly-plot").evaluate(POINTS)
    return line, int(handle(curve).get_attribute("aria-valuenow")), int(re.search(r"Itch at least (\d+)", said)[1])


def test_the_line_moves_with_the_pointer_and_the_numbers_follow(page, curve, settled):
    assert shown(curve) == (-4, -4, 4)
    drag(page, curve, -5.8)
    page.wait_for_url(re.compile("threshold=6"))
    settled(page)
    assert shown(curve) == (-6, -6, 6)
    assert page.get_by_role("combobox", name="A responder has").input_value() == "6 points less"
    axis = "plot => [plot._fullLayout.xaxis.range, plot._fullLayout.yaxis.range].flat()"
    assert curve.locator(".js-plotly-plot").evaluate(axis) == [-10, 10, 0, 100]


def test_the_line_steps_by_whole_points_and_stays_on_the_scale(page, curve):
    drag(page, curve, -7.4, release=False)
    assert shown(curve)[:2] == (-7, -7)
    page.mouse.move(5, 400, steps=3)
    assert shown(curve)[:2] == (-10, -10)
    page.mouse.move(1435, 400, steps=3)
    # Until it is released nothing else has changed.
    assert shown(curve) == (-1, -1, 4)
    assert "threshold" not in page.url
    page.mouse.up()
    page.wait_for_url(re.compile("threshold=1(&|$)"))


def test_arrow_keys_move_the_line_and_keep_the_focus(page, curve, settled):
    handle(curve).focus()
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile("threshold=6"))
    settled(page)
    assert shown(curve) == (-6, -6, 6)
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("threshold=5"))
    settled(page)
    assert shown(curve) == (-5, -5, 5)
    assert page.evaluate("document.activeElement.getAttribute('role')") == "slider"


def test_the_line_follows_a_link_and_a_narrower_window(page, app_url, settled):
    page.goto(f"{app_url}/trajectories?threshold=9")
    settled(page)
    curve = page.locator(CURVE)
    curve.scroll_into_view_if_needed()
    assert shown(curve) == (-9, -9, 9)
    page.set_viewport_size({"width": 1100, "height": 900})
    settled(page)
    curve.scroll_into_view_if_needed()
    drag(page, curve, -2)
    page.wait_for_url(re.compile("threshold=2"))


def test_charts_without_a_line_to_move_have_no_slider(page, app_url, settled):
    page.goto(f"{app_url}/trajectories?itch_beside=none")
    settled(page)
    assert page.get_by_role("slider", name="Responder threshold").count() == 0
