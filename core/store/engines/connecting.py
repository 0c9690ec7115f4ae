"""An engine, and the tables of a source in it."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from tempfile import gettempdir
from typing import Any

import ibis

from core.errors import ExtractError, RuxScopeError
from core.schema import ADVERSE_EVENTS, ASSESSMENTS, PATIENTS, TABLES

# A session that nothing outside this machine can reach, and that says nothing but what is wrong.
_ON_THIS_MACHINE = {
    "spark.master": "local[2]",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.warehouse.dir": str(Path(gettempdir()) / "ruxscope-spark"),
}


def connected(url: str) -> Any:
    """The engine of an address, as Ibis writes them. Raises RuxScopeError where there is none."""
    try:
        return ibis.connect(url)
    except Exception as error:  # Every engine has errors of its own, and so has every driver that is missing.
        raise RuxScopeError(f"The engine at --connect cannot be reached ({first_line(error)}).") from error


def duckdb_engine() -> Any:
    """DuckDB in this process."""
    return ibis.duckdb.connect()


def spark_engine() -> Any:
    """The Spark session that this program was submitted to, or else one on this machine."""
    if find_spec("pyspark") is None:
        raise RuxScopeError("Spark is not installed here. Install it with: pip install '.[spark]'")
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("ruxscope tally")
    if not SparkConf().contains("spark.master"):
        if which("java") is None:
            raise RuxScopeError(
                "Spark needs Java, which is not installed here. Install Java 17, or use another engine."
            )
        for key, value in _ON_THIS_MACHINE.items():
            builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return ibis.pyspark.connect(session)


def tables_of_extract(engine: Any, path: Path) -> dict[str, ibis.Table]:
    """The tables of an extract file, whose visits and events are lists beside their patient."""
    whole = engine.read_parquet(str(path))
    tables = {PATIENTS.name: whole}
    for spec in (ASSESSMENTS, ADVERSE_EVENTS):
        if spec.name in whole.columns:
            tables[spec.name] = whole.select("patient_id", one=whole[spec.name].unnest()).unpack("one")
    tables[PATIENTS.name] = whole.drop(*(name for name in tables if name in whole.columns))
    return tables


def tables_of_folder(engine: Any, folder: Path) -> dict[str, ibis.Table]:
    """The tables of a folder: patients.parquet and so on, each a file or a folder of parts."""
    return {name: engine.read_parquet(_readable(path)) for name, path in parquet_in(folder).items()}


def parquet_in(folder: Path) -> dict[str, Path]:
    """Where the tables of a folder are; only that of the patients must be there."""
    found = {spec.name: folder / f"{spec.name}.parquet" for spec in TABLES}
    if not found[PATIENTS.name].exists():
        raise ExtractError(
            f"{folder} has no patients.parquet. Name a folder with patients.parquet in it, or an extract."
        )
    return {name: path for name, path in found.items() if path.exists()}


def tables_of_names(engine: Any, names: Sequence[str]) -> dict[str, ibis.Table]:
    """Tables in the engine by name (or ``schema.table``): patients, assessments, adverse events, in this order."""
    named = names or [spec.name for spec in TABLES]
    if len(named) > len(TABLES):
        raise RuxScopeError(f"{len(named)} tables are named. Name those of patients, assessments and adverse events.")
    return {spec.name: _table(engine, name) for spec, name in zip(TABLES, named, strict=False)}


def said_by_engine(error: Exception) -> bool:
    """Whether an error is one of an engine, and no fault of this program."""
    modules = {"ibis", "duckdb", "_duckdb", "pyspark", "py4j"}
    return any(kind.__module__.split(".")[0] in modules for kind in type(error).__mro__)


def _readable(path: Path) -> Any:
    return [str(part) for part in sorted(path.glob("*.parquet"))] if path.is_dir() else str(path)


def _table(engine: Any, name: str) -> ibis.Table:
    schema, _, table = name.rpartition(".")
    try:
        return engine.table(table, database=schema or None)
    except Exception as error:
        if not said_by_engine(error):
            raise
        raise RuxScopeError(f"The engine has no table {name} that can be read ({first_line(error)}).") from error


def first_line(error: Exception) -> str:
    """What an engine says, without the lines of its own that follow."""
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
