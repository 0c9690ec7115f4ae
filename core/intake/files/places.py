"""Where a table comes from, and how the user says it is to be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.intake.grid import Layout, place_name


@dataclass(frozen=True, slots=True)
class Place:
    """The file and sheet of a table; ``header_lines`` is None where they are to be found, empty for no header."""

    file: str
    part: str
    kind: str
    layout: Layout = Layout()
    header_lines: Sequence[int] | None = None

    @property
    def where(self) -> str:
        """File and part, as messages say it."""
        return place_name(self.file, self.part, self.kind)
