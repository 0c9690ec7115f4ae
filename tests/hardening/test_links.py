"""A thousand links nobody would send by mistake: none is an error, and nothing of them is more than text."""

from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from core.coding import coded
from core.extract import read_extract
from core.link import link_of_query
from core.wording_export import reproduce_line
from pages.components.open_data import SAMPLE
from tests.hardening.hostile_links import RAW, hostile_queries
from tests.pages.reading import PAGES, without_error

SEED = 20261122
MOST_LETTERS = 3_000


@pytest.fixture(scope="module")
def sample_coded():
    return coded(read_extract(SAMPLE))


def test_a_thousand_hostile_queries_become_links_that_say_the_same_when_read_again(sample_coded):
    for query in hostile_queries(1000, SEED):
        link, ignored = link_of_query(query, sample_coded.options)
        again, nothing = link_of_query(link.to_query(), sample_coded.options)
        assert (again, nothing) == (link, ()), query
        assert all(len(item.message) < 300 for item in ignored), query
        # of a query only codes that the data have reach a command, a file name or a line beneath a figure
        assert not set("<>`$\n\0") & set(reproduce_line(link.selection)), query


def test_a_thousand_hostile_queries_open_the_app_without_an_error():
    """In a few sessions; header and sidebar, which show a link, stand on every page, and this one is quick."""
    queries = hostile_queries(1000, SEED)
    for start in range(0, len(queries), 250):
        test = _app().switch_page("methods.py").run()
        for query in queries[start : start + 250]:
            _open(test, query)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_at_hostile_queries_without_an_error(page):
    test = _app().switch_page(page).run()
    for query in hostile_queries(200, SEED + 1)[len(RAW) :: 4]:
        _open(test, query)


def _app() -> AppTest:
    return AppTest.from_file(str(SAMPLE.parents[1] / "pages" / "main.py"), default_timeout=60).run()


def _open(test: AppTest, query: str) -> None:
    """Open a link in a session; what it names in vain becomes one notice of bounded length."""
    test.session_state["notices"] = []
    test.query_params.clear()
    for name, values in parse_qs(query, keep_blank_values=True).items():
        test.query_params[name] = values
    without_error(test.run())
    assert sum(len(one.value) for one in test.info) < MOST_LETTERS, query
