import io
import subprocess
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import DataFrame
from pandas.testing import assert_frame_equal

from core import extract_bounds
from core.errors import ExtractError
from core.extract import extract_bytes, extract_from_frames, read_extract, write_extract
from core.provenance import Provenance
from core.schema import TABLES

PATIENTS = """
    patient_id | site   | cohort | systemic_agent | age | sex    | follow_up_weeks | ae_status
    p1         | Zürich | A      | dupilumab      | 34  | female | 60.5            | any
    p2         |        | B      |                |     |        |                 | not documented
    p3         | Ulm    | B      | upadacitinib   | 71  | male   | 12              | none
"""
VISITS = """
    patient_id | week | day | iga | bsa_pct | itch_nrs
    p1         | 0    | 0   | 4   | 22.5    | 9
    p1         | 52   | 364 | 1   | 2       |
    p3         | 4.1  |     | 3   |         | 6.5
"""
EVENTS = """
    patient_id | term | severity | serious | related_cream | start_week
    p1         | Acne | mild     | no      | yes           |
    p1         | Acne | severe   |         | no            |
    p1         | Boil |          | yes     |               | 3
"""
NAMES = [table.name for table in TABLES]


@pytest.fixture(scope="session")
def whole(extract_of):
    return extract_of(PATIENTS, VISITS, EVENTS)


@pytest.fixture(scope="session")
def table(whole):
    """The extract as the Arrow table of its file."""
    return pq.read_table(io.BytesIO(extract_bytes(whole)))


def reread(table, **metadata):
    """What the reader makes of an Arrow table written as a file, with changed file metadata."""
    kept = {**(table.schema.metadata or {}), **{name.encode(): value for name, value in metadata.items()}}
    buffer = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({key: value for key, value in kept.items() if value}), buffer)
    return read_extract(buffer.getvalue())


def with_column(table, name, values):
    return table.set_column(table.column_names.index(name), name, values)


def refused(read, *arguments, **options):
    with pytest.raises(ExtractError) as caught:
        read(*arguments, **options)
    return str(caught.value)


def test_what_is_written_is_read_back_equal(whole):
    again = read_extract(extract_bytes(whole))
    for name in NAMES:
        assert_frame_equal(getattr(again, name), getattr(whole, name))
    assert again.provenance == whole.provenance
    assert again.digest == whole.digest
    assert again.unknown_columns == ()


def test_a_file_and_its_bytes_are_the_same_extract(whole, tmp_path):
    path = tmp_path / "extract.parquet"
    write_extract(whole, path)
    assert read_extract(path).digest == read_extract(path.read_bytes()).digest == whole.digest


def test_the_frames_are_flat_typed_and_in_the_order_of_patient_and_time(whole):
    assert whole.patients["patient_id"].tolist() == ["p1", "p2", "p3"]
    assert whole.patients["agent_class"].tolist()[::2] == ["biologic", "oral JAK inhibitor"]
    assert whole.patients["agent_class"].isna().tolist() == [False, True, False]
    assert whole.assessments[["patient_id", "week"]].to_numpy().tolist() == [["p1", 0], ["p1", 52], ["p3", 4.1]]
    assert str(whole.adverse_events["serious"].dtype) == "boolean"
    assert whole.adverse_events["term"].tolist() == ["Boil", "Acne", "Acne"]


def shuffled(frames, seed):
    return {name: frame.sample(frac=1, random_state=seed) for name, frame in frames.items()}


@pytest.mark.parametrize("seed", range(5))
def test_the_digest_does_not_depend_on_the_order_of_rows(whole, seed):
    frames = shuffled({name: getattr(whole, name) for name in NAMES}, seed)
    assert extract_from_frames(frames, whole.provenance).digest == whole.digest


@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "zstd", "brotli"])
def test_the_digest_does_not_depend_on_the_compression(whole, table, compression):
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression=compression, row_group_size=1, use_dictionary=False)
    assert read_extract(buffer.getvalue()).digest == whole.digest


OTHER = {"text": "other", "category": "other", "integer": 2.0, "number": 0.25, "flag": True}
# Of the last row of each table, with what the rules allow there.
OWN = {"cohort": "A", "ae_status": "any", "severity": "moderate", "cream_start_week": 0.0, "systemic_start_week": -1.0}
CHANGES = [
    (table.name, column.name, OWN.get(column.name, (column.categories or (OTHER[column.kind],))[-1]))
    for table in TABLES
    for column in table.stored
    if column.name != "patient_id"
]


