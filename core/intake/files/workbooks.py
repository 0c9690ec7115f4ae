"""An .xlsx workbook: its sheets, shared texts, number formats and calendar; the sheets as rows of text.

Read with the standard library: a row at a time, within the limits, with what the common libraries do not give together:
number formats (15% is stored as 0.15), merged cells, formulas that were never computed, and hidden sheets.
"""

import posixpath
import zipfile
from dataclasses import dataclass, field
from datetime import datetime

from core.intake.files.cells import EPOCH_1900, EPOCH_1904, NumberFormat, number_format
from core.intake.files.rows import Rows
from core.intake.files.sheets import Shared, sheet_rows
from core.intake.files.xml_parts import attribute, parse
from core.intake.limits import Limits
from core.intake.problems import Problem, RefusedError

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_PERCENTS, _DATES, _TIMES = (9, 10), (*range(14, 18), 22, *range(27, 37), *range(50, 59)), (18, 19, 20, 21, 45, 46, 47)
# Formats every workbook knows by number, without their code.
_BUILT_IN = {
    **dict.fromkeys(_PERCENTS, NumberFormat("percent")),
    **dict.fromkeys(_DATES, NumberFormat("date")),
    **dict.fromkeys(_TIMES, NumberFormat("time")),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that is shown: its title and rows."""

    title: str
    rows: Rows


def read_sheets(archive: zipfile.ZipFile, file: str, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    """The sheets that are shown and not empty, and a word on those that are hidden. Raises RefusedError."""
    book = _book(archive)
    shared = Shared(_texts(archive, book), _formats(archive, book), book.epoch)
    sheets, problems = [], []
    for title, state, relation in book.sheets:
        kind, part = book.parts.get(relation, ("", ""))
        if kind != "worksheet":
            continue  # a sheet that is a chart
        if state not in ("", "visible"):
            message = f"{file}, sheet {title} is hidden and not read. Show it in Excel if it belongs to the data."
            problems.append(Problem("hidden_sheet", "warning", file, None, "", 1, message))
            continue
        rows = sheet_rows(archive, part, shared, file, title, limits)
        if rows.rows:
            sheets.append(Sheet(title, rows))
    if not sheets:
        raise RefusedError("empty_file", "is an Excel file without a filled sheet that is shown. Export it again.")
    return sheets, problems


@dataclass(slots=True)
class _Book:
    """The sheets as title, state and relation; the kind and part of each relation."""

    sheets: list[tuple[str, str, str]] = field(default_factory=list)
    parts: dict[str, tuple[str, str]] = field(default_factory=dict)
    epoch: datetime = EPOCH_1900

    def part(self, kind: str) -> str:
        """The part of a kind of which there is one; empty where it is missing."""
        return next((part for own, part in self.parts.values() if own == kind), "")


def _book(archive: zipfile.ZipFile) -> _Book:
    book = _Book()

    def relation(name: str, attributes: dict[str, str]) -> None:
        # What lies outside the file is not opened.
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
            book.parts[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)

    def element(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            book.sheets.append((attributes.get("name", ""), attributes.get("state", ""), attribute(attributes, "id")))
        elif name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            book.epoch = EPOCH_1904

    parse(archive, _RELATIONS, start=relation)
    parse(archive, _BOOK, start=element)
    return book


def _texts(archive: zipfile.ZipFile, book: _Book) -> list[str]:
    """The texts that cells refer to by number."""
    texts: list[str] = []
    pieces: list[str] = []
    # Text runs count, the pronunciation beside them does not.
    counts, spoken = False, False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal counts, spoken
        if name == "si":
            pieces.clear()
        counts, spoken = name == "t" and not spoken, spoken or name == "rPh"

    def end(name: str) -> None:
        nonlocal counts, spoken
        counts, spoken = False, spoken and name != "rPh"
        if name == "si":
            texts.append("".join(pieces))

    def text(data: str) -> None:
        if counts:
            pieces.append(data)

    part = book.part("sharedStrings")
    if part:
        parse(archive, part, start=start, end=end, text=text)
    return texts


def _formats(archive: zipfile.ZipFile, book: _Book) -> list[NumberFormat]:
    """The number format of each style of a cell."""
    codes, formats = dict(_BUILT_IN), list[NumberFormat]()
    inside = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if name in ("cellXfs", "cellStyleXfs", "dxfs"):
            inside = name
        elif name == "numFmt" and inside != "dxfs":
            codes[int(attributes.get("numFmtId", "0"))] = number_format(attributes.get("formatCode", ""))
        elif name == "xf" and inside == "cellXfs":
            formats.append(codes.get(int(attributes.get("numFmtId", "0")), NumberFormat()))

    part = book.part("styles")
    if part:
        parse(archive, part, start=start)
    return formats
