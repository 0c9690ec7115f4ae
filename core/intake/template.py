"""The strict road for a site's own data: three CSV files whose columns are exactly those of the schema.

Everything that is not so becomes a finding with its row and column; nothing is guessed, changed or left out in
silence. A file is read as text first, so every message can show what stood there.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import isfinite, nan
from typing import Any

import pandas as pd
from pandas import DataFrame

from core.errors import ExtractError, Finding
from core.extract import Extract, extract_from_frames, typed_frame
from core.numbers import patients
from core.provenance import Provenance
from core.schema import ADVERSE_EVENTS, ASSESSMENTS, PATIENTS, TABLES, ColumnSpec, TableSpec
from core.validation import LINE, check

FILE_NAMES = {table.name: f"{table.name}.csv" for table in TABLES}
MAX_ROWS = 200_000
MAX_CELL = 10_000
MAX_SHOWN = 40

_FLAGS = {"yes": True, "no": False}
# Scales of relatedness with three to six levels, onto yes and no: what was at least thought possible counts.
_RELATED = {
    **dict.fromkeys(("related", "definite", "definitely", "certain", "probable", "probably", "likely"), True),
    **dict.fromkeys(("possible", "possibly"), True),
    **dict.fromkeys(("unrelated", "not related", "none", "unlikely", "remote", "doubtful"), False),
}
# Rows some systems write for patients without adverse events.
_NO_EVENT = {"", "none", "no ae", "no aes", "no adverse event", "no adverse events", "na", "n/a", "nil", "-"}


@dataclass(frozen=True, slots=True)
class TemplateReading:
    """What reading the template files came to: an extract, or None where an error stands among the findings."""

    extract: Extract | None
    findings: tuple[Finding, ...]


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


def table_of(file_name: str) -> TableSpec | None:
    """The table a file belongs to, by its name: "patients.csv", "my_site_patients.csv"."""
    stem = file_name.lower().removesuffix(".csv")
    return next((table for table in TABLES if stem == table.name or stem.endswith(f"_{table.name}")), None)


def read_template(files: Iterable[tuple[str, bytes]]) -> TemplateReading:
    """Read template files, given as name and content.

    The patients are needed; without the other two a finding says what is not available.
    """
    findings: list[Finding] = []
    frames: dict[str, DataFrame] = {}
    read: list[str] = []
    for name, content in files:
        table = table_of(name)
        if table is None:
            expected = ", ".join(FILE_NAMES.values())
            findings.append(_about(name, "is not one of the template files", f"Name it as one of: {expected}."))
        elif table.name in frames:
            findings.append(_about(name, f"is a second file of {table.name}", "Bring one file of each kind."))
        else:
            frame, found = _read_table(table, name, content)
            findings += found
            frames[table.name] = frame
            read.append(name)
    findings += _absent(frames)
    if PATIENTS.name in frames:
        whole = {table.name: frames.get(table.name, typed_frame(table, {})) for table in TABLES}
        findings += [replace(finding, table=FILE_NAMES[finding.table]) for finding in check(whole)]
    if any(finding.severity == "error" for finding in findings):
        return TemplateReading(None, tuple(findings))
    title = f"Your data: {patients(len(frames[PATIENTS.name]))}"
    provenance = Provenance(title, "Template files opened on this machine: " + ", ".join(sorted(read)), False)
    try:
        return TemplateReading(extract_from_frames(frames, provenance), tuple(findings))
    except ExtractError as error:  # pragma: no cover - check() above finds the same errors first
        return TemplateReading(None, (*findings, _about("files", str(error), "")))


def _absent(frames: Mapping[str, DataFrame]) -> Iterator[Finding]:
    if PATIENTS.name not in frames:
        yield _about(FILE_NAMES[PATIENTS.name], "is missing", "It is needed: one row per patient.")
    if ASSESSMENTS.name not in frames:
        problem = "is missing: IGA, BSA and itch are not available"
        yield _about(FILE_NAMES[ASSESSMENTS.name], problem, "Add it to see outcomes.", "warning")
    if ADVERSE_EVENTS.name not in frames:
        problem = "is missing: only what ae_status says is known of adverse events"
        yield _about(FILE_NAMES[ADVERSE_EVENTS.name], problem, "Add it to see which events.", "warning")


def _about(name: str, problem: str, remedy: str, severity: Any = "error") -> Finding:
    return Finding(severity, name, None, "", "", problem, remedy)


def _read_table(table: TableSpec, name: str, content: bytes) -> tuple[DataFrame, list[Finding]]:
    """One file as a typed frame with the line of each row, and what is wrong in it."""
    try:
        rows = _rows(content, name)
    except ExtractError as error:
        return typed_frame(table, {}).assign(**{LINE: []}), [
            _about(name, str(error), "Export it again as CSV (UTF-8).")
        ]
    header = [cell.strip() for cell in rows[0][1]] if rows else []
    findings = list(_header_findings(table, name, header))
    columns = {spec.name: header.index(spec.name) for spec in table.stored if spec.name in header}
    values: dict[str, list[Any]] = {column: [] for column in columns}
    lines = []
    for line, cells in rows[1:]:
        if len(cells) != len(header):
            problem = f"has {len(cells)} cells, but the header has {len(header)}"
            findings.append(Finding("error", name, line, "", "", problem, "Check commas and quotes in this row."))
            continue
        if table is ADVERSE_EVENTS and _is_placeholder(columns, cells):
            findings.append(_placeholder(name, line, cells[columns["term"]]))
            continue
        lines.append(line)
        for column, place in columns.items():
            value, finding = _cell(table[column], cells[place], name, line)
            values[column].append(value)
            findings += [finding] if finding else []
    frame = typed_frame(table, {table.name: DataFrame(values)}) if lines else typed_frame(table, {})
    return frame.assign(**{LINE: lines}), findings


def _rows(content: bytes, name: str) -> list[tuple[int, list[str]]]:
    """The rows that are not blank, with their line numbers. Raises ExtractError for what is not a text table."""
    if b"\0" in content:
        raise ExtractError("is not a text file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ExtractError("is not UTF-8 text") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    csv.field_size_limit(MAX_CELL)
    rows = []
    try:
        # Rows as a spreadsheet counts them: a blank one counts, a line break inside a cell does not.
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                rows.append((number, cells))
            if len(rows) > MAX_ROWS + 1:
                raise ExtractError(f"has more than {MAX_ROWS:,} rows")
    except csv.Error as error:
        raise ExtractError(f"cannot be read as CSV near line {reader.line_num} ({error})") from None
    if not rows:
        raise ExtractError("is empty")
    return rows


def _header_findings(table: TableSpec, name: str, header: list[str]) -> Iterator[Finding]:
    known = {column.name for column in table.stored}
    for column in table.stored:
        if header.count(column.name) > 1:
            yield Finding("error", name, 1, column.name, "", "stands twice in the header", "Keep one of the two.")
        if column.name not in header:
            yield from _missing_column(column, name)
    for extra in header:
        if extra not in known:
            problem = "is not a column of the template and is not loaded"
            yield Finding("warning", name, 1, extra[:MAX_SHOWN], "", problem, "Remove it, or rename it if it is one.")


def _missing_column(column: ColumnSpec, name: str) -> Iterator[Finding]:
    if column.required:
        yield Finding("error", name, 1, column.name, "", "is missing from the header", "Add the column.")
    else:
        remedy = "Add the column, empty where nothing is known, to be asked nothing here."
        yield Finding("warning", name, 1, column.name, "", "is missing: it is not available", remedy)


def _is_placeholder(columns: Mapping[str, int], cells: list[str]) -> bool:
    """Whether an event row says that there was none: no term, and nothing else an event would have."""

    def says_no(name: str) -> bool:
        return cells[columns[name]].strip().casefold() in _NO_EVENT | {"no"}

    return "term" in columns and all(says_no(name) for name in columns if name != "patient_id")


def _placeholder(name: str, line: int, term: str) -> Finding:
    problem = "names no event: the row stands for a patient without one"
    return Finding("note", name, line, "term", term[:MAX_SHOWN], problem, "Not counted as an event.")


def _cell(spec: ColumnSpec, raw: str, name: str, line: int) -> tuple[Any, Finding | None]:
    """The value of a cell, None where it has none the schema allows, and what there is to say about it."""
    text, shown = raw.strip(), raw[:MAX_SHOWN]
    if spec.name.startswith("related") and text.casefold() in _RELATED:
        value = _RELATED[text.casefold()]
        problem = f"is a level of relatedness, counted as {'yes' if value else 'no'}"
        return value, Finding("note", name, line, spec.name, shown, problem, "Possible and above count as related.")
    found, problem = _parsed(spec, text)
    if not problem:
        return found, None
    remedy = f"Expected {spec.allowed.replace('`', '')}."
    return None, Finding("error", name, line, spec.name, shown, problem, remedy)


def _parsed(spec: ColumnSpec, text: str) -> tuple[Any, str]:
    """The value of a trimmed cell and, where it has none the schema allows, what is wrong with it."""
    if not text:
        return None, ""
    if spec.kind in ("text", "category"):
        return text, ""
    if spec.kind == "flag":
        flag = _FLAGS.get(text.casefold())
        return flag, "" if flag is not None else "is not yes or no"
    try:
        # Python alone reads 4_0 as 40.
        number = float(text) if "_" not in text else nan
    except ValueError:
        return None, "is not a number"
    return (number, "") if isfinite(number) else (None, "is not a number")


def _written(spec: ColumnSpec, value: Any) -> str:
    if pd.isna(value):
        return ""
    if spec.kind == "flag":
        return "yes" if value else "no"
    return str(float(value)).removesuffix(".0") if spec.kind in ("number", "integer") else str(value)
