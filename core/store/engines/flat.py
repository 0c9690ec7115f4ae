"""The flat tables of an engine as an extract has them: the columns of the schema, their types, one kind of missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ibis

from core.errors import ExtractError
from core.schema import PATIENTS, TABLES, ColumnSpec, TableSpec

# A text of nothing but white space, also of the kind that word processors write, is no text.
_WRITTEN = "[^\\s\u00a0]"
_TYPES = {"text": "string", "category": "string", "integer": "float64", "number": "float64", "flag": "boolean"}


@dataclass(frozen=True, eq=False, slots=True)
class Flat:
    """The three tables as Ibis expressions, every column of the schema in each.

    Text is null where it is blank, numbers are float64 and null where they are not a number. ``unknown`` names columns
    that no table of the schema has: they are not read.
    """

    patients: ibis.Table
    assessments: ibis.Table
    adverse_events: ibis.Table
    unknown: tuple[str, ...]


def flat(given: Mapping[str, ibis.Table]) -> Flat:
    """The tables of a source. Columns that a table lacks are missing throughout; a table that is not given is empty.

    Raises ExtractError where a column holds another kind of value than the schema says.
    """
    if PATIENTS.name not in given:
        raise ExtractError("There is no table patients. It has one row per patient and is needed to count anything.")
    nothing = given[PATIENTS.name].filter(ibis.literal(False)).select(nothing=ibis.literal(0))
    tables = {spec.name: _typed(spec, given.get(spec.name, nothing)) for spec in TABLES}
    unknown = [
        f"{spec.name}.{column}"
        for spec in TABLES
        if spec.name in given
        for column in given[spec.name].columns
        if column not in {known.name for known in spec}
    ]
    return Flat(**tables, unknown=tuple(unknown))


def in_weeks(days: int) -> Any:
    """A limit in days as weeks, divided by the engine: some read the text of a fraction as a rounded decimal."""
    return ibis.literal(days, "int64").cast("float64") / ibis.literal(7, "int64").cast("float64")


def _typed(spec: TableSpec, table: ibis.Table) -> ibis.Table:
    return table.select(**{column.name: _column(spec, column, table) for column in spec.stored})


def _column(spec: TableSpec, column: ColumnSpec, table: ibis.Table) -> Any:
    wanted = _TYPES[column.kind]
    if column.name not in table.columns or table[column.name].type().is_null():
        return ibis.null(wanted)
    values = table[column.name]
    if not _fits(column, values.type()):
        raise ExtractError(
            f"{spec.name}.{column.name} should hold {column.allowed.replace('`', '')}, but holds {values.type()}. "
            "Write the column in that type."
        )
    values = values.cast(wanted)
    if wanted == "string":
        return ibis.ifelse(values.re_search(_WRITTEN), values, ibis.null(wanted))
    # Adding nothing makes one zero of the two.
    return ibis.ifelse(values.isnan(), ibis.null(wanted), values) + 0.0 if wanted == "float64" else values


def _fits(column: ColumnSpec, found: Any) -> bool:
    """Whether values of a type can be read as the column's. A column without a value is often one of whole numbers."""
    if column.kind in ("integer", "number"):
        return bool(found.is_numeric() and not found.is_boolean())
    return bool(found.is_integer() or (found.is_boolean() if column.kind == "flag" else found.is_string()))
