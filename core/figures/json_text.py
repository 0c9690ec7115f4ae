"""A figure as JSON text."""

from typing import Any

import orjson


def as_json(figure: Any) -> str:
    """A figure, with its numpy arrays and dates, as JSON text; what is not finite or missing becomes ``null``.

    Raises TypeError for what no figure can hold. orjson, because a page holds thousands of numbers: to walk over them
    in Python took as long as to compute them.
    """
    try:
        return _written(figure)
    except TypeError:
        return _written(_in_whole_letters(figure))


def _written(figure: Any) -> str:
    return orjson.dumps(figure, default=_plain, option=orjson.OPT_SERIALIZE_NUMPY).decode()


def _plain(value: Any) -> Any:
    """What orjson does not know, in its own types."""
    if hasattr(value, "tolist"):  # pandas, and numpy arrays that are not in one piece
        return value.tolist()
    if hasattr(value, "isoformat"):  # dates; a missing date is not equal to itself
        return value.isoformat() if value == value else None
    raise TypeError(f"a figure cannot hold a {type(value).__name__}")


def _in_whole_letters(value: Any) -> Any:
    """The same with a question mark for half of a letter (a lone surrogate), which no UTF-8 can hold."""
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    if isinstance(value, dict):
        return {_in_whole_letters(name): _in_whole_letters(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_in_whole_letters(item) for item in value]
    return _in_whole_letters(value.tolist()) if hasattr(value, "tolist") else value
