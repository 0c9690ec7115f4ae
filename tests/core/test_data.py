"""Data that are counts show the same numbers as the extract they are of, and say why they show no patient."""

import pytest

from core.analyses.headline import headline
from core.chart_options import ChartOptions
from core.data import PatientsUnknownError, open_file
from core.displays.courses import bsa_course, small_courses
from core.extract import extract_bytes
from core.selection import Selection
from core.store.file import store_bytes
from core.view import View


@pytest.fixture(scope="module")
def counts(sample_data):
    return open_file(store_bytes(sample_data.store))


def test_a_file_opens_as_what_it_is(sample, counts):
    assert not counts.patients_known
    assert counts.store.patients == 115
    opened = open_file(extract_bytes(sample))
    assert (opened.patients_known, opened.digest) == (True, sample.digest)


@pytest.mark.parametrize("choices", [{}, {"severity": ("severe",), "by": "agent"}, {"serious": ("yes",)}])
def test_counts_say_the_same_as_the_extract(sample_data, counts, choices):
    one, other = (View(data, Selection(**choices)) for data in (sample_data, counts))
    assert one.sentence == other.sentence
    assert one.of(headline) == other.of(headline)
    assert one.option_counts == other.option_counts
    assert one.cohorts == other.cohorts
    assert [shown.words for shown in small_courses(one)] == [shown.words for shown in small_courses(other)]


def test_a_course_of_counts_draws_no_single_patient(sample_data, counts):
    one, other = (bsa_course(View(data, Selection()), ChartOptions()) for data in (sample_data, counts))
    assert one.table.equals(other.table)
    assert len(other.figure["data"]) < len(one.figure["data"])


@pytest.mark.parametrize("what", ["individuals", "extract", "coded"])
def test_what_needs_patients_says_that_there_are_none(counts, what):
    with pytest.raises(PatientsUnknownError, match="These data are counts: no single patient is in them"):
        getattr(View(counts, Selection()), what)


def test_the_patients_two_selections_share_follow_from_counts(sample_data, counts):
    chosen, other = Selection(agent=("dupilumab",)), Selection(severity=("severe",))
    assert View(counts, chosen).overlap(other) == View(sample_data, chosen).overlap(other)
