"""Engines to count in, and the same counts taken from a coded extract, patient by patient."""

import os
from collections import Counter
from shutil import which

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from core.coding import coded
from core.endpoints import MISSING
from core.schema import SPECIAL_INTERESTS, TABLES
from core.store.counted import EVENT
from core.store.engines.connecting import duckdb_engine, spark_engine
from core.store.engines.counting import counted
from core.store.engines.flat import flat
from core.store.strata import PROPERTIES


@pytest.fixture(scope="session")
def duckdb():
    return duckdb_engine()


@pytest.fixture(scope="session")
def spark():
    """One session of Spark on this machine; without Java the tests of it are skipped, or fail where it is required."""
    if which("java") is None and not os.environ.get("RUXSCOPE_SPARK_REQUIRED"):
        pytest.skip("Java is not installed; Spark needs it")
    if not os.environ.get("RUXSCOPE_SPARK_REQUIRED"):
        pytest.importorskip("pyspark")
    engine = spark_engine()
    yield engine
    engine.disconnect()


@pytest.fixture
def in_engine(tmp_path):
    """The tables of frames as an engine reads them: one Parquet file each."""

    def read(engine, frames):
        tables = {}
        for spec in TABLES:
            path = tmp_path / f"{spec.name}.parquet"
            frame = frames[spec.name]
            columns = {c.name: pa.array(frame[c.name], from_pandas=True) for c in spec.stored}
            pq.write_table(pa.table(columns), path)
            tables[spec.name] = engine.read_parquet(str(path))
        return tables

    return read


def _number(value):
    return None if value is None or value != value else float(value)


def facts_by_patient(own):
    """Every fact of every patient, one by one: (stratum, kind, measure, week, baseline, value, carried) -> patients."""
    strata = _strata(own)
    found = Counter((stratum, "patients", None, None, None, None, None) for stratum in strata)
    found.update(
        (stratum, "age", None, None, None, age, None)
        for stratum, age in zip(strata, own.age.tolist(), strict=True)
        if age == age
    )
    cells = [
        ("score", cell.measure, int(cell.week), _number(cell.baseline), float(cell.value), bool(cell.carried))
        for cell in own.scores.cells.itertuples()
    ]
    found.update(
        (strata[patient], *cells[cell])
        for patient, cell in zip(own.scores.patient.tolist(), own.scores.cell.tolist(), strict=True)
    )
    return found


def profiles_by_patient(own):
    """What happened to each patient, one by one -> patients."""
    events = own.events
    happened = [[] for _ in range(own.patients)]
    for place, patient in enumerate(events.patient.tolist()):
        term = events.terms.iloc[int(events.term[place])]
        happened[patient].append(
            (
                term["organ_class"],
                term["term"],
                int(events.severity[place]),
                *(bool(getattr(events, name)[place]) for name in list(EVENT)[3:8]),
                sum(1 << at for at in range(len(SPECIAL_INTERESTS)) if events.special[place, at]),
                _number(events.start[place]),
                int(events.period[place]),
            )
        )
    return Counter(
        (
            stratum,
            bool(own.documented[place]),
            _number(own.follow_up_weeks[place]),
            bool(own.stopped[place]),
            bool(own.died[place]),
            tuple(sorted(happened[place], key=repr)),
        )
        for place, stratum in enumerate(_strata(own))
    )


def _strata(own):
    texts = [np.array([*own.facets[name].options, MISSING])[own.facets[name].codes].tolist() for name in PROPERTIES]
    return list(zip(*texts, strict=True))


def facts_of(counted):
    """The same as facts_by_patient of what an engine counted. A row that stands twice is an error."""
    return _counter(
        (tuple(row[name] for name in PROPERTIES), row["kind"], row["measure"], row["week"])
        + (row["baseline"], row["value"], row["carried"], row["n"])
        for row in counted.facts.to_pylist()
    )


def profiles_of(counted):
    return _counter(
        (
            tuple(row[name] for name in PROPERTIES),
            *(row[name] for name in ("documented", "follow_up_weeks", "stopped", "died")),
            tuple(sorted((tuple(event[name] for name in EVENT) for event in row["happened"]), key=repr)),
            row["n"],
        )
        for row in counted.profiles.to_pylist()
    )


def _counter(rows):
    found = Counter()
    for *key, n in rows:
        assert tuple(key) not in found, f"{key} stands twice"
        found[tuple(key)] = n
    return found


@pytest.fixture(scope="session")
def directly():
    """Facts and profiles of an extract, counted patient by patient."""

    def count(extract):
        own = coded(extract)
        return facts_by_patient(own), profiles_by_patient(own)

    return count


@pytest.fixture(scope="session")
def as_counters():
    return lambda counted: (facts_of(counted), profiles_of(counted))


@pytest.fixture
def same(in_engine, directly, as_counters):
    """Whether an engine counts an extract as it is counted patient by patient."""

    def compare(engine, extract):
        frames = {spec.name: getattr(extract, spec.name) for spec in TABLES}
        facts, profiles = as_counters(counted(flat(in_engine(engine, frames))))
        expected_facts, expected_profiles = directly(extract)
        assert facts == expected_facts
        assert profiles == expected_profiles

    return compare
