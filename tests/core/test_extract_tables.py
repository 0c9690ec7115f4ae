"""The rows of an extract as columns: the same frames, in the same order, from frames and from a file."""

import io

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import DataFrame
from pandas.testing import assert_frame_equal

from core.coding import coded
from core.errors import ExtractError
from core.extract import extract_bytes, extract_from_frames, read_extract
from core.extract_file import write_tables
from core.extract_frames import typed_frames
from core.extract_tables import tables_of_frames
from core.provenance import Provenance
from core.schema import ADVERSE_EVENTS, ASSESSMENTS, PATIENTS, TABLES
from core.validation import check

PROVENANCE = Provenance("Drawn", "a test", synthetic=False)
# What a site may send, right and wrong. Wrong values are rare, so that most extracts can be opened.
WEEKS = st.sampled_from([-20.0, -3.0, -0.0, 0.0, 1 / 7, 4.0, 4.5, 52.0, 70.0])
DRAWN = {
    "patient_id": st.sampled_from([f"p{place}" for place in range(6)]),
    "site": st.sampled_from(["Ulm", "Bonn", " ", "missing"]) | st.sampled_from(["Ulm", "Zürich"]),
    "cohort": st.just("A"),
    "systemic_agent": st.sampled_from(["dupilumab", "snake oil", "dupilumab + methotrexate"]),
    "age": st.sampled_from([0.0, 12.0, 40.5, 89.0, 130.0]) | st.integers(1, 90).map(float),
    "systemic_start_week": st.just(0.0) | st.sampled_from([0.0, -1.0]),
    "ae_status": st.sampled_from(["any", "none", "not documented"]),
    "week": WEEKS,
    "day": st.integers(-100, 500).map(float),
    "iga": st.integers(0, 4).map(float) | st.integers(0, 5).map(float),
    "bsa_pct": st.sampled_from([0.0, 12.5, 100.0, 1 / 3]),
    "itch_nrs": st.sampled_from([0.0, 2.5, 10.0]),
    "term": st.sampled_from(["Acne", "Boil", "acne"]),
    "severity": st.sampled_from(["mild", "severe"]),
    "serious": st.booleans(),
    "start_week": WEEKS,
    "end_week": WEEKS,
    "verbatim": st.sampled_from(["rash", "  "]),
}
NEEDED = {"patient_id", "cohort", "ae_status", "week", "term"}


def rows_of(table, **options):
    columns = {name: one if name in NEEDED else st.none() | one for name, one in DRAWN.items() if name in named(table)}
    return st.lists(st.fixed_dictionaries(columns), **options).map(lambda rows: DataFrame(rows, columns=list(columns)))


def named(table):
    return {column.name for column in table.stored}


frames = st.fixed_dictionaries(
    {
        PATIENTS.name: rows_of(PATIENTS, min_size=1, max_size=6, unique_by=lambda row: row["patient_id"]),
        ASSESSMENTS.name: rows_of(ASSESSMENTS, max_size=8),
        ADVERSE_EVENTS.name: rows_of(ADVERSE_EVENTS, max_size=4),
    }
)


def of_listed_patients(drawn):
    ids = drawn[PATIENTS.name]["patient_id"]
    return {name: frame[frame["patient_id"].isin(ids)] for name, frame in drawn.items()}


def nested_file(typed, *, group):
    """A file of frames, right or wrong, in any order of patients, as somebody else might have written it."""
    buffer = io.BytesIO()
    write_tables(tables_of_frames(typed), PROVENANCE, buffer)
    table = pq.read_table(io.BytesIO(buffer.getvalue()))
    table = table.take(np.arange(len(table))[::-1])
    out = io.BytesIO()
    pq.write_table(table, out, row_group_size=group)
    return out.getvalue()


@given(frames.map(of_listed_patients))
@settings(max_examples=60)
def test_columns_become_the_typed_frames_they_were_made_of(drawn):
    typed = typed_frames(drawn)
    tables = tables_of_frames(typed)
    for table in TABLES:
        assert_frame_equal(tables.frame(table), typed[table.name])