@pytest.mark.parametrize(("name", "column", "value"), CHANGES, ids=[f"{name}.{column}" for name, column, _ in CHANGES])
def test_the_digest_changes_with_any_value(whole, name, column, value):
    frames = {own: getattr(whole, own).copy() for own in NAMES}
    frames[name][column] = [*frames[name][column].tolist()[:-1], value]
    assert extract_from_frames(frames, whole.provenance).digest != whole.digest


def test_the_digest_tells_missing_from_zero_and_one_text_from_its_neighbour(extract_of):
    def digest(site, term_iga):
        return extract_of(
            f"patient_id | site\n p1 | {site[0]}\n p2 | {site[1]}",
            f"patient_id | week | iga\n p1 | 0 | {term_iga}",
        ).digest

    assert len({digest(("ab", "c"), "0"), digest(("a", "bc"), "0"), digest(("a", "bc"), "")}) == 3


def test_the_digest_changes_with_the_provenance(whole):
    frames = {name: getattr(whole, name) for name in NAMES}
    assert extract_from_frames(frames, Provenance("Another", "a test", False)).digest != whole.digest


def test_the_frames_given_are_not_changed(whole):
    given_frames = shuffled({name: getattr(whole, name) for name in NAMES}, 1)
    before = {name: frame.copy() for name, frame in given_frames.items()}
    extract_from_frames(given_frames, whole.provenance)
    for name, frame in before.items():
        assert_frame_equal(given_frames[name], frame)


def test_unknown_columns_are_named_and_not_loaded(table, whole):
    nested = table["assessments"].combine_chunks()
    rows = nested.values
    wider = pa.StructArray.from_arrays(
        [*rows.flatten(), pa.array(range(len(rows)))], names=[*(field.name for field in rows.type), "easi"]
    )
    wide = with_column(table, "assessments", pa.ListArray.from_arrays(nested.offsets, wider))
    wide = wide.append_column("insurance_number", pa.array(["1", "2", "3"]))
    read = reread(wide)
    assert read.unknown_columns == ("insurance_number", "assessments.easi")
    assert "insurance_number" not in read.patients
    assert "easi" not in read.assessments
    assert read.digest == whole.digest


def test_a_derived_column_in_a_file_is_not_believed(table, whole):
    read = reread(table.append_column("agent_class", pa.array(["phototherapy"] * 3)))
    assert read.unknown_columns == ("agent_class",)
    assert read.patients["agent_class"].tolist()[0] == "biologic"


def test_pandas_metadata_that_contradict_the_data_are_ignored(table, whole):
    lie = b'{"index_columns": ["age"], "columns": [{"name": "age", "pandas_type": "datetime", "numpy_type": "M8[ns]"}]}'
    assert reread(table, pandas=lie).digest == whole.digest


class Disguised(pa.ExtensionType):
    """A type of somebody else's."""

    def __init__(self, storage=None):
        super().__init__(storage or pa.string(), "test.disguised")

    def __arrow_ext_serialize__(self):
        return b""

    @classmethod
    def __arrow_ext_deserialize__(cls, storage, _serialized):
        return cls(storage)


@pytest.fixture
def disguised(table):
    """The bytes of a file whose columns have extension types, while those types are registered."""
    pa.register_extension_type(Disguised())
    changed = table
    for name in ("patient_id", "age", "assessments"):
        storage = table[name].combine_chunks()
        changed = with_column(changed, name, pa.ExtensionArray.from_storage(Disguised(storage.type), storage))
    buffer = io.BytesIO()
    pq.write_table(changed, buffer)
    yield buffer.getvalue()
    pa.unregister_extension_type("test.disguised")


def test_extension_types_are_ignored_where_they_are_registered(disguised, whole):
    assert isinstance(pq.read_schema(io.BytesIO(disguised)).field("age").type, Disguised)
    assert read_extract(disguised).digest == whole.digest


def test_extension_types_are_ignored_where_nobody_knows_them(disguised, whole, tmp_path):
    path = tmp_path / "disguised.parquet"
    path.write_bytes(disguised)
    program = (
        "import sys; from pathlib import Path; from core.extract import read_extract; "
        "print(read_extract(Path(sys.argv[1])).digest)"
    )
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == whole.digest


