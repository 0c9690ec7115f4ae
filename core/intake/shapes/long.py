"""One row a visit, and whatever else a row says about its patient."""

import numpy as np
import pandas as pd
from pandas import DataFrame

from core.intake.shapes.cells import cells, frame_of
from core.intake.shapes.redcap import is_redcap
from core.intake.shapes.sheet import Sheet

SCORES = ("iga", "bsa_pct", "itch_nrs")


def patients(sheet: Sheet) -> DataFrame:
    """What a table says about its patients: each distinct text once a patient, at its first line.

    Every patient of the table has a row of field patient_id, so that one about whom nothing is said is not lost.
    """
    occasion = np.arange(len(sheet.frame))
    key = next(column.column for column in sheet.columns if column.field == "patient_id")
    fields = {column.column: column.field for column in sheet.of("patients") if not column.number}
    parts = []
    for label, field in {key: "patient_id", **fields}.items():
        text = sheet.patient if label == key else sheet.frame[label]
        first = ~pd.DataFrame({"patient": sheet.patient, "text": text}).duplicated().to_numpy()
        first_text, first_patient = text[first], sheet.patient[first]
        parts.append(cells(first_text, first_patient, occasion[first], field=field, grid=sheet.number, column=label))
    return frame_of(parts)


def visits(sheet: Sheet) -> DataFrame:
    """The visits of a table with one a row. Where rows of other kinds stand between them a score or date tells."""
    columns = tuple(column for column in sheet.of("visits") if not column.week and column.field != "derived")
    if sheet.role == "mixed" or is_redcap(sheet.grid.titles.values()):
        telling = tuple(column for column in columns if column.field in (*SCORES, "visit_date"))
        sheet = sheet.rows(sheet.filled(telling))
    occasion = np.arange(len(sheet.frame))
    return frame_of(
        cells(
            sheet.frame[column.column],
            sheet.patient,
            occasion,
            field=column.field,
            grid=sheet.number,
            column=column.column,
        )
        for column in columns
    )
