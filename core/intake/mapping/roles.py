"""What one table of a site's files is: who has a row in it, patient, visit, event or measurement."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from core.intake.fields import FIELDS
from core.intake.grid import Grid
from core.intake.proposal import ColumnProposal
from core.intake.shapes.dictionary import is_choices_list, is_dictionary
from core.intake.shapes.long import SCORES
from core.intake.shapes.redcap import is_redcap
from core.intake.shapes.sheet import TIMES

Kind = Literal[
    "patients", "visits", "wide", "events", "mixed", "eav", "treatments", "dictionary", "codebook", "unrelated"
]
SAYS: dict[Kind, str] = {
    "patients": "one row per patient",
    "visits": "one row per visit",
    "wide": "one row per patient with columns for each visit",
    "events": "one row per adverse event",
    "mixed": "rows of several kinds: visits and adverse events",
    "eav": "one row per measurement, named in a column",
    "treatments": "one row per treatment",
    "dictionary": "a data dictionary: labels of codes, no patients",
    "codebook": "a list of codes and their labels, no patients",
    "unrelated": "not used",
}


@dataclass(frozen=True, slots=True)
class Role:
    """The kind of a table and why it is thought to be that."""

    kind: Kind
    reason: str

    @property
    def says(self) -> str:
        """What the user reads."""
        return f"{SAYS[self.kind]} ({self.reason})"


def role_of(grid: Grid, columns: Sequence[ColumnProposal]) -> Role:
    """The role of a table from its header, what its columns are taken to mean, and whether patients repeat in it."""
    titles = grid.titles.values()
    if is_dictionary(titles):
        return Role("dictionary", "it has the columns of a REDCap data dictionary")
    if is_choices_list(titles):
        return Role("codebook", "it has columns for a variable, a code and a label")
    used = [column for column in columns if column.used]
    plain = {column.field for column in used if not column.week and not column.number}
    weekly = {column.field for column in used if column.week}
    numbered = {column.field for column in used if column.number}
    if "patient_id" not in plain:
        return Role("unrelated", "no column identifies the patient")
    if _is_treatments(plain) and not weekly and _repeats(grid, used):
        return Role("treatments", "it has several systemic agents and starts for a patient")
    return _of_patients(plain, weekly, numbered, redcap=is_redcap(titles))


def _is_treatments(plain: set[str]) -> bool:
    """An agent and its start, and nothing a table of patients, visits or events would have."""
    others = {name for name in plain if FIELDS[name].table == "visits"} - set(TIMES)
    starts = plain & {"start_date", "systemic_start_date", "cream_start_date", "event_start_date"}
    return "agent" in plain and bool(starts) and not others and not plain & {"cohort", "age", "sex", "term"}


def _repeats(grid: Grid, used: Sequence[ColumnProposal]) -> bool:
    key = next(column.column for column in used if column.field == "patient_id")
    return bool(grid.frame.loc[grid.frame[key].str.strip() != "", key].duplicated().any())


def _of_patients(plain: set[str], weekly: set[str], numbered: set[str], *, redcap: bool) -> Role:
    """The role of a table whose patient identifier is known, from its fields."""
    scores = plain & set(SCORES)
    if "measure_name" in plain and "measure_value" in plain | weekly:
        return Role("eav", "a column names the measure and another holds its value")
    if _is_events(plain):
        if scores or weekly:
            return Role("mixed", f"it has both {_listed(scores or weekly)} and adverse events")
        if redcap:
            return Role("mixed", "a REDCap form of adverse events beside others")
        return Role("events", f"it has {_listed(_fields(plain, 'events'))}")
    if weekly & set(SCORES):
        return Role("wide", f"its titles name the visits of {_listed(weekly & set(SCORES))}")
    if scores:
        return Role("visits", f"it has {_listed(scores)}" + (" and a time" if plain & set(TIMES) else ""))
    if numbered:
        return Role("patients", "its titles number the adverse events of a patient")
    if _fields(plain, "patients"):
        return Role("patients", f"it has {_listed(_fields(plain, 'patients'))}")
    if plain & set(TIMES):
        return Role("visits", "it has times and no measures")
    return Role("unrelated", "it has no column that is used here")


def _is_events(plain: set[str]) -> bool:
    """A term tells, or two other columns that only events have."""
    return "term" in plain or len(_fields(plain, "events")) >= 2


def _fields(plain: set[str], table: str) -> set[str]:
    return {name for name in plain if FIELDS[name].table == table}


def _listed(fields: Collection[str]) -> str:
    """A few of the fields in the user's words, in the order of the list of fields."""
    says = [FIELDS[name].says.split(" (")[0].split(",")[0] for name in FIELDS if name in fields]
    return ", ".join(says[:3])
