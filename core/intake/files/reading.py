"""Files as a site has them -> tables of text cells, with what was understood and what was refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from zipfile import ZipFile

from core.errors import ExtractError
from core.extract import Extract, read_extract
from core.intake.files.archives import content_of, members, without_guides
from core.intake.files.kinds import archive_kind, kind_of
from core.intake.files.names import distinct, shown_name
from core.intake.files.packed import open_zip
from core.intake.files.tables import Tables, text_table, transport_tables, workbook_tables
from core.intake.grid import Grid
from core.intake.limits import MB, Limits
from core.intake.problems import Level, Problem, RefusedError
from core.store.store import Store
from core.store.stored import is_store, read_store

# What often lies beside tables in an archive: nobody chose it, so it does not make the archive a refused file.
_BESIDE = {"is_pdf", "is_image", "is_document", "is_html", "is_xml", "is_json"}
_NOT_ALONE = (
    "holds tallies, which are counts without patients. They are opened by themselves or with other tallies: take the "
    "other files off."
)


@dataclass(frozen=True, eq=False, slots=True)
class Reading:
    """The tables of all files in the order they came, an extract or tallies where these came, and what to say."""

    grids: tuple[Grid, ...]
    extract: Extract | None
    problems: tuple[Problem, ...]
    stores: tuple[Store, ...] = ()


def read_files(
    files: Iterable[tuple[str, bytes]],
    *,
    limits: Limits,
    layouts: Mapping[str, Mapping[str, Any]] | None = None,
) -> Reading:
    """Read files, given as name and content.

    ``layouts`` holds, by the name of a Grid or its file, what the user says of it: encoding, delimiter, decimal,
    header_lines (empty for "there is no header"). A file that cannot be read is a Problem of severity "refused", and
    the others are read all the same; no content of a file raises.
    """
    given = list(files)
    reader = _Reader(limits, layouts or {}, alone=len(given) == 1)
    for name, (_, content) in zip(distinct(shown_name(name) for name, _ in given), given, strict=True):
        reader.read(name, content)
    reader.keep_tallies_apart()
    return Reading(tuple(reader.grids), reader.extract, tuple(reader.problems), tuple(reader.tallies.values()))


@dataclass(slots=True)
class _Reader:
    """Collects tables and findings, file by file; ``alone`` where only one file came."""

    limits: Limits
    layouts: Mapping[str, Mapping[str, Any]]
    alone: bool
    grids: list[Grid] = field(default_factory=list)
    extract: Extract | None = None
    tallies: dict[str, Store] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    first_names: dict[bytes, str] = field(default_factory=dict)

    def read(self, name: str, content: bytes, *, archive: str = "") -> None:
        """Take in a file, or the member of ``archive``."""
        try:
            self._read(name, content, archive=archive)
        except RefusedError as error:
            self._refuse(name, error, archive=archive)

    def _refuse(self, name: str, error: RefusedError, *, archive: str) -> None:
        level: Level = "warning" if archive and error.code in _BESIDE else "refused"
        self.problems.append(Problem(error.code, level, name, None, "", 1, f"{name} {error}"))

    def _read(self, name: str, content: bytes, *, archive: str) -> None:
        if len(content) > self.limits.max_bytes:
            size, limit = len(content) / MB, self.limits.max_bytes / MB
            raise RefusedError("too_large", f"is {size:.1f} MB; the limit is {limit:g} MB. Split it by site.")
        first = self.first_names.setdefault(sha256(content).digest(), name)
        if first != name:
            # Dropped twice, a file must not count twice.
            message = f"{name} holds the same as {first} and is read once."
            self.problems.append(Problem("same_file_twice", "warning", name, None, "", 1, message))
            return
        kind = kind_of(content)
        if kind == "parquet":
            self._open_parquet(name, content)
        elif kind == "xpt":
            self._add(transport_tables(name, content, self.limits, self.layouts))
        elif kind == "archive":
            self._unpack(name, content, archive=archive)
        else:
            self._add(text_table(name, content, self.limits, self.layouts))

    def keep_tallies_apart(self) -> None:
        """Refuse tallies that came with patients: whoever is in both would count twice."""
        patients = bool(self.grids) or any(problem.code == "extract_not_alone" for problem in self.problems)
        if patients and self.tallies:
            for name in self.tallies:
                self._refuse(name, RefusedError("tallies_not_alone", _NOT_ALONE), archive="")
            self.tallies = {}

    def _open_parquet(self, name: str, content: bytes) -> None:
        if is_store(content):
            self._open_tallies(name, content)
        else:
            self._open_extract(content)

    def _open_tallies(self, name: str, content: bytes) -> None:
        try:
            self.tallies[name] = read_store(content)
        except ExtractError as error:
            raise RefusedError("not_tallies", f"cannot be opened. {error}") from None

    def _open_extract(self, content: bytes) -> None:
        if not self.alone:
            raise RefusedError("extract_not_alone", "is a Parquet file. An extract is opened alone: bring only it.")
        try:
            self.extract = read_extract(content)
        except ExtractError as error:
            raise RefusedError("not_an_extract", f"cannot be opened. {error}") from None

    def _unpack(self, name: str, content: bytes, *, archive: str) -> None:
        with open_zip(content, self.limits) as opened:
            if archive_kind(set(opened.namelist())) == "xlsx":
                self._add(workbook_tables(name, opened, self.limits, self.layouts))
            elif archive:
                raise RefusedError("nested_archive", "is an archive inside an archive. Unpack it and bring its files.")
            else:
                self._read_members(name, opened)

    def _read_members(self, name: str, opened: ZipFile) -> None:
        found = members(opened, self.limits)
        self.alone = False
        self.problems += without_guides(found, name)
        for base, member in found:
            label = f"{name}: {base}"
            try:
                content = content_of(opened, member, self.limits)
            except RefusedError as error:
                self._refuse(label, error, archive=name)
            else:
                self.read(label, content, archive=name)

    def _add(self, tables: Tables) -> None:
        self.grids += tables.grids
        self.problems += tables.problems
