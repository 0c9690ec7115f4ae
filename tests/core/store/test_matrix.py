"""A matrix against the same counts with their zeros."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.store import matrix
from core.store.matrix import Matrix, below, beside, smallest

DENSE = st.tuples(st.integers(1, 9), st.integers(1, 300)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(0, 300), fill=st.just(0))
)


@pytest.fixture(autouse=True, scope="module")
def blocks_of_few_entries():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matrix, "BLOCK", 5)
        yield


def of(dense):
    """The matrix of counts given with their zeros."""
    row, column = np.nonzero(dense)
    width = dense.shape[1]
    counts = dense[row, column]
    starts = np.searchsorted(row, np.arange(len(dense) + 1))
    return Matrix(starts, column.astype(smallest(width)), counts.astype(smallest(counts.max(initial=0))), width)


def dense_of(own):
    found = np.zeros((own.rows, own.width), dtype=np.int64)
    for row in range(own.rows):
        entries = slice(own.starts[row], own.starts[row + 1])
        found[row, own.columns[entries]] = own.counts[entries]
    return found


@given(DENSE, st.data())
def test_some_columns_are_those_of_the_whole(dense, data):
    width = dense.shape[1]
    low = data.draw(st.integers(0, width))
    high = data.draw(st.integers(low, width))
    found = of(dense).columns_in(slice(low, high))
    assert dense_of(found).tolist() == dense[:, low:high].tolist()
    assert found.columns.dtype == smallest(high - low)


@given(DENSE, st.data())
def test_what_is_cut_in_columns_or_rows_can_be_put_together_again(dense, data):
    height, width = dense.shape
    column, row = data.draw(st.integers(0, width)), data.draw(st.integers(0, height))
    own = of(dense)
    parts = own.split([column, width - column])
    assert [dense_of(part).tolist() for part in parts] == [dense[:, :column].tolist(), dense[:, column:].tolist()]
    assert dense_of(beside(parts)).tolist() == dense.tolist()
    halves = [own.rows_of(np.arange(row)), own.rows_of(np.arange(row, height))]
    assert dense_of(below(halves)).tolist() == dense.tolist()


@given(DENSE, st.data())
def test_groups_of_rows_add_up(dense, data):
    group = data.draw(arrays(np.int64, len(dense), elements=st.integers(-1, 2)))
    expected = [dense[group == one].sum(axis=0).tolist() for one in range(3)]
    assert of(dense).summed(group, 3).tolist() == expected
    whole = np.abs(group)
    expected = [dense[whole == one].sum(axis=0).tolist() for one in range(3)]
    assert dense_of(of(dense).coarsened(whole, 3)).tolist() == expected
