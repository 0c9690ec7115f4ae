"""What the user decided, as a file that can be kept and used again: ANSWERS.json <-> Answers.

The file never holds a value of a column that identifies people: corrections of such cells are not written.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path, PurePosixPath
from typing import Any

from core.errors import RuxScopeError

PROPOSALS = "proposals"
NOT_USED = frozenset({"", "ignore", "not used", "none", "-"})

Nested = Mapping[str, Mapping[str, Any]]


class AnswersError(RuxScopeError):
    """The answers cannot be used as they stand."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell to read differently: ``row`` is the line in the user's file, ``column`` the header as written."""

    file: str
    row: int
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything a user can decide. Each part is empty where nothing was decided.

    ``columns``: file -> column -> field ("" or "ignore": not used). ``values``: field -> text -> what it means.
    ``weeks``: visit name -> week. ``date_order``: column -> dmy, mdy or ymd. ``privacy``: column -> drop, pseudonymise
    or keep. ``scales``: field -> scale. ``exclude``: (file, line) to leave out. ``fill_down``: table ->
    whether a row without identifier belongs to the patient above it. ``constants``: field -> value for
    every patient. ``patients``: patient -> field -> value, or "leave out". ``files``: file -> how to read it.
    ``accept``: ids of decisions whose proposal is taken, or "proposals" for all of them.
    """

    columns: Nested = field(default_factory=dict)
    values: Nested = field(default_factory=dict)
    weeks: Mapping[str, float] = field(default_factory=dict)
    date_order: Mapping[str, str] = field(default_factory=dict)
    privacy: Mapping[str, str] = field(default_factory=dict)
    scales: Mapping[str, str] = field(default_factory=dict)
    exclude: tuple[tuple[str, int], ...] = ()
    fill_down: Mapping[str, bool] = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)
    patients: Mapping[str, Any] = field(default_factory=dict)
    files: Nested = field(default_factory=dict)
    cells: tuple[Correction, ...] = ()
    accept: frozenset[str] = frozenset()

    def accepts(self, decision: str) -> bool:
        """Whether the proposal of a decision is taken."""
        return decision in self.accept or PROPOSALS in self.accept


def same_file(given: str, known: str) -> bool:
    """Whether a name in the answers means a file: its name in full, or without its folder."""
    return given == known or PurePosixPath(given.replace("\\", "/")).name == PurePosixPath(known).name


def load(source: bytes | Path) -> Answers:
    """Read an answers file. Raises AnswersError with one sentence where it is not one."""
    try:
        content = source if isinstance(source, bytes) else source.read_bytes()
        document = json.loads(content.decode("utf-8-sig"))
    except OSError as error:
        raise AnswersError(f"The answers file {error.filename} cannot be opened. Check the path.") from None
    except (ValueError, RecursionError) as error:
        raise AnswersError(f"The answers are not JSON ({error}). Start from a report of this program.") from None
    return from_document(document)


def from_document(document: Any) -> Answers:
    """Answers from what a JSON file holds. Raises AnswersError naming what has the wrong shape."""
    if not isinstance(document, dict):
        raise AnswersError('The answers should be one JSON object, such as {"accept": "proposals"}.')
    unknown = sorted(set(document) - set(_EXPECTED))
    if unknown:
        raise AnswersError(f"The answers have unknown parts: {', '.join(unknown)}. Known are {', '.join(_EXPECTED)}.")
    parts: dict[str, Any] = {}
    for name, given in document.items():
        try:
            parts |= _rows(given) if name == "rows" else {name: _SHAPES[name](given)}
        except (TypeError, ValueError, KeyError, AttributeError):
            raise AnswersError(f'In the answers, "{name}" has another shape. {_EXPECTED[name]}') from None
    return Answers(**parts)


def to_document(answers: Answers) -> dict[str, Any]:
    """The answers as a JSON file holds them, empty parts left out, private cells never."""
    private = {column for column, what in answers.privacy.items() if what != "keep"}
    cells = [cell for cell in answers.cells if cell.column not in private]
    document: dict[str, Any] = {name: getattr(answers, name) for name in _MAPPINGS}
    excluded = [{"file": file, "row": row} for file, row in answers.exclude]
    document["rows"] = {name: part for name, part in (("exclude", excluded), ("fill_down", answers.fill_down)) if part}
    document["cells"] = [
        {"file": cell.file, "row": cell.row, "column": cell.column, "value": cell.value} for cell in cells
    ]
    document["accept"] = PROPOSALS if PROPOSALS in answers.accept else sorted(answers.accept)
    return {name: part for name, part in document.items() if part}


def save(answers: Answers) -> bytes:
    """The answers as the bytes of a JSON file, the same for the same answers."""
    return (json.dumps(to_document(answers), indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def merge(first: Answers, second: Answers) -> Answers:
    """Both answers together; where they disagree the second holds."""
    parts: dict[str, Any] = {}
    for part in fields(Answers):
        one, other = getattr(first, part.name), getattr(second, part.name)
        if isinstance(one, frozenset):
            parts[part.name] = one | other
        elif isinstance(one, tuple):
            parts[part.name] = _joined(one, other)
        else:
            parts[part.name] = _merged(one, other)
    return Answers(**parts)


def _joined(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    """Both lists, each place once; a later correction of a cell replaces an earlier one."""
    places = {(item.file, item.row, item.column) if isinstance(item, Correction) else item: item for item in one}
    places |= {(item.file, item.row, item.column) if isinstance(item, Correction) else item: item for item in other}
    return tuple(places.values())


def _merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(one)
    for name, value in other.items():
        both = isinstance(value, Mapping) and isinstance(merged.get(name), Mapping)
        merged[name] = _merged(merged[name], value) if both else value
    return merged


def _mapping(given: Any) -> dict[str, Any]:
    return {str(name): value for name, value in given.items()}


def _words(given: Any) -> dict[str, str]:
    if any(isinstance(value, dict | list) for value in given.values()):
        raise TypeError
    return {str(name): "" if value is None else str(value) for name, value in given.items()}


def _nested(given: Any) -> dict[str, dict[str, Any]]:
    return {str(name): _mapping(part) for name, part in given.items()}


def _nested_words(given: Any) -> dict[str, dict[str, str]]:
    return {str(name): _words(part) for name, part in given.items()}


def _weeks(given: Any) -> dict[str, float]:
    return {str(name): float(week) for name, week in given.items()}


def _one_of(*choices: str) -> Callable[[Any], dict[str, str]]:
    def convert(given: Any) -> dict[str, str]:
        words = _words(given)
        if not set(words.values()) <= set(choices):
            raise ValueError
        return words

    return convert


def _rows(given: Any) -> dict[str, Any]:
    if set(given) - {"exclude", "fill_down"}:
        raise ValueError
    exclude = tuple((str(row["file"]), int(row["row"])) for row in given.get("exclude", ()))
    return {"exclude": exclude, "fill_down": {str(name): bool(yes) for name, yes in given.get("fill_down", {}).items()}}


def _cells(given: Iterable[Any]) -> tuple[Correction, ...]:
    return tuple(
        Correction(str(cell["file"]), int(cell["row"]), str(cell["column"]), str(cell["value"])) for cell in given
    )


def _accept(given: Any) -> frozenset[str]:
    if isinstance(given, dict):
        raise TypeError
    return frozenset({given}) if isinstance(given, str) else frozenset(str(name) for name in given)


_SHAPES: dict[str, Callable[[Any], Any]] = {
    "columns": _nested_words,
    "values": _nested,
    "weeks": _weeks,
    "date_order": _one_of("dmy", "mdy", "ymd"),
    "privacy": _one_of("drop", "pseudonymise", "keep"),
    "scales": _words,
    "constants": _words,
    "patients": _mapping,
    "accept": _accept,
    "files": _nested,
    "cells": _cells,
}
_MAPPINGS = tuple(name for name in _SHAPES if name not in ("accept", "cells"))
_EXPECTED = {
    "columns": 'Expected {"file": {"column": "field"}}.',
    "values": 'Expected {"field": {"text in the file": "meaning"}}.',
    "weeks": 'Expected {"name of the visit": week as a number}.',
    "date_order": 'Expected {"column": "dmy"}, or "mdy", or "ymd".',
    "privacy": 'Expected {"column": "drop"}, or "pseudonymise", or "keep".',
    "scales": 'Expected {"field": "scale"}.',
    "rows": 'Expected {"exclude": [{"file": "name", "row": 17}], "fill_down": {"name": true}}.',
    "constants": 'Expected {"field": "value"}.',
    "patients": 'Expected {"patient": {"cohort": "A"}}, or {"patient": "leave out"}.',
    "accept": 'Expected "proposals", or a list of the ids of decisions.',
    "files": 'Expected {"file": {"encoding": "cp1252", "delimiter": ";", "decimal": ",", "header_lines": [1]}}.',
    "cells": 'Expected [{"file": "name", "row": 17, "column": "BSA", "value": "14"}].',
}
