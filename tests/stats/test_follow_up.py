import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.stats.follow_up import follow_up

# time, events, competing events, censored; any order, some times twice or with nobody
tables = st.lists(st.tuples(st.integers(0, 30), *[st.integers(0, 4)] * 3), max_size=20)


def followed(table):
    times, events, competing, censored = zip(*table, strict=True) if table else [()] * 4
    return follow_up(times, events=events, competing=competing, censored=censored)


def rows(ends):
    columns = (ends.time, ends.at_risk, ends.events, ends.competing, ends.censored)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def test_times_are_sorted_and_repeats_are_joined():
    #                                     time, at risk, events, competing, censored
    assert rows(followed([(7, 1, 0, 0), (3, 0, 1, 2), (7, 2, 1, 1)])) == [(3, 8, 0, 1, 2), (7, 5, 3, 1, 1)]


def test_a_time_at_which_nobody_leaves_is_left_out():
    assert rows(followed([(3, 0, 0, 0), (7, 1, 0, 0)])) == [(7, 1, 1, 0, 0)]


def test_without_competing_events_there_are_none():
    assert rows(follow_up([3, 7], events=[1, 0], censored=[0, 2])) == [(3, 3, 1, 0, 0), (7, 2, 0, 0, 2)]


def test_nobody_has_no_rows():
    assert rows(follow_up([], events=[], censored=[])) == []


@given(tables)
def test_those_at_risk_are_those_whose_follow_up_ends_then_or_later(table):
    for time, at_risk, *_ in rows(followed(table)):
        assert at_risk == sum(sum(counts) for other, *counts in table if other >= time)


@given(tables, st.randoms())
def test_one_row_a_subject_in_any_order_is_the_same(table, random):
    kinds = [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
    single = [(time, *kind) for time, *counts in table for kind, n in zip(kinds, counts, strict=True) for _ in range(n)]
    random.shuffle(single)
    assert rows(followed(single)) == rows(followed(table))


@pytest.mark.parametrize("wrong", [-1, float("nan"), float("inf")])
def test_an_impossible_time_is_refused(wrong):
    with pytest.raises(ValueError, match=f"^times must be finite numbers not less than 0, but got {float(wrong)}$"):
        follow_up([3, wrong], events=[1, 1], censored=[0, 0])


@pytest.mark.parametrize("name", ["events", "competing", "censored"])
def test_counts_that_do_not_fit_the_times_are_refused(name):
    counts = {"events": [1, 1], "competing": [0, 0], "censored": [0, 0]}
    with pytest.raises(ValueError, match=f"^times and {name} must be equally long, but got 2 and 1$"):
        follow_up([3, 7], **counts | {name: [1]})
    with pytest.raises(ValueError, match=f"^{name} must be integers not less than 0, but got -1$"):
        follow_up([3, 7], **counts | {name: [1, -1]})


def test_a_table_of_times_is_refused():
    with pytest.raises(ValueError, match="^times must be a list of numbers, but got 2 dimensions$"):
        follow_up([[3, 7]], events=[1, 1], censored=[0, 0])
