"""What a filter change costs at any number of patients, against plain pandas on the same generated extracts.

    python -m tests.benchmarks.scale [--patients 1e3 1e5 1e6 1e7] [--folder FOLDER] [--write]

Extracts are generated once and kept in FOLDER, and so are the tallies of the largest one, which is opened from them.
"numbers" is everything a page computes before it draws: selection, tally and estimates, median over the filter changes
of tests/benchmarks/scale_changes.py, each seen once before; "first time" and "slowest first time" are the median and
the most of that one time before. Milliseconds of processor time. How much the largest costs more than the smallest is
measured by itself, with both open in one process (scale_growth.py).
pandas is left out where its tables would not fit: of 1e7 patients they take about 25 GB while they are merged. Before
anything is measured, the numbers of both are compared. --write puts the table and the plot beside this file.
"""

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from core.coding import Coded, coded
from core.data import Data, open_file
from core.extract import Extract, read_extract
from core.schema import ASSESSMENTS
from core.selection import Selection
from core.store.file import write_store
from core.store.of_coded import store_of
from core.view import View
from tests.benchmarks.generated import write_flat, write_nested
from tests.benchmarks.loading import bytes_kept
from tests.benchmarks.page_numbers import PAGE_NUMBERS
from tests.benchmarks.scale_changes import filter_changes
from tests.benchmarks.scale_checks import check
from tests.benchmarks.scale_growth import growth
from tests.benchmarks.scale_pandas import WITH_PANDAS, Flat, flat
from tests.benchmarks.scale_report import in_words, printed, write_report

SIZES = (1e3, 1e5, 1e6, 1e7)
MOST_IN_PANDAS = 1_000_000
FROM_TALLIES = 10_000_000
# pandas takes seconds per change of a large extract.
PANDAS_CHANGES = 5


@dataclass(slots=True)
class Measured:
    """The figures of one size: seconds to load, code and count; bytes per assessment; milliseconds per page."""

    patients: int
    seconds: dict[str, float] = field(default_factory=dict)
    bytes_per_assessment: float | None = None
    tally: float = 0
    first: float = 0
    pages: dict[str, float] = field(default_factory=dict)
    pages_first: dict[str, float] = field(default_factory=dict)
    slowest: float = 0
    pages_slowest: dict[str, float] = field(default_factory=dict)
    pandas: dict[str, float] = field(default_factory=dict)


def measured(patients: int, folder: Path) -> Measured:
    """The figures of one size, in a process of its own."""
    found = Measured(patients)
    folder = folder / str(patients)
    tables = _generate(patients, folder)
    if patients >= FROM_TALLIES:
        data, found.seconds["open tallies"] = _timed(lambda: _open(patients, folder))
        code = None
    else:
        data, code = _opened(folder, found)
    changes = filter_changes(data.options)
    _ours(data, changes, found)
    if code is not None and patients <= MOST_IN_PANDAS:
        _theirs(flat(tables, data.extract, code), data, changes, found)
    return found


def measured_growth(sizes: Sequence[int], folder: Path) -> dict[str, float]:
    """How many times as long a change takes on the last size as on the first, in a process of its own."""
    small, large = (_open(patients, folder / str(patients)) for patients in (sizes[0], sizes[-1]))
    return growth(small, large)


def _open(patients: int, folder: Path) -> Data:
    return open_file(_tallies(folder) if patients >= FROM_TALLIES else folder / "extract.parquet")


def _generate(patients: int, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    extract, tables = folder / "extract.parquet", folder / "flat"
    if not extract.exists():
        write_nested(folder / "part", patients)
        (folder / "part").rename(extract)
    if patients <= MOST_IN_PANDAS and not tables.exists():
        write_flat(folder / "parts", patients)
        (folder / "parts").rename(tables)
    return tables


def _tallies(folder: Path) -> Path:
    """The file of tallies of an extract, written once."""
    path = folder / "tallies.parquet"
    if not path.exists():
        extract = read_extract(folder / "extract.parquet")
        write_store(store_of(coded(extract), extract.provenance), folder / "part")
        (folder / "part").rename(path)
    return path


def _opened(folder: Path, found: Measured) -> tuple[Data, Coded]:
    extract: Extract
    extract, found.seconds["load"] = _timed(lambda: read_extract(folder / "extract.parquet"))
    code, found.seconds["code"] = _timed(lambda: coded(extract))
    store, found.seconds["count"] = _timed(lambda: store_of(code, extract.provenance))
    found.bytes_per_assessment = bytes_kept(extract, code) / extract.tables.rows(ASSESSMENTS)
    return Data(store, extract, code), code


def _ours(data: Data, changes: Sequence[Selection], found: Measured) -> None:
    whole = View(data, Selection())

    def over(work: Callable[[View], Any]) -> tuple[float, float, float]:
        first, again = (
            [_milliseconds(lambda change=change: work(View(data, change, whole))) for change in changes]
            for _ in range(2)
        )
        return median(first), max(first), median(again)

    found.first, found.slowest, found.tally = over(lambda view: view.tally)
    for page, numbers in PAGE_NUMBERS.items():
        found.pages_first[page], found.pages_slowest[page], found.pages[page] = over(numbers)


def _theirs(tables: Flat, data: Data, changes: Sequence[Selection], found: Measured) -> None:
    some = changes[:: max(len(changes) // PANDAS_CHANGES, 1)]
    check(tables, data, some[:3])
    for page in WITH_PANDAS:
        times = [_milliseconds(lambda page=page, change=change: WITH_PANDAS[page](tables, change)) for change in some]
        found.pandas[page] = median(times)


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    return work(), time.process_time() - start


def _milliseconds(work: Callable[[], object]) -> float:
    return 1000 * _timed(work)[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patients", nargs="*", type=float, default=SIZES)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "ruxscope-scale")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sizes, found = [int(patients) for patients in options.patients], []
    for patients in sizes:
        found.append(_alone(measured, patients, options.folder))
        print(printed(found[-1:]), flush=True)
    print(printed(found))
    times = _alone(measured_growth, sizes, options.folder)
    print(in_words(times, sizes))
    if options.write:
        write_report(found, in_words(times, sizes))


def _alone(work: Callable[..., Any], *arguments: Any) -> Any:
    """What some work comes to in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


if __name__ == "__main__":
    main()
