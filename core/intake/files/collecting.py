"""Rows as they come out of a file, kept within the limits."""

from core.intake.files.rows import Row
from core.intake.limits import Limits
from core.intake.problems import RefusedError

# Titles, units, repeated headers and totals come on top of the rows of a table.
_SPARE_LINES = 1_000


class Collector:
    """Takes rows one by one. Raises RefusedError as soon as there are too many rows or columns."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.rows: list[Row] = []
        self._blank: list[int] = []

    @property
    def blank(self) -> tuple[int, ...]:
        """The blank lines between the rows."""
        last = self.rows[-1][0] if self.rows else 0
        return tuple(line for line in self._blank if line < last)

    def add(self, line: int, cells: list[str]) -> None:
        """One line of the table, blank or not."""
        if len(cells) > self.limits.max_columns:
            raise self.too_many_columns(len(cells), line)
        known = any(cells) and any(map(str.strip, cells))
        (self.rows.append((line, cells)) if known else self._blank.append(line))
        if max(len(self.rows), len(self._blank)) > self.limits.max_rows + _SPARE_LINES:
            raise too_many_rows(self.limits)

    def too_many_columns(self, count: int, line: int) -> RefusedError:
        most = f"{self.limits.max_columns:,}"
        return RefusedError(
            "too_many_columns", f"has {count:,} columns in row {line}; the limit is {most}. Export only those needed."
        )


def too_many_rows(limits: Limits) -> RefusedError:
    return RefusedError("too_many_rows", f"has more than {limits.max_rows:,} rows. Split it by site.")
