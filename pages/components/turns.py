"""Runs of the script take turns: in a room of readers each waits for few others instead of all for each other.

Python runs one thread at a time. Many runs at once are not done any sooner: they all end last, and changing between
them costs about as much again as the work.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

# A run that takes longer than this (a first look at millions of patients) holds up the others no longer.
LONGEST_WAIT_S = 0.5

_TURN = BoundedSemaphore(1)


@contextmanager
def turn() -> Iterator[None]:
    """Wait until no other run has its turn, but no longer than :data:`LONGEST_WAIT_S`."""
    mine = _TURN.acquire(timeout=LONGEST_WAIT_S)
    try:
        yield
    finally:
        if mine:
            _TURN.release()
