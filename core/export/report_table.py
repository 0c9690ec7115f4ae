"""Numbers and words of a display as an HTML table."""

from html import escape
from math import isfinite
from typing import Any

from pandas import DataFrame, isna

from core.numbers import UNDEFINED

MOST_ROWS = 500
WIDE = 16  # columns from which on a table is printed across the page
_DECIMALS = 3


def table_html(table: DataFrame, name: str) -> str:
    """The table folded under its name; past 500 rows it ends and says so.

    Numbers are rounded to three decimals, those that would vanish to three digits. Undefined is a dash.
    """
    left_out = f"<p>The first {MOST_ROWS} rows; the table saved from the page has all of them.</p>"
    wide = " wide" if table.shape[1] >= WIDE else ""
    rows = f"{len(table)} row" if len(table) == 1 else f"{len(table)} rows"
    return (
        f'<details class="numbers{wide}"><summary>Table: {escape(name)}, {rows}</summary>'
        f"{left_out if len(table) > MOST_ROWS else ''}{open_table(table.head(MOST_ROWS), name)}</details>"
    )


def open_table(table: DataFrame, name: str) -> str:
    """The whole table, in a region of its own that scrolls, by the keyboard too."""
    head = "".join(f'<th scope="col">{escape(str(column))}</th>' for column in table.columns)
    columns = [table.iloc[:, place].tolist() for place in range(table.shape[1])]
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in zip(*columns, strict=True))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="Table: {escape(name)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(value: Any) -> str:
    if isna(value):
        return f'<td class="number">{UNDEFINED}</td>'
    if isinstance(value, bool):
        return f"<td>{'yes' if value else 'no'}</td>"
    if isinstance(value, int | float):
        return f'<td class="number">{_number(value)}</td>'
    return f"<td>{escape(str(value))}</td>"


def _number(value: float) -> str:
    if not isfinite(value) or value == int(value):
        return f"{value:.0f}"
    return f"{value:.{_DECIMALS}g}" if abs(value) < 10**-_DECIMALS else f"{value:.{_DECIMALS}f}"
