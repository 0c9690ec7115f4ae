"""What an engine counts, as it comes here: two tables of counts, and no patient."""

from dataclasses import dataclass

import pyarrow as pa

from core.store.strata import PROPERTIES

# What happened to one patient, in the order in which a patient's events are sorted.
EVENT = {
    "organ_class": pa.string(),
    "term": pa.string(),
    "severity": pa.int8(),
    "serious": pa.bool_(),
    "related_cream": pa.bool_(),
    "related_systemic": pa.bool_(),
    "related_unsaid": pa.bool_(),
    "stopping": pa.bool_(),
    "special": pa.int32(),
    "start": pa.float64(),
    "period": pa.int8(),
}
_PROPERTIES = {name: pa.dictionary(pa.int32(), pa.string()) for name in PROPERTIES}
FACTS = pa.schema(
    {
        **_PROPERTIES,
        "kind": pa.string(),
        "measure": pa.string(),
        "week": pa.int16(),
        "baseline": pa.float64(),
        "value": pa.float64(),
        "carried": pa.bool_(),
        "n": pa.int64(),
    }
)
PROFILES = pa.schema(
    {
        **_PROPERTIES,
        "documented": pa.bool_(),
        "follow_up_weeks": pa.float64(),
        "stopped": pa.bool_(),
        "died": pa.bool_(),
        "happened": pa.list_(pa.struct(list(EVENT.items()))),
        "n": pa.int64(),
    }
)


@dataclass(frozen=True, eq=False, slots=True)
class Counted:
    """Patients counted by stratum: the eight properties as text, "missing" where one is not recorded.

    ``facts`` (:data:`FACTS`) is of the kinds patients, age (value: years) and score (see
    ``core.score_coding.Scores.cells``; measure, week, baseline and carried are null for the other kinds). ``profiles``
    (:data:`PROFILES`) counts every patient once, by what is known of adverse events: ``happened`` lists the events as
    ``core.event_coding.Events`` has them, sorted, an event that is not described among them; ``special`` has a bit for
    each of SPECIAL_INTERESTS, the first the lowest. No row stands twice; rows are in no order.
    """

    facts: pa.Table
    profiles: pa.Table
