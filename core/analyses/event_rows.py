"""Which event rows a reader sees, and in what order. Nothing is counted here."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from math import isfinite

import numpy as np
from pandas import DataFrame

Key = tuple[str, str, str]  # level, organ class, term


@dataclass(frozen=True, slots=True)
class RowChoice:
    """What a reader asked for.

    ``order`` is "class" (each organ class with its terms), or one flat list by "incidence", "difference" or "name".
    ``rows`` is "terms" or "classes"; ``turned`` names organ classes that are shown the other way. ``search`` keeps rows
    that contain the words, and the organ classes of terms that do. Overall rows stay on top, but for those ``hidden``.
    """

    order: str = "class"
    rows: str = "terms"
    turned: frozenset[str] = frozenset()
    search: str = ""
    hidden: tuple[str, ...] = ("related_named", "related")


def chosen_rows(incidence: DataFrame, differences: DataFrame, choice: RowChoice) -> list[Key]:
    """The rows to show, in order. ``incidence`` and ``differences`` are the frames of ``core.analyses.safety``."""
    keys = _keys(incidence)
    overall = [key for key in keys if key[0] not in ("organ_class", "term", *choice.hidden)]
    events = [key for key in keys if key[0] in ("organ_class", "term") and _matches(key, keys, choice.search)]
    if choice.order == "class":
        return overall + [key for key in events if key[0] == "organ_class" or choice.search or _open(key[1], choice)]
    level = "term" if choice.rows == "terms" else "organ_class"
    flat = [key for key in events if key[0] == level]
    return overall + sorted(flat, key=_ranking(incidence, differences, choice.order))


def in_rows(frame: DataFrame, keys: Collection[Key]) -> DataFrame:
    """The rows of an incidence or difference frame that belong to ``keys``, in their order."""
    place = {key: at for at, key in enumerate(keys)}
    places = np.array([place.get(key, -1) for key in _keys_of_rows(frame)], dtype=np.int64)
    order = np.argsort(places, kind="stable")
    return frame.take(order[places[order] >= 0]).reset_index(drop=True)


def _keys_of_rows(frame: DataFrame) -> list[Key]:
    return list(zip(*(frame[name].tolist() for name in ("level", "organ_class", "term")), strict=True))


def _keys(frame: DataFrame) -> list[Key]:
    return list(dict.fromkeys(_keys_of_rows(frame)))


def _open(organ_class: str, choice: RowChoice) -> bool:
    return (choice.rows == "terms") != (organ_class in choice.turned)


def _matches(key: Key, keys: list[Key], search: str) -> bool:
    words = search.casefold().strip()
    if not words:
        return True
    if words in key[1].casefold() or words in key[2].casefold():
        return True
    return key[0] == "organ_class" and any(other[1] == key[1] and words in other[2].casefold() for other in keys)


def _ranking(incidence: DataFrame, differences: DataFrame, order: str) -> Callable[[Key], tuple[float, str]]:
    """Largest first, then by name; everything is equally large where the order is by name."""
    size: dict[Key, float] = {}
    if order == "difference" and len(differences):
        size = dict(zip(_keys_of_rows(differences), differences["estimate"].abs(), strict=True))
    elif order != "name":
        total = incidence.groupby(["level", "organ_class", "term"], sort=False)[["count", "n"]].sum()
        size = {key: count / n if n else 0.0 for key, count, n in total.itertuples()}

    def rank(key: Key) -> tuple[float, str]:
        large = size.get(key, 0.0)
        return (-large if isfinite(large) else 0.0, (key[2] or key[1]).casefold())

    return rank
