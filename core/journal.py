"""What the program writes down while it runs: starts, data opened and imported, slow pages, exports, and their times.

Logs are read by people who may not see the data, and are kept for longer. A line holds digests, counts, times and names
that this program gives, and never a value of a file: neither names of files nor the options of a filter, which may be
names of people, sites or rare agents. A selection is written as the number of choices in each filter, and as a tag
that tells equal selections apart for as long as the program runs: a plain digest could be guessed from a list of sites.
"""

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from hashlib import blake2s
from platform import python_version
from secrets import token_bytes
from typing import TypeVar

from core.data import Data
from core.release import release
from core.schema import TABLES
from core.selection import EVENT_FILTERS, PATIENT_FILTERS, Selection

NAME = "ruxscope"
LEVELS = ("debug", "info", "warning", "error")
SLOW_SECONDS = 1.0
_DIGEST = 12
_KEY = token_bytes(16)
_log = logging.getLogger(NAME)

Made = TypeVar("Made")


def add_level(parser: argparse.ArgumentParser) -> None:
    """Add ``--log-level`` to a command of the command line."""
    parser.add_argument("--log-level", choices=LEVELS, default="warning", help="how much to tell on standard error")


def tell(level: str) -> None:
    """Write lines of this level and above to standard error from now on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    _log.handlers = [handler]
    _log.setLevel(level.upper())


def started(sample_digest: str) -> None:
    """The program serves from now on."""
    _log.info("start release=%s python=%s sample=%s", release(), python_version(), sample_digest[:_DIGEST])


def opened(data: Data, seconds: float) -> None:
    """An extract is open, or counts are."""
    digest = data.digest[:_DIGEST]
    if data.patients_known:
        rows = [data.extract.tables.rows(table) for table in TABLES]
        _log.info("open extract=%s patients=%d visits=%d events=%d seconds=%.2f", digest, *rows, seconds)
    else:
        counts = data.store.patients, len(data.store.strata)
        _log.info("open tallies=%s patients=%d groups=%d seconds=%.2f", digest, *counts, seconds)


def imported(outcome: str, *, sizes: Sequence[int], questions: int, findings: int, seconds: float) -> None:
    """Files of these sizes in bytes were read, and came to ``outcome``."""
    _log.info(
        "import outcome=%s files=%d bytes=%d questions=%d findings=%d seconds=%.2f",
        outcome,
        len(sizes),
        sum(sizes),
        questions,
        findings,
        seconds,
    )


def shown(page: str, digest: str, seconds: float) -> None:
    """A page was drawn; said aloud where that took long."""
    level = logging.WARNING if seconds >= SLOW_SECONDS else logging.DEBUG
    _log.log(level, "page name=%s extract=%s milliseconds=%.0f", page, digest[:_DIGEST], 1000 * seconds)


def exported(
    make: Callable[[], Made], kind: str, *, digest: str, selection: Selection | None = None
) -> Callable[[], Made]:
    """``make``, which also writes that a file of this kind was asked for and made of the data with this digest."""

    def make_and_tell() -> Made:
        made = make()
        size = len(made) if isinstance(made, bytes | str) else 0
        said = "" if selection is None else f" {choices(selection)}"
        _log.info("export kind=%s extract=%s%s size=%d", kind, digest[:_DIGEST] or "none", said, size)
        return made

    return make_and_tell


def choices(selection: Selection) -> str:
    """A selection without its values: what is compared, how many choices each filter has, and a tag.

    >>> choices(Selection(agent=("dupilumab",), site=("North", "South"))).rpartition(" ")[0]
    'by=cohort agent=1 site=2'
    """
    counts = [
        f"{name}={len(codes)}" for name in (*PATIENT_FILTERS, *EVENT_FILTERS) if (codes := selection.chosen(name))
    ]
    tag = blake2s(selection.to_query().encode("utf-8", "replace"), key=_KEY, digest_size=4).hexdigest()
    return " ".join([f"by={selection.by}", *counts, f"view={tag}"])
