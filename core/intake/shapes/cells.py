"""Columns of a table -> one row a cell, with the place each cell stood at."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame, Series

_KINDS = {
    "patient": "str",
    "occasion": "int64",
    "field": "str",
    "text": "str",
    "grid": "int64",
    "line": "int64",
    "column": "str",
}


class Cells(NamedTuple):
    """The filled cells of one column, as arrays named as the columns of the facts."""

    patient: NDArray[Any]
    occasion: NDArray[np.int64]
    field: NDArray[Any]
    text: NDArray[Any]
    grid: NDArray[np.int64]
    line: NDArray[np.int64]
    column: NDArray[Any]


def cells(
    text: "Series[str]",
    patient: "Series[str]",
    occasion: NDArray[np.int64],
    *,
    field: str | NDArray[Any],
    grid: int,
    column: str,
) -> Cells:
    """The filled cells of one column. ``text`` and ``patient`` are indexed by line, ``occasion`` has their length.

    ``field`` is that of the column, or one for each cell.
    """
    filled = (text != "").to_numpy(dtype=bool)
    count = int(filled.sum())
    return Cells(
        patient.to_numpy(dtype=object)[filled],
        occasion[filled],
        np.full(count, field, dtype=object) if isinstance(field, str) else field[filled],
        text.to_numpy(dtype=object)[filled],
        np.full(count, grid),
        text.index.to_numpy()[filled],
        np.full(count, column, dtype=object),
    )


def frame_of(parts: Iterable[Cells]) -> DataFrame:
    """The cells of several columns as facts, in the order given."""
    columns = list(zip(*parts, strict=True))
    if not columns:
        return DataFrame({name: Series([], dtype=kind) for name, kind in _KINDS.items()})
    arrays = zip(_KINDS.items(), columns, strict=True)
    return DataFrame({name: Series(np.concatenate(column), dtype=kind) for (name, kind), column in arrays})


def together(frames: Iterable[DataFrame]) -> DataFrame:
    """Several sets of facts as one, in the order given."""
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else frame_of([])


def apart(frames: Sequence[DataFrame]) -> DataFrame:
    """As :func:`together`, with occasions renumbered so that those of two sets never coincide."""
    shifted, start = [], 0
    for frame in frames:
        if len(frame):
            shifted.append(frame.assign(occasion=frame["occasion"] + start))
            start = int(shifted[-1]["occasion"].max()) + 1
    return together(shifted)
