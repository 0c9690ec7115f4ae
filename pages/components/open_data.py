"""The data a session can look at, coded, and the views of them. What was brought lies in caches of its session."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from core.coding import Coded, coded
from core.export.story import Views
from core.extract import Extract, read_extract
from core.selection import Selection
from core.special_interest import SynonymMap
from core.view import View

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "extract.parquet"


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """An extract with its coded form."""

    extract: Extract
    coded: Coded


@st.cache_resource(show_spinner=False)
def sample() -> Opened:
    """The synthetic sample, the same for every session."""
    extract = read_extract(SAMPLE)
    return Opened(extract, coded(extract))


@st.cache_resource(scope="session", max_entries=1, show_spinner=False)
def brought(digest: str, _extract: Extract | None = None) -> Opened | None:
    """The uploaded extract. A session's cache is emptied the moment its connection ends, unlike its state."""
    return Opened(_extract, coded(_extract)) if _extract else None


@st.cache_resource(scope="session", max_entries=1, show_spinner=False)
def _with_synonyms(digest: str, synonyms: str, _opened: Opened, _synonyms: SynonymMap) -> Opened:
    return Opened(_opened.extract, coded(_opened.extract, _synonyms))


@st.cache_resource(scope="session", max_entries=32, show_spinner=False)
def _view(digest: str, synonyms: str, query: str, _opened: Opened, _selection: Selection) -> View:
    everyone = Selection()
    everything = None if _selection == everyone else _view(digest, synonyms, everyone.to_query(), _opened, everyone)
    return View(_opened.extract, _opened.coded, _selection, everything)


@st.cache_resource(scope="session", max_entries=1, show_spinner=False)
def _views(digest: str, synonyms: str, _opened: Opened) -> Views:
    return Views(_opened.extract, _opened.coded)


def with_synonyms(opened: Opened, synonyms: SynonymMap) -> Opened:
    """The same data with the events of special interest of a map."""
    if synonyms == opened.coded.synonyms:
        return opened
    return _with_synonyms(opened.extract.digest, synonyms.digest, opened, synonyms)


def view_of(opened: Opened, selection: Selection) -> View:
    """The view of a selection, computed once."""
    return _view(opened.extract.digest, opened.coded.synonyms.digest, selection.to_query(), opened, selection)


def views_of(opened: Opened) -> Views:
    """The views that scenes show, each selection computed once."""
    return _views(opened.extract.digest, opened.coded.synonyms.digest, opened)


def forget() -> None:
    """Release what this session brought, and every view of it."""
    for cache in (brought, _with_synonyms, _view, _views):
        cache.clear()
