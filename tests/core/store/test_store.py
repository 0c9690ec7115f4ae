"""A store says what the direct count says, by whichever way it comes to it: in memory, by margins, from its file."""

import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.coding import coded
from core.extract import extract_from_frames, read_extract
from core.facets import option_counts
from core.overlap import overlap
from core.selection import EVENT_OPTIONS, GROUPINGS, PATIENT_FILTERS, Selection
from core.store import margins, sections
from core.store.adding import added
from core.store.digest import content_digest
from core.store.file import store_bytes
from core.store.of_coded import store_of
from core.store.stored import read_store
from core.subgroup_tally import subgroup_tally
from core.tally import tally
from tests.core.drawn import PROVENANCE, extracts, selections

SAMPLE = Path(__file__).resolve().parents[3] / "sample_data" / "extract.parquet"


def same(one, other, where=""):
    """Whether two tallies hold the same, every array and frame of them."""
    if isinstance(one, Mapping):
        same(list(one.items()), list(other.items()), where)
        return
    assert type(one) is type(other), where
    if callable(one):
        same(one(slice(None)), other(slice(None)), where)
    elif is_dataclass(one):
        for field in fields(one):
            same(getattr(one, field.name), getattr(other, field.name), f"{where}.{field.name}")
    elif isinstance(one, np.ndarray):
        assert (one.shape, one.dtype) == (other.shape, other.dtype), where
        assert np.allclose(one, other, rtol=0, atol=1e-9, equal_nan=True), where
    elif isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other)
    elif isinstance(one, (list, tuple)):
        assert len(one) == len(other), where
        for place, pair in enumerate(zip(one, other, strict=True)):
            same(*pair, f"{where}[{place}]")
    else:
        assert one == other, where


def in_memory(code):
    return store_of(code, PROVENANCE)


def from_its_file(code):
    return read_store(store_bytes(in_memory(code)))


@pytest.fixture(params=["every stratum", "margins", "strata that pass"])
def way(request, monkeypatch):
    """The three ways to an answer, which the size of the data decides otherwise."""
    if request.param != "every stratum":
        monkeypatch.setattr(margins, "SMALL", -1)
        monkeypatch.setattr("core.store.file.SMALL", -1)
    if request.param == "margins":
        for module in (margins, sections):
            monkeypatch.setattr(module, "SHALLOW", len(PATIENT_FILTERS))
    if request.param == "strata that pass":
        monkeypatch.setattr(sections, "SHALLOW", 0)


@st.composite
def drawn(draw):
    """An extract, coded, and some selections of it."""
    own = draw(extracts())
    code = coded(own)
    return own, code, [draw(selections(code.options)) for _ in range(3)]


@pytest.mark.parametrize("make", [in_memory, from_its_file])
def test_a_store_says_what_the_direct_count_says(make, way):
    @given(drawn())
    @settings(max_examples=10, deadline=None)
    def holds(given_):
        _, code, chosen = given_
        store = make(code)
        assert store.patients == code.patients
        assert store.options == code.options
        for selection in chosen:
            same(store.tally(selection), tally(code, selection))
            same(store.subgroup_tally(selection), subgroup_tally(code, selection))
            assert store.option_counts(selection) == option_counts(code, selection)
            strata = store.strata
            assert overlap(strata, chosen[0], selection, strata.patients) == overlap(code, chosen[0], selection)

    holds()


@given(drawn())
@settings(max_examples=10)
def test_the_stores_of_two_halves_added_are_the_store_of_the_whole(given_):
    own, code, chosen = given_
    whole = in_memory(code)
    both = added([in_memory(coded(half)) for half in halves(own)], whole.named)
    assert content_digest(both) == content_digest(whole)
    for selection in chosen:
        same(both.tally(selection), whole.tally(selection))
        same(both.subgroup_tally(selection), whole.subgroup_tally(selection))


def halves(own):
    """The patients with an even number and those with an odd one, as extracts."""
    for half in range(min(2, len(own.patients))):
        frames = {}
        for name in ("patients", "assessments", "adverse_events"):
            rows = getattr(own, name)
            frames[name] = rows[rows["patient_id"].str[1:].astype(int) % 2 == half]
        yield extract_from_frames(frames, PROVENANCE)


@pytest.mark.parametrize("by", GROUPINGS)
def test_of_the_sample_every_grouping_and_single_event_filter_is_the_direct_count(sample_data, by):
    code, store = sample_data.coded, sample_data.store
    events = [{}, *({name: (option,)} for name, own in EVENT_OPTIONS.items() for option in own)]
    for chosen in events:
        same(store.tally(Selection(by=by, **chosen)), tally(code, Selection(by=by, **chosen)))


def test_a_filter_change_touches_no_more_entries_when_patients_are_there_a_hundred_times(sample_coded):
    once = in_memory(sample_coded)
    many = added([once] * 100, once.named)
    assert many.patients == 100 * once.patients
    assert len(many.strata) == len(once.strata)
    for events in ("any", ""):
        assert many.facts_of(events).matrix.entries == once.facts_of(events).matrix.entries
    assert (many.tally(Selection()).scores == 100 * once.tally(Selection()).scores).all()


def test_a_subgroup_view_adds_up_the_facts_that_it_compares_and_no_others(sample_coded):
    store = in_memory(sample_coded)
    whole = store.facts_of("any")
    tally = store.subgroup_tally(Selection())
    made = store._sections._made
    assert {kind for table in made.values() for kind in table.facts.frame["kind"]} == {
        "patients",
        "documented",
        "event",
    }
    tally.overall.scores(slice(0, 3))
    assert max(len(table.facts) for table in made.values()) < len(whole.facts) // 10


def test_sessions_that_share_a_store_do_not_disturb_each_other(monkeypatch):
    monkeypatch.setattr(margins, "SMALL", -1)  # tables are made, and given up at once
    for module in (margins, sections):
        monkeypatch.setattr(module, "KEPT", 1)
    store = in_memory(coded(read_extract(SAMPLE)))
    chosen = [
        Selection(**{name: (code,)}, by=by)
        for name in ("agent", "severity", "sex", "site")
        for code in store.options[name][:2]
        for by in ("cohort", "age")
    ]

    def counted(selection):
        subgroups = store.subgroup_tally(selection)
        return store.tally(selection).patients, [factor.with_event for factor in subgroups.factors]

    alone = [counted(selection) for selection in chosen]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # seconds; threads change places all the time
    try:
        with ThreadPoolExecutor(8) as sessions:
            together = list(sessions.map(counted, chosen * 8))
    finally:
        sys.setswitchinterval(before)
    same(together, alone * 8)
