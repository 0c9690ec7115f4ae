"""Several rows for one visit of a patient: put together, kept once, or asked about where they contradict each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from pandas import DataFrame

from core.intake.answers import Answers
from core.intake.content.findings import about_rows, places, where
from core.intake.content.timing import SCORES
from core.intake.decisions import Decision
from core.intake.grid import Grid
from core.intake.problems import Problem

DECISION = "duplicate_visit"
CHOICES = ("keep first", "keep last", "leave both out", "average")
_SHOWN = 5
_REPEATED = "the same visit with the same scores stands in another row. Counted once."
_SAYS = {"iga": "IGA", "bsa_pct": "BSA", "itch_nrs": "itch"}


@dataclass(frozen=True, eq=False, slots=True)
class Merged:
    """Each visit once."""

    visits: DataFrame
    problems: tuple[Problem, ...]
    decisions: tuple[Decision, ...]


def merged(visits: DataFrame, grids: Sequence[Grid], answers: Answers) -> Merged:
    """Put the rows of each visit together. ``visits`` are those of ``core.intake.content.timing``.

    Rows of the same patient and week are one visit unless both have a day and the days differ.
    """
    visits = visits.reset_index(drop=True)
    visits = visits.assign(visit=_visit(visits))
    several = visits[visits.duplicated("visit", keep=False)]
    if several.empty:
        return Merged(visits, (), ())
    values = several.groupby("visit")[list(SCORES)].nunique()
    contradicting = set(values.index[(values > 1).any(axis=1)])
    clash = several[several["visit"].isin(contradicting)]
    repeated = _repeats(several[~several["visit"].isin(contradicting)])
    chosen = _chosen(answers)
    kept = _resolved(visits, clash, chosen)
    first = kept.groupby("visit", sort=False).first().reset_index()
    problems = [
        *about_rows(repeated, grids, "duplicate_visit_exact", "warning", _REPEATED),
        *_clashes(clash, grids, chosen),
    ]
    return Merged(first, tuple(problems), tuple(_decisions(clash, grids, answers, chosen)))


def _visit(visits: DataFrame) -> Any:
    """The number of each row's visit."""
    time = visits["week"].astype(float).round(6)
    day = visits["day"].astype(float)
    # A row without a day belongs to the first visit of its week.
    first = day.groupby([visits["patient"], time]).transform("min")
    return visits.groupby(["patient", time, day.fillna(first).fillna(-1e9)], sort=False).ngroup()


def _repeats(several: DataFrame) -> DataFrame:
    """Rows that add nothing to the rows of their visit above them."""
    known = several[list(SCORES)].notna().astype(int)
    before = known.groupby(several["visit"]).cumsum() - known
    adds = ((known > 0) & (before == 0)).any(axis=1)
    return several[~adds]


def _chosen(answers: Answers) -> str:
    given = answers.constants.get(DECISION, "").casefold().strip()
    return next((choice for choice in CHOICES if choice.startswith(given)), "") if given else ""


def _resolved(visits: DataFrame, clash: DataFrame, chosen: str) -> DataFrame:
    """The rows that count, contradicting ones as chosen; until they are, none of them."""
    rest = visits[~visits["visit"].isin(clash["visit"])]
    if clash.empty or chosen in ("", "leave both out"):
        return rest
    if chosen == "average":
        scores = clash.groupby("visit")[list(SCORES)].transform(lambda own: own.astype(float).mean())
        # A mean of grades is no grade; only one that is whole counts.
        whole = scores["iga"].where(scores["iga"] % 1 == 0)
        own = clash.assign(**{name: scores[name] for name in SCORES} | {"iga": whole}).drop_duplicates("visit")
        return pd.concat([rest, own.assign(**{name: own[name].astype(object) for name in SCORES})]).sort_index()
    # The last row first, so that each score is the last one recorded.
    ordered = clash if chosen == "keep first" else clash.iloc[::-1]
    return pd.concat([rest, ordered])


def _clashes(clash: DataFrame, grids: Sequence[Grid], chosen: str) -> list[Problem]:
    problems = []
    for number, own in clash.groupby("grid", sort=False):
        lines = tuple(sorted(int(line) for line in own["line"]))
        visits = own["visit"].nunique()
        said = f"You chose: {chosen}." if chosen else "Which row counts is asked."
        message = f"{where(lines)}: {visits} visits have several rows with different scores. {said}"
        level: Any = "warning" if chosen else "error_until_answered"
        file = grids[int(str(number))].name
        problems.append(Problem(DECISION, level, file, lines[0], "", visits, message, rows=lines))
    return problems


def _decisions(clash: DataFrame, grids: Sequence[Grid], answers: Answers, chosen: str) -> list[Decision]:
    if clash.empty:
        return []
    shown = [_described(own, grids) for _, own in list(clash.groupby("visit", sort=False))[:_SHOWN]]
    more = clash["visit"].nunique() - len(shown)
    listed = "; ".join(shown) + (f"; and {more} more" if more else "")
    question = f"Some visits have several rows with different scores: {listed}. Which row counts?"
    return [Decision(DECISION, DECISION, question, ("constants", DECISION), None, CHOICES, True, bool(chosen))]


def _described(own: DataFrame, grids: Sequence[Grid]) -> str:
    """ "P007, week 12 (rows 14 and 15: IGA 2, 3)"."""
    differing = [name for name in SCORES if own[name].nunique() > 1]
    scores = ", ".join(
        f"{_SAYS[name]} {' or '.join(f'{value:g}' for value in own[name].dropna())}" for name in differing
    )
    return f"{own['patient'].iloc[0]}, week {np.round(own['week'].iloc[0], 1):g} ({places(own, grids)}: {scores})"
