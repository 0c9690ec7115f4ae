"""How long a reader waits after a filter click, beside a bare page with as many charts of the same size.

    python -m tests.benchmarks.browser [--rounds 20] [--charts 5 --height 360]

Counts from the pointer going down on the filter until every chart in sight shows new values on the screen, and
until nothing in any chart changes any more. The two pages take turns, so that both meet the same machine. Every page
of the app whose charts follow a filter is measured, then the gallery of the chart's own tests. Beside the waits: what
the server sent for the click, and the layout shift (the share of the window that moved, times how far it moved; 0 is
none).
"""

import argparse
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from tests.benchmarks.page_displays import PAGE_DISPLAYS, opened
from tests.browser.driving import CHROMIUM_FLAGS, ROOT, chromium, running, settled

# From pointerdown on, looked at after every frame. "painted": every chart in sight shows new data. "at rest": the last
# frame in which anything in a chart changed or moved; a second drawing of the same data counts as movement.
WATCH = """count => {
    const plots = () => [...document.querySelectorAll('.js-plotly-plot')].filter(plot => plot.checkVisibility());
    const before = new Set(plots().map(plot => plot.data));
    const isNew = plot => plot.data && !before.has(plot.data) && plot.querySelector('.cartesianlayer .xy *');
    const ofChart = ({ target }) => target.nodeType === 1 && target.closest('.js-plotly-plot, .rux-chart');
    window.waited = new Promise(resolve => addEventListener('pointerdown', ({ timeStamp }) => {
        let painted, atRest, changed = false, shift = 0;
        const shifts = new PerformanceObserver(list => list.getEntries().forEach(one => { shift += one.value }));
        shifts.observe({ type: 'layout-shift' });
        const changes = new MutationObserver(list => { changed ||= list.some(ofChart) });
        changes.observe(document.body, { subtree: true, childList: true, attributes: true });
        const afterFrame = new MessageChannel();
        afterFrame.port1.onmessage = () => {
            const now = performance.now() - timeStamp;
            const shown = plots();
            if (shown.length >= count && shown.every(isNew)) painted ??= now;
            if (changed || document.querySelector('.rux-chart[data-state="moving"]')) atRest = now;
            changed = false;
            if (painted && now - atRest > 400) {
                shifts.disconnect();
                changes.disconnect();
                return resolve([painted, atRest, shift]);
            }
            requestAnimationFrame(look);
        };
        const look = () => afterFrame.port2.postMessage(null);
        requestAnimationFrame(look);
    }, { once: true, capture: true }));
}"""


@dataclass
class Wire:
    """What a tab has been sent since somebody last asked."""

    messages: int = 0
    size: int = 0

    def listen(self, tab: Any) -> None:
        tab.on("websocket", lambda socket: socket.on("framereceived", self._take))

    def _take(self, frame: str | bytes) -> None:
        self.messages += 1
        self.size += len(frame)

    def taken(self) -> tuple[int, int]:
        found = self.messages, self.size
        self.messages = self.size = 0
        return found


@dataclass(frozen=True)
class Measured:
    """A page to measure: where it is, what to click, and the heights of the charts it then redraws."""

    name: str
    front_door: Path
    path: str
    click: Callable[[Any], None]
    heights: tuple[int, ...]


def click_other_patients(page: Any) -> None:
    page.get_by_text("Other patients").click()


def gallery(charts: int, height: int) -> Measured:
    return Measured(
        name=f"gallery, {charts} charts of {height} px",
        front_door=ROOT / "tests" / "browser" / "gallery_app.py",
        path=f"/?charts={charts}&height={height}",
        click=click_other_patients,
        heights=(height,) * charts,
    )


def click_severe(page: Any) -> None:
    page.get_by_test_id("stSidebar").get_by_text("severe (IGA 4)").click()


def of_app(page: str) -> Measured:
    heights = tuple(display.height for display in PAGE_DISPLAYS[page](opened()))
    path = "/" if page == "overview" else f"/{page}"
    return Measured(f"{page}, {len(heights)} charts", ROOT / "app.py", path, click_severe, heights)


def bare(page: Measured) -> Measured:
    """The page of ``st.plotly_chart`` figures to compare ``page`` with: the same figures at the same heights."""
    own = page.front_door == ROOT / "app.py"
    query = f"page={page.name.split(',')[0]}" if own else f"heights={','.join(map(str, page.heights))}"
    return Measured(
        name=f"st.plotly_chart, {len(page.heights)} charts of the same heights",
        front_door=ROOT / "tests" / "benchmarks" / "bare_page.py",
        path=f"/?{query}",
        click=click_other_patients,
        heights=page.heights,
    )


def waits(pages: list[Measured], rounds: int) -> list[list[tuple[float, ...]]]:
    """For each page, one per round: ms until painted, ms until at rest, layout shift, messages, bytes.

    The pages take turns in every round.
    """
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        stack.callback(browser.close)
        tabs = []
        for page in pages:
            url = stack.enter_context(running(page.front_door))
            tab, wire = browser.new_context(viewport={"width": 1440, "height": 900}).new_page(), Wire()
            wire.listen(tab)
            tab.goto(url + page.path)
            settled(tab)
            tabs.append((tab, wire))
        found: list[list[tuple[float, ...]]] = [[] for _ in pages]
        for number in range(rounds + 2):
            for page, (tab, wire), times in zip(pages, tabs, found, strict=True):
                wire.taken()
                wait = one_wait(page, tab)
                if number >= 2:  # the first rounds warm up the browser and the server
                    times.append((*wait, *wire.taken()))
    return found


def one_wait(page: Measured, tab: Any) -> tuple[float, float, float]:
    tab.bring_to_front()
    tab.evaluate(WATCH, len(page.heights))
    page.click(tab)
    painted, at_rest, shift = tab.evaluate("window.waited")
    settled(tab)
    tab.wait_for_timeout(300)
    return painted, at_rest, shift


def report(page: Measured, rounds: int) -> None:
    yardstick = bare(page)
    ours, theirs = (
        [median(column) for column in zip(*times, strict=True)] for times in waits([page, yardstick], rounds)
    )
    heads = ("painted, ms", "at rest, ms", "layout shift", "messages", "bytes")
    print(f"\n{f'median of {rounds} clicks':46}" + "".join(f"{head:>14}" for head in heads))
    for name, row in ((page.name, ours), (yardstick.name, theirs)):
        painted, at_rest, shift, messages, size = row
        print(f"  {name:44}{painted:>14.0f}{at_rest:>14.0f}{shift:>14.4f}{messages:>14.0f}{size:>14.0f}")
    print(f"  {'ratio':44}{ours[0] / theirs[0]:>14.2f}{ours[1] / theirs[1]:>14.2f}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=20)
    arguments.add_argument("--charts", type=int, default=5)
    arguments.add_argument("--height", type=int, default=360)
    options = arguments.parse_args()
    for page in (*map(of_app, PAGE_DISPLAYS), gallery(options.charts, options.height)):
        report(page, options.rounds)


if __name__ == "__main__":
    main()
