"""What the files say, one cell a row, whatever shape the files had."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pandas import DataFrame

from core.intake.decisions import Decision
from core.intake.grid import Grid
from core.intake.problems import Problem

FACT_COLUMNS = ("patient", "occasion", "field", "text", "grid", "line", "column")


@dataclass(frozen=True, eq=False, slots=True)
class Facts:
    """Every cell that means something.

    ``patients``, ``visits`` and ``events`` have the columns :data:`FACT_COLUMNS`: ``patient`` is the identifier as
    written (already a pseudonym where it had to be), ``occasion`` numbers the visit or event the cell belongs to (the
    source row, or the source row and its column block), ``field`` is a name of ``core.intake.fields``, ``text`` the
    cell, ``grid`` the place in ``grids``, ``line`` and ``column`` where it stood. Empty cells have no row. A visit's
    time is itself facts of the occasion: fields week, day, month, visit, visit_date.

    A table that was not supplied is None: absent is not empty. ``labels`` translates codes per field (a data
    dictionary's choices). ``events_listed_for`` are patients an event table names without an event (placeholder rows).
    """

    grids: tuple[Grid, ...]
    patients: DataFrame
    visits: DataFrame | None
    events: DataFrame | None
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    events_listed_for: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    decisions: tuple[Decision, ...] = ()
