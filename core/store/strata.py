"""The strata: the combinations of properties that occur, each with its patients."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame

from core.agents import agent_class
from core.coding import Facet
from core.counting import Counts, Places
from core.endpoints import AGE_BANDS, BSA_BANDS, ITCH_BANDS, MISSING, SEVERITY_BANDS
from core.errors import ExtractError
from core.schema import AGENT_CLASSES, COHORTS, SEXES
from core.selection import PATIENT_FILTERS

PROPERTIES = tuple(PATIENT_FILTERS)
# Combinations that can be counted out, which is faster than finding the distinct ones.
DENSE = 2**16
_BANDS = {"severity": SEVERITY_BANDS, "bsa": BSA_BANDS, "itch": ITCH_BANDS, "age": AGE_BANDS}


@dataclass(frozen=True, eq=False, slots=True)
class Strata:
    """Strata in the order of their codes, cohort first.

    ``facets`` are those of ``core.coding.Coded`` with one code per stratum instead of one per patient, so that what
    chooses patients chooses strata too. Strata of fewer properties lack the facets of the others. ``patients`` counts
    the patients of each stratum.
    """

    facets: Mapping[str, Facet]
    patients: Counts

    def __len__(self) -> int:
        return len(self.patients)

    @property
    def properties(self) -> tuple[str, ...]:
        """The properties that tell these strata apart."""
        return tuple(name for name in PROPERTIES if name in self.facets)

    @property
    def options(self) -> dict[str, tuple[str, ...]]:
        return {name: facet.options for name, facet in self.facets.items()}

    def texts(self) -> DataFrame:
        """The codes of each stratum, one column per property."""
        return DataFrame({name: words(self.facets[name]) for name in self.properties})

    def coarsened(self, properties: Collection[str]) -> tuple["Strata", Places]:
        """Strata of fewer properties, and the place of each of these among them."""
        names = [name for name in self.properties if name in properties]
        facets = {name: self.facets[name] for name in names}
        return strata_of(with_shared(facets, self.facets, len(self)), self.patients)

    def of(self, kept: Places) -> "Strata":
        """Some of the strata."""
        facets = {name: Facet(facet.options, facet.codes[kept]) for name, facet in self.facets.items()}
        return Strata(facets, self.patients[kept])


def strata_of(facets: Mapping[str, Facet], patients: Counts | None = None) -> tuple[Strata, Places]:
    """The strata of patients (or of finer strata, with their patients), and the place of each among them."""
    place, keys = _numbered(keys_of(facets))
    first = np.empty(len(keys), dtype=np.int64)
    first[place[::-1]] = np.arange(len(place))[::-1]
    own = {name: Facet(facet.options, facet.codes[first]) for name, facet in facets.items()}
    counts = np.bincount(place, patients, len(keys)).astype(np.int64)
    return Strata(own, counts), place


def _numbered(key: NDArray[np.int64]) -> tuple[Places, NDArray[np.int64]]:
    """The place of each key among the distinct ones, and these in ascending order."""
    if key.max(initial=0) >= DENSE:
        found: tuple[Places, NDArray[np.int64]] = pd.factorize(key, sort=True)
        return found
    keys = np.flatnonzero(np.bincount(key))
    place = np.zeros(keys.max(initial=0) + 1, dtype=np.int64)
    place[keys] = np.arange(len(keys))
    return place[key], keys


def keys_of(facets: Mapping[str, Facet]) -> NDArray[np.int64]:
    """One number for each combination of properties; strata stand in its order."""
    key = np.zeros(len(next(iter(facets.values())).codes), dtype=np.int64)
    for name in PROPERTIES:
        if name in facets:
            key = key * max(len(facets[name].options), 1) + facets[name].codes
    return key


def strata_of_texts(texts: DataFrame, patients: Counts) -> tuple[Strata, Places]:
    """The strata of rows of text, one column per property, and the place of each row among them.

    Options and their order follow from the texts and the patients, as they do in ``core.coding``; text that is missing
    is the option "missing".
    """
    facets = {name: _facet(name, texts[name], patients) for name in PROPERTIES}
    return strata_of(with_shared(facets, _with_classes(facets), len(texts)), patients)


def with_shared(facets: Mapping[str, Facet], all_facets: Mapping[str, Facet], count: int) -> dict[str, Facet]:
    """The facets with those that follow from them, in the order of ``core.coding``."""
    shared = {"nothing": Facet(("all",), np.zeros(count, dtype=np.int16))}
    if "agent" in facets:
        shared["agent_class"] = all_facets["agent_class"]
    order = (*PROPERTIES[:2], "agent_class", *PROPERTIES[2:], "nothing")
    return {name: {**facets, **shared}[name] for name in order if name in facets or name in shared}


def words(facet: Facet) -> NDArray[np.object_]:
    """The codes of a facet as text."""
    found: NDArray[np.object_] = np.array(facet.options, dtype=object)[facet.codes]
    return found


def _facet(name: str, texts: "pd.Series[str]", patients: Counts) -> Facet:
    code, found = pd.factorize(texts.fillna(MISSING))
    present = dict(zip(found, np.bincount(code, patients, len(found)), strict=True))
    missing = (MISSING,) if present.pop(MISSING, None) is not None else ()
    options = (*_options(name, present), *missing)
    unknown = [text for text in found if text not in options]
    if unknown:
        raise ExtractError(f"The counts name {name} {str(unknown[0])[:40]!r}, which does not exist. Write them again.")
    return Facet(options, pd.Index(options, dtype=object).get_indexer(found)[code].astype(np.int16))


def _options(name: str, present: Mapping[str, float]) -> tuple[str, ...]:
    if name == "cohort":
        return COHORTS
    if name in _BANDS:
        return tuple(band.code for band in _BANDS[name])
    if name == "sex":
        return tuple(sex for sex in SEXES if sex in present)
    if name == "agent":
        return tuple(sorted(present, key=lambda agent: (-present[agent], agent)))
    return tuple(sorted(present))


def _with_classes(facets: Mapping[str, Facet]) -> dict[str, Facet]:
    """The facets and the class of each agent, which follows from it."""
    agents = facets["agent"]
    found = [MISSING if agent == MISSING else agent_class(agent) for agent in agents.options]
    options = tuple(one for one in (*AGENT_CLASSES, MISSING) if one in found)
    place = np.array([options.index(one) for one in found], dtype=np.int16)
    return {**facets, "agent_class": Facet(options, place[agents.codes])}
