"""How many patients two selections share, and how that is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.overlap import Overlap, overlap
from core.selection import Selection
from core.wording_pin import pinned_sentence


def test_the_cohorts_of_the_sample_share_nobody(sample_coded):
    found = overlap(sample_coded, Selection(cohort=("A",)), Selection(cohort=("B",)))
    assert found == Overlap(73, 42, 0)


def test_what_is_compared_and_which_events_count_does_not_matter(sample_coded):
    one, other = Selection(agent=("dupilumab",)), Selection(agent=("dupilumab",), by="site", serious=("yes",))
    found = overlap(sample_coded, one, other)
    assert found.one == found.other == found.both > 0


CHOICES = st.builds(
    Selection,
    cohort=st.sets(st.sampled_from(["A", "B"])),
    sex=st.sets(st.sampled_from(["female", "male"])),
    severity=st.sets(st.sampled_from(["mild", "moderate", "severe"])),
)


@given(one=CHOICES, other=CHOICES)
def test_both_is_never_more_than_either_and_order_does_not_matter(sample_coded, one, other):
    found = overlap(sample_coded, one, other)
    assert 0 <= found.both <= min(found.one, found.other)
    assert overlap(sample_coded, other, one) == Overlap(found.other, found.one, found.both)


@pytest.mark.parametrize(
    ("shared", "said"),
    [
        (Overlap(73, 42, 0), "No patient is in both."),
        (Overlap(5, 5, 5), "Both hold the same patients."),
        (Overlap(5, 9, 5), "All selected now (5 patients) are among them, so the two are not independent."),
        (Overlap(9, 1, 1), "All of it (1 patient) is selected now too, so the two are not independent."),
        (Overlap(9, 8, 1), "1 patient is in both, so the two are not independent."),
        (Overlap(9, 8, 3), "3 patients are in both, so the two are not independent."),
    ],
)
def test_the_overlap_in_words(shared, said):
    assert pinned_sentence("Cohort A: 73 patients.", shared) == f"Pinned for reference: Cohort A: 73 patients. {said}"
