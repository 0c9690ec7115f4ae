"""How long the app itself works after a filter click, per page, on the sample.

    python -m tests.benchmarks.pages

"numbers and figures": selection, tally, estimates and figures of the page's displays, nothing cached. "script run": the
whole run of pages/main.py in Streamlit's test harness, which adds a few milliseconds of its own.
"""

import logging
import time
from collections.abc import Callable
from statistics import median

from streamlit.testing.v1 import AppTest

from core.view import View
from tests.benchmarks.page_displays import PAGE_DISPLAYS, ROOT, opened, selections

PAGES = ("overview", "safety", "trajectories", "methods", "your_data")


def figures_ms(page: str) -> list[float]:
    """Milliseconds per selection from the selection to the last figure of a page."""
    whole = opened()
    whole.tally  # noqa: B018 - what fixed axes need is counted once per extract
    build = PAGE_DISPLAYS[page]
    build(whole)
    return [
        _milliseconds(lambda selection=selection: build(View(whole.extract, whole.coded, selection, whole)))
        for selection in selections(whole)
    ]


def script_ms(page: str, rounds: int = 24) -> list[float]:
    """Milliseconds per run after a click on a filter option."""
    test = AppTest.from_file(str(ROOT / "pages" / "main.py"), default_timeout=60).run()
    test.switch_page(f"{page}.py").run()
    times = []
    for number in range(rounds):
        boxes = [box for box in test.sidebar.checkbox if not box.disabled]
        box = boxes[number % len(boxes)]
        (box.uncheck if box.value else box.check)()
        times.append(_milliseconds(test.run))
        assert not test.exception
    return times


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    logging.disable(logging.WARNING)
    print(f"{'median, ms':16}{'numbers and figures':>20}{'script run':>12}")
    for page in PAGES:
        figures = f"{median(figures_ms(page)):.1f}" if page in PAGE_DISPLAYS else "-"
        print(f"{page:16}{figures:>20}{median(script_ms(page)):>12.1f}")


if __name__ == "__main__":
    main()
