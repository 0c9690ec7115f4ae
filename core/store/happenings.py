"""Profiles <-> Arrow: the adverse events of each profile as a list of records (see ``core.store.counted.EVENT``)."""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core.errors import ExtractError
from core.event_coding import AFTER, BEFORE, Events
from core.schema import AE_SEVERITIES, SPECIAL_INTERESTS
from core.store.counted import EVENT
from core.store.profiles import Profiles

_FLAGS = ("serious", "related_cream", "related_systemic", "related_unsaid", "stopping")
_BITS = 1 << np.arange(len(SPECIAL_INTERESTS))
_DAMAGED = "The adverse events of the counts cannot be read: {}. Get a fresh copy, or count again."


def profiles_from(table: pa.Table, stratum: NDArray[np.integer]) -> Profiles:
    """The profiles of a table with the columns of ``core.store.counted.PROFILES`` but the properties.

    Raises ExtractError where a value is missing or outside what it may be.
    """
    columns = {name: table[name].combine_chunks() for name in table.column_names}
    happened = columns["happened"]
    _require(not any(columns[name].null_count for name in ("documented", "stopped", "died", "happened", "n")), "a gap")
    weeks = _numbers(columns["follow_up_weeks"])
    count = columns["n"].to_numpy(zero_copy_only=False).astype(np.int64)
    _require(bool((count > 0).all()), "a profile of nobody")
    _require(not bool(((weeks < 0) | np.isinf(weeks)).any()), "a time outside its range")
    documented, stopped, died = (columns[name].to_numpy(False) for name in ("documented", "stopped", "died"))
    owner = pc.list_parent_indices(happened).to_numpy().astype(np.int32)
    events = _events(pc.list_flatten(happened), owner)
    return Profiles(stratum.astype(np.int32), count, documented, weeks, stopped, died, events)


def profiles_table(profiles: Profiles) -> pa.Table:
    """The table that :func:`profiles_from` reads, in the order of the profiles."""
    events = profiles.events
    order = np.argsort(events.patient, kind="stable")
    terms = events.terms.iloc[events.term[order]]
    found: dict[str, Any] = {name: getattr(events, name)[order] for name in _FLAGS}
    found |= {"severity": events.severity[order], "start": events.start[order], "period": events.period[order]}
    found |= {"organ_class": terms["organ_class"], "term": terms["term"], "special": events.special[order] @ _BITS}
    rows = pa.StructArray.from_arrays(
        [pa.array(found[name], kind, from_pandas=True) for name, kind in EVENT.items()], names=list(EVENT)
    )
    ends = np.cumsum(np.bincount(events.patient, minlength=len(profiles)))
    return pa.table(
        {
            "documented": profiles.documented,
            "follow_up_weeks": pa.array(profiles.follow_up_weeks, from_pandas=True),
            "stopped": profiles.stopped,
            "died": profiles.died,
            "happened": pa.ListArray.from_arrays(pa.array(np.concatenate([[0], ends]), pa.int32()), rows),
            "n": profiles.count,
        }
    )


def _events(rows: Any, owner: NDArray[np.int32]) -> Events:
    columns = {name: rows.field(name) for name in EVENT}
    gaps = [name for name, column in columns.items() if column.null_count and name != "start"]
    _require(not gaps, f"{''.join(gaps[:1])} is missing")
    terms, term = _terms(columns["organ_class"], columns["term"])
    severity, period, special = (columns[name].to_numpy() for name in ("severity", "period", "special"))
    inside = (severity >= 0) & (severity <= len(AE_SEVERITIES)) & (period >= BEFORE) & (period <= AFTER)
    inside &= (special >= 0) & (special < 2 ** len(SPECIAL_INTERESTS))
    start = _numbers(columns["start"])
    _require(bool(inside.all()) and not bool(np.isinf(start).any()), "a value outside its range")
    return Events(
        terms=terms,
        patient=owner,
        term=term,
        severity=severity.astype(np.int8),
        special=np.asfortranarray((special[:, None] & _BITS) > 0),
        start=start,
        period=period.astype(np.int8),
        **{name: columns[name].to_numpy(False).astype(bool) for name in _FLAGS},
    )


def _terms(classes: Any, names: Any) -> tuple[pd.DataFrame, NDArray[np.int32]]:
    """The terms with their organ classes, each pair once and in order, and the place of each event's among them."""
    of_class, of_name = (pc.dictionary_encode(texts) for texts in (classes, names))
    width = max(len(of_name.dictionary), 1)
    pair, found = pd.factorize(of_class.indices.to_numpy().astype(np.int64) * width + of_name.indices.to_numpy())
    texts = (of_class.dictionary.take(pa.array(found // width)), of_name.dictionary.take(pa.array(found % width)))
    terms = pd.DataFrame(
        dict(zip(("organ_class", "term"), (own.to_pylist() for own in texts), strict=True)), dtype=object
    )
    terms = terms.sort_values(["organ_class", "term"])
    rank = np.empty(len(terms), dtype=np.int32)
    rank[terms.index] = np.arange(len(terms))
    return terms.reset_index(drop=True), rank[pair]


def _numbers(column: Any) -> NDArray[np.float64]:
    found: NDArray[np.float64] = column.to_numpy(zero_copy_only=False).astype(np.float64)
    return found


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise ExtractError(_DAMAGED.format(what))
