"""One column of an extract, held small: places among the distinct values, or the values where nearly every row differs.

Most columns of a chart review repeat few values, so a byte or two a row say everything. Nothing is rounded: what comes
out is what went in, to the last bit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pandas import Series

from core.schema import ColumnSpec, Kind

Codes = NDArray[np.unsignedinteger[Any]]
Rows = NDArray[np.integer[Any]] | slice

ARROW = {
    "text": pa.string(),
    "category": pa.string(),
    "integer": pa.int32(),
    "number": pa.float64(),
    "flag": pa.bool_(),
}
PANDAS = {"text": "str", "category": "str", "integer": "float64", "number": "float64", "flag": "boolean"}
_TEXTS = ("text", "category")
# Two bytes a row. A column with more distinct values is held as it is.
MOST_DISTINCT = 2**16 - 1
_VISIBLE = "[!-~]"


@dataclass(frozen=True, eq=False, slots=True)
class Column:
    """One column. ``values`` (Arrow) are distinct and sorted, ``codes`` is each row's place among them.

    A place of ``len(values)`` is a missing value. Where ``codes`` is None, ``values`` has one entry per row.
    """

    kind: Kind
    codes: Codes | None
    values: Any

    def __len__(self) -> int:
        return len(self.values if self.codes is None else self.codes)

    @property
    def nbytes(self) -> int:
        return int(self.values.nbytes) + (0 if self.codes is None else self.codes.nbytes)

    def coded(self) -> "Column":
        """The same column with a place for every row, whatever that costs."""
        return self if self.codes is not None else encoded(self.kind, self.values, most=len(self.values))

    @property
    def places(self) -> Codes:
        """Each row's place among the distinct values."""
        codes = self.coded().codes
        assert codes is not None
        return codes

    @property
    def distinct(self) -> NDArray[Any]:
        """The distinct known values in order: text, numbers or truths."""
        return np.asarray(self.coded().values.to_numpy(zero_copy_only=False))

    @property
    def missing(self) -> NDArray[np.bool_]:
        if self.codes is None:
            return np.asarray(self.values.is_null())
        return np.asarray(self.codes == len(self.values))

    def looked_up(self, judged: Sequence[Any] | NDArray[Any], missing: Any, dtype: Any) -> NDArray[Any]:
        """For each row what was found out about its value; ``judged`` has one entry per distinct value."""
        table = np.empty(len(judged) + 1, dtype=dtype)
        table[:-1], table[-1] = judged, missing
        return table[self.places]

    def where(self, holds: Callable[[Any], NDArray[np.bool_]]) -> NDArray[np.bool_]:
        """The rows whose known value is one of those for which ``holds`` is true; each distinct value is asked once."""
        if self.codes is None and self.kind not in _TEXTS:
            return holds(self.numbers()) & ~self.missing
        judged = holds(self.distinct)
        return self.looked_up(judged, False, bool) if judged.any() else np.zeros(len(self), dtype=bool)

    def numbers(self) -> NDArray[np.float64]:
        """The rows as numbers, nan where missing."""
        if self.codes is None:
            return np.asarray(self.values.to_numpy(zero_copy_only=False), dtype=float)
        return np.append(self.values.to_numpy(zero_copy_only=False).astype(float), np.nan)[self.codes]

    def numbered(self) -> tuple[Codes, NDArray[np.float64]]:
        """Each row's place among the distinct numbers in order, and these. The two zeros are one number."""
        values, place = np.unique(self.distinct.astype(float), return_inverse=True)
        if len(values) == len(place):
            return self.places, values
        return self.looked_up(place, len(values), np.min_scalar_type(len(values))), values

    def order(self) -> NDArray[Any]:
        """What sorts the rows: equal values are equal, and missing is last."""
        if self.kind in _TEXTS:
            return self.places
        return np.nan_to_num(self.numbers(), nan=np.inf) if self.codes is None else self.numbered()[0]

    def take(self, rows: Rows) -> "Column":
        """The column of some rows."""
        if self.codes is not None:
            return Column(self.kind, self.codes[rows], self.values)
        kept = self.values[rows] if isinstance(rows, slice) else self.values.take(pa.array(rows))
        return Column(self.kind, None, kept)

    def arrow(self) -> Any:
        """The rows as Arrow holds them in a file."""
        if self.codes is None:
            return self.values.cast(ARROW[self.kind])
        places = pa.array(self.codes.astype(np.int32), mask=self.missing)
        return self.values.take(places).cast(ARROW[self.kind])

    def series(self) -> "Series[Any]":
        """The rows in the type of the extract's frames."""
        if self.kind in ("integer", "number"):
            return Series(self.numbers())
        if self.codes is None:
            return Series(self.values.to_pandas()).astype(PANDAS[self.kind])
        known = pd.array(self.distinct, dtype=PANDAS[self.kind])
        places = np.where(self.missing, -1, self.codes.astype(np.int64))
        return Series(known.take(places, allow_fill=True))


