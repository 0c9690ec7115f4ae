"""How long the app itself works after a filter click, per page, on the sample.

    python -m tests.benchmarks.pages

"numbers and figures": selection, tally, estimates and figures of the page's displays, nothing kept. "new" and "known":
the whole run of pages/main.py in Streamlit's test harness, for a selection nobody has looked at yet and for one that
somebody has; the harness adds a few milliseconds of its own. All in milliseconds of processor time, so that what else
the machine does counts little. "elements" is how many the page has: each is a message of every run.
"""

import gc
import logging
import time
from collections.abc import Callable
from statistics import median

from streamlit.testing.v1 import AppTest

from core.view import View
from tests.benchmarks.page_displays import PAGE_DISPLAYS, ROOT, opened, selections
from tests.pages.reading import boxes, reset, tick

PAGES = ("overview", "safety", "trajectories", "subgroups", "patients", "presentation", "methods", "your_data")
BOXES = 24


def figures_ms(page: str) -> list[float]:
    """Milliseconds per selection from the selection to the last figure of a page."""
    whole = opened()
    whole.tally  # noqa: B018 - what fixed axes need is counted once per extract
    build = PAGE_DISPLAYS[page]
    build(whole)
    return [
        _milliseconds(lambda selection=selection: build(View(whole.data, selection, whole)))
        for selection in selections(whole)
    ]


def script_ms(page: str) -> tuple[list[float], list[float], int]:
    """Milliseconds per run after a click on a box, the first time and the second, and the elements of the page.

    Box after box is ticked and the one before stays ticked, so that every selection of a round is another one.
    """
    test = AppTest.from_file(str(ROOT / "pages" / "main.py"), default_timeout=60).run()
    test.switch_page(f"{page}.py").run()
    # as the front door does, else most of a run is spent on looking through the libraries for garbage
    gc.collect()
    gc.freeze()
    rounds = []
    for _ in range(2):
        times = []
        for number in range(BOXES):
            words = [box.words for box in boxes(test) if box.count != 0][number % 9]
            times.append(_milliseconds(lambda words=words: tick(test, words)))
        rounds.append(times)
        reset(test)
    return rounds[0], rounds[1], _elements(test)


def _elements(test: AppTest) -> int:
    """Elements and containers, the four roots left out."""
    waiting, found = list(test._tree.children.values()), 0
    while waiting:
        inside = getattr(waiting.pop(), "children", {})
        found += len(inside)
        waiting += inside.values()
    return found


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def main() -> None:
    logging.disable(logging.WARNING)
    print(f"{'median, ms of CPU':18}{'numbers and figures':>20}{'new':>8}{'known':>8}{'elements':>10}")
    for page in PAGES:
        figures = f"{median(figures_ms(page)):.1f}" if page in PAGE_DISPLAYS else "-"
        new, known, elements = script_ms(page)
        print(f"{page:18}{figures:>20}{median(new):>8.1f}{median(known):>8.1f}{elements:>10}")


if __name__ == "__main__":
    main()
