"""The words of an import: every field a column of a site's file can mean, and the table it belongs to."""

from dataclasses import dataclass
from typing import Literal

Table = Literal["key", "patients", "visits", "events"]


@dataclass(frozen=True, slots=True)
class Field:
    """One meaning of a column; ``says`` is what the user reads in the list of choices."""

    name: str
    table: Table
    says: str


FIELDS = {
    field.name: field
    for field in (
        Field("patient_id", "key", "patient identifier"),
        Field("site", "patients", "site"),
        Field("cohort", "patients", "cohort (A: cream first, B: systemic first)"),
        Field("agent", "patients", "systemic agent"),
        Field("age", "patients", "age in years"),
        Field("sex", "patients", "sex"),
        Field("race", "patients", "race"),
        Field("start_date", "patients", "date of time zero (start of the combination)"),
        Field("cream_start_date", "patients", "start of the cream (date)"),
        Field("systemic_start_date", "patients", "start of the systemic (date)"),
        Field("cream_start_week", "patients", "start of the cream (weeks from time zero)"),
        Field("systemic_start_week", "patients", "start of the systemic (weeks from time zero)"),
        Field("follow_up_weeks", "patients", "weeks on both treatments"),
        Field("follow_up_end", "patients", "why the time on both treatments ended"),
        Field("last_date", "patients", "date of the last contact or of the data cut"),
        Field("ae_status", "patients", "adverse events documented (none, any, not documented)"),
        Field("week", "visits", "week of the visit"),
        Field("month", "visits", "month of the visit"),
        Field("day", "visits", "study day of the visit"),
        Field("visit", "visits", "name of the visit"),
        Field("visit_date", "visits", "date of the visit"),
        Field("iga", "visits", "IGA"),
        Field("bsa_pct", "visits", "BSA, % of body surface with AD"),
        Field("itch_nrs", "visits", "itch, 0-10"),
        Field("measure_name", "visits", "name of the measure in this row"),
        Field("measure_value", "visits", "value of the measure in this row"),
        Field("derived", "visits", "row is derived (LOCF, imputed)"),
        Field("term", "events", "adverse event term"),
        Field("system_organ_class", "events", "system organ class"),
        Field("severity", "events", "severity of the event"),
        Field("serious", "events", "serious"),
        Field("related", "events", "related to treatment, not said which"),
        Field("related_cream", "events", "related to the cream"),
        Field("related_systemic", "events", "related to the systemic"),
        Field("special_interest", "events", "event of special interest"),
        Field("event_start_date", "events", "start of the event (date)"),
        Field("event_end_date", "events", "end of the event (date)"),
        Field("event_start_week", "events", "start of the event (week)"),
        Field("event_end_week", "events", "end of the event (week)"),
        Field("event_start_day", "events", "start of the event (study day)"),
        Field("event_end_day", "events", "end of the event (study day)"),
        Field("action_taken", "events", "action taken"),
        Field("outcome", "events", "outcome of the event"),
        Field("verbatim", "events", "words of the chart"),
        Field("treatment_emergent", "events", "started on treatment"),
    )
}
