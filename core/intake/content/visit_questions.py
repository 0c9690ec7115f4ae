"""What is asked and said about the times of visits."""

from collections.abc import Sequence

import numpy as np
from pandas import DataFrame, Series

from core.intake.answers import Answers
from core.intake.content.findings import grouped
from core.intake.decisions import Decision
from core.intake.grid import Grid
from core.intake.problems import Problem

EVENT_TO_WEEK = "event_to_week"
# The name says that the time is not said: without a date such a visit has no place, and asking would not help.
_NO_TIME = {"unscheduled", "screening", "end_of_treatment"}


def names_asked(read: DataFrame, open_visits: "Series[bool]") -> set[str]:
    """The names that need an answer: not certain, and no date says when the visit was."""
    names = read[~read["certain"] & ~read["code"].isin(_NO_TIME)]
    needed = names["occasion"].isin(open_visits.index[open_visits])
    return set(names.loc[needed, "text"])


def event_to_week(read: DataFrame, asked: set[str], answers: Answers) -> list[Decision]:
    """The question which week the names mean, or the proposal that was applied."""
    names = read[(read["field"] == "visit") | read["text"].isin(asked)]
    events = names["text"].str.contains(r"_arm_\d+", regex=True)
    said = names[
        events | ((names["code"] != "") & names["certain"] & (names["value"] != 0)) | names["text"].isin(asked)
    ]
    said = said[~said["code"].isin({*_NO_TIME, "answered", "missing_token"})].drop_duplicates("text")
    if said.empty and not asked:
        return []
    proposal = {text: None if np.isnan(week) else week for text, week in zip(said["text"], said["value"], strict=True)}
    pairs = ", ".join(
        f"“{text}” = {'?' if week is None else f'{week:g}'}" for text, week in list(proposal.items())[:10]
    )
    question = f"Which week is each visit? {pairs}." if asked else f"Visits read as weeks: {pairs}."
    done = answers.accepts(EVENT_TO_WEEK) and None not in proposal.values()
    options = ("week as a number",)
    return [Decision(EVENT_TO_WEEK, EVENT_TO_WEEK, question, ("weeks",), proposal, options, bool(asked), done)]


def remarks(read: DataFrame, visits: DataFrame, asked: set[str], grids: Sequence[Grid]) -> list[Problem]:
    """What there is to say of the texts that are not asked about."""
    rest = read[(read["code"] != "") & (read["code"] != "answered") & ~read["text"].isin(asked)]
    rest = rest[~((rest["value"] == 0) & (rest["code"] == "visit_name"))]
    timeless = rest["occasion"].map(visits["week"]).isna() & rest["value"].isna() & ~rest["code"].isin(_NO_TIME)
    problems = list(grouped(rest[timeless], grids, "error_cell", "No time could be read."))
    return problems + list(grouped(rest[~timeless], grids, "info"))


def no_time(answers: Answers) -> list[Decision]:
    """The question for tables that say nothing of when: scores of one moment have one week."""
    question = "No column says when the visits were. Is there one under another title, or are all scores of one week?"
    options = ("0", "another week", "choose the column under columns")
    return [Decision("no_time", "no_time", question, ("constants", "week"), None, options, True)]


def from_dates(visits: DataFrame, answers: Answers) -> list[Decision]:
    if visits.empty:
        return []
    question = f"{len(visits)} visits have a date and no week. Each counts at the nearest nominal visit."
    return [
        Decision(
            "week_from_dates",
            "week_from_dates",
            question,
            ("accept",),
            "nearest nominal visit",
            ("nearest nominal visit",),
            False,
            answers.accepts("week_from_dates"),
        )
    ]
