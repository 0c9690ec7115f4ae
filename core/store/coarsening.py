"""A store by fewer properties: fewer and larger strata, and filters by the other properties no more."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from core.counting import Places
from core.endpoints import MISSING
from core.errors import RuxScopeError
from core.store.digest import content_digest
from core.store.facts import ANY
from core.store.memory import Held
from core.store.profiles import Profiles
from core.store.store import Store
from core.store.strata import PROPERTIES, strata_of_texts
from core.store.table import Table


def by_properties(store: Store, kept: Collection[str]) -> Store:
    """The same patients told apart by some properties only; every other property is MISSING for all.

    Raises RuxScopeError where a property does not exist, or cohort is not kept: nothing is ever counted across cohorts
    without saying so.
    """
    unknown = sorted(set(kept) - set(PROPERTIES))
    if unknown:
        raise RuxScopeError(f"“{unknown[0]}” is not a property of patients. Use some of: {', '.join(PROPERTIES)}.")
    if "cohort" not in kept:
        raise RuxScopeError("Cohorts cannot be put together. Name cohort among the properties to keep.")
    texts = store.strata.texts().assign(**{name: MISSING for name in PROPERTIES if name not in kept})
    strata, place = strata_of_texts(texts, store.strata.patients)
    source = store.source
    tables = {}
    for of in sorted(source.ready | {ANY}):
        table = source.table(of)
        tables[of] = Table(strata, table.facts, table.matrix.coarsened(place, len(strata)))
    found = Store(store.named, Held(strata, tables, _moved(source.profiles(), place)))
    return replace(found, named=replace(store.named, digest=content_digest(found)))


def _moved(profiles: Profiles | None, place: Places) -> Profiles | None:
    return None if profiles is None else replace(profiles, stratum=place[profiles.stratum].astype(np.int32))
