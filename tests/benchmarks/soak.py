"""Random clicking over all pages for half an hour: does anything fail, does anything grow?

    python -m tests.benchmarks.soak [--minutes 30] [--seed 1] [--every 60]

A reader in Chromium clicks whatever can be clicked: pages, filters, chart options, marks, folds, downloads, Back,
reloads. Every ``--every`` seconds a line says how many clicks there were and how much memory the server and the page
hold. What a reader must never see (an exception, an error of the console, a request to elsewhere) ends in the last
lines, and in the exit code.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, TimeoutError, sync_playwright

from tests.benchmarks.server import memory_mb
from tests.browser.driving import CHROMIUM_FLAGS, ROOT, chromium, running, settled
from tests.in_browser import collected_complaints

PAGES = ("", "safety", "trajectories", "subgroups", "patients", "presentation", "methods", "your_data")
# What a reader can click. Links out of the app's pages would end the walk; there are none.
CLICKABLE = (
    "main button:visible, main summary:visible, main a:visible, main label:visible, main [role=combobox]:visible, "
    "[data-testid=stSidebar] label:visible, [data-testid=stSidebar] summary:visible, "
    ".rux-chart .point:visible, .rux-chart .legendtoggle:visible"
)
HEAP = "() => performance.memory.usedJSHeapSize / 2**20"
NODES = "() => document.querySelectorAll('*').length"


class Reader:
    """Somebody who clicks at random, and what came of it."""

    def __init__(self, page: Any, url: str, seed: int) -> None:
        self.page, self.url = page, url
        self.draw = random.Random(seed)
        self.done: Counter[str] = Counter()
        self.wrong = collected_complaints(page)
        page.on("dialog", lambda dialog: dialog.dismiss())

    def act(self) -> None:
        """One random act, and a look at what the reader now sees."""
        acts = {self.click: 30, self.turn: 4, self.back: 2, self.reload: 1, self.escape: 2}
        act = self.draw.choices(list(acts), list(acts.values()))[0]
        try:
            act()
            settled(self.page)
            self.done[act.__name__] += 1
        except TimeoutError:
            self.done["nothing to click in time"] += 1
            self.page.goto(self.url)
        except Error as error:
            # A node that went away under the pointer is what clicking at random means.
            self.done[f"missed ({type(error).__name__})"] += 1
        for shown in self.page.locator('[data-testid="stException"], [data-testid="stAlertContentError"]').all():
            self.wrong.append(f"{self.page.url}: {shown.inner_text()[:200]}")

    def click(self) -> None:
        """Click one of all that can be clicked here."""
        found = self.page.locator(CLICKABLE)
        number = found.count()
        if number:
            found.nth(self.draw.randrange(number)).click(timeout=3000, force=True)

    def turn(self) -> None:
        """Go to another page by its link, or by its address where the link is folded away."""
        name = self.draw.choice(PAGES)
        link = self.page.locator(f'header a[href$="/{name}"]:visible').first
        if link.count():
            link.click(timeout=3000)
        else:
            self.page.goto(f"{self.url}/{name}")

    def back(self) -> None:
        """Use the browser's Back; never out of the app."""
        self.page.go_back(wait_until="commit", timeout=3000)
        if not self.page.url.startswith(self.url):
            self.page.goto(self.url)

    def reload(self) -> None:
        """Load the page anew."""
        self.page.reload()

    def escape(self) -> None:
        """Close what is open."""
        self.page.keyboard.press("Escape")


def soak(url: str, *, minutes: float, seed: int, every_s: float) -> Reader:
    """Let a reader click for a while, and print what is held meanwhile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=[*CHROMIUM_FLAGS, "--enable-precise-memory-info"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        reader = Reader(page, url, seed)
        page.goto(url)
        settled(page)
        start = time.monotonic()
        due = start
        print(f"{'minute':>7}{'acts':>7}{'wrong':>7}{'server MB':>11}{'page MB':>9}{'nodes':>8}", flush=True)
        while time.monotonic() < start + 60 * minutes:
            reader.act()
            if time.monotonic() >= due:
                due += every_s
                held = f"{memory_mb(url):>11.0f}{page.evaluate(HEAP):>9.0f}{page.evaluate(NODES):>8}"
                minute = (time.monotonic() - start) / 60
                print(f"{minute:>7.1f}{reader.done.total():>7}{len(reader.wrong):>7}{held}", flush=True)
        browser.close()
    return reader


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=float, default=60, help="seconds between two lines")
    given = parser.parse_args()
    log = Path(tempfile.mkdtemp()) / "server.log"
    with running(ROOT / "app.py", log) as url:
        reader = soak(url, minutes=given.minutes, seed=given.seed, every_s=given.every)
    failed = [line for line in log.read_text().splitlines() if "Error at" in line or "Traceback" in line]
    print(", ".join(f"{act} {number}" for act, number in reader.done.most_common()))
    for line, number in Counter([*reader.wrong, *failed]).most_common(20):
        print(f"{number}x {line}")
    sys.exit(bool(reader.wrong or failed))


if __name__ == "__main__":
    main()
