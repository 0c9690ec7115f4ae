"""Events of special interest: which terms mean which category, and which events belong to it.

A term is compared letter by letter after case, spaces and punctuation are made equal; it is never guessed from a part
of it. What matches nothing is listed, not counted. Three things are read, the first that is filled or known decides:
the extract's own ``special_interest`` column, the term, the words of the chart.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame, Series

from core.errors import RuxScopeError
from core.schema import SPECIAL_INTERESTS
from core.special_interest_terms import DEFAULT_TERMS

MAX_TERMS, MAX_LETTERS = 5_000, 200
COLUMNS = ["term", "category"]
GIVEN, BY_TERM, BY_WORDS = "column of the extract", "term", "words of the chart"

# In force only where the event is serious.
SERIOUS_INFECTION, DEATH = "serious infection", "death"
INFECTIONS = (SERIOUS_INFECTION, "herpes zoster", "eczema herpeticum", "opportunistic infection")
_PLACE = {category: place for place, category in enumerate(SPECIAL_INTERESTS)}
_INFECTION_CLASSES = {"infections and infestations", "infections", "infection"}
_FATAL = {"fatal", "death", "died", "dead", "deceased"}
# These stand under MACE in the default map, and say a death as well.
_FATAL_TERMS = {"cardiovascular death", "cardiac death", "sudden cardiac death", "fatal myocardial infarction"}
_FATAL_TERMS |= {"fatal stroke"}


class SynonymError(RuxScopeError):
    """A synonym map cannot be used as it was edited."""


@dataclass(frozen=True)
class SynonymMap:
    """Which term means which category: pairs (term, category), each term once, by category and then by term.

    Build one with :meth:`of`, which checks. Two maps with the same pairs are equal and have the same digest.
    """

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, rows: Iterable[tuple[Any, Any]]) -> "SynonymMap":
        """The map of rows (term, category) in any order; empty rows are passed over, repeated ones taken once.

        Raises SynonymError with a plain sentence where a row is half empty, a category does not exist, or a term
        stands under two.
        """
        found: dict[str, tuple[str, str]] = {}
        for given in rows:
            term, category = (_text(value) for value in given)
            if not term and not category:
                continue
            _check(term, category)
            _, other = found.setdefault(normalised(term), (term, category))
            if other != category:
                raise SynonymError(
                    f"“{_shortened(term)}” stands under “{other}” and under “{category}”. "
                    "A term can have one category: remove one of the two rows."
                )
            if len(found) > MAX_TERMS:
                raise SynonymError(f"The map has more than {MAX_TERMS} terms. Remove those that are not needed.")
        return cls(tuple(sorted(found.values(), key=lambda pair: (_PLACE[pair[1]], normalised(pair[0])))))

    @classmethod
    def from_table(cls, table: DataFrame) -> "SynonymMap":
        """The map of a table with the columns term and category, as :meth:`table` gives it."""
        if missing := [name for name in COLUMNS if name not in table]:
            raise SynonymError(f"The table has no column “{missing[0]}”. It needs term and category.")
        return cls.of(zip(table["term"], table["category"], strict=True))

    def table(self) -> DataFrame:
        """The map as a table for an editor: columns term and category."""
        return DataFrame(list(self.pairs), columns=COLUMNS, dtype="str")

    @cached_property
    def digest(self) -> str:
        """A short name of the content, for cache keys."""
        return sha256(repr(self.pairs).encode()).hexdigest()[:12]

    def category(self, term: str) -> str | None:
        """The category of a term, None where the map does not have it."""
        return self._categories.get(normalised(term))

    @cached_property
    def _categories(self) -> dict[str, str]:
        return {normalised(term): category for term, category in self.pairs}


def normalised(text: str) -> str:
    """A term as it is compared: no case, no punctuation, single spaces; apostrophes vanish, "&" is "and"."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    text = re.sub("['’‘`´]", "", text)
    return " ".join("".join(one if unicodedata.category(one)[0] in "LMN" else " " for one in text).split())


def _text(value: Any) -> str:
    return "" if value is None or value is pd.NA or value != value else " ".join(str(value).split())


def _check(term: str, category: str) -> None:
    if not category:
        raise SynonymError(f"“{_shortened(term)}” has no category. Choose one, or remove the row.")
    if category not in _PLACE:
        raise SynonymError(f"“{_shortened(category)}” is not a category. Use one of: {', '.join(SPECIAL_INTERESTS)}.")
    if not normalised(term):
        raise SynonymError(f"A row of “{category}” has no term with letters or digits. Write one, or remove the row.")
    if len(term) > MAX_LETTERS:
        raise SynonymError(f"“{_shortened(term)}” is longer than {MAX_LETTERS} letters. Shorten it.")


def _shortened(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


DEFAULT_SYNONYMS = SynonymMap.of(
    (term, category) for category, terms in DEFAULT_TERMS.items() for term in terms.split(";")
)


@dataclass(frozen=True, eq=False, slots=True)
class Matches:
    """What each event row was found to be.

    ``kind`` is the place of its category among SPECIAL_INTERESTS, -1 for none; ``why`` says what decided, empty where
    nothing did. ``special`` (events x SPECIAL_INTERESTS) is what it counts as, which follows by rules from its kind.
    """

    kind: NDArray[np.int64]
    why: NDArray[np.object_]
    infection: NDArray[np.bool_]
    special: NDArray[np.bool_]


def match(events: DataFrame, synonyms: SynonymMap) -> Matches:
    """Find the categories of event rows.

    The column of the extract beats the map, except that "serious infection" and "death" say how an event went and not
    what it was: beside them the map still says what it was. Two rules go over the kinds: an infection (by its kind or
    its organ class) that is marked serious is a serious infection, an event with a fatal outcome is a death. So serious
    zoster is counted under both, and pneumonia not marked serious under none.
    """
    given = pd.Index(SPECIAL_INTERESTS).get_indexer(events["special_interest"].fillna(""))
    term, words = _places(events["term"], synonyms), _places(events["verbatim"], synonyms)
    mapped = np.where(term >= 0, term, words)
    open_kind = np.isin(given, (-1, _PLACE[SERIOUS_INFECTION], _PLACE[DEATH])) & (mapped >= 0)
    kind = np.where(open_kind, mapped, given)
    infection = np.isin(kind, [_PLACE[name] for name in INFECTIONS])
    infection |= _among(events["system_organ_class"], _INFECTION_CLASSES)
    serious = infection & events["serious"].fillna(False).to_numpy(bool)
    died = _among(events["outcome"], _FATAL) | _among(events["term"], _FATAL_TERMS)
    special = np.zeros((len(events), len(SPECIAL_INTERESTS)), dtype=bool, order="F")
    for place, category in enumerate(SPECIAL_INTERESTS):
        of_kind = (kind == place) if category != SERIOUS_INFECTION else serious
        special[:, place] = of_kind | (given == place) | (died & (category == DEATH))
    why = np.select([given >= 0, term >= 0, words >= 0], [GIVEN, BY_TERM, BY_WORDS], "").astype(object)
    return Matches(kind, why, infection, special)


def matched_terms(events: DataFrame, synonyms: SynonymMap) -> DataFrame:
    """Every distinct term with what it counts as, most patients first.

    Columns: term, counts_as (categories joined by ", "; empty for none), matched_by (what decided, empty where the term
    matched nothing), infection (it is one, by kind or organ class), patients (of the whole extract). A term has a row
    for each way in which it counts.
    """
    found = match(events, synonyms)
    # The categories of an event as one number, a bit each: much faster to tell apart than rows of a matrix.
    bits = 1 << np.arange(len(SPECIAL_INTERESTS))
    rows = DataFrame(
        {
            "term": pd.factorize(events["term"])[0],
            "counts_as": found.special @ bits,
            "matched_by": found.why,
            "infection": found.infection,
            "patient": pd.factorize(events["patient_id"])[0],
        }
    )
    keys = ["term", "counts_as", "matched_by", "infection"]
    counts = rows.drop_duplicates().groupby(keys, sort=False).size().rename("patients").reset_index()
    counts["term"] = events["term"].unique()[counts["term"].to_numpy()]
    counts["counts_as"] = [
        ", ".join(name for name, bit in zip(SPECIAL_INTERESTS, bits, strict=True) if code & bit)
        for code in counts["counts_as"]
    ]
    return counts.sort_values(["patients", "term", "counts_as"], ascending=[False, True, True], ignore_index=True)


def seriousness_unknown(events: DataFrame, synonyms: SynonymMap) -> int:
    """Patients of the whole extract with an infection of which nobody recorded whether it was serious."""
    found = match(events, synonyms)
    place = _PLACE[SERIOUS_INFECTION]
    open_question = found.infection & events["serious"].isna().to_numpy(bool) & ~found.special[:, place]
    return int(events.loc[open_question, "patient_id"].nunique())


def _places(texts: "Series[Any]", synonyms: SynonymMap) -> NDArray[np.int64]:
    """The place of each text's category, -1 where the map does not have it. Each distinct text is looked up once."""
    codes, distinct = pd.factorize(texts)
    places = [_PLACE.get(synonyms.category(text) or "", -1) for text in distinct]
    found: NDArray[np.int64] = np.array([*places, -1], dtype=np.int64)[codes]
    return found


def _among(texts: "Series[Any]", known: set[str]) -> NDArray[np.bool_]:
    codes, distinct = pd.factorize(texts)
    found: NDArray[np.bool_] = np.array([*(normalised(text) in known for text in distinct), False], dtype=bool)[codes]
    return found
