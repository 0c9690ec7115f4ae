"""What REDCap adds to a table: events and arms, repeating instruments, check boxes, codes with a dictionary."""

import re
from collections.abc import Collection, Sequence

import numpy as np
from pandas import DataFrame

from core.intake.grid import Grid
from core.intake.problems import Problem
from core.intake.shapes.cells import cells, frame_of
from core.intake.shapes.dictionary import is_dictionary
from core.intake.shapes.sheet import Sheet

_EVENT = ("redcap_event_name", "event name")
_INSTRUMENT = ("redcap_repeat_instrument", "repeat instrument")
_INSTANCE = ("redcap_repeat_instance", "repeat instance")
_ARM = re.compile(r"_arm_(\d+)[a-z]?$|\((Arm \d+(?:: [^()]*(?:\([^()]*\)[^()]*)*)?)\)\s*$", re.IGNORECASE)
_BOX = re.compile(r"^(?P<base>.+?)___(?P<code>.+)$")
_BOX_LABEL = re.compile(r"^(?P<base>.+?)\s*\(choice=(?P<choice>.*)\)\s*$", re.IGNORECASE | re.DOTALL)
# Columns about the record and not about the patient, raw and labelled.
_ADMINISTRATIVE = re.compile(
    r"(_complete|_timestamp)$|^(complete\?|survey timestamp|survey identifier|redcap_survey_identifier"
    r"|redcap_survey_timestamp|redcap_repeat_instrument|redcap_repeat_instance|repeat instrument|repeat instance)",
    re.IGNORECASE,
)
_GROUP = ("redcap_data_access_group", "data access group")


def is_redcap(titles: Collection[str]) -> bool:
    """Whether a header is that of a REDCap export of records."""
    words = {title.strip().casefold() for title in titles}
    named = bool(words & {*_EVENT[:1], *_INSTRUMENT, *_INSTANCE, _GROUP[0]})
    return named or any(_BOX.match(word) or _BOX_LABEL.match(word) for word in words) or _is_labelled(words)


def _is_labelled(words: Collection[str]) -> bool:
    """A label export names no variable; its event column and form states give it away."""
    return any(word in words for word in _EVENT) and any(word.startswith("complete?") for word in words)


def structural(title: str) -> tuple[str, str] | None:
    """The field ("" for none) and the reason of a column that REDCap itself adds; None for a column of the site."""
    words = title.strip().casefold()
    if words in _EVENT:
        return "visit", "REDCap event"
    if words in _GROUP:
        return "site", "REDCap data access group"
    if _ADMINISTRATIVE.search(words):
        return "", "REDCap keeps it about the record; a repeat instance is a counter, no week"
    return None


def check_box(title: str) -> tuple[str, str] | None:
    """The variable and the choice (its code, or its label in a label export) of a check box, None for other columns."""
    found = _BOX.match(title.strip())
    if found:
        return found["base"], found["code"]
    labelled = _BOX_LABEL.match(title.strip())
    return (labelled["base"], labelled["choice"].strip()) if labelled else None


def arms(sheet: Sheet) -> DataFrame:
    """The arm in the event names as the cohort of each patient, where there are several arms; otherwise no facts."""
    column = next((c for c in sheet.columns if c.field == "visit" and c.title.strip().casefold() in _EVENT), None)
    if column is None:
        return frame_of([])
    text = sheet.frame[column.column]
    arm = text.map({name: _arm(name) for name in text.unique()})
    if arm[arm != ""].nunique() < 2:
        return frame_of([])
    first = ~DataFrame({"patient": sheet.patient, "arm": arm}).duplicated().to_numpy()
    occasion = np.arange(int(first.sum()))
    own = cells(arm[first], sheet.patient[first], occasion, field="cohort", grid=sheet.number, column=column.column)
    return frame_of([own])


def _arm(event: str) -> str:
    found = _ARM.search(event.strip())
    if not found:
        return ""
    return f"arm_{found[1]}" if found[1] else found[2]


def problems(grids: Sequence[Grid]) -> list[Problem]:
    """One note a table that REDCap wrote."""
    return [
        Problem("redcap_structure_detected", "info", grid.name, None, "", len(grid.frame), _says(grid))
        for grid in grids
        if is_redcap(grid.titles.values()) and not is_dictionary(grid.titles.values())
    ]


def _says(grid: Grid) -> str:
    words = {title.strip().casefold() for title in grid.titles.values()}
    parts = [
        "events as visits" if words & set(_EVENT) else "",
        "repeating instruments (the instance is a counter, no week)" if words & set(_INSTRUMENT) else "",
        "check boxes joined" if any(check_box(title) for title in grid.titles.values()) else "",
        "blanks that belong to other forms are no missing values",
    ]
    return f"{grid.name} is a REDCap export: {'; '.join(part for part in parts if part)}."
