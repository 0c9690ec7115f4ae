"""The data a session can look at, coded, and the views of them. What was brought lies in caches of its session."""

from pathlib import Path
from time import perf_counter

import streamlit as st

from core import journal
from core.data import Data, data_of
from core.export.story import Views
from core.extract import Extract, read_extract
from core.selection import Selection
from core.special_interest import SynonymMap
from core.store.store import Store
from core.view import View

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "extract.parquet"
# Of the sample so many selections are kept for all sessions together.
MOST_VIEWS = 128


@st.cache_resource(show_spinner=False)
def sample() -> Data:
    """The synthetic sample, the same for every session."""
    begun = perf_counter()
    return _told(data_of(read_extract(SAMPLE)), begun)


@st.cache_resource(scope="session", max_entries=1, show_spinner=False)
def brought(digest: str, _content: Extract | Store | None = None) -> Data | None:
    """The uploaded extract or counts. A session's cache is emptied the moment its connection ends, unlike its state."""
    begun = perf_counter()
    if _content is None:
        return None
    return _told(Data(_content) if isinstance(_content, Store) else data_of(_content), begun)


def _told(opened: Data, begun: float) -> Data:
    journal.opened(opened, perf_counter() - begun)
    return opened


@st.cache_resource(scope="session", max_entries=1, show_spinner=False)
def _with_synonyms(digest: str, synonyms: str, _opened: Data, _synonyms: SynonymMap) -> Data:
    return data_of(_opened.extract, _synonyms)


@st.cache_resource(max_entries=MOST_VIEWS, show_spinner=False)
def _view_of_sample(query: str, _opened: Data, _selection: Selection) -> View:
    return _view(_opened, _selection)


@st.cache_resource(scope="session", max_entries=32, show_spinner=False)
def _view_of_own(digest: str, synonyms: str, query: str, _opened: Data, _selection: Selection) -> View:
    return _view(_opened, _selection)


def _view(opened: Data, selection: Selection) -> View:
    everyone = Selection()
    return View(opened, selection, None if selection == everyone else view_of(opened, everyone))


@st.cache_resource(scope="session", max_entries=1, show_spinner=False)
def _views(digest: str, synonyms: str, _opened: Data) -> Views:
    return Views(_opened)


def with_synonyms(opened: Data, synonyms: SynonymMap) -> Data:
    """The same data with the events of special interest of a map."""
    if synonyms.digest == opened.synonyms or not opened.patients_known:
        return opened
    return _with_synonyms(opened.digest, synonyms.digest, opened, synonyms)


def view_of(opened: Data, selection: Selection) -> View:
    """The view of a selection, computed once: of the sample for all sessions, of anything else for its own alone."""
    if opened is sample():
        return _view_of_sample(selection.to_query(), opened, selection)
    digests = opened.digest, opened.synonyms
    return _view_of_own(*digests, selection.to_query(), opened, selection)


def views_of(opened: Data) -> Views:
    """The views that scenes show, each selection computed once."""
    return _views(opened.digest, opened.synonyms, opened)


def forget() -> None:
    """Release what this session brought, and every view of it."""
    for cache in (brought, _with_synonyms, _view_of_own, _views):
        cache.clear()
