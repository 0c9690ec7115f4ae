"""What reading a site's files found: one finding a kind of thing and place, in plain words."""

from dataclasses import dataclass
from typing import Literal

from core.errors import RuxScopeError

# A note tells; a warning wants a look; a cell became missing; a row was left out; a question blocks until answered;
# a file was refused.
Level = Literal["info", "warning", "error_cell", "error_row", "error_until_answered", "refused"]
LEVELS: tuple[Level, ...] = ("refused", "error_until_answered", "error_row", "error_cell", "warning", "info")
LEVEL_WORDS: dict[Level, str] = {
    "refused": "refused",
    "error_until_answered": "question",
    "error_row": "row left out",
    "error_cell": "cell left blank",
    "warning": "warning",
    "info": "note",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of an import. ``code`` names its kind; ``count`` is how many cells or rows it stands for.

    ``row`` is the line in the reader's file (the first of them), None for a whole file or column. ``message`` never
    holds a value of a column that identifies people.
    """

    code: str
    severity: Level
    file: str
    row: int | None
    column: str
    count: int
    message: str
    value: str = ""  # the raw cell, for the table of findings; empty for private columns
    rows: tuple[int, ...] = ()  # all lines it stands for, where they are known


class RefusedError(RuxScopeError):
    """A file that is not read at all; the text says what it is and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
