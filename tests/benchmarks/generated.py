"""Registries of any size to measure on: made up, with the shape of a real one.

    python -m tests.benchmarks.generated 1000000 --extract registry.parquet
    python -m tests.benchmarks.generated 10000000 --flat registry

Ten sites, nine agents, every band, seven visits a patient with gaps; body surface in steps of 0.5 below 15% and of 1
above; about 8% of the patients with events, of a hundred terms. The same size is the same registry every time.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.random import Generator, default_rng
from pandas import DataFrame

from core.agents import AGENTS
from core.extract import Extract, extract_bytes, extract_from_frames, read_extract
from core.provenance import Provenance
from core.schema import AE_SEVERITIES, SEXES

PROVENANCE = Provenance("Generated registry", "tests/benchmarks/generated.py", synthetic=True)
PART = 250_000
WEEKS = np.array([0.0, 4, 12, 16, 24, 36, 52])
KEPT = np.array([0.98, 0.85, 0.9, 0.7, 0.85, 0.75, 0.7])
SHARES = {
    "systemic_agent": (list(AGENTS)[:9], [0.42, 0.12, 0.1, 0.04, 0.02, 0.14, 0.08, 0.04, 0.04]),
    "site": ([f"Site {place}" for place in range(1, 11)], [0.2, 0.15, 0.13, 0.12, 0.1, 0.09, 0.08, 0.06, 0.04, 0.03]),
    "sex": ([*SEXES, None], [0.52, 0.45, 0.01, 0.02]),
    "race": (["White", "Black or African American", "Asian", None], [0.66, 0.2, 0.08, 0.06]),
    "cohort": (["A", "B"], [0.6, 0.4]),
    "follow_up_end": (["ongoing", "stopped cream", "stopped systemic", "lost to follow-up", "died"], None),
}
END_SHARES = [0.8, 0.08, 0.05, 0.068, 0.002]
CLASSES = ["Skin", "Eye disorders", "Infections and infestations", "Gastrointestinal", "Blood", None]
TERMS = ["Acne", "Conjunctivitis", "Herpes zoster", "Pneumonia", "Folliculitis"]
TERMS += [f"Term {place:03d}" for place in range(len(TERMS), 100)]


def parts(patients: int) -> Iterator[dict[str, pa.Table]]:
    """The three flat tables, at most :data:`PART` patients at a time; patients' rows stand together."""
    for first in range(0, patients, PART):
        yield _part(default_rng(first), first, min(PART, patients - first))


def write_flat(folder: Path, patients: int) -> None:
    """Write patients.parquet, assessments.parquet and adverse_events.parquet."""
    folder.mkdir(parents=True, exist_ok=True)
    writers: dict[str, pq.ParquetWriter] = {}
    for part in parts(patients):
        for name, table in part.items():
            if name not in writers:
                writers[name] = pq.ParquetWriter(folder / f"{name}.parquet", table.schema, compression="zstd")
            writers[name].write_table(table)
    for writer in writers.values():
        writer.close()


def write_nested(target: Path, patients: int) -> None:
    """Write one extract file."""
    tables = (_nested(part) for part in parts(patients))
    first = next(tables).replace_schema_metadata(_metadata())
    with pq.ParquetWriter(target, first.schema, compression="zstd") as writer:
        writer.write_table(first)
        for table in tables:
            writer.write_table(table)


def generated(patients: int) -> Extract:
    """An extract in memory."""
    target = pa.BufferOutputStream()
    whole = pa.concat_tables([_nested(part) for part in parts(patients)]).replace_schema_metadata(_metadata())
    pq.write_table(whole, target)
    return read_extract(target.getvalue().to_pybytes())


def _metadata() -> dict[bytes, bytes]:
    """What an extract file says of itself."""
    one = extract_from_frames(
        {"patients": DataFrame({"patient_id": ["one"], "cohort": ["A"], "ae_status": ["none"]})}, PROVENANCE
    )
    return dict(pq.read_schema(pa.BufferReader(extract_bytes(one))).metadata)


def _part(random: Generator, first: int, count: int) -> dict[str, pa.Table]:
    ids = pa.array(np.char.add("G", np.char.zfill(np.arange(first, first + count).astype("U8"), 8)))
    follow_up = np.round(np.clip(random.gamma(6, 12, count), 0.5, 260) * 2) / 2
    busy = random.random(count) < 0.08
    documented = busy | (random.random(count) < 0.97)
    status = np.where(busy, "any", np.where(documented, "none", "not documented"))
    age = np.floor(np.clip(random.normal(41, 17, count), 12, 90))
    chosen = {name: _chosen(random, *share, count) for name, share in SHARES.items() if share[1]}
    ends = SHARES["follow_up_end"][0]
    patients = {
        "patient_id": ids,
        **chosen,
        "age": _with_gaps(random, age, 0.03),
        "follow_up_weeks": _with_gaps(random, follow_up, 0.02),
        "follow_up_end": _chosen(random, ends, END_SHARES, count),
        "ae_status": pa.array(status),
    }
    severity = np.clip(np.round(random.normal(2.9, 0.7, count)), 1, 4)
    return {
        "patients": pa.table(patients),
        "assessments": _visits(random, ids, severity),
        "adverse_events": _events(random, ids, np.flatnonzero(busy), follow_up),
    }


