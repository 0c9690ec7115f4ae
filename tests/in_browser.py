"""Fixtures of the tests that drive the running app in Chromium.

``app_url`` and ``gallery_url`` are the addresses of the app and of the chart gallery, each started once in a process.
``page`` is a tab in a fresh browser context; when the test ends it fails on any console error, script error or request
that left this machine. ``settled(page)`` waits until a page has come to rest.

Without Chromium or playwright these tests are skipped, unless RUXSCOPE_BROWSER_REQUIRED=1 says they must run.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.browser import driving


def _missing(what: str) -> None:
    if os.environ.get("RUXSCOPE_BROWSER_REQUIRED") == "1":
        pytest.fail(f"RUXSCOPE_BROWSER_REQUIRED=1, but {what}")
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("playwright is not installed")
    if (executable := driving.chromium()) is None:
        _missing("no Chromium was found; name one in the environment variable CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=driving.CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def app_url(browser: Any) -> Iterator[str]:
    with driving.running(driving.ROOT / "app.py") as url:
        yield url


@pytest.fixture(scope="session")
def gallery_url(browser: Any) -> Iterator[str]:
    with driving.running(driving.ROOT / "tests" / "browser" / "gallery_app.py") as url:
        yield url


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    with watched_tab(browser) as tab:
        yield tab


@contextmanager
def watched_tab(browser: Any) -> Iterator[Any]:
    """A tab of its own; fails at the end where it had something to complain about."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    tab = context.new_page()
    complaints = collected_complaints(tab)
    yield tab
    context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def settled() -> Callable[[Any], None]:
    return driving.settled


def collected_complaints(tab: Any) -> list[str]:
    """A list that grows with every console error, script error, failed response and outside request of ``tab``."""
    complaints: list[str] = []

    def on_console(message: Any) -> None:
        # a failed resource is reported by its response, with its address
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(f"console: {message.text}")

    def on_response(response: Any) -> None:
        # Streamlit looks for its server below the page's own address first; those probes fail by design
        if response.status >= 400 and "/_stcore/" not in response.url:
            complaints.append(f"{response.status}: {response.url}")

    def on_request(request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            complaints.append(f"outside request: {request.url}")

    tab.on("console", on_console)
    tab.on("response", on_response)
    tab.on("request", on_request)
    tab.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
    return complaints
