"""The cells of one sheet of a workbook -> rows of text, and what was noticed on the way."""

import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from core.intake.files.cells import NumberFormat, number_cell
from core.intake.files.collecting import Collector
from core.intake.files.noticed import Noticed
from core.intake.files.rows import Rows
from core.intake.files.xml_parts import parse
from core.intake.limits import Limits
from core.intake.problems import RefusedError

_DOWNWARDS = re.compile(r"([A-Z]+)(\d+):\1(\d+)")
_ESCAPED = re.compile("_x(0009|000A|000D|005F)_", re.IGNORECASE)  # as Excel writes line ends, and "_" before an x
_DIGITS = "0123456789"
_PLAIN = NumberFormat()
_MOST_BLANK = 1_000  # lines of a gap that are listed


class Shared(NamedTuple):
    """What the sheets of a workbook share: texts, the formats of its styles, its calendar."""

    texts: Sequence[str]
    formats: Sequence[NumberFormat]
    epoch: datetime


def sheet_rows(archive: zipfile.ZipFile, part: str, shared: Shared, file: str, title: str, limits: Limits) -> Rows:
    """The rows of a sheet. Raises RefusedError where it is damaged or passes a limit."""
    sheet = _Sheet(shared, limits)
    parse(archive, part, start=sheet.start, end=sheet.end, text=sheet.text)
    collector, noticed = sheet.collector, sheet.noticed
    _fill(dict(collector.rows), sheet.merged, noticed)
    return Rows(collector.rows, collector.blank, noticed.formats(), tuple(noticed.problems(file, title)))


class _Sheet:
    """Takes the elements of a sheet: rows, in them cells, in those a value or text and perhaps a formula."""

    def __init__(self, shared: Shared, limits: Limits) -> None:
        self.shared, self.limits = shared, limits
        self.collector, self.noticed = Collector(limits), Noticed()
        self.merged: list[tuple[int, int, int]] = []
        self.line, self.cells = 0, list[str]()
        self.place, self.kind, self.style, self.formula = -1, "n", 0, False
        self.pieces, self.length, self.inside, self.spoken = list[str](), 0, False, False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            reference = attributes.get("r", "")
            self.place = _place(reference.rstrip(_DIGITS)) if reference else self.place + 1
            self.kind, self.style, self.formula = attributes.get("t", "n"), int(attributes.get("s", 0)), False
            self.pieces.clear()
            self.length = 0
        elif name in ("v", "t"):
            self.inside = not self.spoken
        elif name == "f":
            self.formula = True
        elif name == "row":
            self._open(int(attributes.get("r", self.line + 1)))
        elif name == "rPh":
            self.spoken = True
        elif name == "mergeCell" and (found := _DOWNWARDS.fullmatch(attributes.get("ref", ""))):
            self.merged.append((_place(found[1]), int(found[2]), int(found[3])))

    def text(self, data: str) -> None:
        if self.inside:
            self.pieces.append(data)
            self.length += len(data)
            if self.length > self.limits.max_cell:
                raise self._too_long()

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.inside = False
        elif name == "c":
            self._close_cell("".join(self.pieces))
        elif name == "row":
            self.collector.add(self.line, self.cells)
        elif name == "rPh":
            self.spoken = False

    def _open(self, line: int) -> None:
        if line <= self.line:
            raise ValueError("rows in no order")
        for blank in range(self.line + 1, min(line, self.line + _MOST_BLANK)):
            self.collector.add(blank, [])
        self.line, self.cells, self.place = line, [], -1

    def _close_cell(self, written: str) -> None:
        text = self._read(written)
        if not text:
            return
        if len(text) > self.limits.max_cell:
            raise self._too_long()
        # Formatting alone often reaches to the last column Excel has, text does not.
        if self.place >= self.limits.max_columns:
            raise self.collector.too_many_columns(self.place + 1, self.line)
        self.cells += [""] * (self.place + 1 - len(self.cells))
        self.cells[self.place] = text

    def _read(self, written: str) -> str:
        """The text of a cell, by its type."""
        noticed = self.noticed
        if not written:
            if self.formula and self.kind != "str":
                noticed.uncomputed.append(self.line)
            return ""
        if self.kind == "e":
            noticed.errors.append(self.line)
            return ""
        if self.kind == "n":
            formats = self.shared.formats
            shown = formats[self.style] if self.style < len(formats) else _PLAIN
            text, kind = number_cell(written, shown, self.shared.epoch)
            noticed.kinds[self.place][kind] += 1
            return text
        noticed.kinds[self.place]["date" if self.kind == "d" else "text"] += 1
        if self.kind == "b":
            return "FALSE" if written == "0" else "TRUE"
        if self.kind == "d":
            return written.removesuffix("T00:00:00")
        text = self.shared.texts[int(written)] if self.kind == "s" else written
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x00" in text else text

    def _too_long(self) -> RefusedError:
        most = f"{self.limits.max_cell:,} characters"
        return RefusedError("cell_too_long", f"has a cell of more than {most} in row {self.line}. Shorten it.")


@lru_cache(maxsize=20_000)
def _place(letters: str) -> int:
    """The place of a column by its letters: 0 of "A", 27 of "AB"."""
    place = 0
    for letter in letters:
        place = 26 * place + ord(letter) - 64
    return place - 1


def _fill(rows: dict[int, list[str]], merged: Sequence[tuple[int, int, int]], noticed: Noticed) -> None:
    """Every row of a merged cell gets its text: a patient's identifier is often merged over the visits."""
    last = max(rows, default=0)
    for place, top, bottom in merged:
        source = rows.get(top, [])
        if place >= len(source) or not source[place]:
            continue
        for line in range(top + 1, min(bottom, last) + 1):
            cells = rows.get(line)
            if cells is None:
                continue
            cells.extend([""] * (place + 1 - len(cells)))
            cells[place] = source[place]
            noticed.merged.append(line)
