"""Extract files cut, damaged and forged: each is opened or refused with a sentence, in bounded time and memory."""

import io
import json
import random
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from core import extract_bounds
from core.errors import ExtractError
from core.extract import extract_bytes, read_extract
from core.intake.engine import import_files
from core.provenance import Provenance
from tests.hardening.hostile_text import hostile_extract

ROOT = Path(__file__).resolve().parents[2]
PROVENANCE = Provenance("Forged", "a test", synthetic=False).to_json()


@pytest.fixture(scope="module")
def whole() -> bytes:
    return extract_bytes(hostile_extract())


def outcome(content: bytes) -> str:
    """What the door makes of a file; fails where it has no plain sentence for it."""
    done = import_files([("extract.parquet", content)])
    assert done.message.endswith("."), done.message
    assert not {"Traceback", "Error"} & set(done.message.split())
    return done.outcome


def test_a_file_cut_anywhere_is_refused_whatever_its_last_letters_say(whole):
    cuts = [*range(0, 64), *range(64, len(whole) - 64, 61), *range(len(whole) - 64, len(whole))]
    assert {outcome(whole[:cut]) for cut in cuts} == {"reject"}
    assert {outcome(whole[:cut] + whole[-8:]) for cut in cuts[:-8]} == {"reject"}


def test_hundreds_of_damaged_files_are_opened_or_refused_and_never_an_error(whole):
    """Half of the damage lies in the description at the end of the file, which says where everything is."""
    chance = random.Random(20261122)
    description = int.from_bytes(whole[-8:-4], "little") + 8
    found = set()
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.choice([1, 1, 1, 2, 8])):
            start = chance.choice([0, len(whole) - description])
            damaged[chance.randrange(start, len(whole))] ^= 1 << chance.randrange(8)
        found.add(outcome(bytes(damaged)))
    assert found == {"reject", "import_clean"}


def forged(columns: dict, provenance: str = PROVENANCE, version: str = "1") -> bytes:
    """A Parquet file that says of itself that this program wrote it."""
    content = io.BytesIO()
    metadata = {"ruxscope.schema_version": version, "ruxscope.provenance": provenance}
    pq.write_table(pa.table(columns).replace_schema_metadata(metadata), content, compression="zstd")
    return content.getvalue()


def nested(depth: int) -> pa.Array:
    kind = pa.int32()
    for _ in range(depth):
        kind = pa.list_(kind)
    return pa.nulls(2, kind)


IDS = {"patient_id": ["p1", "p2"], "cohort": ["A", "B"], "ae_status": ["none", "none"]}
EVENTS = pa.struct([("term", pa.string()), ("start_week", pa.float64())])
FORGED = {
    "lists a hundred deep": lambda: forged({**IDS, "site": nested(100)}),
    "visits that are no records": lambda: forged({**IDS, "assessments": [[1], [2]]}),
    "visits that are text": lambda: forged({**IDS, "assessments": ["x", "y"]}),
    "visits of visits": lambda: forged({**IDS, "assessments": [[{"week": [0.0]}], [{"week": [1.0]}]]}),
    "weeks without end": lambda: forged({**IDS, "assessments": [[{"week": float("inf")}], [{"week": 1e308}]]}),
    "weeks that are no number": lambda: forged({**IDS, "assessments": [[{"week": float("nan")}], None]}),
    "a map for a record": lambda: forged(
        {**IDS, "adverse_events": pa.array([[("a", 1)], None], pa.map_("str", "int8"))}
    ),
    "no patient at all": lambda: forged({name: pa.array([], pa.string()) for name in IDS}),
    "patients that are all one": lambda: forged({**IDS, "patient_id": ["p1", "p1"]}),
    "patients without a name": lambda: forged({**IDS, "patient_id": pa.array([None, None], pa.string())}),
    "letters that are none": lambda: forged({**IDS, "site": pa.array([b"\xff\xfe", b"\xed\xa0\x80"], pa.binary())}),
    "decimals": lambda: forged({**IDS, "age": pa.array([10**30, 1], pa.decimal128(38, 0))}),
    "times for ages": lambda: forged({**IDS, "age": pa.array([0, 2**62], pa.timestamp("ns"))}),
    "no columns": lambda: forged({}),
    "a version of tomorrow": lambda: forged(IDS, version="2\n<b>"),
    "provenance that is no JSON": lambda: forged(IDS, "{"),
    "provenance that is a list": lambda: forged(IDS, "[1]"),
    "provenance a thousand deep": lambda: forged(IDS, "[" * 100_000),
    "provenance with half a letter": lambda: forged(IDS, PROVENANCE.replace("Forged", "\\ud800")),
    "provenance of numbers": lambda: forged(IDS, '{"title": 1, "source": 2, "synthetic": 3}'),
    "provenance with other fields": lambda: forged(IDS, PROVENANCE.replace('"title"', '"__class__"')),
}


