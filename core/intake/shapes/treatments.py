"""One row a treatment: which agents a patient had and when each started (SDTM EX and CM, medication lists)."""

import re
from dataclasses import replace

import numpy as np
from pandas import DataFrame

from core.intake.meanings.medicines import agents
from core.intake.proposal import ColumnProposal
from core.intake.shapes.cells import Cells, cells, frame_of
from core.intake.shapes.sheet import Sheet

_START = ("systemic_start_date", "start_date", "cream_start_date", "event_start_date", "visit_date")
_CREAM = re.compile(r"ruxolitinib|opzelura|\brux\b|\bopz\b", re.IGNORECASE)
_ISO = r"\d{4}-\d{2}-\d{2}"
_LAST = "9999"  # sorts after every date


def patients(sheet: Sheet) -> DataFrame:
    """The systemic agents of each patient with the earliest start of each kind of treatment.

    Rows of the cream give its start; rows of other topicals give nothing. Only dates that sort as text (ISO) can be
    compared here: of others every one is a fact, and the importer asks.
    """
    name = next(column.column for column in sheet.columns if column.field == "agent")
    text = sheet.frame[name]
    kinds = text.map({value: _kind(value) for value in text.unique()})
    start = next((column for field in _START for column in sheet.columns if column.field == field), None)
    systemic = sheet.rows((kinds == "systemic").to_numpy())
    parts = [_distinct(systemic if start is None else _at_once(systemic, name, start.column), name, "agent")]
    if start is not None:
        cream = sheet.rows((kinds == "cream").to_numpy())
        parts += [_first(systemic, start, "systemic_start_date"), _first(cream, start, "cream_start_date")]
    return frame_of(parts)


def _kind(text: str) -> str:
    """ "cream" for the study cream, "systemic" for what is or may be a systemic agent, "" for other topicals."""
    read = agents(text)
    if read.code != "topical_in_systemic_column":
        return "systemic"
    return "cream" if _CREAM.search(text) else ""


def _at_once(sheet: Sheet, name: str, start: str) -> Sheet:
    """The rows, with the agents that a patient started on the same day written together."""
    rows = DataFrame({"patient": sheet.patient, "start": sheet.frame[start], "text": sheet.frame[name]})
    distinct = rows[rows["start"] != ""].drop_duplicates()
    several = distinct[distinct.duplicated(["patient", "start"], keep=False)]
    if several.empty:
        return sheet
    joined = several.groupby(["patient", "start"])["text"].agg(" + ".join).rename("joined")
    text = rows.join(joined, on=["patient", "start"])["joined"].fillna(rows["text"])
    return replace(sheet, frame=sheet.frame.assign(**{name: text}))


def _distinct(sheet: Sheet, label: str, field: str) -> Cells:
    """Each text once a patient, at its first line."""
    text = sheet.frame[label]
    first = ~DataFrame({"patient": sheet.patient, "text": text}).duplicated().to_numpy()
    return cells(
        text[first],
        sheet.patient[first],
        np.arange(int(first.sum())),
        field=field,
        grid=sheet.number,
        column=label,
    )


def _first(sheet: Sheet, start: ColumnProposal, field: str) -> Cells:
    """The earliest ISO date of each patient; every distinct text where one is written otherwise."""
    text = sheet.frame[start.column]
    if text[text != ""].str.match(_ISO).all():
        order = text.replace("", _LAST).sort_values(kind="stable").index
        sheet = sheet.rows(~sheet.patient.loc[order].duplicated().reindex(sheet.patient.index).to_numpy(dtype=bool))
    return _distinct(sheet, start.column, field)
