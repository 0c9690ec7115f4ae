"""Counts of several stores added up: the union of their strata and facts."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import concat

from core.counting import Places
from core.event_coding import Events
from core.store.building import Part, matrix_of
from core.store.facts import ANY, distinct
from core.store.memory import Held
from core.store.profiles import Profiles
from core.store.store import Named, Store
from core.store.strata import Strata, strata_of_texts
from core.store.table import Table

_JOINED = {"terms", "patient", "term"}


def added(stores: Sequence[Store], named: Named) -> Store:
    """The store of all patients of some stores. Event selections are ready that are ready in each of them.

    Profiles are there where all have them. The stores must count special interest with the same synonym map.
    """
    sources = [store.source for store in stores]
    strata, places = _strata([source.strata for source in sources])
    ready = frozenset.intersection(*(source.ready for source in sources))
    tables = {
        events: _table([source.table(events) for source in sources], strata, places) for events in sorted(ready | {ANY})
    }
    profiles = [source.profiles() for source in sources]
    known = [one for one in profiles if one is not None]
    return Store(named, Held(strata, tables, _profiles(known, places) if len(known) == len(profiles) else None))


def _strata(parts: Sequence[Strata]) -> tuple[Strata, list[Places]]:
    """The strata of all parts, and the place of each stratum of a part among them."""
    texts = concat([part.texts() for part in parts], ignore_index=True)
    strata, place = strata_of_texts(texts, np.concatenate([part.patients for part in parts]))
    return strata, np.split(place, np.cumsum([len(part) for part in parts])[:-1])


def _table(parts: Sequence[Table], strata: Strata, places: Sequence[Places]) -> Table:
    facts, place = distinct(part.facts.frame for part in parts)
    of_part = np.split(place, np.cumsum([len(part.facts) for part in parts])[:-1])
    rows = [np.repeat(own, np.diff(part.matrix.starts)) for own, part in zip(places, parts, strict=True)]
    codes = [own[part.matrix.columns] for own, part in zip(of_part, parts, strict=True)]
    entries = Part(
        facts.frame,
        np.concatenate(rows),
        np.concatenate(codes),
        np.concatenate([part.matrix.counts for part in parts]),
    )
    return Table(strata, facts, matrix_of(entries, len(strata)))


def _profiles(parts: Sequence[Profiles], places: Sequence[Places]) -> Profiles:
    def joined(name: str) -> NDArray[Any]:
        return np.concatenate([getattr(part, name) for part in parts])

    return Profiles(
        stratum=np.concatenate([own[part.stratum] for own, part in zip(places, parts, strict=True)]).astype(np.int32),
        events=_events([part.events for part in parts], [len(part) for part in parts]),
        **{name: joined(name) for name in ("count", "documented", "follow_up_weeks", "stopped", "died")},
    )


def _events(parts: Sequence[Events], profiles: Sequence[int]) -> Events:
    terms = concat([part.terms for part in parts], ignore_index=True)
    union = terms.drop_duplicates().sort_values(["organ_class", "term"], ignore_index=True)
    place = pd.MultiIndex.from_frame(union).get_indexer(pd.MultiIndex.from_frame(terms)).astype(np.int32)
    of_part = np.split(place, np.cumsum([len(part.terms) for part in parts])[:-1])
    before = np.cumsum([0, *profiles[:-1]])
    return Events(
        terms=union,
        patient=np.concatenate([part.patient + np.int32(first) for part, first in zip(parts, before, strict=True)]),
        term=np.concatenate([own[part.term] for part, own in zip(parts, of_part, strict=True)]),
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(Events)
            if field.name not in _JOINED
        },
    )
