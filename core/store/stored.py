"""A store in its file, opened without reading more than the strata and what the facts are.

Values are checked against what they may be; what is wrong with counts is said when a selection reads them.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pandas import DataFrame

from core.errors import ExtractError
from core.provenance import Provenance
from core.store.checking import checked_facts
from core.store.facts import Facts, facts_frame
from core.store.file import ALL, FORMAT_KEY, SCHEMA, VERSION
from core.store.margin_rows import Stored, damaged, parquet
from core.store.ready import READY
from core.store.store import Named, Store
from core.store.strata import PROPERTIES, strata_of_texts

# A small file can inflate to fill the memory.
MAX_INFLATED_BYTES = 8 * 2**30


def is_store(source: Path | bytes) -> bool:
    """Whether a file says that it holds counts. False for what is no Parquet file."""
    try:
        return FORMAT_KEY in (parquet(source).schema_arrow.metadata or {})
    except (pa.ArrowException, OSError, ValueError, MemoryError):
        return False


def read_store(source: Path | bytes) -> Store:
    """Open a file of counts. Raises ExtractError with one plain sentence where it is not a whole, known one.

    Counts are read when a selection needs them; what is wrong with them is said then.
    """
    name = source.name if isinstance(source, Path) else "The file"
    try:
        file = parquet(source)
        metadata = (file.schema_arrow.metadata or {}).get(FORMAT_KEY, b"")
        if not file.schema_arrow.equals(SCHEMA):
            raise ExtractError(f"{name} has other columns than counts have. Write the counts again.")
        inflated = [file.metadata.row_group(group).total_byte_size for group in range(file.metadata.num_row_groups)]
        if sum(inflated) > MAX_INFLATED_BYTES:
            raise ExtractError(f"{name} would inflate to {sum(inflated) / 2**30:.1f} GB. Count fewer properties.")
        return Store(_named(metadata, name), _stored(source, file, name))
    except FileNotFoundError:
        raise ExtractError(f"There is no file {name}. Check the path.") from None
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise damaged(name) from error


def _stored(source: Path | bytes, file: pq.ParquetFile, name: str) -> Stored:
    groups = _groups(file, name)
    base = file.read_row_groups(groups[frozenset(PROPERTIES)], columns=[*PROPERTIES, "patients"])
    patients = base["patients"].to_numpy().astype(np.int64)
    if base["patients"].null_count or patients.min(initial=1) < 1:
        raise damaged(name)
    texts = DataFrame({column: base[column].to_numpy() for column in PROPERTIES}, dtype=object)
    if texts.isna().to_numpy().any():
        raise damaged(name)
    strata, row = strata_of_texts(texts, patients)
    if len(strata) != base.num_rows:
        raise ExtractError(f"{name} has a combination of properties twice. Write the counts again.")
    total = file.read_row_groups(groups[frozenset()], columns=["patients", "definitions"])
    if total.num_rows != 1 or total["patients"][0].as_py() != int(patients.sum()):
        raise damaged(name)
    facts, sections, place = checked_facts(pc.list_flatten(total["definitions"].combine_chunks()), name)
    # An event selection of which nothing is counted has no fact.
    for selection in READY:
        facts.setdefault(selection.to_query(), Facts(facts_frame("patients", 0)))
        sections.setdefault(selection.to_query(), slice(0, 0))
    return Stored(source, name, strata, row, groups, facts, sections, place)


def _groups(file: pq.ParquetFile, name: str) -> dict[frozenset[str], list[int]]:
    """The row groups of each margin."""
    found: dict[frozenset[str], list[int]] = {}
    for group in range(file.metadata.num_row_groups):
        margins = file.read_row_group(group, columns=["margin"])["margin"].unique().to_pylist()
        properties = PROPERTIES if margins == [ALL] else tuple(str(margins[0]).split()) if len(margins) == 1 else ("?",)
        if not set(properties) <= set(PROPERTIES):
            raise damaged(name)
        found.setdefault(frozenset(properties), []).append(group)
    if not {frozenset(), frozenset(PROPERTIES)} <= set(found):
        raise damaged(name)
    return found


def _named(metadata: bytes, name: str) -> Named:
    try:
        said: dict[str, Any] = json.loads(metadata)
        version = said.pop("version")
        if version != VERSION:
            raise ExtractError(f"{name} has counts of version {version}; this program reads version {VERSION}.")
        named = Named(**{**said, "provenance": Provenance.from_json(said["provenance"])})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ExtractError(f"{name} is a Parquet file, but holds no counts of this program. Count again.") from error
    if not all(isinstance(text, str) for text in (named.digest, named.synonyms, named.suppressed)):
        raise damaged(name)
    return named
