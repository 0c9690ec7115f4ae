"""Adverse events with their weeks, as the schema has them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pandas import DataFrame, Series

from core.intake.answers import Answers
from core.intake.content import time_zero
from core.intake.content.called import LIMIT_WEEKS, called
from core.intake.content.date_columns import Dated
from core.intake.content.findings import about_rows, grouped
from core.intake.content.occasions import occasions
from core.intake.content.time_zero import Zero
from core.intake.decisions import Decision
from core.intake.grid import Grid
from core.intake.problems import Level, Problem

TEXTS = ("term", "system_organ_class", "severity", "special_interest", "action_taken", "outcome", "verbatim")
FLAGS = ("serious", "related", "related_cream", "related_systemic")
_KINDS = {
    "start": {"event_start_week": "week", "event_start_day": "day"},
    "end": {"event_end_week": "week", "event_end_day": "day"},
}


_SAID: dict[str, tuple[Level, str]] = {
    "event_without_term": ("error_row", "an adverse event without a name. Left out; add the term in your file."),
    "event_ends_before_start": ("error_cell", "the event ends before it starts. Its end is left blank."),
    "event_before_time_zero": ("info", "the event started before the combination. Kept, and shown apart."),
    # Leaving them out would understate.
    "event_without_start": (
        "info",
        "no week of the start is known (no date, or no start of treatment). Counted as events of the combination.",
    ),
}


@dataclass(frozen=True, eq=False, slots=True)
class Events:
    """One row per event with patient, grid, line and the columns of the schema."""

    events: DataFrame
    problems: tuple[Problem, ...]
    decisions: tuple[Decision, ...] = ()


def events_table(cells: DataFrame, dates: Dated, zero: Zero, grids: Sequence[Grid], answers: Answers) -> Events:
    """The events of a site. ``cells`` are valued facts of events."""
    problems: list[Problem] = []
    events = occasions(cells, [*TEXTS, *FLAGS, "treatment_emergent"])
    for side, kinds in _KINDS.items():
        events[f"{side}_week"] = _weeks(side, kinds, cells, events, dates, zero, answers, grids, problems)
    events["term"] = events["term"].where(events["term"].notna(), events["verbatim"])
    unnamed = events["term"].isna()
    backwards = events["end_week"] < events["start_week"]
    events.loc[backwards, "end_week"] = np.nan
    told = {
        "event_without_term": unnamed,
        "event_ends_before_start": backwards & ~unnamed,
        "event_before_time_zero": (events["start_week"] < 0) & ~unnamed,
        "event_without_start": events["start_week"].isna() & ~unnamed,
    }
    for code, rows in told.items():
        problems += about_rows(events[rows], grids, code, *_SAID[code])
    return Events(events[~unnamed], tuple(problems))


def _weeks(
    side: str,
    kinds: dict[str, str],
    cells: DataFrame,
    events: DataFrame,
    dates: Dated,
    zero: Zero,
    answers: Answers,
    grids: Sequence[Grid],
    problems: list[Problem],
) -> "Series[float]":
    """Weeks of the starts or ends: as recorded, by study day, or by date."""
    read = called(cells, answers, kinds=kinds)
    unread = read[read["value"].isna() & (read["code"] != "missing_token")]
    problems += grouped(unread, grids, "error_cell", "Left blank; correct it in your file or here.")
    weeks = Series(np.nan, index=events.index)
    for name, kind in kinds.items():
        own = read[(read["field"] == name) & read["value"].notna()].drop_duplicates("occasion").set_index("occasion")
        weeks = weeks.fillna((own["value"] / 7 if kind == "day" else own["value"]).reindex(events.index))
    days = time_zero.dates_by_occasion(dates.cells, f"event_{side}_date").reindex(events.index)
    dated = (days - zero.of(events["patient"])) / 7
    weeks = weeks.fillna(dated.astype(float))
    return weeks.where(weeks.abs() <= LIMIT_WEEKS)
