"""A table as an Excel workbook (Office Open XML, ECMA-376): the numbers on one sheet, the words on another.

Text is stored as text and never as a formula. Numbers stay numbers, undefined is an empty cell.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from math import isfinite
from typing import Any
from xml.sax.saxutils import escape

from pandas import DataFrame, isna

from core.export.tables import harmless
from core.export.workbook_parts import FIXED, MAIN, START

MOST_LETTERS = 32_767  # of one cell, by the specification of Excel
_WIDTHS = (9, 48)
_ROWS_MEASURED = 200
_NOTE_WIDTH = 110
_BOLD, _WRAPPED = 1, 2
# What XML 1.0 has no place for, lone surrogates included.
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xlsx_bytes(table: DataFrame, notes: Sequence[str] = ()) -> bytes:
    """The table on the sheet "Table", header first, and ``notes``, one a row, on the sheet "Notes".

    What a spreadsheet could take for a formula is defused as in :func:`core.export.tables.csv_bytes`.
    """
    columns = [str(name) for name in table.columns]
    cells = [table.iloc[:, place].tolist() for place in range(len(columns))]
    widths = [_width([name, *values[:_ROWS_MEASURED]]) for name, values in zip(columns, cells, strict=True)]
    rows = [(columns, _BOLD), *((row, 0) for row in zip(*cells, strict=True))]
    parts = {
        **FIXED,
        "xl/worksheets/sheet1.xml": _sheet(rows, widths, frozen=True),
        "xl/worksheets/sheet2.xml": _sheet([([note], _WRAPPED) for note in notes], [_NOTE_WIDTH]),
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            # a fixed date: the same table gives the same file
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, START + text)
    return packed.getvalue()


def _width(values: Iterable[Any]) -> int:
    """Wide enough for the longest value, within bounds, in characters."""
    return min(max(_WIDTHS[0], *(len(str(value)) + 2 for value in values)), _WIDTHS[1])


def _sheet(rows: Sequence[tuple[Sequence[Any], int]], widths: Sequence[int], *, frozen: bool = False) -> str:
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if frozen else ""
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(widths, start=1)
    )
    body = "".join(_rows(rows))
    return (
        f'<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"{f'<cols>{columns}</cols>' if columns else ''}<sheetData>{body}</sheetData></worksheet>"
    )


def _rows(rows: Iterable[tuple[Sequence[Any], int]]) -> Iterator[str]:
    for values, style in rows:
        yield f"<row>{''.join(_cell(value, style) for value in values)}</row>"


def _cell(given: Any, style: int) -> str:
    value = given.item() if hasattr(given, "item") else given  # numpy's own numbers
    if isna(value):
        return f'<c s="{style}"/>'
    if isinstance(value, bool):
        return f'<c s="{style}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float) and isfinite(value):
        return f'<c s="{style}"><v>{value!r}</v></c>'
    text = escape(_IMPOSSIBLE.sub("\ufffd", str(harmless(value)))[:MOST_LETTERS], {"\r": "&#13;"})
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