@given(frames.map(of_listed_patients), st.integers(1, 4))
@settings(max_examples=120)
def test_a_file_is_refused_or_remarked_upon_as_its_whole_frames_are(drawn, group):
    typed = typed_frames(drawn)
    content = nested_file(typed, group=group)
    expected = check(typed)
    try:
        read = read_extract(content)
    except ExtractError as refused:
        errors = [finding.message for finding in expected if finding.severity == "error"]
        assert errors
        assert str(refused).startswith(" ".join(errors[:3]))
    else:
        assert list(read.findings) == expected
        assert read.digest == extract_from_frames(drawn, PROVENANCE).digest
        for table in TABLES:
            assert_frame_equal(getattr(read, table.name)[list(typed[table.name])], typed[table.name])


def test_a_frame_is_kept_while_it_is_small(sample, monkeypatch):
    assert sample.assessments is sample.assessments
    monkeypatch.setattr("core.extract.KEPT_ROWS", 10)
    again = read_extract(extract_bytes(sample))
    assert again.assessments is not again.assessments
    assert_frame_equal(again.assessments, sample.assessments)


def test_some_rows_and_columns_are_those_of_the_whole_frame(sample):
    rows = np.array([3, 6, 4])
    for table in TABLES:
        columns = [column.name for column in table.stored][:4]
        whole = getattr(sample, table.name)
        assert_frame_equal(
            sample.rows(table, columns=columns, rows=rows), whole[columns].iloc[rows].reset_index(drop=True)
        )


def test_the_frames_of_one_patient_are_her_rows(sample):
    patient = sample.patients["patient_id"].iloc[7]
    own = sample.of([sample.place(patient)])
    for table in TABLES:
        whole = getattr(sample, table.name)
        assert_frame_equal(own[table.name], whole[whole["patient_id"] == patient].reset_index(drop=True))
    assert sample.place("nobody") is None


@pytest.fixture(scope="module")
def registry():
    """A thousand patients with seven visits and an event each."""
    random = np.random.default_rng(7)
    ids = np.array([f"R{place:07d}" for place in range(1000)])
    of_visit = np.repeat(ids, 7)
    day = np.tile([0, 28, 84, 112, 168, 252, 364], 1000) + random.integers(-5, 6, 7000)
    return extract_from_frames(
        {
            PATIENTS.name: DataFrame(
                {
                    "patient_id": ids,
                    "site": random.choice(["Ulm", "Bonn"], 1000),
                    "cohort": random.choice(["A", "B"], 1000),
                    "systemic_agent": random.choice(["dupilumab", "upadacitinib"], 1000),
                    "age": random.integers(12, 90, 1000),
                    "follow_up_weeks": random.integers(50, 500, 1000) / 7,
                    "ae_status": "any",
                }
            ),
            ASSESSMENTS.name: DataFrame(
                {
                    "patient_id": of_visit,
                    "week": day / 7,
                    "day": day,
                    "iga": random.integers(0, 5, 7000),
                    "bsa_pct": random.integers(0, 101, 7000),
                    "itch_nrs": random.integers(0, 11, 7000),
                }
            ),
            ADVERSE_EVENTS.name: DataFrame(
                {"patient_id": ids, "term": random.choice(["Acne", "Boil"], 1000), "start_week": day[::7] / 7 + 5}
            ),
        },
        PROVENANCE,
    )


def test_an_extract_and_its_codes_take_few_bytes_an_assessment(registry):
    # What grows with the rows: values, cells and names that stand once weigh nothing in a large extract.
    code = coded(registry)
    tables = registry.tables
    columns = [*tables.columns.values(), *(one for own in tables.nested.values() for one in own.columns.values())]
    arrays = [column.codes for column in columns if column.codes is not None]
    arrays += [own.offsets for own in tables.nested.values()]
    arrays += [course.codes for course in code.scores.courses.values()]
    arrays += [facet.codes for facet in code.facets.values()]
    arrays += [code.documented, code.stopped, code.died, code.passed.rows, code.passed.measure, code.passed.better]
    events = code.events
    arrays += [getattr(events, name) for name in events.__slots__ if isinstance(getattr(events, name), np.ndarray)]
    ids = tables.columns["patient_id"].nbytes
    assert (ids + sum(array.nbytes for array in arrays)) / tables.rows(ASSESSMENTS) < 22
    assert sum(tables.nested[ASSESSMENTS.name].columns[name].codes.itemsize for name in ("iga", "bsa_pct", "day")) == 3
