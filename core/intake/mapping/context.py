"""Titles that mean different things in different tables, read again once it is known what the table is.

"date" is the visit's in a table of visits and the event's onset in a table of events; a "grade" among scores is no
severity of an event.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pandas import DataFrame

from core.intake.fields import FIELDS
from core.intake.mapping.evidence import arm_field, distinct, together_share
from core.intake.meanings.plain import words
from core.intake.proposal import ColumnProposal
from core.intake.shapes.long import SCORES

_GENERIC = frozenset(
    words(
        """
        date dates dt day days week weeks wk month months visit time start started starts from begin begins began onset
        end ended ends stop stopped to until till grade severity gr sev status outcome action comment comments remark
        remarks note notes type value result name label event of the in at rel related relation causality cause
        datum tag woche monat beginn ende von bis schweregrad einde van tot ernst graad maand dag fecha dia semana mes
        inicio fin desde hasta gravedad jour semaine mois debut du au severite data giorno settimana mese inizio fine
        """
    )
)
# What a title that could mean several things means in each kind of table; "" where it is not read.
_IN_EVENTS = {
    "visit_date": "event_start_date",
    "start_date": "event_start_date",
    "last_date": "event_end_date",
    "week": "event_start_week",
    "day": "event_start_day",
    "month": "",
    "visit": "",
}
_IN_VISITS = {
    "event_start_week": "week",
    "event_start_day": "day",
    "event_start_date": "visit_date",
    "event_end_date": "",
    "event_end_week": "",
    "event_end_day": "",
}
_IN_PATIENTS = {"event_start_date": "start_date", "visit_date": "start_date"}
_ROLES: Mapping[str, Mapping[str, str]] = {
    "events": _IN_EVENTS,
    "visits": _IN_VISITS,
    "eav": _IN_VISITS,
    "patients": _IN_PATIENTS,
    "wide": _IN_PATIENTS,
    "treatments": _IN_PATIENTS,
}
# Fields of these tables mean nothing in a table of the kind.
_FOREIGN = {"visits": ("events",), "eav": ("events",), "wide": ("events",), "patients": ("events", "visits")}


def is_weak(column: ColumnProposal) -> bool:
    """Whether the title is of words that mean something else in another table, the name of a field among them."""
    said = words(column.title)
    open_to_doubt = column.how in ("alias", "suggestion") or (column.how == "exact" and len(said) == 1)
    return open_to_doubt and set(said) <= _GENERIC


def with_terms(columns: Sequence[ColumnProposal]) -> list[ColumnProposal]:
    """The columns, the words of the chart as the term of an event where no other column names it."""
    found = list(columns)
    for number in dict.fromkeys(column.number for column in columns):
        own = [c for c in columns if c.used and c.number == number and FIELDS[c.field].table == "events"]
        words_of_chart = [c for c in own if c.field == "verbatim" and not is_weak(c)]
        if words_of_chart and (number or len(own) > 1) and not any(c.field == "term" for c in own):
            first = words_of_chart[0]
            reason = f"{first.reason}; nothing else names the event"
            found = [replace(c, field="term", reason=reason) if c is first else c for c in found]
    return found


def in_context(columns: Sequence[ColumnProposal], role: str, frame: DataFrame) -> list[ColumnProposal]:
    """The columns of one table, each weak title read as one of a table of that role. ``frame`` has trimmed cells."""
    return [_told_by_cells(_fitting(column, role, columns, frame), frame) for column in columns]


def _fitting(column: ColumnProposal, role: str, columns: Sequence[ColumnProposal], frame: DataFrame) -> ColumnProposal:
    if not column.field or column.how == "chosen" or column.week or column.number:
        return column
    if role == "mixed":
        return _of_either(column, columns, frame) if is_weak(column) else column
    if is_weak(column) and role in ("visits", "eav") and column.field == "severity":
        reason = "among scores this may be the IGA"
        return replace(column, field="iga", how="suggestion", reason=reason)
    if role == "events" and column.field == "visit_date" and "visit" in words(column.title):
        return _as(column, "", role)
    if role == "events" and column.field == "start_date" and set(words(column.title)) <= _GENERIC:
        # The exact name of a patient's field, unless the events have a start of their own.
        own_start = any(other.used and other.field.startswith("event_start") for other in columns)
        return column if own_start else _as(column, "event_start_date", role)
    if is_weak(column) and column.field in _ROLES.get(role, {}):
        return _as(column, _ROLES[role][column.field], role)
    if FIELDS[column.field].table in _FOREIGN.get(role, ()) and column.how != "exact":
        return _as(column, "", role)
    return column


def _as(column: ColumnProposal, field: str, role: str) -> ColumnProposal:
    if not field:
        return replace(column, field="", how="none", reason="has no meaning in a table of this kind")
    if role in ("patients", "wide") and field == "start_date":
        reason = "a date in a table of patients; it may be the start"
        return replace(column, field=field, how="suggestion", reason=reason)
    return replace(column, field=field, reason=f"{column.reason}; in this table: {FIELDS[field].says}")


def _of_either(column: ColumnProposal, columns: Sequence[ColumnProposal], frame: DataFrame) -> ColumnProposal:
    """A time in a table of visits and events: of the rows it is filled in, none has a score, or none a term."""
    times = {**_IN_EVENTS, **{field: field for field in _IN_EVENTS.values() if field}}
    if column.field not in times or not times[column.field]:
        return column
    event = [other.column for other in columns if other.used and other.field == "term"]
    score = [other.column for other in columns if other.used and other.field in SCORES]
    cells = frame[column.column]
    with_event = together_share(cells, (frame[event] != "").any(axis=1))
    with_score = together_share(cells, (frame[score] != "").any(axis=1))
    if with_event and not with_score:
        return _as(column, times[column.field], "events")
    back = _IN_VISITS.get(column.field, column.field)
    return _as(column, back, "visits") if with_score and not with_event else column


def _told_by_cells(column: ColumnProposal, frame: DataFrame) -> ColumnProposal:
    """A group may be the cohort or the agent: its labels tell."""
    if column.field not in ("cohort", "agent") or column.how not in ("alias", "suggestion") or column.choice:
        return column
    told = arm_field(distinct(frame[column.column]))
    if told and (told != column.field or column.how == "suggestion"):
        return replace(column, field=told, how="alias", reason=f"{column.reason}; its cells are {_CELLS[told]}")
    return column


_CELLS = {"cohort": "the two cohorts", "agent": "systemic agents"}
