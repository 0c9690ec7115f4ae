"""The errors that reach a reader as a plain sentence, and the findings that a check of the data collects."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from pandas import DataFrame

Severity = Literal["error", "warning", "note"]


class RuxScopeError(Exception):
    """An error whose text says what was found, where, and what to do. Shown to the reader as it is."""


class ExtractError(RuxScopeError):
    """A file cannot be opened as an extract."""


class SelectionError(RuxScopeError):
    """A filter names something that does not exist."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check of the data has to say about one place.

    An ``error`` keeps the data from being opened, a ``warning`` wants a look, a ``note`` only tells. ``row`` is the
    line a reader sees in a spreadsheet (the header is line 1), or None where the finding is about a whole table.
    """

    severity: Severity
    table: str
    row: int | None
    column: str
    value: str
    problem: str
    remedy: str

    @property
    def message(self) -> str:
        where = self.table if self.row is None else f"{self.table}, row {self.row}"
        subject = ", ".join(part for part in (where, self.column) if part)
        shown = f" “{self.value}”" if self.value else ""
        return f"{subject}:{shown} {self.problem}. {self.remedy}"


FINDING_COLUMNS = ("severity", "table", "row", "column", "value", "problem", "remedy")


def findings_frame(findings: Iterable[Finding]) -> DataFrame:
    """The findings as a table, one row each, the most severe first."""
    order = {"error": 0, "warning": 1, "note": 2}
    rows = sorted(findings, key=lambda finding: order[finding.severity])
    frame = DataFrame([asdict(finding) for finding in rows], columns=list(FINDING_COLUMNS))
    return frame.astype({"row": "Int64"})
