"""Texts of cells that reading remembers, so that it works out each only once: forgotten when an import is done.

What a cell means is remembered for the whole program, whoever brought it. It is never shown to anybody else, but it
would stay in memory after the files are gone.
"""

import sys
from collections.abc import Iterator
from typing import Any

# Smaller memories are of the program's own words.
FROM_SIZE = 1024


def forget_texts() -> None:
    """Empty every memory of texts."""
    for memory in memories():
        memory.cache_clear()


def memories() -> Iterator[Any]:
    """The functions of this package that remember what they were asked."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("core.intake.")]
    for module in modules:
        for own in vars(module).values():
            size = own.cache_parameters()["maxsize"] if hasattr(own, "cache_parameters") else None
            if size and size >= FROM_SIZE:
                yield own
