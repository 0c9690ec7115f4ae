"""How long an extract takes to open and to code, and what stays of it in memory.

    python -m tests.benchmarks.loading [1000 100000 1000000]

"load" opens the Parquet file, with checks and digest; "code" makes it countable. "processor" is the time of all cores,
which says more on a busy machine. Bytes are those of the arrays that stay, per assessment; "peak" is the most memory
the process ever had.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from core.coding import Coded, coded
from core.extract import Extract, read_extract
from core.schema import ASSESSMENTS
from tests.benchmarks.generated import write_nested

SIZES = (1_000, 100_000, 1_000_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("patients", nargs="*", type=int, default=SIZES)
    print(
        f"{'patients':>10}{'load, s':>10}{'processor':>11}{'code, s':>10}{'processor':>11}{'bytes':>8}{'peak, GB':>10}"
    )
    for patients in parser.parse_args().patients:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "extract.parquet"
            write_nested(path, patients)
            extract, *load = _timed(lambda path=path: read_extract(path))
        code, *coding = _timed(lambda extract=extract: coded(extract))
        kept = bytes_kept(extract, code) / max(extract.tables.rows(ASSESSMENTS), 1)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        times = "".join(
            f"{seconds:>{width}.2f}" for seconds, width in zip([*load, *coding], (10, 11, 10, 11), strict=True)
        )
        print(f"{patients:>10}{times}{kept:>8.1f}{peak:>10.2f}", flush=True)


def bytes_kept(extract: Extract, code: Coded) -> int:
    """The bytes of an extract and its codes, counted from their arrays."""
    courses = sum(course.codes.nbytes + course.values.nbytes for course in code.scores.courses.values())
    cells = int(code.scores.cells.memory_usage().sum())
    facets = sum(facet.codes.nbytes for facet in code.facets.values())
    return extract.tables.nbytes + courses + cells + facets + sum(map(_arrays, (code, code.events, code.passed)))


def _arrays(holder: Any) -> int:
    values = (getattr(holder, name) for name in holder.__slots__)
    return sum(value.nbytes for value in values if isinstance(value, np.ndarray))


def _timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """What comes out, the seconds on the clock and those of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    done = work()
    return done, time.perf_counter() - clock, time.process_time() - processor


if __name__ == "__main__":
    main()