def _visits(random: Generator, ids: pa.Array, severity: np.ndarray) -> pa.Table:
    count, weeks = len(severity), len(WEEKS)
    fading = np.exp(-WEEKS / random.uniform(8, 60, count)[:, None])
    left = 0.15 + 0.85 * fading

    def course(start: np.ndarray, noise: float) -> np.ndarray:
        return start[:, None] * left + random.normal(0, noise, (count, weeks)) * (WEEKS > 0)

    iga = np.clip(np.round(course(severity, 0.5)), 0, 4)
    itch = np.clip(np.round(course(np.clip(severity * 1.8 + random.normal(0, 1.2, count), 0, 10), 1)), 0, 10)
    bsa = np.clip(course(severity**2 * random.gamma(3, 0.9, count), 2), 0, 100)
    bsa = np.where(bsa < 15, np.round(bsa * 2) / 2, np.round(bsa))
    kept = (random.random((count, weeks)) < KEPT).ravel()
    patient = np.repeat(np.arange(count), weeks)[kept]
    return pa.table(
        {
            "patient_id": ids.take(pa.array(patient)),
            "week": np.tile(WEEKS, count)[kept],
            "iga": _with_gaps(random, iga.ravel()[kept], 0.03, pa.int32()),
            "bsa_pct": _with_gaps(random, bsa.ravel()[kept], 0.06),
            "itch_nrs": _with_gaps(random, itch.ravel()[kept], 0.12),
        }
    )


def _events(random: Generator, ids: pa.Array, busy: np.ndarray, follow_up: np.ndarray) -> pa.Table:
    patient = np.repeat(busy, 1 + random.poisson(0.4, len(busy)))
    count = len(patient)
    term = np.minimum(random.geometric(0.06, count) - 1, len(TERMS) - 1)
    start = np.round(random.uniform(-0.05, 1.05, count) * follow_up[patient] * 2) / 2
    rare = {name: pa.array(random.random(count) < share) for name, share in (("serious", 0.07),)}
    return pa.table(
        {
            "patient_id": ids.take(pa.array(patient)),
            "term": pa.array(TERMS).take(pa.array(term)),
            "system_organ_class": pa.array(CLASSES).take(pa.array(term % len(CLASSES))),
            "severity": _chosen(random, [*AE_SEVERITIES, None], [0.55, 0.3, 0.08, 0.01, 0.06], count),
            **rare,
            "related_cream": pa.array(random.random(count) < 0.2),
            "related_systemic": pa.array(random.random(count) < 0.3),
            "start_week": _with_gaps(random, start, 0.05),
            "action_taken": _chosen(random, ["none", "cream stopped", None], [0.8, 0.08, 0.12], count),
        }
    )


def _nested(part: dict[str, pa.Table]) -> pa.Table:
    whole = part["patients"]
    ids = whole["patient_id"].combine_chunks()
    for name in ("assessments", "adverse_events"):
        rows = part[name].combine_chunks()
        # Patients stand in the same order in all three tables.
        owner = np.searchsorted(ids.to_numpy(False).astype("U9"), rows["patient_id"].to_numpy().astype("U9"))
        offsets = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=len(ids)))])
        own = rows.drop_columns("patient_id").to_struct_array().combine_chunks()
        whole = whole.append_column(name, pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), own))
    return whole


def _chosen(random: Generator, options: list[Any], shares: list[float], count: int) -> pa.Array:
    place = np.searchsorted(np.cumsum(shares)[:-1], random.random(count), side="right")
    return pa.array(options).take(pa.array(place))


def _with_gaps(random: Generator, values: np.ndarray, share: float, kind: pa.DataType | None = None) -> pa.Array:
    return pa.array(values, kind or pa.float64(), mask=random.random(len(values)) < share)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("patients", type=int)
    arguments.add_argument("--extract", type=Path)
    arguments.add_argument("--flat", type=Path)
    options = arguments.parse_args()
    if options.extract:
        write_nested(options.extract, options.patients)
    if options.flat:
        write_flat(options.flat, options.patients)


if __name__ == "__main__":
    main()
