"""One row a measurement: the name of the measure, its value and when (flowsheets, SDTM findings, ADaM BDS)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame, Series

from core.intake.fields import FIELDS
from core.intake.files.rows import counted
from core.intake.meanings.headers import meaning
from core.intake.problems import Problem
from core.intake.shapes import visit_titles
from core.intake.shapes.cells import Cells, cells, frame_of
from core.intake.shapes.sheet import TIMES, Sheet

# Test and parameter codes of our three measures; a change or a response to treatment is another measure.
_MEASURES = {
    **dict.fromkeys(("iga", "iga0101", "igasc", "igascr", "igatot", "viga", "vigaad", "viga-ad", "iga01"), "iga"),
    **dict.fromkeys(("bsa", "bsapct", "bsatot", "bsaperc", "bsainv", "pctbsa", "bsap", "bsa01"), "bsa_pct"),
    **dict.fromkeys(("ppnrs", "pp-nrs", "itch", "itchnrs", "wpnrs", "winrs", "pnrs", "itchsc", "nrsitch"), "itch_nrs"),
}
_SHOWN = 5
_CLOCK = r"[ T]\d{1,2}:\d{2}.*$"


@dataclass(frozen=True, eq=False, slots=True)
class Measured:
    """The facts of a table of measurements."""

    visits: DataFrame
    patients: DataFrame
    problems: tuple[Problem, ...] = ()


def measure_field(name: str) -> str:
    """The field a measure's name or code means, "" for the many others such a table holds."""
    known = _MEASURES.get("".join(name.split()).casefold().replace("_", ""))
    if known:
        return known
    found = meaning(name)
    return found.field if found and found.how in ("exact", "alias") and not found.week else ""


def measurements(sheet: Sheet) -> Measured:
    """The measures we know, as visits: rows of a patient at the same time are one, a second value opens another."""
    values = tuple(column for column in sheet.columns if column.field == "measure_value")
    sheet = sheet.rows(sheet.filled(values))
    name = next(column.column for column in sheet.columns if column.field == "measure_name")
    fields = {text: measure_field(text) for text in sheet.frame[name].unique()}
    field = sheet.frame[name].map(fields).astype("str")
    table = field.map({known: FIELDS[known].table for known in set(fields.values()) if known})
    visit, personal = (table == "visits").to_numpy(dtype=bool), (table == "patients").to_numpy(dtype=bool)
    problems = _others(sheet, name, fields)
    about = _parts(sheet, field, values[0].column, personal, np.arange(len(field)))
    if values[0].week:
        return Measured(frame_of(visit_titles.visits(sheet.rows(visit), field[visit])), frame_of([]), problems)
    return Measured(_visits(sheet.rows(visit), field[visit], values[0].column), frame_of(about), problems)


def _visits(sheet: Sheet, field: "Series[str]", value: str) -> DataFrame:
    """The cells of the measures, and those that say when on the first row of each visit."""
    occasion = _occasions(sheet, field)
    first = ~Series(occasion).duplicated().to_numpy()
    parts = _parts(sheet, field, value, np.ones(len(field), dtype=bool), occasion)
    times = [column for column in sheet.of("visits") if column.field in TIMES]
    return frame_of([*parts, *(_cells(sheet, first, occasion, field=c.field, label=c.column) for c in times)])


def _parts(
    sheet: Sheet, field: "Series[str]", value: str, rows: NDArray[np.bool_], occasion: NDArray[np.int64]
) -> list[Cells]:
    named = [known for known in field[rows].unique() if known]
    return [_cells(sheet, rows & (field == known).to_numpy(), occasion, field=known, label=value) for known in named]


def _cells(sheet: Sheet, rows: NDArray[np.bool_], occasion: NDArray[np.int64], *, field: str, label: str) -> Cells:
    part = sheet.rows(rows)
    return cells(part.frame[label], part.patient, occasion[rows], field=field, grid=sheet.number, column=label)


def _occasions(sheet: Sheet, field: "Series[str]") -> NDArray[np.int64]:
    """The number of each row's visit: same patient, same time, and each measure once."""
    # What is charted within minutes is one visit.
    times = {
        column.column: sheet.frame[column.column].str.replace(_CLOCK, "", regex=True)
        for column in sheet.of("visits")
        if column.field in TIMES
    }
    keys = DataFrame({"patient": sheet.patient, "measure": field, **times})
    at = ["patient", *times]
    keys["again"] = keys.groupby([*at, "measure"], sort=False).cumcount()
    return np.asarray(keys.groupby([*at, "again"], sort=False).ngroup(), dtype="int64")


def _others(sheet: Sheet, name: str, fields: dict[str, str]) -> tuple[Problem, ...]:
    """What is said of the measures that are not ours."""
    unknown = [text for text, field in fields.items() if text and not field]
    if not unknown:
        return ()
    count = int(sheet.frame[name].isin(unknown).sum())
    shown = ", ".join(unknown[:_SHOWN]) + (f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else "")
    message = f"{counted(count, 'row')} of other measures ({shown}). Not imported: only IGA, BSA and itch are."
    return (Problem("measures_not_used", "info", sheet.grid.name, None, name, count, message),)
