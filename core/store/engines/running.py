"""One source counted in one engine, from its address to its counts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.errors import Finding, RuxScopeError
from core.special_interest import DEFAULT_SYNONYMS, SynonymMap
from core.store.counted import Counted
from core.store.engines.checking import checked
from core.store.engines.connecting import (
    connected,
    duckdb_engine,
    first_line,
    said_by_engine,
    spark_engine,
    tables_of_extract,
    tables_of_folder,
    tables_of_names,
)
from core.store.engines.counting import counted
from core.store.engines.flat import flat

_ENGINES = {"duckdb": duckdb_engine, "spark": spark_engine}


def counted_in(
    engine: str, sources: Sequence[str], *, url: str = "", synonyms: SynonymMap = DEFAULT_SYNONYMS
) -> tuple[Counted, list[Finding], tuple[str, ...]]:
    """The counts of a source, the warnings and notes about it, and its columns that were not read.

    ``sources`` is the path of an extract or a folder, or with ``url`` the names of tables in that engine. Raises
    RuxScopeError with one plain sentence where the source cannot be counted.
    """
    try:
        tables = flat(_tables(_ENGINES[engine]() if not url else connected(url), sources, named=bool(url)))
        findings = checked(tables)
        return counted(tables, synonyms), findings, tables.unknown
    except RuxScopeError:
        raise
    except Exception as error:
        if not said_by_engine(error):
            raise
        raise RuxScopeError(f"The engine could not count these tables ({first_line(error)}).") from error


def _tables(engine: Any, sources: Sequence[str], *, named: bool) -> Any:
    if named:
        return tables_of_names(engine, sources)
    path = Path(sources[0])
    return tables_of_folder(engine, path) if path.is_dir() else tables_of_extract(engine, path)
