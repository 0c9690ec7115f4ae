"""The command ``tally``: patients -> tallies, counted here or in an engine where the data are; or tallies added up.

Exit status 0: written. 2: a source, engine or option cannot be used; one plain sentence says why.
"""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from core.coding import coded
from core.errors import ExtractError, Finding, RuxScopeError
from core.extract import Extract, extract_from_frames, read_extract
from core.extract_file import provenance_in
from core.provenance import Provenance
from core.schema import TABLES
from core.store.coarsening import by_properties
from core.store.file import write_store
from core.store.merging import merged
from core.store.of_coded import store_of
from core.store.of_counted import store_of_counted
from core.store.store import Store
from core.store.stored import read_store
from core.store.suppression import suppressed


def add_parser(commands: Any) -> None:
    """Add the command to the subparsers of the command line."""
    parser: argparse.ArgumentParser = commands.add_parser("tally", help="count patients, or add up what was counted")
    parser.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help="an extract, or a folder with patients.parquet, assessments.parquet and adverse_events.parquet; "
        "with --connect the names of the three tables; with --merge files of tallies",
    )
    parser.add_argument("--to", type=Path, required=True, metavar="TALLIES.parquet", help="what to write")
    parser.add_argument("--engine", choices=["local", "duckdb", "spark"], default="local", help="where to count")
    parser.add_argument("--connect", default="", metavar="URL", help="count in this engine, as Ibis names it")
    parser.add_argument("--merge", action="store_true", help="add up tallies of several sites")
    parser.add_argument("--title", default="", help="what the data are called; an extract brings its own")
    parser.add_argument("--source", default="", help="where the data come from")
    parser.add_argument("--data-cut", default="", metavar="YYYY-MM-DD", help="the day the data were taken")
    parser.add_argument("--synthetic", action="store_true", help="no real patient is among them")
    parser.add_argument("--keep", default="", metavar="cohort,agent,...", help="tell patients apart by these only")
    parser.add_argument("--suppress", type=int, metavar="N", help="withhold counts under N")
    parser.add_argument("--without-profiles", action="store_true", help="leave out what happened to single patients")


def run(options: argparse.Namespace) -> int:
    """Count or add up, and write; returns the exit status."""
    try:
        store = _merged(options) if options.merge else _counted(options)
        if options.keep:
            store = by_properties(store, [name.strip() for name in options.keep.split(",")])
        if options.suppress is not None:
            store = suppressed(store, options.suppress)
        _write(store, options)
    except RuxScopeError as error:
        print(f"core: {error}", file=sys.stderr)
        return 2
    print(f"{store.patients:,} patients in {len(store.strata):,} groups: {options.to}")
    if store.named.suppressed:
        print(store.named.suppressed)
    return 0


def _merged(options: argparse.Namespace) -> Store:
    stores = [read_store(Path(source)) for source in options.sources]
    return merged(stores, title=options.title)


def _counted(options: argparse.Namespace) -> Store:
    if options.connect:
        return _in_engine(options, _provenance(options))
    if len(options.sources) != 1:
        raise RuxScopeError("Name one source to count, or add up tallies with --merge.")
    path = Path(options.sources[0])
    if not path.exists():
        raise RuxScopeError(f"There is no {path}. Check the path.")
    provenance = _provenance(options) if path.is_dir() else _own(options, provenance_in(path))
    return _here(path, provenance) if options.engine == "local" else _in_engine(options, provenance)


def _provenance(options: argparse.Namespace) -> Provenance:
    """Tables say nothing of themselves."""
    if not options.title:
        raise RuxScopeError(
            "Tables do not say what they are. Name them with --title, and --synthetic if they are made up."
        )
    source = options.source or "tables without a description"
    return Provenance(options.title, source, synthetic=options.synthetic, data_cut=options.data_cut)


def _own(options: argparse.Namespace, provenance: Provenance) -> Provenance:
    """An extract's own provenance; what the options say in words stands before it, its standing does not change."""
    said = {"title": options.title, "source": options.source, "data_cut": options.data_cut}
    if options.synthetic and not provenance.synthetic:
        raise RuxScopeError("This extract says that its patients are real: leave out --synthetic.")
    return replace(provenance, **{name: text for name, text in said.items() if text})


def _here(path: Path, provenance: Provenance) -> Store:
    extract = _from_tables(path, provenance) if path.is_dir() else read_extract(path)
    _tell(extract.findings, extract.unknown_columns)
    return store_of(coded(extract), provenance)


def _from_tables(folder: Path, provenance: Provenance) -> Extract:
    paths = {spec.name: folder / f"{spec.name}.parquet" for spec in TABLES}
    if not paths["patients"].exists():
        raise ExtractError(
            f"{folder} has no patients.parquet. Name a folder with patients.parquet in it, or an extract."
        )
    frames = {}
    for name, path in paths.items():
        if path.exists():
            try:
                frames[name] = pq.read_table(path).to_pandas()
            except (pa.ArrowException, OSError, ValueError) as error:
                raise ExtractError(f"{path} cannot be read as Parquet. Get a fresh copy.") from error
    known = {f"{spec.name}.{column.name}" for spec in TABLES for column in spec}
    columns = [f"{name}.{column}" for name, frame in frames.items() for column in frame]
    unknown = tuple(column for column in columns if column not in known)
    return extract_from_frames(frames, provenance, unknown_columns=unknown)


def _in_engine(options: argparse.Namespace, provenance: Provenance) -> Store:
    if find_spec("ibis") is None:
        raise RuxScopeError("Engines are not installed here. Install them with: pip install '.[engines]'")
    # Loaded here: the extra is not needed for anything else.
    from core.store.engines.running import counted_in

    counts, findings, unknown = counted_in(options.engine, options.sources, url=options.connect)
    _tell(findings, unknown)
    return store_of_counted(counts, provenance)


def _tell(findings: Iterable[Finding], unknown: Iterable[str]) -> None:
    """What was found, one line for each kind of finding."""
    for column in unknown:
        print(f"core: {column} is no column of the schema and was not read.", file=sys.stderr)
    told = pd.Series([_told(finding) for finding in findings], dtype="str").value_counts(sort=False)
    for text, times in told.items():
        print(f"core: {text}{f' ({times:,} times)' if times > 1 else ''}", file=sys.stderr)


def _told(finding: Finding) -> str:
    """A finding without the patient and the value that it is about."""
    return replace(finding, row=None, value="", problem=finding.problem.split(" (patient ")[0]).message


def _write(store: Store, options: argparse.Namespace) -> None:
    try:
        write_store(store, options.to, profiles=not options.without_profiles)
    except OSError as error:
        raise RuxScopeError(f"{options.to} cannot be written ({error.strerror}). Choose another place.") from None
