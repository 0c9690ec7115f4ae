"""Lists of codes and labels that come with a table: REDCap's data dictionary, and codebook sheets."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.intake.grid import Grid
from core.intake.proposal import ColumnProposal
from core.intake.shapes.sheet import Sheet

# The header of a dictionary as REDCap downloads it, and as its programming interface names the columns.
_VARIABLE = ("variable / field name", "field_name")
_LABEL = ("field label", "field_label")
_CHOICES = ("choices, calculations, or slider labels", "choices or calculations", "select_choices_or_calculations")
_TYPE = ("field type", "field_type")
_IDENTIFIER = ("identifier?", "identifier")
_BOOK_VARIABLE = {"variable", "variable name", "field", "field name", "column", "item", "name", "parameter"}
_BOOK_CODE = {"code", "value", "codes", "values", "coded value", "raw", "number"}
_BOOK_LABEL = {"label", "labels", "meaning", "decode", "description", "value label", "text"}
_CHOICE = re.compile(r"^\s*([-\w.]+)\s*,\s*(.*?)\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of a dictionary: ``choices`` are labels by code; ``identifier`` is the flag set by the site."""

    name: str
    label: str = ""
    choices: Mapping[str, str] | None = None
    identifier: bool = False


def is_dictionary(titles: Collection[str]) -> bool:
    """Whether a header is that of a REDCap data dictionary."""
    words = {_words(title) for title in titles}
    return all(words & set(names) for names in (_VARIABLE, _TYPE, _LABEL))


def is_choices_list(titles: Collection[str]) -> bool:
    """Whether a header is that of a small codebook: a variable, a code, a label and little more."""
    words = {_words(title) for title in titles}
    return len(words) <= 4 and all(words & names for names in (_BOOK_VARIABLE, _BOOK_CODE, _BOOK_LABEL))


def variables(grids: Sequence[Grid]) -> dict[str, Variable]:
    """Every variable the dictionaries and codebooks among the tables describe, by its name in lower case."""
    found: dict[str, Variable] = {}
    for grid in grids:
        titles = grid.titles.values()
        rows = _dictionary(grid) if is_dictionary(titles) else _codebook(grid) if is_choices_list(titles) else ()
        for variable in rows:
            found.setdefault(variable.name.casefold(), variable)
    return found


def identifier_flags(grids: Sequence[Grid]) -> set[tuple[int, str]]:
    """The columns, as place of the table and label, that a data dictionary of the site flags as identifiers."""
    known = variables(grids)
    flagged = {variable.name.casefold() for variable in known.values() if variable.identifier}
    flagged |= {variable.label.casefold() for variable in known.values() if variable.identifier and variable.label}
    return {
        (number, label)
        for number, grid in enumerate(grids)
        for label, title in grid.titles.items()
        if title.strip().casefold() in flagged
    }


def choices(text: str) -> dict[str, str]:
    """Labels by code of "0, Group A | 1, Group B"; a calculation or a slider has none."""
    pairs = [_CHOICE.match(part) for part in re.split(r"\||\r?\n", text) if part.strip()]
    return {pair[1]: pair[2] for pair in pairs if pair} if all(pairs) else {}


def labels(columns: Sequence[ColumnProposal], known: Mapping[str, Variable]) -> dict[str, dict[str, str]]:
    """Labels of codes by field, of the columns that variables became. Fields with two codings are not among them."""
    found: dict[str, dict[str, str]] = {}
    for column in columns:
        found.setdefault(column.field, {}).update(_choices(column, known))
    disputed = _disputed(columns, known)
    return {field: own for field, own in found.items() if own and field not in disputed}


def with_labels(sheet: Sheet, columns: Sequence[ColumnProposal], known: Mapping[str, Variable]) -> Sheet:
    """The sheet with labels in place of codes where labels by field do not do.

    These are visits and measures, which say when and what the other cells are, and fields that two of all the
    ``columns`` code differently.
    """
    fields = {"visit", "measure_name"} | _disputed(columns, known)
    labelled = {}
    for column in sheet.columns:
        own = _choices(column, known) if column.field in fields else {}
        if own:
            text = sheet.frame[column.column]
            labelled[column.column] = text.map({code: own.get(code, code) for code in text.unique()}).astype("str")
    return replace(sheet, frame=sheet.frame.assign(**labelled)) if labelled else sheet


def _choices(column: ColumnProposal, known: Mapping[str, Variable]) -> Mapping[str, str]:
    variable = known.get(column.title.strip().casefold())
    return (variable.choices or {}) if variable is not None and column.used and not column.choice else {}


def _disputed(columns: Sequence[ColumnProposal], known: Mapping[str, Variable]) -> set[str]:
    """The fields of which two variables give a code different labels."""
    seen: dict[tuple[str, str], str] = {}
    found = set()
    for column in columns:
        for code, label in _choices(column, known).items():
            if seen.setdefault((column.field, code), label) != label:
                found.add(column.field)
    return found


def _dictionary(grid: Grid) -> Iterator[Variable]:
    name, label = _cells(grid, _VARIABLE), _cells(grid, _LABEL)
    listed, flags = _cells(grid, _CHOICES), _cells(grid, _IDENTIFIER)
    for variable, says, codes, flag in zip(name, label, listed, flags, strict=True):
        if variable:
            marked = flag.casefold() in ("y", "yes", "1", "true")
            yield Variable(variable, _plain(says), choices(codes), marked)


def _codebook(grid: Grid) -> Iterator[Variable]:
    listed: dict[str, dict[str, str]] = {}
    current = ""
    cells = (_cells(grid, tuple(names)) for names in (_BOOK_VARIABLE, _BOOK_CODE, _BOOK_LABEL))
    for variable, code, label in zip(*cells, strict=True):
        # A codebook names its variable on the first line of its codes only.
        current = variable or current
        if current and code:
            listed.setdefault(current, {})[code] = label
    yield from (Variable(name, "", labels) for name, labels in listed.items())


def _cells(grid: Grid, names: Collection[str]) -> list[str]:
    """The cells of the column with one of the titles, blank where there is none."""
    label = next((label for label, title in grid.titles.items() if _words(title) in names), None)
    return [""] * len(grid.frame) if label is None else grid.frame[label].str.strip().tolist()


def _words(title: str) -> str:
    return " ".join(title.split()).casefold()


def _plain(text: str) -> str:
    """A field label without the markup REDCap allows in it."""
    return " ".join(re.sub(r"<[^<>]*>", " ", text).split())
