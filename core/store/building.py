"""From entries (whose stratum, which fact) to facts and a matrix: sorted and counted part by part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame, concat

from core.counting import Places
from core.store.facts import ANY, Facts, facts_frame, in_order
from core.store.matrix import Matrix, beside, empty, smallest

Whole = NDArray[np.integer]


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """Facts that stand together, and entries: the stratum, the place of the fact, and how many patients.

    One patient an entry where ``count`` is None. Every fact has an entry.
    """

    facts: DataFrame
    row: Whole
    code: Whole
    count: Whole | None = None


def part(
    kind: str,
    row: Whole,
    code: Whole,
    columns: Mapping[str, Any],
    *,
    count: Whole | None = None,
    events: str = ANY,
) -> Part:
    """The part of entries with codes; ``columns`` say what each code means. Codes without an entry are left out."""
    place, found = pd.factorize(code)
    facts = facts_frame(kind, len(found), events=events, **{name: values[found] for name, values in columns.items()})
    order = in_order(facts)
    rank = np.empty(len(order), dtype=smallest(len(order)))
    rank[order] = np.arange(len(order))
    return Part(facts.iloc[order], row, rank[place], count)


def of_value(kind: str, row: Whole, values: NDArray[np.float64], count: Whole | None = None) -> Part:
    """The part of entries with a value; those without one are left out."""
    code, found = pd.factorize(values)
    known = np.flatnonzero(code >= 0)
    return part(kind, row[known], code[known], {"value": found}, count=None if count is None else count[known])


def of_members(kind: str, row: Whole, members: NDArray[np.bool_], count: Whole | None = None) -> Part:
    """The part of a yes/no fact."""
    own = np.flatnonzero(members)
    return part(kind, row[own], np.zeros(len(own), np.int8), {}, count=None if count is None else count[own])


def assembled(parts: Iterable[Part], rows: int) -> tuple[Facts, Matrix]:
    """The facts of all parts, and their counts by row. Parts stand in canonical order and share no fact."""
    frames, blocks = [facts_frame("patients", 0)], [empty(rows)]
    for one in parts:
        if len(one.facts):
            blocks.append(matrix_of(one, rows))
            frames.append(one.facts)
    return Facts(concat(frames, ignore_index=True)), beside(blocks)


def matrix_of(one: Part, rows: int) -> Matrix:
    """The entries of a part by row and fact, each once."""
    width = max(len(one.facts), 1)
    dtype = smallest(rows * width)
    key = one.row.astype(dtype) * dtype.type(width) + one.code.astype(dtype)
    if one.count is None:
        key.sort()
        firsts = _firsts(key)
        counts = np.diff(firsts, append=len(key))
    else:
        order = np.argsort(key, kind="stable")
        key = key[order]
        firsts = _firsts(key)
        counts = np.add.reduceat(one.count[order].astype(np.int64), firsts) if len(firsts) else firsts
    row, column = np.divmod(key[firsts], dtype.type(width))
    starts = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=rows))])
    return Matrix(starts, column.astype(smallest(width)), counts.astype(smallest(counts.max(initial=0))), width)


def _firsts(key: Whole) -> Places:
    """Where a number stands for the first time among sorted ones."""
    return np.flatnonzero(np.append(True, key[1:] != key[:-1])[: len(key)])
