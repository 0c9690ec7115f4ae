"""A table as an Excel workbook: the numbers on one sheet, the words on another.

Text is stored as text and never as a formula or a link. Numbers stay numbers, undefined is an empty cell.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from pandas import DataFrame, isna
from xlsxwriter import Workbook

from core.formulas import harmless

# The longest text and the largest number of one cell, by the specification of Excel.
MOST_LETTERS, LARGEST = 32_767, 9.99e307
_WIDTHS = (9, 48)
_ROWS_MEASURED = 200
_NOTE_WIDTH = 110
# What XML 1.0 has no place for, lone surrogates included.
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A fixed date: the same table gives the same file.
_CREATED = datetime(1980, 1, 1)


def xlsx_bytes(table: DataFrame, notes: Sequence[str] = ()) -> bytes:
    """The table on the sheet "Table", header first, and ``notes``, one a row, on the sheet "Notes".

    What a spreadsheet could take for a formula is defused as in :func:`core.export.tables.csv_bytes`.
    """
    packed = BytesIO()
    with Workbook(packed, {"in_memory": True}) as book:
        book.set_properties({"created": _CREATED})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet, words = book.add_worksheet("Table"), book.add_worksheet("Notes")
        for place, name in enumerate(table.columns):
            values = table.iloc[:, place].tolist()
            sheet.set_column(place, place, _width([name, *values[:_ROWS_MEASURED]]))
            sheet.write_string(0, place, _text(str(name)), bold)
            for row, value in enumerate(values, start=1):
                _write(sheet, row, place, value)
        sheet.freeze_panes(1, 0)
        words.set_column(0, 0, _NOTE_WIDTH)
        for row, note in enumerate(notes):
            words.write_string(row, 0, _text(note), wrapped)
    return packed.getvalue()


def _width(values: Iterable[Any]) -> int:
    """Wide enough for the longest value, within bounds, in characters."""
    return min(max(_WIDTHS[0], *(len(str(value)) + 2 for value in values)), _WIDTHS[1])


def _write(sheet: Any, row: int, column: int, given: Any) -> None:
    value = given.item() if hasattr(given, "item") else given  # numpy's own numbers
    if isna(value):
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float) and abs(value) <= LARGEST:
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, _text(value))


def _text(value: Any) -> str:
    return _IMPOSSIBLE.sub("\ufffd", str(harmless(value)))[:MOST_LETTERS]
