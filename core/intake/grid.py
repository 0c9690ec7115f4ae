"""One table as it stands in a file: text cells, with the line each row has in the reader's file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table was read, each part changeable by the user; empty or 0 means "not applicable"."""

    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""  # "." or "," where the numbers of the file decide it
    header_lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that is not a row of the table: a title, a unit row, a total, a footnote."""

    line: int
    why: str
    text: str  # shortened


@dataclass(frozen=True, eq=False, slots=True)
class Grid:
    """One table of one file.

    ``file`` is the name the user knows ("export.zip: visits.csv" for a member), ``part`` a worksheet or data set, or
    one of several tables below each other. ``kind`` is "text", "xlsx" or "xpt", by content. ``frame`` holds str cells,
    "" where empty, trimmed of nothing; its index is the line a spreadsheet shows (header included), its column labels
    are unique. ``titles`` gives the header text of each label as written, "" for a column without one. Titles of
    stacked blocks are a column ``block``.
    ``formats`` says what a workbook or transport file knows of a column: "percent" (cells hold the shown percentage),
    "date" (cells hold ISO dates); "decimal_comma" and "decimal_point" mark a column whose numbers differ from
    ``layout.decimal`` (see ``core.intake.files.decimals.decimal_of``).
    """

    file: str
    part: str
    kind: str
    frame: DataFrame
    layout: Layout
    titles: Mapping[str, str]
    skipped: tuple[Skipped, ...] = ()
    formats: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """File and part, as messages say it."""
        return place_name(self.file, self.part, self.kind)


def place_name(file: str, part: str, kind: str) -> str:
    """ "visits.csv", "site.xlsx, sheet Visits", "export.csv, table 2"."""
    if not part:
        return file
    return f"{file}, {part}" if kind == "text" else f"{file}, sheet {part}"
