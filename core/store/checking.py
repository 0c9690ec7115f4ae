"""What a file says its facts are, checked: every value is one that a count could have."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from core.counting import Places
from core.endpoints import MDA
from core.errors import ExtractError
from core.event_counting import GRADES, OVERALL
from core.schema import MEASURES, NOMINAL_WEEKS, SPECIAL_INTERESTS
from core.selection import from_query
from core.store.facts import ANY, CENSORED, COLUMNS, COMPETING, EVENT, KINDS, Facts, in_order

_HIGHEST = {"iga": 4.0, "bsa_pct": 100.0, "itch_nrs": 10.0, MDA: 1.0}
MOST_WEEKS, MOST_YEARS = 5200.0, 120.0
_OF_EVENTS = KINDS[KINDS.index("event") :]
_LEVELS = {
    "listed": ("related_unsaid", "organ_class", "term"),
    "event": (*OVERALL, "organ_class", "term"),
    "quiet": (COMPETING, CENSORED),
    "first": (EVENT, COMPETING, CENSORED),
}
_MOST = {"age": MOST_YEARS, "follow_up": MOST_WEEKS, "quiet": MOST_WEEKS, "exposure": MOST_WEEKS, "first": MOST_WEEKS}


def checked_facts(definitions: Any, name: str) -> tuple[dict[str, Facts], dict[str, slice], Places]:
    """The facts of ANY and of each event selection, where they stand one after the other, and each one's place there.

    ``definitions`` is the array of records of a file's total. Raises ExtractError where one of them cannot be.
    """
    frame = _frame(definitions, name)
    _require(not frame.duplicated().any(), "a fact twice", name)
    names = frame["events"].unique().tolist()
    _require(ANY in names and all(events == ANY or _is_query(events) for events in names), "unknown events", name)
    _require(set(frame["kind"]) <= set(KINDS), "an unknown kind of fact", name)
    of_events = frame["kind"].isin(_OF_EVENTS)
    _require(bool((of_events == (frame["events"] != ANY)).all()), "a fact of the wrong events", name)
    for kind, rows in frame.groupby("kind"):
        _require(_plausible(str(kind), rows), f"a value of {kind!r} that cannot be", name)
    _require(_listed(frame), "an event that is not listed", name)
    canonical = in_order(frame)
    rank = frame["events"].map({events: place for place, events in enumerate(names)}).to_numpy()
    order = canonical[np.argsort(rank[canonical], kind="stable")]
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    edges = np.concatenate([[0], np.cumsum(np.bincount(rank))]).tolist()
    sections = {events: slice(low, high) for events, low, high in zip(names, edges[:-1], edges[1:], strict=True)}
    ordered = frame.iloc[order]
    facts = {events: Facts(ordered.iloc[own].reset_index(drop=True)) for events, own in sections.items()}
    return facts, sections, place


def _frame(definitions: Any, name: str) -> DataFrame:
    columns = {column: definitions.field(column) for column in COLUMNS}
    gaps = [column for column in columns if columns[column].null_count and column not in ("baseline", "value")]
    _require(not gaps, f"a gap in {''.join(gaps[:1])}", name)
    return DataFrame({column: values.to_numpy(zero_copy_only=False) for column, values in columns.items()}).astype(
        COLUMNS
    )


def _plausible(kind: str, rows: DataFrame) -> bool:
    if kind == "score":
        return _scores(rows)
    if kind == "special" and not set(rows["term"]) <= set(SPECIAL_INTERESTS):
        return False
    if not set(rows["level"]) <= set(_LEVELS.get(kind, ("",))):
        return False
    if not rows["severity"].between(0, GRADES - 1).all():
        return False
    return kind not in _MOST or _within(rows["value"].to_numpy(), _MOST[kind], gaps=kind == "quiet")


def _scores(rows: DataFrame) -> bool:
    if not set(rows["measure"]) <= {*MEASURES, MDA} or not set(rows["week"]) <= set(NOMINAL_WEEKS):
        return False
    highest = rows["measure"].map(_HIGHEST).to_numpy(float)
    grades = rows.loc[rows["measure"] == "iga", "value"]
    return (
        _within(rows["value"].to_numpy(), highest)
        and _within(rows["baseline"].to_numpy(), highest, gaps=True)
        and bool((grades == grades.round()).all())
    )


def _within(values: NDArray[np.float64], highest: Any, *, gaps: bool = False) -> bool:
    inside = (values >= 0) & (values <= highest)
    return bool((inside | (np.isnan(values) & gaps)).all())


def _listed(frame: DataFrame) -> bool:
    """Whether every organ class and term that counts is among those on record."""
    rows = frame[frame["level"].isin(["organ_class", "term"])]
    names = list(zip(rows["organ_class"], rows["term"], strict=True))
    listed = {one for one, kind in zip(names, rows["kind"], strict=True) if kind == "listed"}
    return set(names) <= listed and all((organ_class, "") in listed for organ_class, _ in listed)


def _is_query(events: str) -> bool:
    selection, ignored = from_query(events, {})
    return not ignored and selection.by == "cohort" and selection.to_query() == events


def _require(holds: bool, what: str, name: str) -> None:
    if not holds:
        raise ExtractError(f"{name} is damaged: it counts {what}. Get a fresh copy, or count again.")
