"""What has to be asked about the columns of a site's tables."""

from collections.abc import Iterator, Sequence

from core.intake.decisions import Decision
from core.intake.fields import FIELDS
from core.intake.grid import Grid
from core.intake.problems import Level, Problem
from core.intake.proposal import ColumnProposal
from core.intake.shapes.wide import visit_key

# Without these the data cannot be placed: an open question about them stops the import.
_NEEDED = frozenset({"patient_id", "cohort", "agent", "iga", "bsa_pct", "itch_nrs", "term"})
_TIMES = frozenset({"week", "month", "day", "visit", "visit_date"})
# A table with one of these is about patients, whether or not a column identifies them.
_TELLING = frozenset({"cohort", "iga", "bsa_pct", "itch_nrs", "term", "measure_value"})

_SHOWN = 8
_REMARKS: dict[bool, tuple[str, Level]] = {True: ("column_conflict", "warning"), False: ("column_not_used", "info")}


def questions(grids: Sequence[Grid], columns: Sequence[ColumnProposal]) -> tuple[Decision, ...]:
    """What only the user knows: which of several columns it is, whether a suggestion holds, who the patients are.

    The answer to each is an entry {column title: field} under "columns" and the table's name. Suggestions for what is
    not needed, or what another column says, are not asked: the list of columns shows them.
    """
    found = [
        _question(grids[number], field, group)
        for (number, field), group in _open(columns).items()
        if _is_asked(number, field, group, columns)
    ]
    return (*found, *_without_patients(grids, columns))


def remarks(grids: Sequence[Grid], columns: Sequence[ColumnProposal]) -> Iterator[Problem]:
    """What is said of columns that may be a field, are not used and not asked about."""
    for (number, field), group in _open(columns).items():
        if _is_asked(number, field, group, columns):
            continue
        conflict = any(column.how == "conflict" for column in group)
        titles = [column.title for column in group]
        listed = (" and " if conflict else ", ").join(f"“{title}”" for title in titles)
        ending = "None is used" if conflict else "Not used"
        message = f"{grids[number].name}: {listed} may be the {FIELDS[field].says}. {ending}; choose it if it is."
        code, level = _REMARKS[conflict]
        yield Problem(code, level, grids[number].name, None, titles[0], len(group), message)
    for number, grid in enumerate(grids):
        yield from _unknown(grid, [column for column in columns if column.grid == number])


def _unknown(grid: Grid, own: Sequence[ColumnProposal]) -> Iterator[Problem]:
    """The columns of a table that is read of which nobody knows what they are."""
    titles = [column.title for column in own if not (column.field or column.reason) and column.title and column.samples]
    if titles and any(column.used for column in own):
        shown = ", ".join(f"“{title[:40]}”" for title in titles[:_SHOWN])
        more = f" and {len(titles) - _SHOWN} more" if len(titles) > _SHOWN else ""
        message = f"{grid.name}: not known and not imported: {shown}{more}. Say what a column is if it matters."
        yield Problem("columns_not_used", "info", grid.name, None, titles[0], len(titles), message)


def _open(columns: Sequence[ColumnProposal]) -> dict[tuple[int, str], list[ColumnProposal]]:
    """The columns that are not used although they may be a field, by table and field."""
    groups: dict[tuple[int, str], list[ColumnProposal]] = {}
    for column in columns:
        if column.field and column.how in ("suggestion", "conflict"):
            groups.setdefault((column.grid, column.field), []).append(column)
    return groups


def _is_asked(number: int, field: str, group: Sequence[ColumnProposal], columns: Sequence[ColumnProposal]) -> bool:
    own = {column.field for column in columns if column.grid == number and column.used}
    if field not in _NEEDED | _TIMES:
        return False
    if any(column.how == "conflict" for column in group):
        return True
    if field in _TIMES:
        return not own & _TIMES and not any(column.week for column in columns if column.grid == number)
    # A patient's field may stand in another table, the others of a table only in itself.
    elsewhere = FIELDS[field].table == "patients" and any(c.used and c.field == field for c in columns)
    return field not in own and not elsewhere


def _question(grid: Grid, field: str, group: Sequence[ColumnProposal]) -> Decision:
    titles = [column.title for column in group]
    single = _is_one(group)
    listed = (" and " if single else " or ").join(f"“{title}”" for title in titles)
    says = FIELDS[field].says
    asked = (
        f"{'is' if len(group) == 1 else 'are'} {listed} the {says}?" if single else f"which is the {says}: {listed}?"
    )
    reason = group[0].reason[:1].upper() + group[0].reason[1:]
    return Decision(
        id=f"column_map:{grid.name}:{field}",
        about="column_map",
        question=f"{grid.name}: {asked} {reason}.",
        key=("columns", grid.name),
        proposal=dict.fromkeys(titles, field) if single else None,
        options=(*titles, "none of them"),
        blocks=True,
    )


def _is_one(group: Sequence[ColumnProposal]) -> bool:
    """Whether all columns may be the field at once: there is one, or each is of a visit of its own."""
    visits = {visit_key(column.week) for column in group if column.week}
    suggested = all(column.how == "suggestion" for column in group)
    return suggested and (len(group) == 1 or len(visits) == len(group))


def _without_patients(grids: Sequence[Grid], columns: Sequence[ColumnProposal]) -> Iterator[Decision]:
    """One question a table about patients of which no column may identify them, unless another table says the same."""
    known = {column.grid for column in columns if column.field == "patient_id"}
    placed = {column.field for column in columns if column.used and column.grid in known}
    for number, grid in enumerate(grids):
        own = {column.field for column in columns if column.grid == number and column.used}
        if number in known or not own & _TELLING - placed:
            continue
        titles = [column.title for column in columns if column.grid == number and not column.used]
        yield Decision(
            id=f"column_map:{grid.name}:patient_id",
            about="column_map",
            question=f"{grid.name}: which column identifies the patient? None looks like it.",
            key=("columns", grid.name),
            proposal=None,
            options=(*titles, "none of them"),
            blocks=True,
        )
