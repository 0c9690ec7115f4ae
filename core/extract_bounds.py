"""How much a Parquet file may hold once it is decoded: a small one can be made to fill the memory.

What a file says of itself is checked first. Texts need a second look: a column may name one long text a million times,
and says its size as stored, once. Such columns are read as dictionaries, which stay small, and written out only where
that fits. (The description of single columns is left alone: Arrow ends the whole program where it is damaged.)
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from core.errors import ExtractError

# Nothing a chart review writes comes near these: bytes of the whole file, and of what is read of it at a time.
MAX_INFLATED_BYTES = 4 * 2**30
MAX_TEXT_BYTES = 2**30


def open_parquet(source: Path | bytes) -> pq.ParquetFile:
    """The file, whose texts are read as dictionaries; :func:`written_out` makes them texts again."""
    file = pq.ParquetFile(_opened(source))
    leaves = (file.schema.column(place) for place in range(len(file.schema)))
    texts = [leaf.path for leaf in leaves if leaf.physical_type == "BYTE_ARRAY"]
    return pq.ParquetFile(_opened(source), read_dictionary=texts)


def check_inflated(file: pq.ParquetFile, name: str) -> None:
    """Raises ExtractError where the file would inflate beyond what it may by what it says of itself."""
    inflated = sum(file.metadata.row_group(group).total_byte_size for group in range(file.metadata.num_row_groups))
    if inflated > MAX_INFLATED_BYTES:
        raise ExtractError(
            f"{name} would inflate to {inflated / 2**30:.1f} GB; the limit is {MAX_INFLATED_BYTES / 2**30:.0f} GB. "
            "Split it by site and open one part at a time."
        )


def written_out(table: pa.Table, name: str) -> pa.Table:
    """The table with texts for dictionaries. Raises ExtractError where they would take more than they may."""
    size = sum(_text_bytes(leaf) for column in table.columns for chunk in column.chunks for leaf in _leaves(chunk))
    if size > MAX_TEXT_BYTES:
        raise ExtractError(
            f"{name} holds {size / 2**30:.1f} GB of text at once; the limit is {MAX_TEXT_BYTES / 2**30:.0f} GB. "
            "Shorten its texts, or split it by site and open one part at a time."
        )
    plain = [field.with_type(_plain(field.type)) for field in table.schema]
    return table.cast(pa.schema(plain, metadata=table.schema.metadata))


def _opened(source: Path | bytes) -> Any:
    return source if isinstance(source, Path) else pa.BufferReader(source)


def _leaves(array: Any) -> Iterator[Any]:
    """The dictionaries in a column, nested ones too."""
    if pa.types.is_list(array.type):
        yield from _leaves(array.flatten())
    elif pa.types.is_struct(array.type):
        for place in range(array.type.num_fields):
            yield from _leaves(array.field(place))
    elif pa.types.is_dictionary(array.type):
        yield array


def _text_bytes(array: Any) -> int:
    lengths = pc.binary_length(array.dictionary).cast(pa.int64())
    return int(pc.sum(lengths.take(array.indices)).as_py() or 0)


def _plain(kind: Any) -> Any:
    """The type with texts for dictionaries."""
    if pa.types.is_list(kind):
        return pa.list_(kind.value_field.with_type(_plain(kind.value_type)))
    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(_plain(field.type)) for field in kind])
    return kind.value_type if pa.types.is_dictionary(kind) else kind
