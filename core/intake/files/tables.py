"""One file of a known kind -> its tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from zipfile import ZipFile

from core.formulas import as_it_was
from core.intake.files.delimited import read_rows
from core.intake.files.encodings import Text, decode
from core.intake.files.grids import grid_of
from core.intake.files.places import Place
from core.intake.files.rows import Rows, rows_text
from core.intake.files.sections import sections
from core.intake.files.transport import read_members
from core.intake.files.workbooks import Sheet, read_sheets
from core.intake.grid import Grid, Layout
from core.intake.limits import Limits
from core.intake.problems import Problem, RefusedError

Layouts = Mapping[str, Mapping[str, Any]]


@dataclass(slots=True)
class Tables:
    """The tables of one file and what there is to say about reading them."""

    grids: list[Grid] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, rows: Rows, place: Place, limits: Limits, layouts: Layouts) -> None:
        """The table or tables of one sheet or text, read as the user says. Raises RefusedError."""
        said = layouts.get(place.where, layouts.get(place.file, {}))
        decimal, lines = said.get("decimal", ""), said.get("header_lines")
        if decimal not in ("", ".", ","):
            raise RefusedError("bad_layout", "cannot be read so: its decimal mark has to be a point or a comma.")
        if lines is not None and not (isinstance(lines, list | tuple) and all(isinstance(at, int) for at in lines)):
            raise RefusedError("bad_layout", "cannot be read so: its header lines have to be numbers of rows.")
        wanted = replace(place, layout=replace(place.layout, decimal=decimal), header_lines=lines)
        found = sections(rows) if lines is None else [rows]
        if len(found) > 1:
            starts = tuple(part.rows[0][0] for part in found)
            message = f"{place.where} holds {len(found)} tables below each other ({rows_text(starts).lower()})."
            self.problems.append(Problem("several_tables", "info", place.file, 1, "", len(found), message, rows=starts))
        for number, part in enumerate(found, start=1):
            label = ", ".join(filter(None, [place.part, f"table {number}" if len(found) > 1 else ""]))
            grid, problems = grid_of(part, replace(wanted, part=label), limits)
            self.grids.append(grid)
            self.problems += problems


def text_table(name: str, content: bytes, limits: Limits, layouts: Layouts) -> Tables:
    """The table of a text file. Raises RefusedError, as all of these do."""
    said = layouts.get(name, {})
    text = decode(content, limits, str(said.get("encoding", "")))
    rows, delimiter = read_rows(text.text, name, limits, str(said.get("delimiter", "")))
    if "'" in text.text:
        rows = replace(rows, rows=[(line, [as_it_was(cell) for cell in cells]) for line, cells in rows.rows])
    tables = Tables(problems=_about_encoding(name, text))
    tables.add(rows, Place(name, "", "text", Layout(text.encoding, delimiter)), limits, layouts)
    return tables


def transport_tables(name: str, content: bytes, limits: Limits, layouts: Layouts) -> Tables:
    """The data sets of a SAS transport file."""
    tables = Tables()
    for part, rows in read_members(content, limits):
        # The first row holds the names of the variables, whatever they look like.
        tables.add(rows, Place(name, part, "xpt"), limits, {name: {"header_lines": (1,)}, **layouts})
    return tables


def workbook_tables(name: str, archive: ZipFile, limits: Limits, layouts: Layouts) -> Tables:
    """The sheets of a workbook that are shown and filled."""
    sheets, problems = read_sheets(archive, name, limits)
    tables = Tables(problems=problems)
    for sheet in sheets:
        place = Place(name, sheet.title, "xlsx")
        if len(sheets) > 1 and _is_prose(sheet):
            # A sheet of notes beside the data is no reason to refuse the workbook.
            message = f"{place.where} has one column and is no table. Not read."
            tables.problems.append(Problem("sheet_without_table", "info", name, None, "", 1, message))
        else:
            tables.add(sheet.rows, place, limits, layouts)
    return tables


def _is_prose(sheet: Sheet) -> bool:
    return max(len(cells) for _, cells in sheet.rows.rows) < 2


def _about_encoding(name: str, text: Text) -> list[Problem]:
    if not text.guessed:
        return []
    message = f"{name} is not UTF-8; read as Windows-1252. "
    if text.doubtful:
        message += "Some letters look wrong, as if it came from a Mac or an old program: choose its encoding."
        return [Problem("encoding_doubtful", "warning", name, None, "", 1, message)]
    message += "If letters such as ü or é look wrong, choose another encoding."
    return [Problem("encoding_guessed", "info", name, None, "", 1, message)]
