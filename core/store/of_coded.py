"""A coded extract -> its tally store, counted once when it is opened."""

from collections.abc import Iterator
from itertools import groupby

import numpy as np
import pandas as pd

from core.coding import Coded
from core.provenance import Provenance
from core.selection import Selection
from core.store.building import Part, Whole, assembled, of_members, of_value
from core.store.facts import ANY, facts_frame
from core.store.following import record_parts, status_parts, time_parts
from core.store.matrix import smallest
from core.store.memory import Held
from core.store.profiles import event_parts, profiles_of
from core.store.store import Named, Store
from core.store.strata import strata_of
from core.store.table import Table


def store_of(coded: Coded, provenance: Provenance) -> Store:
    """Count every patient once. The cost grows with the rows of the extract; nothing after this does."""
    strata, place = strata_of(coded.facets)
    row = place.astype(np.int32)
    facts, matrix = assembled(_parts(coded, row), len(strata))
    profiles = profiles_of(coded, row)
    every, counted = assembled(event_parts(profiles, Selection()), len(strata))
    tables = {ANY: Table(strata, facts, matrix), "": Table(strata, every, counted)}
    return Store(Named(provenance, coded.digest, coded.synonyms.digest), Held(strata, tables, profiles))


def _parts(coded: Coded, row: Whole) -> Iterator[Part]:
    yield of_members("patients", row, np.ones(coded.patients, dtype=bool))
    yield from status_parts(coded, row)
    yield of_value("age", row, coded.age)
    yield of_value("follow_up", row, coded.follow_up_weeks)
    yield from _score_parts(coded, row)
    yield from time_parts(coded, row)
    yield from record_parts(coded, row)


def _score_parts(coded: Coded, row: Whole) -> Iterator[Part]:
    """The scores in the order of their cells, which is the canonical one: a part per measure, recorded or carried."""
    cells = coded.scores.cells
    kind = pd.factorize(cells["carried"].astype(str) + cells["measure"])[0]
    found = ((patient, cell) for patient, cell in coded.scores.rows() if len(cell))
    for place, blocks in groupby(found, lambda block: kind[block[1][0]]):
        own = np.flatnonzero(kind == place)
        facts = facts_frame("score", len(own), **{name: cells[name].to_numpy()[own] for name in cells})
        entries = [(row[patient], (cell - own[0]).astype(smallest(len(own)))) for patient, cell in blocks]
        yield Part(facts, *(np.concatenate([one[at] for one in entries]) for at in (0, 1)))