@pytest.mark.parametrize("kind", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())], ids=str)
def test_text_may_be_stored_in_any_of_arrows_ways(table, whole, kind):
    assert reread(with_column(table, "patient_id", table["patient_id"].cast(kind))).digest == whole.digest


def test_missing_optional_columns_become_missing(table):
    read = reread(table.select(["patient_id", "cohort", "ae_status", "adverse_events"]))
    assert read.patients[["site", "systemic_agent", "agent_class", "age", "sex"]].isna().all(axis=None)
    assert read.assessments.empty
    assert list(read.assessments) == ["patient_id", "week", "day", "iga", "bsa_pct", "itch_nrs"]
    assert len(read.adverse_events) == 3


def test_patients_without_a_list_have_no_visits(table):
    empty = pa.nulls(3, table.schema.field("assessments").type)
    assert reread(with_column(table, "assessments", empty)).assessments.empty


def test_a_file_that_is_not_there_is_named(tmp_path):
    assert refused(read_extract, tmp_path / "none.parquet") == "There is no file none.parquet. Check the path."


NOT_WHOLE = (
    " is not a whole Parquet file: it is truncated, damaged or of another kind. "
    "Open the original extract, or bring your rows in the three template CSV files."
)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"patient_id,cohort\n1,A\n", b"PK\x03\x04" + bytes(100)])
def test_a_file_of_another_kind_is_refused(content, tmp_path):
    assert refused(read_extract, content) == "The file" + NOT_WHOLE
    (tmp_path / "some.parquet").write_bytes(content)
    assert refused(read_extract, tmp_path / "some.parquet") == "some.parquet" + NOT_WHOLE


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_refused(whole, kept):
    content = extract_bytes(whole)
    assert refused(read_extract, content[: int(kept * len(content))]) == "The file" + NOT_WHOLE


def test_a_folder_is_no_extract(tmp_path):
    assert refused(read_extract, tmp_path) == tmp_path.name + NOT_WHOLE


def test_a_parquet_file_of_somebody_else_is_refused(table):
    assert refused(reread, table, **{"ruxscope.provenance": b""}) == (
        "The file is a Parquet file, but not a RuxScope extract: it carries no provenance. "
        "Write it with this program, or bring your rows in the three template CSV files."
    )


@pytest.mark.parametrize(("version", "shown"), [(b"2", "2"), (b"", "?"), (b"\xff", "\ufffd")])
def test_another_schema_version_is_refused(table, version, shown):
    assert refused(reread, table, **{"ruxscope.schema_version": version}) == (
        f"The file has schema version {shown}; this program reads version 1. "
        "Open it with the version of the program that wrote it, or write it again."
    )


def test_a_provenance_that_cannot_be_read_is_refused(table):
    assert refused(reread, table, **{"ruxscope.provenance": b"\xff{"}).startswith(
        "The file's provenance cannot be read."
    )


def test_a_file_without_patient_id_is_refused(table):
    assert refused(reread, table.select(["cohort", "age"])) == (
        "The file has no column 'patient_id'; found cohort, age."
    )


def test_a_column_that_stands_twice_is_refused(table):
    twice = pa.Table.from_arrays(
        [*table.columns, table["age"]], schema=pa.schema([*table.schema, table.schema.field("age")])
    )
    assert refused(reread, twice.replace_schema_metadata(table.schema.metadata)) == (
        "The file has more than one column 'age'. Write the extract again."
    )
    rows = pa.array([[{"week": 0.0}]] * 3).values
    doubled = pa.StructArray.from_arrays([rows.field(0), rows.field(0)], names=["week", "week"])
    visits = pa.ListArray.from_arrays(pa.array([0, 1, 2, 3], pa.int32()), doubled)
    assert refused(reread, with_column(table, "assessments", visits)) == (
        "The file: 'assessments' has more than one column 'week'. Write the extract again."
    )


@pytest.mark.parametrize(
    ("column", "values", "message"),
    [
        ("age", ["old", "", ""], "patients.age should hold number, 0 to 120, but holds string."),
        ("age", [[1.0], [], []], "patients.age should hold number, 0 to 120, but holds list<element: double>."),
        ("patient_id", [b"1", b"2", b"\xff"], "patients.patient_id should hold text, but holds binary."),
    ],
)
def test_a_column_of_the_wrong_type_is_refused(table, column, values, message):
    assert (
        refused(reread, with_column(table, column, pa.array(values))) == f"The file: {message} Write the extract again."
    )


