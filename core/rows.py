"""The rows and columns of a small frame as plain values. A figure or a sentence reads a few dozen of them, and
``DataFrame.to_dict`` takes ten times longer over its checks than over the values."""

from typing import Any

from pandas import DataFrame


def rows_of(frame: DataFrame) -> list[dict[Any, Any]]:
    """One dict a row, as ``to_dict("records")`` gives them."""
    names = frame.columns.tolist()
    return [dict(zip(names, values, strict=True)) for values in frame.to_numpy(dtype=object).tolist()]


def columns_of(frame: DataFrame) -> dict[Any, list[Any]]:
    """The values of every column by its name, as ``to_dict("list")`` gives them."""
    return dict(zip(frame.columns, frame.to_numpy(dtype=object).T.tolist(), strict=True))
