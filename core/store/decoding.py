"""Sums of facts per group -> the tallies that every number is computed from."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from core.counting import Counts, Places
from core.endpoints import Numbers
from core.event_counting import GRADES
from core.event_tally import EventTally, FirstEvents, reading_order
from core.schema import SPECIAL_INTERESTS
from core.store.facts import CENSORED, COMPETING, EVENT, Facts


@dataclass(frozen=True, eq=False, slots=True)
class Sums:
    """Patients per group and fact (shape: groups, facts)."""

    facts: Facts
    counts: Counts

    def of(self, kind: str) -> Counts:
        """The counts of one kind of fact (shape: groups, facts of the kind)."""
        found: Counts = self.counts[:, self.facts.places[kind]]
        return found

    def total(self, kind: str) -> Counts:
        """Patients per group with a fact of a kind of which each patient has one."""
        found: Counts = self.of(kind).sum(axis=1)
        return found

    def by_value(self, kind: str) -> tuple[Numbers, Counts]:
        """The distinct values of a kind, and the patients of each group that have them."""
        return self.facts.of(kind)["value"].to_numpy(), self.of(kind)


@dataclass(frozen=True, eq=False)
class EventLayout:
    """Where the facts of counted events stand in an ``EventTally``.

    ``rows`` are its rows; ``quiet`` and ``events`` the facts whatever is counted, and those of an event selection.
    """

    rows: DataFrame
    quiet: Facts
    events: Facts

    @cached_property
    def of_row(self) -> Places:
        """The place of each fact "event" among rows times grades."""
        names = ["level", "organ_class", "term"]
        places = {row: place for place, row in enumerate(self.rows[names].itertuples(index=False, name=None))}
        facts = self.events.of("event")
        rows = np.array([places[row] for row in facts[names].itertuples(index=False, name=None)], dtype=np.int64)
        found: Places = rows * GRADES + facts["severity"].to_numpy(np.int64)
        return found

    @cached_property
    def of_special(self) -> Places:
        return np.array([SPECIAL_INTERESTS.index(one) for one in self.events.of("special")["term"]], dtype=np.int64)

    @cached_property
    def weeks(self) -> Numbers:
        """Every time at which a patient of the whole extract has the first event or leaves."""
        found = np.concatenate([facts["value"].to_numpy() for facts in self._timed])
        return np.unique(found[~np.isnan(found)])

    @cached_property
    def times(self) -> tuple[Places, Places]:
        """Per quiet and per first fact the place among three times :attr:`weeks`: event, competing, censored.

        -1 where the time is not recorded.
        """
        kinds = {EVENT: 0, COMPETING: 1, CENSORED: 2}
        quiet, first = (
            np.where(
                facts["value"].isna(),
                -1,
                np.searchsorted(self.weeks, facts["value"]) * 3 + facts["level"].map(kinds).to_numpy(np.int64),
            )
            for facts in self._timed
        )
        return quiet, first

    @property
    def _timed(self) -> tuple[DataFrame, DataFrame]:
        return self.quiet.of("quiet"), self.events.of("first")

    def first(self, base: Sums, counted: Sums) -> FirstEvents:
        """When the first counted event came."""
        found = np.zeros((len(base.counts), len(self.weeks) * 3), dtype=np.int64)
        quiet, first = self.times
        found[:, quiet[quiet >= 0]] += base.of("quiet")[:, quiet >= 0]
        found[:, first] += counted.of("first")
        by_kind = found.reshape(len(found), len(self.weeks), 3)
        seen = by_kind.any(axis=(0, 2))
        left_out = base.of("quiet")[:, quiet < 0].sum(axis=1) + counted.total("left_out")
        events, competing, censored = (by_kind[:, seen, kind] for kind in range(3))
        return FirstEvents(self.weeks[seen], events, competing, censored, left_out)


def event_layout(listed: Counts, base: Facts, events: Facts) -> EventLayout:
    """The layout of an event selection; ``listed`` counts the facts "listed" of ``base`` over all patients."""
    return EventLayout(reading_order(ranked_terms(base.of("listed").assign(patients=listed)))[0], base, events)


def ranked_terms(listed: DataFrame) -> DataFrame:
    """The terms on record as ``core.event_coding.Events.terms`` ranks them: most patients first, then by name."""
    classes = listed[listed["level"] == "organ_class"].set_index("organ_class")["patients"]
    terms = listed[listed["level"] == "term"]
    ranked = terms.assign(of_class=terms["organ_class"].map(classes)).sort_values(
        ["of_class", "organ_class", "patients", "term"], ascending=[False, True, False, True]
    )
    return ranked[["organ_class", "term"]].reset_index(drop=True)


def event_tally_of(layout: EventLayout, base: Sums, counted: Sums, listed: Counts) -> EventTally:
    """The tally of adverse events of each group."""
    shape = (len(base.counts), len(layout.rows), GRADES)
    return EventTally(
        rows=layout.rows,
        patients=_placed(counted.of("event"), layout.of_row, shape[1] * GRADES).reshape(shape),
        special=_placed(counted.of("special"), layout.of_special, len(SPECIAL_INTERESTS)),
        occurrences=counted.total("occurrences"),
        exposure_weeks=_weeks(base, "quiet") + _weeks(base, "exposure"),
        first=layout.first(base, counted),
        earlier=base.total("earlier"),
        later=base.total("later"),
        died_undocumented=base.total("died_undocumented"),
        related_unsaid=int(listed[(base.facts.of("listed")["level"] == "related_unsaid").to_numpy()].sum()),
    )


def _weeks(sums: Sums, kind: str) -> Numbers:
    """Weeks on both treatments added up per group, of those who have them recorded."""
    weeks, patients = sums.by_value(kind)
    found: Numbers = (patients @ np.nan_to_num(weeks)).astype(float)
    return found


def _placed(counts: Counts, place: Places, width: int) -> Counts:
    found: NDArray[np.int64] = np.zeros((len(counts), width), dtype=np.int64)
    found[:, place] = counts
    return found
