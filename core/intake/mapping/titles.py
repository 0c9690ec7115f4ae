"""What the title of a column says by itself, before the table around it is looked at."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from core.intake.fields import FIELDS
from core.intake.meanings.headers import meaning
from core.intake.proposal import ColumnProposal
from core.intake.shapes.dictionary import Variable
from core.intake.shapes.redcap import check_box, structural

NOT_USED = frozenset({"", "ignore", "not used", "none", "-"})
_EVENT = r"(?:ae|sae|adverse[ _.-]?events?|events?|side[ _.-]?effects?)"
# Several events on the row of a patient: "ae2_term", "AE 2: grade", "ae_term_2", "Adverse event 2".
_NUMBERED = (
    re.compile(rf"^(?P<event>{_EVENT})[ _.#-]*(?P<number>\d{{1,2}})(?:[ _.:-]+(?P<rest>.*))?$", re.IGNORECASE),
    re.compile(rf"^(?P<event>{_EVENT})[ _.-]+(?P<rest>.*?)[ _.#-]*(?P<number>\d{{1,2}})$", re.IGNORECASE),
)

_TRAILING = re.compile(r"^(?P<rest>.*[^\d\s_.#-])[ _.#-]*(?P<number>\d{1,2})$")
_EVENT_TITLES = ("AE term", "AE start", "AE severity", "AE outcome")


def read_title(
    column: ColumnProposal, *, redcap: bool, neighbours: Collection[str], variables: Mapping[str, Variable]
) -> ColumnProposal:
    """The column with the meaning of its title; ``variables`` are the entries of a data dictionary."""
    title = column.title.strip()
    if redcap:
        known = structural(title)
        if known is not None:
            return replace(column, field=known[0], how="alias" if known[0] else "none", reason=known[1])
        box = check_box(title)
        if box is not None:
            return _box(column, *box, neighbours, variables)
    numbered = _numbered(column, title, neighbours)
    if numbered is not None:
        return numbered
    read = _meaning(column, title, neighbours)
    variable = variables.get(title.casefold())
    if variable is not None and variable.label and read.how not in ("exact", "alias"):
        labelled = _meaning(column, variable.label, neighbours)
        if labelled.field:
            return replace(labelled, reason=f"the data dictionary calls it {variable.label}: {labelled.reason}")
    return read


def with_numbers(columns: Sequence[ColumnProposal]) -> list[ColumnProposal]:
    """The columns, "Grade 1" as part of the event whose term is "Adverse event 1"."""
    numbers = {column.number for column in columns if column.used and column.field in ("term", "verbatim")} - {""}
    found = []
    for column in columns:
        part = _TRAILING.match(column.title.strip())
        if part and part["number"] in numbers and not column.used:
            read = _meaning(column, part["rest"], _EVENT_TITLES)
            if read.used and FIELDS[read.field].table == "events":
                reason = f"event {part['number']} of the row: {read.reason}"
                column = replace(read, number=part["number"], week="", reason=reason)
        found.append(column)
    return found


def choose(column: ColumnProposal, answer: str) -> ColumnProposal:
    """The column as the user decided: a field, a word for one, "field @ visit" in a wide table, or "ignore"."""
    field, _, week = (part.strip() for part in str(answer).partition("@"))
    if field.casefold() in NOT_USED:
        return replace(column, field="", how="chosen", reason="you chose not to use it", week="")
    found = meaning(field) if field not in FIELDS else None
    known = found.field if found else field
    if known not in FIELDS:
        return replace(column, field="", how="none", reason=f"there is no field {field}", week="")
    own = meaning(column.title.strip())
    return replace(column, field=known, how="chosen", reason="you chose it", week=week or (own.week if own else ""))


def _meaning(column: ColumnProposal, title: str, neighbours: Collection[str]) -> ColumnProposal:
    found = meaning(title, neighbours=neighbours)
    if found is None:
        return column
    return replace(column, field=found.field, how=found.how, reason=found.reason, week=found.week)


def _box(
    column: ColumnProposal, base: str, code: str, neighbours: Collection[str], variables: Mapping[str, Variable]
) -> ColumnProposal:
    """One check box of a set: the meaning of the set, and what a tick in this one stands for."""
    variable = variables.get(base.casefold())
    bare = replace(column, title=base)
    read = replace(read_title(bare, redcap=False, neighbours=neighbours, variables=variables), title=column.title)
    labels = {key.casefold(): label for key, label in (variable.choices or {}).items()} if variable else {}
    return replace(read, choice=labels.get(code.casefold(), code)) if read.field else read


def _numbered(column: ColumnProposal, title: str, neighbours: Collection[str]) -> ColumnProposal | None:
    """The column of one event of several on a row, None for other titles."""
    found = next((match for pattern in _NUMBERED if (match := pattern.match(title))), None)
    if found is None:
        return None
    rest = (found["rest"] or "").strip()
    names = [f"{found['event']} {rest}", rest] if rest else ["term"]
    reads = [_meaning(column, name, neighbours) for name in names]
    read = next((r for r in reads if r.field and FIELDS[r.field].table == "events"), None)
    if read is None:
        return None
    return replace(read, number=found["number"], week="", reason=f"event {found['number']} of the row: {read.reason}")
