"""The command ``tally``: what it writes, and the one sentence where it cannot."""

import pyarrow.parquet as pq
import pytest

from core.__main__ import SAMPLE, main
from core.coding import coded
from core.extract import read_extract
from core.schema import TABLES
from core.selection import Selection
from core.store.stored import read_store
from core.tally import tally


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The sample as three flat tables, the visits in two parts."""
    own = tmp_path_factory.mktemp("flat")
    extract = read_extract(SAMPLE)
    for spec in TABLES:
        frame = getattr(extract, spec.name)[[column.name for column in spec.stored]]
        if spec.name == "assessments":
            (own / "assessments.parquet").mkdir()
            frame.iloc[:300].to_parquet(own / "assessments.parquet" / "part-0.parquet", index=False)
            frame.iloc[300:].to_parquet(own / "assessments.parquet" / "part-1.parquet", index=False)
        else:
            frame.to_parquet(own / f"{spec.name}.parquet", index=False)
    return own


@pytest.fixture
def written(tmp_path, capsys):
    """Runs the command; the store it wrote, or what it said."""

    def run(*arguments, to="out.parquet"):
        status = main(["tally", *map(str, arguments), "--to", str(tmp_path / to)])
        said = capsys.readouterr()
        return read_store(tmp_path / to) if status == 0 else (status, said.err.splitlines()[-1])

    return run


def test_an_extract_is_counted_to_a_file_that_answers_like_the_extract(written):
    store = written(SAMPLE)
    direct = tally(coded(read_extract(SAMPLE)), Selection())
    assert store.tally(Selection()).patients.tolist() == direct.patients.tolist()
    assert store.tally(Selection()).scores.tolist() == direct.scores.tolist()
    assert store.named.provenance == read_extract(SAMPLE).provenance


def test_every_way_to_count_the_same_patients_writes_the_same_content(written, folder):
    extract = written(SAMPLE)
    said = ["--title", "T", "--source", "S", "--synthetic"]
    flat = written(folder, *said)
    assert written(SAMPLE, "--engine", "duckdb").named.digest == extract.named.digest
    assert written(folder, *said, "--engine", "duckdb").named.digest == flat.named.digest
    assert flat.patients == extract.patients


def test_tables_in_an_engine_are_counted_by_name(written, folder, tmp_path):
    import duckdb

    with duckdb.connect(str(tmp_path / "registry.duckdb")) as database:
        database.execute("create schema clinic")
        for spec in TABLES:
            place = folder / f"{spec.name}.parquet"
            pattern = place / "*.parquet" if place.is_dir() else place
            database.execute(f"create table clinic.{spec.name} as select * from '{pattern}'")
    url = f"duckdb://{tmp_path / 'registry.duckdb'}"
    names = [f"clinic.{spec.name}" for spec in TABLES]
    store = written(*names, "--connect", url, "--title", "T", "--source", "S", "--synthetic")
    assert store.named.digest == written(folder, "--title", "T", "--source", "S", "--synthetic").named.digest


def test_tallies_are_added_up(written, tmp_path):
    written(SAMPLE, to="one.parquet")
    written(SAMPLE, "--title", "Other site", to="two.parquet")
    store = written(tmp_path / "one.parquet", tmp_path / "two.parquet", "--merge", "--title", "Both")
    assert store.patients == 230
    assert store.named.provenance.title == "Both"


def test_fewer_properties_and_a_threshold_make_a_file_without_small_counts(written):
    store = written(SAMPLE, "--keep", "cohort", "--suppress", "5")
    assert store.patients == 115
    assert store.options["severity"] == ("mild", "moderate", "severe", "missing")
    assert store.named.suppressed.startswith("Counts under 5 were withheld")
    assert store.source.profiles() is None


def test_profiles_can_stay_behind(written):
    assert written(SAMPLE).source.profiles() is not None
    assert written(SAMPLE, "--without-profiles").source.profiles() is None


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.parquet"], "There is no nowhere.parquet. Check the path."),
        ([SAMPLE, SAMPLE], "Name one source to count, or add up tallies with --merge."),
        ([SAMPLE, "--keep", "cohort,shoe"], "“shoe” is not a property of patients."),
        ([SAMPLE, "--keep", "severity"], "Cohorts cannot be put together."),
        ([SAMPLE, "--suppress", "1"], "Counts under 1 cannot be withheld."),
        ([SAMPLE, "--suppress", "5000"], "No group has 5000 patients or more"),
        (["t", "--connect", "duckdb://", "--title", "T"], "The engine has no table t that can be read"),
        (["t", "--connect", "nothing://", "--title", "T"], "The engine at --connect cannot be reached"),
        (["t", "--connect", "duckdb://"], "Tables do not say what they are. Name them with --title"),
        ([SAMPLE.parent], "Tables do not say what they are."),
        ([SAMPLE.parent, "--title", "T"], f"{SAMPLE.parent} has no patients.parquet."),
        ([SAMPLE.parent, "--title", "T", "--engine", "duckdb"], f"{SAMPLE.parent} has no patients.parquet."),
        ([SAMPLE, "--merge"], "extract.parquet"),
    ],
)
def test_what_cannot_be_counted_is_said_in_one_sentence(written, arguments, sentence):
    status, said = written(*arguments)
    assert status == 2
    assert sentence in said


def test_an_engine_that_is_not_installed_is_named_with_how_to_install_it(written, monkeypatch):
    monkeypatch.setattr("core.store.command.find_spec", lambda name: None)
    assert written(SAMPLE, "--engine", "duckdb") == (
        2,
        "core: Engines are not installed here. Install them with: pip install '.[engines]'",
    )


def test_columns_that_are_not_read_and_findings_are_told(folder, tmp_path, capsys):
    people = pq.read_table(folder / "patients.parquet")
    more = tmp_path / "more"
    more.mkdir()
    pq.write_table(people.append_column("shoe_size", people["age"]), more / "patients.parquet")
    said = []
    for engine in ("local", "duckdb"):
        main(["tally", str(more), "--engine", engine, "--title", "T", "--to", str(tmp_path / "out.parquet")])
        said.append(capsys.readouterr().err)
    assert all("core: patients.shoe_size is no column of the schema and was not read." in one for one in said)
    assert all("has no event listed to go with it" in one for one in said)
