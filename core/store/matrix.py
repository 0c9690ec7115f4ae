"""Counts by row (a stratum) and column (a fact), without the zeros."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.counting import Counts, Places

# Entries are added up in blocks of this many, so that what is in the making stays small.
BLOCK = 2**22
# Rows with so many entries are added one by one, which costs least per entry; of shorter ones the steps cost most.
LONG = 512
# So many sums are made side by side; of more, those that are 0 are not worth their room.
DENSE = 2**20

Naturals = NDArray[np.unsignedinteger]


@dataclass(frozen=True, eq=False, slots=True)
class Matrix:
    """Counts of patients. Row ``r`` has the entries from ``starts[r]`` to ``starts[r + 1]``.

    ``columns`` and ``counts`` have one entry per row and column whose count is not 0, in the smallest unsigned integers
    that hold them; columns ascend within a row. ``width`` is the number of columns.
    """

    starts: NDArray[np.int64]
    columns: Naturals
    counts: Naturals
    width: int

    @property
    def rows(self) -> int:
        return len(self.starts) - 1

    @property
    def entries(self) -> int:
        return len(self.columns)

    def entries_in(self, rows: Places) -> int:
        """How many entries some rows have."""
        return int((self.starts[rows + 1] - self.starts[rows]).sum())

    def summed(self, group: Places, groups: int) -> Counts:
        """The rows of each group added up (shape: groups, columns); a row of group -1 is left out."""
        kept = np.flatnonzero(group >= 0)
        entries = self.entries_in(kept)
        if len(kept) * LONG <= entries:
            return self._one_by_one(kept, group, groups)
        if 2 * entries < self.entries:
            return self.rows_of(kept).summed(group[kept], groups)
        parts = self._sums(group, groups)
        total = next(parts, np.zeros((groups + 1) * self.width))
        for part in parts:
            total += part
        return total.astype(np.int64).reshape(groups + 1, self.width)[:groups]

    def _one_by_one(self, rows: Places, group: Places, groups: int) -> Counts:
        total = np.zeros((groups, self.width), dtype=np.int64)
        for row in rows.tolist():
            entries = slice(self.starts[row], self.starts[row + 1])
            # Cast before they are followed: places of another type cost half as much again.
            total[group[row]][self.columns[entries].astype(np.intp)] += self.counts[entries]
        return total

    def _sums(self, group: Places, groups: int) -> Iterator[NDArray[Any]]:
        """The sums of each block of rows, flat; those that are left out stand in a last group of their own.

        That costs less than stepping over them. Sums of whole numbers in floats are exact up to 2**53.
        """
        place = np.where(group < 0, groups, group) * self.width
        for rows in self.blocks():
            entries = slice(self.starts[rows.start], self.starts[rows.stop])
            flat = np.repeat(place[rows], np.diff(self.starts[rows.start : rows.stop + 1]))
            flat += self.columns[entries]
            yield np.bincount(flat, self.counts[entries], (groups + 1) * self.width)

    def coarsened(self, group: Places, groups: int) -> "Matrix":
        """A row per group: its rows added up. Every row has a group."""
        if groups * self.width <= DENSE:
            return _without_zeros(self.summed(group, groups))
        empty = np.empty(0, dtype=np.uint8)
        found: list[tuple[Naturals, Naturals]] = [(empty, empty)] * groups
        order = np.argsort(group, kind="stable")
        for rows in np.split(order, np.flatnonzero(np.diff(group[order])) + 1):
            if len(rows):
                found[group[rows[0]]] = self._row(rows)
        return stacked(found, self.width)

    def rows_of(self, kept: Places) -> "Matrix":
        """Some of the rows, in ascending order."""
        lengths = np.diff(self.starts)[kept]
        starts = _starts(lengths)
        entry = np.arange(starts[-1]) + np.repeat(self.starts[kept] - starts[:-1], lengths)
        return Matrix(starts, self.columns[entry], self.counts[entry], self.width)

    def columns_in(self, kept: slice) -> "Matrix":
        """Some of the columns, numbered from the first of them."""
        inside = (self.columns >= kept.start) & (self.columns < kept.stop)
        lengths = np.empty(self.rows, dtype=np.int64)
        for rows in self.blocks():
            starts = self.starts[rows.start : rows.stop + 1]
            before = np.zeros(starts[-1] - starts[0] + 1, dtype=np.int32)
            np.cumsum(inside[starts[0] : starts[-1]], out=before[1:])
            lengths[rows] = np.diff(before[starts - starts[0]])
        width = kept.stop - kept.start
        columns = self.columns[inside]
        columns -= columns.dtype.type(kept.start)
        return Matrix(_starts(lengths), columns.astype(smallest(width)), self.counts[inside], width)

    def split(self, widths: Sequence[int]) -> list["Matrix"]:
        """Matrices of so many columns each, from the first on: what :func:`beside` puts together."""
        found, rest = [], self
        for width in widths:
            found.append(rest.columns_in(slice(0, width)))
            rest = rest.columns_in(slice(width, rest.width))
        return found

    def _row(self, rows: Places) -> tuple[Naturals, Naturals]:
        """The columns and counts of some rows added up."""
        runs = [(self.starts[first], self.starts[last]) for first, last in _runs(rows)]
        columns, counts = (np.concatenate([own[low:high] for low, high in runs]) for own in (self.columns, self.counts))
        total = np.bincount(columns, counts, self.width)
        found = np.flatnonzero(total)
        return found.astype(smallest(self.width)), total[found].astype(smallest(total.max(initial=0)))

    def blocks(self) -> Iterator[slice]:
        """All rows in parts of about BLOCK entries."""
        marks = np.arange(0, max(self.entries, 1), BLOCK)
        edges = np.unique([*np.searchsorted(self.starts, marks), self.rows])
        return (slice(low, high) for low, high in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))


def smallest(most: float) -> np.dtype[np.unsignedinteger]:
    """The smallest unsigned integers that hold numbers up to ``most``."""
    return np.min_scalar_type(int(most))


def _without_zeros(counts: Counts) -> Matrix:
    """The matrix of counts that are given with the zeros (shape: rows, columns)."""
    row, column = np.nonzero(counts)
    starts = np.searchsorted(row, np.arange(len(counts) + 1))
    own, width = counts[row, column], counts.shape[1]
    return Matrix(starts, column.astype(smallest(width)), own.astype(smallest(own.max(initial=0))), width)


def empty(rows: int) -> Matrix:
    """A matrix without columns."""
    nothing = np.empty(0, dtype=np.uint8)
    return Matrix(np.zeros(rows + 1, dtype=np.int64), nothing, nothing, 0)


def stacked(rows: Sequence[tuple[Naturals, Naturals]], width: int) -> Matrix:
    """The matrix of rows given as (columns, counts)."""
    empty = np.empty(0, dtype=np.uint8)
    columns, counts = ([row[at] for row in rows] for at in (0, 1))
    starts = _starts(np.array([len(row) for row in columns], dtype=np.int64))
    return Matrix(
        starts, np.concatenate([empty, *columns]).astype(smallest(width)), np.concatenate([empty, *counts]), width
    )


def below(parts: Sequence[Matrix]) -> Matrix:
    """The rows of several matrices of as many columns, those of one after those of the one before."""
    starts = _starts(np.concatenate([np.diff(part.starts) for part in parts]))
    columns, counts = (np.concatenate([getattr(part, own) for part in parts]) for own in ("columns", "counts"))
    return Matrix(starts, columns, counts, parts[0].width)


def beside(parts: Sequence[Matrix]) -> Matrix:
    """The columns of several matrices of the same rows, those of one after those of the one before."""
    lengths = [np.diff(part.starts) for part in parts]
    starts = _starts(np.sum(lengths, axis=0))
    width = sum(part.width for part in parts)
    columns = np.empty(starts[-1], dtype=smallest(width))
    counts = np.empty(starts[-1], dtype=np.result_type(*(part.counts.dtype for part in parts)))
    free, before = starts[:-1].copy(), 0
    for part, own in zip(parts, lengths, strict=True):
        place = np.arange(part.entries) + np.repeat(free - part.starts[:-1], own)
        columns[place], counts[place] = part.columns.astype(columns.dtype) + before, part.counts
        free, before = free + own, before + part.width
    return Matrix(starts, columns, counts, width)


def _starts(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])


def _runs(rows: Places) -> list[tuple[int, int]]:
    """Rows in ascending order as ranges (first, last + 1)."""
    breaks = np.flatnonzero(np.diff(rows) != 1) + 1
    firsts, lasts = rows[np.r_[0, breaks]], rows[np.r_[breaks, len(rows)] - 1] + 1
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
