"""A figure as JSON can hold it."""

import json
from math import isfinite
from typing import Any


def as_json(figure: Any) -> str:
    """A figure as JSON text."""
    return json.dumps(plain(figure))


def plain(value: Any) -> Any:
    """The same figure in lists, strings and finite numbers, anything missing as ``None``."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if hasattr(value, "tolist"):  # numpy and pandas
        return plain(value.tolist())
    if hasattr(value, "isoformat"):  # dates; a missing date is not equal to itself
        return value.isoformat() if value == value else None
    raise TypeError(f"a figure cannot hold a {type(value).__name__}")
