"""What the cells of a sheet were, and what there is to say about it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.intake.files.rows import counted, rows_text
from core.intake.problems import Level, Problem


@dataclass(slots=True)
class Noticed:
    """The kinds of the cells of each column, and the lines of cells that need a word."""

    kinds: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: list[int] = field(default_factory=list)
    uncomputed: list[int] = field(default_factory=list)
    merged: list[int] = field(default_factory=list)

    def formats(self) -> dict[int, str]:
        """The format of at least half of the cells of a column, its title apart, where it is one that matters."""
        usual = {}
        for place, kinds in self.kinds.items():
            for name in ("percent", "date"):
                if kinds[name] and 2 * kinds[name] >= kinds.total() - 1:
                    usual[place] = name
        return usual

    def problems(self, file: str, title: str) -> Iterator[Problem]:
        """One finding a kind: errors, formulas without value, merged cells, percentages beside plain numbers."""
        where = f"{file}, sheet {title}"
        says = "with an Excel error such as #N/A. Left blank."
        yield from _cells("excel_error", "error_cell", self.errors, file, where, says)
        says = "with a formula that was never computed. Left blank; open the file in Excel and save it."
        yield from _cells("formula_without_value", "error_cell", self.uncomputed, file, where, says)
        says = "merged with the one above. Each row got the text of the merged cell."
        yield from _cells("merged_cells", "info", self.merged, file, where, says)
        for place, kinds in sorted(self.kinds.items()):
            if kinds["percent"] and kinds["number"]:
                column, count = _letters(place), kinds["percent"]
                message = (
                    f"Column {column} of {where}: {counted(count, 'cell')} shown as a percentage (15%), "
                    f"{kinds['number']:,} as plain numbers. Read as shown; check that all mean the same."
                )
                yield Problem("mixed_percent", "warning", file, None, column, count, message)


def _cells(code: str, severity: Level, found: list[int], file: str, where: str, says: str) -> Iterator[Problem]:
    lines = tuple(sorted(set(found)))
    if lines:
        message = f"{rows_text(lines)} of {where}: {counted(len(found), 'cell')} {says}"
        yield Problem(code, severity, file, lines[0], "", len(found), message, rows=lines)


def _letters(place: int) -> str:
    """The letters Excel shows over a column."""
    letters, rest = "", place + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
