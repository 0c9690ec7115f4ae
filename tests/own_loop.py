"""Coroutines run to their end where a browser may be open: playwright keeps a loop running in the main thread."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def finished(work: Coroutine[object, object, Result]) -> Result:
    """What a coroutine returns, run in a thread and a loop of its own."""
    with ThreadPoolExecutor(1) as own_loop:
        return own_loop.submit(asyncio.run, work).result()
