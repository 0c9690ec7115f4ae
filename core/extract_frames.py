"""The frames of an extract: columns of the schema's order and types, rows in canonical order."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from pandas import DataFrame, Series

from core.extract_columns import PANDAS
from core.extract_tables import ORDER
from core.schema import TABLES, ColumnSpec, TableSpec


def typed_frame(table: TableSpec, frames: Mapping[str, DataFrame]) -> DataFrame:
    """The stored columns of one table in the schema's order and types, in the row order given.

    Columns a frame lacks are missing throughout; a table that ``frames`` lacks has no rows.
    """
    given = frames.get(table.name, DataFrame())
    typed = DataFrame(index=given.index)
    for spec in table.stored:
        typed[spec.name] = _column(spec, given[spec.name]) if spec.name in given else _missing(spec, given)
    return typed


def typed_frames(frames: Mapping[str, DataFrame]) -> dict[str, DataFrame]:
    """Every table as :func:`typed_frame` gives it, in canonical row order."""
    return {table.name: ordered(table, typed_frame(table, frames)) for table in TABLES}


def ordered(table: TableSpec, frame: DataFrame) -> DataFrame:
    """The rows of a table by patient, and those of a patient by time."""
    by = ["patient_id", *ORDER.get(table.name, ())]
    return frame.sort_values(by, kind="stable").reset_index(drop=True)


def _column(spec: ColumnSpec, values: "Series[Any]") -> "Series[Any]":
    # A text column read with no value at all arrives as float nan; as "str" that would become the word "nan".
    known = values.notna()
    if spec.kind in ("text", "category"):
        known &= values.astype("object").map(lambda value: str(value).strip() != "")
    return values.astype("object").where(known).astype(PANDAS[spec.kind])


def _missing(spec: ColumnSpec, given: DataFrame) -> "Series[Any]":
    return pd.Series([None] * len(given), index=given.index, dtype=PANDAS[spec.kind])
