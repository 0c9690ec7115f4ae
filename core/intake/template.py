"""The template: three CSV files whose columns are exactly those of the schema, empty or holding an extract's rows.

Reading them back is ``core.intake.engine``: a filled template is a site's file like any other.
"""

import csv
import io
from typing import Any

import pandas as pd
from pandas import DataFrame

from core.extract import Extract
from core.formulas import harmless
from core.schema import TABLES, ColumnSpec, TableSpec

FILE_NAMES = {table.name: f"{table.name}.csv" for table in TABLES}


def template_csv(table: TableSpec, frame: DataFrame | None = None) -> bytes:
    """One template file: the header, and the rows of ``frame`` (typed as in an extract) where it is given."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    names = [column.name for column in table.stored]
    writer.writerow(names)
    if frame is not None:
        for row in frame[names].itertuples(index=False):
            writer.writerow([_written(column, value) for column, value in zip(table.stored, row, strict=True)])
    return out.getvalue().encode("utf-8-sig")


def template_files(extract: Extract | None = None) -> dict[str, bytes]:
    """The three files by name: empty to fill in, or holding the rows of an extract."""
    return {
        FILE_NAMES[table.name]: template_csv(table, getattr(extract, table.name) if extract else None)
        for table in TABLES
    }


def template_guide() -> str:
    """What goes into each column, as plain text to keep beside the files."""
    lines = ["Columns of the three files. Leave a cell empty where a value is not known.", ""]
    for table in TABLES:
        lines += [f"{FILE_NAMES[table.name]}: {table.one_row} a row"]
        for column in table.stored:
            needed = ", required" if column.required else ""
            unit = f", {column.unit}" if column.unit else ""
            text = f"  {column.name}: {column.meaning}; {column.allowed}{unit}{needed}"
            lines.append(text.replace("`", ""))
        lines.append("")
    return "\n".join(lines)


def _written(spec: ColumnSpec, value: Any) -> str:
    if pd.isna(value):
        return ""
    if spec.kind == "flag":
        return "yes" if value else "no"
    return str(float(value)).removesuffix(".0") if spec.kind in ("number", "integer") else harmless(str(value))
