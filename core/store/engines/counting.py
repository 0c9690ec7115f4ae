"""The tables of an engine, counted there by stratum: the same expression whichever engine it is."""

from collections.abc import Iterator
from typing import Any

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pandas import DataFrame

from core.endpoints import MDA
from core.schema import MEASURES, NOMINAL_WEEKS, STOPPED
from core.special_interest import DEFAULT_SYNONYMS, SynonymMap
from core.store.counted import EVENT, FACTS, PROFILES, Counted
from core.store.engines.courses import courses
from core.store.engines.flat import Flat
from core.store.engines.happened import happened
from core.store.engines.strata import Numbering, numbering

_COURSES = [(measure, week) for measure in (*MEASURES, MDA) for week in NOMINAL_WEEKS]
# What the facts of a patient are, as their place in its array says.
_PLACES = DataFrame(
    [("patients", None, None), ("age", None, None), *(("score", *course) for course in _COURSES)],
    columns=["kind", "measure", "week"],
)


def counted(tables: Flat, synonyms: SynonymMap = DEFAULT_SYNONYMS) -> Counted:
    """Count checked tables. Patients stay where they are: what comes here are counts by stratum."""
    own = numbering(tables.patients)
    # Every count looks at the patients again: their courses are found once, and kept in the engine until then.
    with _people(tables, own).cache() as people:
        facts = _facts(people).to_pyarrow()
        profiles = _profiles(people, happened(tables, synonyms)).to_pyarrow()
    return Counted(_named(_meant(facts), own, FACTS), _named(_sorted(profiles), own, PROFILES))


def _people(tables: Flat, own: Numbering) -> ibis.Table:
    """One row per patient: stratum, course of every measure, and what is known of follow-up."""
    patients = own.numbered(tables.patients.left_join(courses(tables.assessments), "patient_id"))
    end = patients["follow_up_end"]
    return patients.select(
        "patient_id",
        "stratum",
        "age",
        "follow_up_weeks",
        *(f"{measure}_{week}" for measure, week in _COURSES),
        documented=patients["ae_status"] != "not documented",
        stopped=end.isin(STOPPED).fill_null(False),
        died=(end == "died").fill_null(False),
    )


def _facts(people: ibis.Table) -> ibis.Table:
    """Patients by stratum and fact: one pass, each patient as the array of what is counted of it."""
    facts = people.select("stratum", fact=ibis.array(list(_counted_of(people))).unnest()).unpack("fact")
    known = facts.filter(facts["value"].notnull())
    return known.group_by("stratum", "place", "baseline", "value", "carried").agg(n=known.count())


def _counted_of(people: ibis.Table) -> Iterator[Any]:
    """What is counted of a patient, in the order of _PLACES; a value that is null is not counted."""
    yield _fact(0, ibis.literal(0.0))
    yield _fact(1, people["age"])
    last = ibis.null("float64")
    for place, (measure, week) in enumerate(_COURSES, start=2):
        score = people[f"{measure}_{week}"]
        last = score if week == 0 else ibis.coalesce(score, last)
        yield _fact(place, last, people[f"{measure}_0"], score.isnull())


def _fact(place: int, value: Any, baseline: Any = None, carried: Any = False) -> Any:
    known = {"baseline": ibis.null("float64") if baseline is None else baseline, "value": value}
    return ibis.struct({"place": ibis.literal(place, "int16"), **known, "carried": carried})


def _profiles(people: ibis.Table, events: ibis.Table) -> ibis.Table:
    found = people.left_join(events, "patient_id")
    by = ["stratum", *_own(PROFILES)]
    return found.group_by(by).agg(n=found.count()).select(*by, "n")


def _own(schema: pa.Schema) -> list[str]:
    """The columns between the properties and the count."""
    return list(schema.names[schema.get_field_index("site") + 1 : -1])


def _meant(facts: pa.Table) -> pa.Table:
    """The facts with kind, measure and week for their place, and nothing where a kind has no value."""
    place = facts["place"]
    meaning = pa.Table.from_pandas(_PLACES.astype({"week": "Int16"}), preserve_index=False).take(place)
    score, valued = pc.greater(place, 1), pc.greater(place, 0)
    columns = {name: meaning[name] for name in meaning.column_names}
    columns["carried"] = pc.if_else(score, facts["carried"], None)
    columns["value"] = pc.if_else(valued, facts["value"], None)
    return pa.table({**columns, **{name: facts[name] for name in ("stratum", "baseline", "n")}})


def _sorted(profiles: pa.Table) -> pa.Table:
    """The profiles with events in one order, whatever order an engine has for structs; no event is an empty list."""
    lists = profiles["happened"].combine_chunks()
    rows, parents = pc.list_flatten(lists), pc.list_parent_indices(lists)
    events = pa.table({"profile": parents, **{name: rows.field(name) for name in EVENT}})
    events = events.take(pc.sort_indices(events, [(name, "ascending") for name in events.column_names]))
    structs = events.select(list(EVENT)).to_struct_array()
    starts = np.concatenate([[0], np.cumsum(pc.fill_null(pc.list_value_length(lists), 0))]).astype(np.int32)
    happened = pa.ListArray.from_arrays(starts, structs.combine_chunks())
    return profiles.set_column(profiles.column_names.index("happened"), "happened", happened)


def _named(found: pa.Table, own: Numbering, schema: pa.Schema) -> pa.Table:
    names = own.named(np.asarray(found["stratum"]))
    rest = {name: found[name].cast(schema.field(name).type) for name in schema.names if name not in names}
    return pa.table({**names, **rest}, schema=schema)
