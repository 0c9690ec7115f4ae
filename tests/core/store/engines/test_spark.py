"""Spark counts and says what DuckDB does. All its tests are here, so that one session of it is started."""

from core.extract import read_extract
from core.store.engines.checking import checked, findings_of
from core.store.engines.connecting import tables_of_extract
from core.store.engines.counting import counted
from core.store.engines.flat import flat
from core.validation import check
from tests.core.store.engines.test_checking import BROKEN, words
from tests.core.store.engines.test_counting import NASTY, SAMPLE


def test_spark_counts_ties_gaps_and_silent_patients_as_they_are_counted_one_by_one(spark, extract_of, same):
    same(spark, extract_of(*NASTY.values()))


def test_spark_counts_the_sample_as_it_is_counted_one_by_one(spark, same):
    same(spark, read_extract(SAMPLE))


def test_spark_reads_an_extract_file_too(spark, directly, as_counters):
    found = as_counters(counted(flat(tables_of_extract(spark, SAMPLE))))
    assert found == directly(read_extract(SAMPLE))


def test_spark_says_the_same_about_broken_tables(spark, in_engine, frames_of):
    frames = frames_of(*BROKEN)
    assert words(findings_of(flat(in_engine(spark, frames)))) == words(check(frames))


def test_spark_says_nothing_about_tables_that_are_in_order(spark, in_engine, frames_of):
    frames = frames_of("patient_id\n p1", "patient_id | week | iga\n p1 | 0 | 3")
    assert checked(flat(in_engine(spark, frames))) == []
