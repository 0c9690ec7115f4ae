"""Every test of this folder drives a browser."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.in_browser import collected_complaints

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def watched_tab(browser: Any) -> Callable[[], AbstractContextManager[Any]]:
    """A function that opens a tab like ``page``, for as long as several tests look at it."""

    @contextmanager
    def opened() -> Iterator[Any]:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
        tab = context.new_page()
        complaints = collected_complaints(tab)
        yield tab
        context.close()
        assert not complaints, "\n".join(complaints)

    return opened
