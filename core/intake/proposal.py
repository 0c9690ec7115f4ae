"""What one column of a site's table is taken to mean, and how sure that is."""

from dataclasses import dataclass
from typing import Literal

# exact: the name of a field or of a standard; alias: a known wording, or a weak one that the cells bear out;
# suggestion: may be it, a person has to say so; conflict: another column claims the same field; chosen: the user did.
How = Literal["exact", "alias", "suggestion", "conflict", "chosen", "none"]
USED: tuple[How, ...] = ("exact", "alias", "chosen")


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """One column: ``grid`` is the place of its table, ``column`` its label there, ``title`` the header as written.

    ``field`` is a name of ``core.intake.fields``, "" where the column means nothing to us; it counts only where
    ``used`` is true. ``week`` is the visit a column of a wide table belongs to, as its title says it ("Wk12"),
    ``number`` the event of a row that lists several ("2" of ae2_term), ``choice`` the value that a tick stands for.
    ``samples`` are up to three distinct cells, none for a private column.
    """

    grid: int
    column: str
    title: str
    field: str = ""
    how: How = "none"
    reason: str = ""
    week: str = ""
    number: str = ""
    choice: str = ""
    samples: tuple[str, ...] = ()

    @property
    def used(self) -> bool:
        """Whether the cells of the column are imported."""
        return bool(self.field) and self.how in USED
