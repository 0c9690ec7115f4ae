"""A file of counts: what is damaged or made up in it is said in a plain sentence, and nothing else is raised."""

import io
import json
import random

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from core.errors import ExtractError, RuxScopeError
from core.extract import extract_bytes
from core.selection import Selection
from core.store.file import FORMAT_KEY, store_bytes, write_store
from core.store.stored import is_store, read_store


@pytest.fixture(scope="module")
def content(sample_data):
    return store_bytes(sample_data.store)


def rewritten(content, change=None, metadata=None):
    """The file with its rows changed (a list of dictionaries), or what it says of itself."""
    table = pq.read_table(pa.BufferReader(content))
    rows = table.to_pylist()
    if change:
        change(rows)
    said = json.loads(table.schema.metadata[FORMAT_KEY]) | (metadata or {})
    made = pa.Table.from_pylist(rows, schema=table.schema.with_metadata({FORMAT_KEY: json.dumps(said).encode()}))
    target = io.BytesIO()
    with pq.ParquetWriter(target, made.schema) as writer:
        for margin in dict.fromkeys(row["margin"] for row in rows):
            writer.write_table(made.filter(pa.compute.equal(made["margin"], margin)))
    return target.getvalue()


def everything(content):
    """All that a page may ask of a file."""
    store = read_store(content)
    for selection in (Selection(), Selection(by="site", serious=("yes",), related=("cream",))):
        store.tally(selection)
        store.subgroup_tally(selection)
        store.option_counts(selection)


def total(rows):
    return next(row for row in rows if row["margin"] == "")


def base(rows):
    return [row for row in rows if row["margin"] == "all"]


def definition(of, /, **changes):
    def change(rows):
        next(one for one in total(rows)["definitions"] if one["kind"] == of).update(changes)

    return change


def first_base(**changes):
    return lambda rows: base(rows)[0].update(changes)


def past_the_facts(rows):
    base(rows)[0]["facts"][-1] = len(total(rows)["definitions"])


def one_count_less(rows):
    base(rows)[0]["counts"].pop()


def twice(rows):
    rows.append(dict(base(rows)[0]))


def unlisted_term(rows):
    kept = [one for one in total(rows)["definitions"] if one["kind"] != "listed"]
    total(rows)["definitions"] = kept


def profile(**changes):
    def change(rows):
        own = next(row["profiles"] for row in base(rows) if row["profiles"])
        own[0].update(changes)

    return change


def happened(**changes):
    def change(rows):
        events = next(one for row in base(rows) for one in row["profiles"] or [] if one["happened"])
        events["happened"][0].update(changes)

    return change


def test_the_file_is_told_from_an_extract(content, sample):
    assert is_store(content)
    assert not is_store(extract_bytes(sample))
    assert not is_store(b"nonsense")


def test_written_again_it_is_the_same(content):
    assert store_bytes(read_store(content)) == content


def test_a_file_of_many_row_groups_is_read_as_a_whole(content, sample_data, monkeypatch):
    monkeypatch.setattr("core.store.matrix.BLOCK", 500)
    parts = store_bytes(sample_data.store)
    assert pq.ParquetFile(pa.BufferReader(parts)).num_row_groups > 5
    monkeypatch.undo()
    assert store_bytes(read_store(parts)) == content


def test_without_profiles_two_event_filters_cannot_be_counted_and_each_alone_can(sample_data):
    target = io.BytesIO()
    write_store(sample_data.store, target, profiles=False)
    store = read_store(target.getvalue())
    assert store.tally(Selection(serious=("yes",))).total == 115
    both = Selection(serious=("yes",), related=("cream",))
    assert not store.can_count(both)
    with pytest.raises(RuxScopeError, match="Choose one event filter"):
        store.tally(both)


@pytest.mark.parametrize(
    "change",
    [
        definition("score", value=5.0),
        definition("score", value=1.5),
        definition("score", measure="pain"),
        definition("score", week=5),
        definition("score", baseline=-1.0),
        definition("age", value=-3.0),
        definition("age", value=float("inf")),
        definition("follow_up", value=None),
        definition("event", severity=9),
        definition("event", level="rumour"),
        definition("event", events="any"),
        definition("event", events="by=site"),
        definition("event", kind="special", level="", organ_class="", term="hiccups", severity=0),
        definition("patients", kind="cats"),
        definition("patients", term=None),
        definition("documented", kind="patients"),
        first_base(sex="cat"),
        first_base(cohort=None),
        first_base(patients=0),
        first_base(patients=77),
        first_base(facts=None),
        past_the_facts,
        one_count_less,
        twice,
        unlisted_term,
        profile(n=0),
        profile(follow_up_weeks=-1.0),
        profile(died=None),
        happened(severity=77),
        happened(special=1 << 20),
        happened(term=None),
        happened(period=3),
        lambda rows: rows.remove(total(rows)),
        lambda rows: total(rows).update(margin="cohort moon"),
    ],
)
def test_counts_that_cannot_be_are_refused(content, change):
    with pytest.raises(ExtractError, match=r"\."):
        everything(rewritten(content, change))


@pytest.mark.parametrize("said", [{"version": 2}, {"provenance": "{}"}, {"digest": 3}, {"more": 1}, {"synonyms": None}])
def test_what_a_file_says_of_itself_is_checked(content, said):
    with pytest.raises(ExtractError):
        read_store(rewritten(content, metadata=said))


def test_the_unchanged_rows_are_read(content):
    everything(rewritten(content))


def test_a_truncated_or_damaged_file_says_so_in_one_sentence(content):
    chance = random.Random(7)
    for place in range(60):
        damaged = bytearray(content)
        for _ in range(1 + place % 4):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        for given in (bytes(damaged), content[: chance.randrange(len(content))]):
            try:
                everything(given)
            except ExtractError as error:
                assert str(error).endswith(".")


def test_no_file_is_no_store(tmp_path):
    with pytest.raises(ExtractError, match=r"There is no file counts\.parquet"):
        read_store(tmp_path / "counts.parquet")


def test_the_patients_of_the_file_are_those_of_the_extract(content, sample_data):
    store = read_store(content)
    assert np.array_equal(store.strata.patients, sample_data.store.strata.patients)
    assert store.named.provenance == sample_data.provenance
    assert store.named.digest != sample_data.digest
