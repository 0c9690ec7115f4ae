"""The app without a browser: pages/main.py run by Streamlit's own test harness."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.reading import without_error

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def app() -> Callable[..., AppTest]:
    """A function that opens the app, at a query if one is given."""

    def opened(**query: str | list[str]) -> AppTest:
        test = AppTest.from_file(str(ROOT / "pages" / "main.py"), default_timeout=30)
        for name, value in query.items():
            test.query_params[name] = value
        return without_error(test.run())

    return opened
