"""How long a reader waits for the first full page, beside a bare page that draws one ``st.plotly_chart``.

    python -m tests.benchmarks.cold_start [--rounds 8]

Counts from the start of the navigation until every chart of the page is drawn and the script has ended. "nothing kept":
a browser that was never here. "files kept": a new tab of a browser that was. "first visitor": the first one after the
server's start, once. The two pages take turns, so that both meet the same machine.
"""

import argparse
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from tests.browser.driving import CHROMIUM_FLAGS, ROOT, chromium, running

# The front door, and how many charts the first page has.
PAGES = {
    "app, Overview": (ROOT / "app.py", "/", 3),
    "bare page, one chart": (ROOT / "tests" / "benchmarks" / "bare_page.py", "/?heights=360", 1),
}
VISITS = ("first visitor", "nothing kept", "files kept")

# Resolves with the milliseconds since the navigation began.
DRAWN = """count => new Promise(resolve => {
    const look = () => {
        const plots = [...document.querySelectorAll('.js-plotly-plot')];
        const drawn = plots.length >= count && plots.every(plot => plot.querySelector('.cartesianlayer .xy *'));
        const ended = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning';
        if (drawn && ended) resolve(performance.now());
        else requestAnimationFrame(look);
    };
    look();
})"""


def visit(context: Any, url: str, charts: int) -> float:
    """Milliseconds of one visit in a new tab."""
    tab = context.new_page()
    tab.goto(url, wait_until="commit")
    waited: float = tab.evaluate(DRAWN, charts)
    tab.close()
    return waited


def one_round(browser: Any, url: str, charts: int) -> tuple[float, float]:
    """A visit with nothing kept, and another one of the same browser."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    times = visit(context, url, charts), visit(context, url, charts)
    context.close()
    return times


def waits(rounds: int) -> dict[str, list[float]]:
    """Milliseconds for each page: the first visitor's, and the medians with nothing kept and with files kept."""
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        stack.callback(browser.close)
        addresses = {name: stack.enter_context(running(Path(door))) + path for name, (door, path, _) in PAGES.items()}
        firsts = {name: one_round(browser, url, PAGES[name][2])[0] for name, url in addresses.items()}
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in PAGES}
        for _ in range(rounds):
            for name, url in addresses.items():
                found[name].append(one_round(browser, url, PAGES[name][2]))
    return {name: [firsts[name], *map(median, zip(*found[name], strict=True))] for name in PAGES}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=8)
    times = waits(arguments.parse_args().rounds)
    print(f"{'median, ms':24}" + "".join(f"{visit:>16}" for visit in VISITS))
    for name, own in times.items():
        print(f"{name:24}" + "".join(f"{wait:>16.0f}" for wait in own))
    ours, bare = times.values()
    print(f"{'ratio':24}" + "".join(f"{own / other:>16.2f}" for own, other in zip(ours, bare, strict=True)))


if __name__ == "__main__":
    main()
