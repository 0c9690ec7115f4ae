"""The name of a store's content: the same counts of the same source have the same one, whoever counted."""

import hashlib

import numpy as np

from core.store.facts import ANY, COLUMNS
from core.store.store import Store
from core.store.table import Table


def content_digest(store: Store) -> str:
    """SHA-256 over provenance, synonym map, what was withheld, and the counts by stratum, in canonical order."""
    named = store.named
    digest = hashlib.sha256()
    for text in (named.provenance.to_json(), named.synonyms, named.suppressed):
        digest.update(f"{text}\x1e".encode())
    for name, texts in store.strata.texts().items():
        digest.update("\x1f".join([name, *texts, "\x1e"]).encode())
    for events in (ANY, ""):
        _update(digest, store.source.table(events))
    return digest.hexdigest()


def _update(digest: "hashlib._Hash", table: Table) -> None:
    for name, dtype in COLUMNS.items():
        values = table.facts.frame[name].to_numpy()
        digest.update("\x1f".join(values).encode() if dtype is object else np.ascontiguousarray(values).tobytes())
    matrix = table.matrix
    for values, dtype in ((matrix.starts, np.int64), (matrix.columns, np.uint32), (matrix.counts, np.uint32)):
        digest.update(values.astype(dtype).tobytes())
