"""Facts, one row a cell -> one row a visit or event, one column a field."""

from collections.abc import Collection

import pandas as pd
from pandas import DataFrame


def occasions(cells: DataFrame, fields: Collection[str], *, value: str = "value") -> DataFrame:
    """One row per occasion with its patient, grid and first line, and the first value of each of the fields.

    The index is the occasion; fields without a cell are columns without a value.
    """
    first = cells.drop_duplicates("occasion").set_index("occasion")
    rows = first[["patient", "grid", "line"]].copy()
    for name in fields:
        own = cells[(cells["field"] == name) & cells[value].notna()].drop_duplicates("occasion")
        rows[name] = pd.Series(own[value].to_numpy(dtype=object), index=own["occasion"]).reindex(rows.index)
    return rows
