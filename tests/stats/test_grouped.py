import pytest

from core.stats.grouped import tabulate


def test_values_are_sorted_and_repeats_are_joined():
    values, counts = tabulate([3, -1, 3, 0.5], [2, 1, 4, 3])
    assert values.tolist() == [-1, 0.5, 3]
    assert counts.tolist() == [1, 3, 6]


def test_a_value_that_never_occurs_is_left_out():
    values, counts = tabulate([3, 4], [0, 1])
    assert (values.tolist(), counts.tolist()) == ([4], [1])


def test_nothing_stays_nothing():
    values, counts = tabulate([], [])
    assert (values.tolist(), counts.tolist()) == ([], [])


def test_whole_counts_may_come_as_floats():
    assert tabulate([1], [2.0])[1].tolist() == [2]


@pytest.mark.parametrize("wrong", [-1, 0.5, float("nan"), float("inf")])
def test_counts_that_count_nothing_are_refused(wrong):
    with pytest.raises(ValueError, match=f"^counts must be integers not less than 0, but got {wrong:g}$"):
        tabulate([1, 2], [3, wrong])


@pytest.mark.parametrize("wrong", [float("nan"), float("inf")])
def test_a_missing_value_is_refused_rather_than_guessed(wrong):
    with pytest.raises(ValueError, match=f"^values must be finite numbers, but got {wrong}$"):
        tabulate([1, wrong], [1, 1])


def test_values_without_a_count_are_refused():
    with pytest.raises(ValueError, match="^values and counts must be equally long, but got 2 and 1$"):
        tabulate([1, 2], [1])


def test_a_table_of_counts_is_refused():
    with pytest.raises(ValueError, match="^counts must be a list of numbers, but got 2 dimensions$"):
        tabulate([1, 2], [[1, 2]])