@pytest.mark.parametrize("kind", FORGED)
def test_a_forged_file_is_refused_with_a_sentence(kind):
    assert outcome(FORGED[kind]()) == "reject"


def test_an_extension_type_of_the_file_is_not_made():
    field = pa.field("site", pa.string(), metadata={"ARROW:extension:name": "arrow.py_extension_type"})
    field = field.with_metadata(
        {
            "ARROW:extension:name": "arrow.py_extension_type",
            "ARROW:extension:metadata": "cposix\nsystem\n(S'false'\ntR.",
        }
    )
    schema = pa.schema([pa.field(name, pa.string()) for name in IDS] + [field])
    table = pa.table([*map(pa.array, IDS.values()), pa.array(["North", "South"])], schema=schema)
    content = io.BytesIO()
    meta = {"ruxscope.schema_version": "1", "ruxscope.provenance": PROVENANCE}
    pq.write_table(table.replace_schema_metadata(meta), content)
    assert read_extract(content.getvalue()).patients["site"].tolist() == ["North", "South"]


@pytest.mark.parametrize("where", ["site", "term"])
def test_one_long_text_named_a_million_times_is_refused_before_it_is_written_out(monkeypatch, where):
    monkeypatch.setattr(extract_bounds, "MAX_TEXT_BYTES", 50_000_000)
    rows = 60_000
    ids = [str(number) for number in range(rows)]
    long = pa.array(["x" * 1_000] * rows)
    columns = {"patient_id": ids, "cohort": ["A"] * rows, "ae_status": ["any"] * rows}
    if where == "site":
        columns["site"] = long
    else:
        events = pa.StructArray.from_arrays([long], ["term"])
        columns["adverse_events"] = pa.ListArray.from_arrays(pa.array(range(rows + 1), pa.int32()), events)
    content = forged(columns)
    assert len(content) < 1_000_000
    with pytest.raises(ExtractError, match=r"holds 0\.1 GB of text at once"):
        read_extract(content)


# Opens a damaged file as the app does, where neither memory nor the disk is to be had without end.
CONFINED = """
import json, resource, signal, sys
from core.intake.engine import import_files
content = sys.stdin.buffer.read()
resource.setrlimit(resource.RLIMIT_AS, (3 * 2**30,) * 2)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
done = import_files([(sys.argv[1], content)])
added = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1000
print(json.dumps([done.outcome, done.message, added]))
"""


def confined(name: str, content: bytes) -> tuple[str, str, float]:
    ran = subprocess.run(
        [sys.executable, "-c", CONFINED, name], cwd=ROOT, input=content, capture_output=True, check=True
    )
    assert ran.stderr == b""
    outcome, message, megabytes = json.loads(ran.stdout)
    return outcome, message, megabytes


def test_a_page_that_says_it_inflates_to_two_gigabytes_takes_no_memory(whole):
    """Sizes in a Parquet file are numbers of seven bits a byte; here some grow to the largest there is."""
    grown = whole.replace(b"PAR1", b"PAR2", 1)
    place = 4 + grown[4:].index(b"\x15\x04\x15") + 3
    swollen = whole[:place] + b"\xfe\xff\xff\xff\x0f" + whole[place + 1 :]
    found, _, added = confined("extract.parquet", swollen)
    assert found == "reject"
    assert added < 300


NAMES = (
    "../../../../tmp/owned.csv",
    "..\\..\\windows\\system32\\owned.csv",
    "/etc/passwd",
    "C:\\owned.csv",
    "con.csv",
    "nul",
    "a" * 5_000 + ".csv",
    "\u202evsc.exe",
    "file:///etc/passwd",
    "|id",
    "-rf",
    "~/.ssh/id.csv",
    "%00.csv",
    "\n\r\t.csv",
    ".",
    "..",
    "",
    "<b>x</b>.csv",
)
TABLE = b"Patient,Cohort,Systemic agent,Week,IGA\r\nH1,A,dupilumab,0,4\r\nH1,A,dupilumab,12,2\r\nH2,B,dupilumab,0,3\r\n"


def test_a_name_is_shown_short_and_never_opened():
    plain = import_files([("visits.csv", TABLE)]).outcome
    for name in NAMES:
        done = import_files([(name, TABLE)])
        assert done.outcome == plain
        for table in done.files:
            assert len(table.file) <= 80
            assert table.file.isprintable()
            assert not set("/\\") & set(table.file)


def test_importing_writes_nothing_to_a_disk_and_asks_for_none(whole):
    assert confined("../owned.csv", TABLE)[0] == import_files([("visits.csv", TABLE)]).outcome
    assert confined("extract.parquet", whole)[0] == "import_clean"