def encoded(kind: Kind, array: Any, *, most: int = MOST_DISTINCT) -> Column:
    """The column of an Arrow array: text, numbers or truths. A nan and a blank text are missing values."""
    found = pc.dictionary_encode(array)
    if len(found.dictionary) > most:
        return _plain(kind, array)
    distinct = found.dictionary.to_numpy(zero_copy_only=False)
    known = np.flatnonzero(_known(kind, distinct))
    order = known[np.argsort(distinct[known], kind="stable")]
    ranks = np.full(len(distinct) + 1, len(known), dtype=np.min_scalar_type(len(known)))
    ranks[order] = np.arange(len(known))
    places = found.indices.fill_null(len(distinct)) if found.null_count else found.indices
    return Column(kind, ranks[places.to_numpy(zero_copy_only=False)], found.dictionary.take(pa.array(order)))


def nothing_known(kind: Kind, rows: int) -> Column:
    """A column of missing values."""
    return Column(kind, np.zeros(rows, dtype=np.uint8), pa.nulls(0, ARROW[kind]))


def as_it_is(array: Any) -> Column:
    """A column of text of which nearly every row differs, like names of patients."""
    return _plain("text", array)


def joined(parts: Sequence[Column]) -> Column:
    """The rows of several columns of one kind, one after the other."""
    filled = [part for part in parts if len(part)]
    if len(filled) < 2:
        return filled[0] if filled else parts[0]
    kind = filled[0].kind
    # What one part alone has too many distinct values for, all parts have.
    if any(part.codes is None for part in filled):
        return _plain(kind, pa.concat_arrays([part.arrow() for part in filled]))
    values = encoded(kind, pa.concat_arrays([part.values for part in filled]))
    if values.codes is None:
        return _plain(kind, pa.concat_arrays([part.arrow() for part in filled]))
    found, start = [], 0
    for part in filled:
        own = values.codes[start : start + len(part.values)]
        found.append(part.looked_up(own, len(values.values), values.codes.dtype))
        start += len(part.values)
    return Column(kind, np.concatenate(found), values.values)


def column_of(spec: ColumnSpec, values: "Series[Any]") -> Column:
    """The column of a typed series of the extract's frames."""
    array = pa.array(values, from_pandas=True)
    return as_it_is(array.cast(pa.string())) if spec.name == "patient_id" else encoded(spec.kind, array)


def _known(kind: Kind, distinct: NDArray[Any]) -> NDArray[np.bool_]:
    if kind in _TEXTS:
        return np.array([text is not None and text.strip() != "" for text in distinct], dtype=bool)
    known: NDArray[np.bool_] = np.asarray(distinct == distinct)
    return known


def _plain(kind: Kind, array: Any) -> Column:
    if kind in _TEXTS:
        # Only a text without a visible letter of ASCII can be blank.
        doubtful = np.flatnonzero(np.asarray(pc.invert(pc.match_substring_regex(array, _VISIBLE)).fill_null(False)))
        blank = np.zeros(len(array), dtype=bool)
        blank[doubtful] = [text.strip() == "" for text in array.take(pa.array(doubtful)).to_pylist()]
        return Column(kind, None, pc.if_else(blank, None, array) if blank.any() else array)
    numbers = np.asarray(array.to_numpy(zero_copy_only=False), dtype=float)
    short = numbers.astype(np.float32)
    lossless = np.array_equal(short.astype(float), numbers, equal_nan=True)
    return Column(kind, None, pa.array(short if lossless else numbers, from_pandas=True))
