"""What can be counted of a patient, one row a fact: the columns of the counts of a store."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame, concat

from core.cells import Cells
from core.endpoints import MDA
from core.schema import MEASURES
from core.score_coding import CELL_COLUMNS

# The events of facts that are the same whichever events are counted.
ANY = "any"
COMPETING, CENSORED, EVENT = "competing", "censored", "event"
# In the order in which a store keeps them.
KINDS = (
    "patients",  # one of each patient
    "documented",  # the adverse-event status is
    "died_undocumented",  # follow-up ended with death, and the status is not documented
    "age",  # value: years
    "follow_up",  # value: weeks on both treatments
    "score",  # measure, week, baseline, value, carried: a row of core.score_coding.Scores
    "quiet",  # documented, with no event on record and not died; value: weeks or nan; level: COMPETING or CENSORED
    "exposure",  # documented and not quiet, value: weeks on both treatments
    "earlier",  # documented, with an event before time zero
    "later",  # documented, with an event after the combination
    "listed",  # has an event of this level (organ_class, term, related_unsaid) on record, whatever counts
    # From here on of the counted events of documented patients, see ``events``:
    "event",  # level, organ_class, term and the worst severity of a row of core.event_tally.EventTally
    "special",  # term: the category of special interest
    "occurrences",  # events, not patients, where the time on both treatments is recorded
    "first",  # of patients who are not quiet, value: weeks; level: EVENT, COMPETING or CENSORED
    "left_out",  # not quiet, and the time of the first event or of the end of follow-up is not recorded
)
COLUMNS: dict[str, Any] = {
    "kind": object,
    "events": object,  # ANY, or the query text of the event filters
    "measure": object,
    "week": np.int16,
    "baseline": np.float64,
    "value": np.float64,
    "carried": np.bool_,
    "level": object,
    "organ_class": object,
    "term": object,
    "severity": np.int8,  # 0 not recorded, then the place in AE_SEVERITIES, from 1
}
_BLANK = {object: "", np.int16: 0, np.float64: np.nan, np.bool_: False, np.int8: 0}


@dataclass(frozen=True, eq=False)
class Facts:
    """Distinct facts in canonical order (see :func:`in_order`). ``frame`` has the columns of :data:`COLUMNS`."""

    frame: DataFrame

    def __len__(self) -> int:
        return len(self.frame)

    @cached_property
    def places(self) -> dict[str, slice]:
        """Where the facts of each kind stand; an empty slice for a kind that does not occur."""
        rank = _ranks(self.frame["kind"], KINDS)
        edges = np.searchsorted(rank, np.arange(len(KINDS) + 1)).tolist()
        return {kind: slice(low, high) for kind, low, high in zip(KINDS, edges[:-1], edges[1:], strict=True)}

    def of(self, kind: str) -> DataFrame:
        """The facts of one kind."""
        return self.frame.iloc[self.places[kind]]

    @cached_property
    def cells(self) -> Cells:
        """The scores."""
        cells = self.of("score")[CELL_COLUMNS].reset_index(drop=True)
        return Cells(cells.astype({"week": np.int64}))

    @cached_property
    def any_event(self) -> slice:
        """Where the facts "event" that say that there was any stand; they stand together."""
        first = self.places["event"].start
        own = np.flatnonzero((self.of("event")["level"] == "any").to_numpy(bool)) + first
        return slice(int(own[0]), int(own[-1]) + 1) if len(own) else slice(first, first)


def facts_frame(kind: str, rows: int = 1, *, events: str = ANY, **columns: Any) -> DataFrame:
    """Facts of one kind, blank where a column is not given (one value, or one for each row)."""
    given: dict[str, Any] = {"kind": kind, "events": events, **columns}
    return DataFrame(
        {
            name: np.full(rows, _BLANK[dtype], dtype=dtype)
            if name not in given
            else np.broadcast_to(np.asarray(given[name], dtype=dtype), rows).copy()
            for name, dtype in COLUMNS.items()
        }
    )


def in_order(frame: DataFrame) -> NDArray[np.int64]:
    """The places of facts in canonical order: kinds, then scores as their cells stand, the rest by value and name.

    Missing numbers stand last.
    """
    texts = ("severity", "term", "organ_class", "level")
    keys = [np.unique(frame[name].to_numpy(), return_inverse=True)[1] for name in texts]
    keys += [frame[name].to_numpy() for name in ("value", "baseline", "week")]
    keys += [_ranks(frame["measure"], ("", *MEASURES, MDA)), frame["carried"].to_numpy()]
    keys += [np.unique(frame["events"].to_numpy(), return_inverse=True)[1], _ranks(frame["kind"], KINDS)]
    return np.lexsort(keys)


def distinct(frames: Iterable[DataFrame]) -> tuple[Facts, NDArray[np.int64]]:
    """The distinct facts of several frames in canonical order, and the place of every row (frame after frame)."""
    rows = concat(list(frames), ignore_index=True)
    number = rows.groupby(list(COLUMNS), sort=False, dropna=False).ngroup().to_numpy()
    first = rows[~rows.duplicated()]
    order = in_order(first)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return Facts(first.iloc[order].reset_index(drop=True).astype(COLUMNS)), place[number]


def _ranks(texts: Any, order: tuple[str, ...]) -> NDArray[np.int64]:
    """The place of each text in an order."""
    places = {text: place for place, text in enumerate(order)}
    ranks: NDArray[np.int64] = texts.map(places).to_numpy(dtype=np.int64)
    return ranks
