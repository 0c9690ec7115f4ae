"""How much a site's file may hold. Enforced while reading, so that a hostile file costs neither time nor memory."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from core.errors import RuxScopeError

MB = 1_000_000
# What a member of an archive may inflate to for each byte stored. Spreadsheets stay far below, bombs far above.
MAX_RATIO = 200
RATIO_FROM_BYTES = 10 * MB


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file, table and cell that are read. Sizes in bytes, cells in characters."""

    max_bytes: int = 50 * MB
    max_rows: int = 200_000
    max_columns: int = 2_000
    max_line: int = MB
    max_cell: int = 10_000
    max_inflated: int = 400 * MB
    max_members: int = 200

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Limits":
        """The limits with what the environment changes, e.g. ``RUXSCOPE_MAX_MB=80``.

        Raises RuxScopeError where a value is no positive number.
        """
        given = os.environ if environment is None else environment
        changed = {
            field: _positive(variable, given[variable], unit)
            for variable, (field, unit) in VARIABLES.items()
            if given.get(variable, "").strip()
        }
        return cls(**changed)


# The environment variable of each limit, and how many of the limit's units one of its own is.
VARIABLES = {
    "RUXSCOPE_MAX_MB": ("max_bytes", MB),
    "RUXSCOPE_MAX_ROWS": ("max_rows", 1),
    "RUXSCOPE_MAX_COLUMNS": ("max_columns", 1),
    "RUXSCOPE_MAX_LINE_MB": ("max_line", MB),
    "RUXSCOPE_MAX_CELL": ("max_cell", 1),
    "RUXSCOPE_MAX_INFLATED_MB": ("max_inflated", MB),
    "RUXSCOPE_MAX_MEMBERS": ("max_members", 1),
}


def _positive(variable: str, text: str, unit: int) -> int:
    try:
        value = float(text) * unit
    except ValueError:
        value = 0
    if not isfinite(value) or value < 1:
        raise RuxScopeError(f"{variable} is “{text[:40]}”, not a positive number. Set it to one, or unset it.")
    return int(value)
