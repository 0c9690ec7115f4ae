"""Files of tallies among the files of a site."""

from pathlib import Path

import pytest

from core.data import data_of
from core.extract import extract_bytes, extract_from_frames, read_extract
from core.intake.engine import import_files
from core.provenance import Provenance
from core.store.file import store_bytes

SAMPLE = read_extract(Path(__file__).resolve().parents[3] / "sample_data" / "extract.parquet")
CSV = b"patient_id,cohort,week,iga\r\nP1,A,0,3\r\nP2,B,0,4\r\n"


def tallies_of(title: str, site: str) -> bytes:
    own = SAMPLE.patients[SAMPLE.patients["site"] == site]
    return store_bytes(data_of(extract_from_frames({"patients": own}, Provenance(title, "a test", True))).store)


@pytest.fixture(scope="module")
def sites():
    return sorted(SAMPLE.patients["site"].dropna().unique())


@pytest.fixture(scope="module")
def north(sites):
    return tallies_of("North", sites[0])


def test_tallies_are_known_by_their_content_whatever_they_are_called(north, sites):
    done = import_files([("numbers.bin", north)])
    assert done.outcome == "import_clean"
    assert done.extract is None
    assert done.store is not None
    assert done.store.patients == (SAMPLE.patients["site"] == sites[0]).sum()


def test_tallies_of_several_sites_are_added_up(north, sites):
    done = import_files([("a.parquet", north), ("b.parquet", tallies_of("South", sites[1]))])
    assert done.store is not None
    assert done.store.named.provenance.title == "North + South"
    assert done.store.patients == SAMPLE.patients["site"].isin(sites[:2]).sum()


@pytest.mark.parametrize("other", [("x.csv", CSV), ("x.parquet", extract_bytes(SAMPLE))], ids=["table", "extract"])
def test_tallies_beside_patients_are_refused(north, other):
    done = import_files([("a.parquet", north), other])
    assert done.store is None
    refused = [problem.message for problem in done.problems if problem.code == "tallies_not_alone"]
    assert refused == [
        "a.parquet holds tallies, which are counts without patients. They are opened by themselves or with other "
        "tallies: take the other files off."
    ]


def test_the_same_tallies_twice_count_once_where_the_files_are_the_same(north):
    done = import_files([("a.parquet", north), ("b.parquet", north)])
    assert done.store is not None
    assert [problem.code for problem in done.problems] == ["same_file_twice"]


def test_of_several_tallies_all_open_or_none(north):
    done = import_files([("a.parquet", north), ("b.parquet", north[:200] + north[-100:])])
    assert done.outcome == "reject"
    assert done.store is None
