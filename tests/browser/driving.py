"""What every test or measurement in a browser needs: a running app, a Chromium, and to know when a page is calm."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]

# Streamlit says that a script runs only once the server has said so. From the first look on, the page knows of what it
# has sent and not been answered; what needs no answer is forgotten after two seconds.
WATCH_ANSWERS = """() => {
    window.calmLooks = 0;
    if (window.unanswered) return;
    window.unanswered = () => window.asked && performance.now() - window.asked < 2000;
    const { send } = WebSocket.prototype;
    const listening = new WeakSet();
    WebSocket.prototype.send = function (...given) {
        if (!listening.has(this)) this.addEventListener('message', () => { window.asked = 0 });
        listening.add(this);
        window.asked = performance.now();
        return send.apply(this, given);
    };
}"""

# Calm: something is there, nothing sent is unanswered, no script is running, no component is empty, no chart is yet to
# be drawn or still moving, and that for three looks in a row, because a component hears of its new data a moment after
# the script has ended. Nor does anything open or close: a fold takes half a second for it, and what moves away between
# the press and the release of the mouse is not clicked.
CALM = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const moving = ({ playState, effect }) => playState === 'running' && effect.getTiming().iterations !== Infinity;
    const parts = '.rux-header, .rux-sidebar, .rux-tiles, .rux-charts, .rux-words';
    const busy = app?.dataset.testScriptState !== 'notRunning'
        || !document.querySelector('[data-testid="stElementContainer"]')
        || window.unanswered()
        || document.querySelector('[data-testid="stSkeleton"], [data-testid="stSpinner"]')
        || document.querySelector(`:is(${parts}):empty, .rux-note:empty:not([hidden])`)
        || document.querySelector('.rux-chart:is([data-state="loading"], [data-state="moving"])')
        || document.getAnimations().some(moving);
    window.calmLooks = busy ? 0 : (window.calmLooks ?? 0) + 1;
    return window.calmLooks >= 3;
}"""


# Every layout shift from now on, and what moved. The ones right after a click are among them, which the browser's own
# score leaves out.
WATCH_SHIFTS = """() => {
    window.shifts = [];
    window.shifted = [];
    const named = ({ node, previousRect: { y: from }, currentRect: { y: to } }) =>
        `${node?.className ?? node?.nodeName} from ${from} to ${to}: ${node?.textContent?.slice(0, 40)}`;
    new PerformanceObserver(list => list.getEntries().forEach(({ value, sources }) => {
        window.shifts.push(value);
        window.shifted.push(`${value.toFixed(4)}: ${sources.map(named).join('; ')}`);
    })).observe({ type: 'layout-shift' });
}"""


def chromium() -> str | None:
    """The Chromium to drive: the environment's CHROMIUM first, then the usual places."""
    candidates = ["/usr/bin/chromium", "chromium-browser", "google-chrome"]
    if named := os.environ.get("CHROMIUM"):
        candidates = [named]
    return next((found for candidate in candidates if (found := shutil.which(candidate))), None)


@contextmanager
def running(front_door: Path, log: Path | None = None, more: Sequence[str] = ()) -> Iterator[str]:
    """Start the app behind ``front_door`` on a free port, as a user would, and give its address.

    What the server prints goes to the file ``log``; ``more`` are further options of the command line.
    """
    port = _free_port()
    log = log or Path(tempfile.mkdtemp()) / "server.log"
    command = [sys.executable, "-m", "streamlit", "run", str(front_door)]
    options = ["--server.port", str(port), "--server.headless", "true"]
    with log.open("w") as output:
        server = subprocess.Popen([*command, *options, *more], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_healthy(server, url, log)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=10)


def settled(page: Any, timeout_s: float = 30) -> None:
    """Wait until the script has run and every chart on the page has come to rest."""
    page.wait_for_selector('[data-testid="stApp"]', timeout=timeout_s * 1000)
    page.evaluate(WATCH_ANSWERS)
    page.wait_for_function(CALM, polling=50, timeout=timeout_s * 1000)


def within_the_window(page: Any) -> None:
    """Fail where the page can be scrolled sideways."""
    place = f"{page.url} at {page.viewport_size}"
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], place
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth") <= 1, place


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_until_healthy(server: subprocess.Popen[bytes], url: str, log: Path, timeout_s: float = 60) -> None:
    end = time.monotonic() + timeout_s
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"the app ended at once:\n{log.read_text()}")
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"the app did not answer within {timeout_s:.0f} s")