@pytest.mark.parametrize("visits", [pa.array([1, 2, 3]), pa.array([[1], [2], [3]]), pa.array(["x", "y", "z"])], ids=str)
def test_visits_that_are_not_records_are_refused(table, visits):
    assert refused(reread, with_column(table, "assessments", visits)) == (
        "The file: column 'assessments' is not a list of records. Write the extract again."
    )


def test_a_half_grade_of_iga_is_refused(table):
    assert refused(reread, with_column(table, "assessments", pa.array([[{"week": 0.0, "iga": 2.5}], [], []]))) == (
        "The file: assessments.iga should hold whole number, 0 to 4, but holds double. Write the extract again."
    )


def test_text_that_is_not_utf_8_is_damage(table):
    data = pa.array([b"\xff", b"\xfe", b"x"])
    broken = pa.Array.from_buffers(pa.string(), 3, data.buffers())
    assert refused(reread, with_column(table, "site", broken)) == (
        "The file is damaged: its columns cannot be read. Get a fresh copy."
    )


@pytest.mark.parametrize(
    ("patients", "visits", "message"),
    [
        (
            "patient_id | cohort\n p1 | A",
            "patient_id | week | iga\n p1 | 0 | 9",
            "assessments, iga: “9” is above 4 (patient p1). Expected 0 to 4 grade.",
        ),
        (
            "patient_id | cohort\n p1 | A\n p1 | A",
            "patient_id | week\n p1 | 0",
            "patients, patient_id: “p1” is listed more than once. Keep one row per patient.",
        ),
        (
            "patient_id | cohort\n p1 | A",
            "patient_id | week\n p9 | 0",
            "assessments, patient_id: “p9” is not among the patients. Add the patient, or correct the id.",
        ),
        (
            "patient_id | cohort\n p1 | C",
            "patient_id | week\n p1 | 0",
            "patients, cohort: “C” is not a known value (patient p1). Use one of: A, B.",
        ),
        (
            "patient_id | cohort\n p1 |",
            "patient_id | week\n p1 | 0",
            "patients, cohort: is empty (patient p1). Every row needs a value here.",
        ),
    ],
    ids=["iga of 9", "patient twice", "orphan visit", "cohort C", "no cohort"],
)
def test_rows_that_contradict_the_schema_are_refused(extract_of, patients, visits, message):
    assert refused(extract_of, patients, visits) == message


def test_of_many_faults_three_are_said_and_the_rest_counted(extract_of):
    message = refused(extract_of, "patient_id | age\n p1 | -1\n p2 | 130\n p3 | 200\n p4 | 999\n p5 | 500")
    assert message.count("Expected 0 to 120 years.") == 3
    assert message.endswith(" And 2 more.")


def test_a_file_without_patients_is_refused(whole, table):
    assert refused(reread, table.slice(0, 0)) == "patients: has no rows. Add one row per patient."


def test_a_file_that_would_fill_the_memory_is_refused(whole, monkeypatch):
    monkeypatch.setattr(extract_bounds, "MAX_INFLATED_BYTES", 100)
    message = refused(read_extract, extract_bytes(whole))
    assert message.startswith("The file would inflate to 0.0 GB; the limit is 0 GB.")
    assert message.endswith("Split it by site and open one part at a time.")


def test_what_is_only_odd_stands_in_the_findings(extract_of):
    odd = extract_of("patient_id | systemic_agent\n p1 | snake oil")
    assert [finding.severity for finding in odd.findings] == ["warning"]
    assert odd.patients["agent_class"].tolist() == ["other"]


mutations = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6)


@settings(max_examples=200)
@given(mutations, st.floats(0.3, 1) | st.just(1.0))
def test_no_damage_to_a_file_raises_anything_but_a_plain_sentence(whole, changes, kept):
    content = np.frombuffer(extract_bytes(whole), np.uint8).copy()
    for place, value in changes:
        content[int(place * len(content))] = value
    try:
        read = read_extract(content.tobytes()[: int(np.ceil(kept * len(content)))])
    except ExtractError as error:
        assert str(error).endswith(".")
    else:
        assert isinstance(read.patients, DataFrame)
