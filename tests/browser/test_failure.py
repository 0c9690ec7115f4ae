"""A page that fails tells the reader so, and neither the screen nor the log repeats a patient's values."""

from pages.components.front_door import FAILED
from tests.browser import driving


def test_a_failing_page_says_so_and_keeps_values_to_itself(page, settled, tmp_path):
    log = tmp_path / "server.log"
    with driving.running(driving.ROOT / "tests" / "browser" / "gallery_app.py", log) as url:
        page.goto(f"{url}/?fail=1")
        settled(page)
        shown = page.locator("body").inner_text()
        page.goto("about:blank")
    assert FAILED in shown
    assert "Jane" not in shown
    assert "ValueError at chart_gallery.py:" in log.read_text()
    assert "Jane" not in log.read_text()
