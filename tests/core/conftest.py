"""Small extracts from tables written out in a test, and the sample that everything is calibrated on.

    extract_of(patients='''
        patient_id | cohort | ae_status
        p1         | A      | any
    ''', events='''
        patient_id | term | start_week
        p1         | Acne | 3
    ''')

An empty cell is a missing value. A patient is in cohort A without adverse events where the table does not say.
"""

from pathlib import Path

import pytest
from hypothesis import settings
from pandas import DataFrame

from core.coding import coded
from core.data import data_of
from core.extract import extract_from_frames, read_extract
from core.extract_frames import typed_frame
from core.provenance import Provenance
from core.schema import ADVERSE_EVENTS, ASSESSMENTS, PATIENTS, TABLES
from core.selection import Selection
from core.tally import tally
from core.view import View

# A busy machine must not fail a test of what is computed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parents[2]
PROVENANCE = Provenance("Written out", "a test", synthetic=False)


def _cell(column, text):
    if not text:
        return None
    if column.kind == "flag":
        return {"yes": True, "no": False}[text]
    return float(text) if column.kind in ("integer", "number") else text


def _rows(table, text, **defaults):
    header, *rows = ([cell.strip() for cell in line.split("|")] for line in text.strip().splitlines())
    cells = [{name: _cell(table[name], cell) for name, cell in zip(header, row, strict=True)} for row in rows]
    return DataFrame([{**defaults, **row} for row in cells], columns=[*dict.fromkeys([*defaults, *header])])


def _frames(patients, visits="", events=""):
    frames = {PATIENTS.name: _rows(PATIENTS, patients, cohort="A", ae_status="none")}
    if visits:
        frames[ASSESSMENTS.name] = _rows(ASSESSMENTS, visits)
    if events:
        frames[ADVERSE_EVENTS.name] = _rows(ADVERSE_EVENTS, events)
    return frames


@pytest.fixture(scope="session")
def frames_of():
    """The three typed frames of tables written out, unchecked."""

    def build(patients, visits="", events=""):
        frames = _frames(patients, visits, events)
        return {table.name: typed_frame(table, frames) for table in TABLES}

    return build


@pytest.fixture(scope="session")
def extract_of():
    """An extract of tables written out."""

    def build(patients, visits="", events="", provenance=PROVENANCE):
        return extract_from_frames(_frames(patients, visits, events), provenance)

    return build


@pytest.fixture(scope="session")
def tally_of(extract_of):
    """The tally of tables written out, for a selection given by its fields."""

    def build(patients, visits="", events="", **choices):
        return tally(coded(extract_of(patients, visits, events)), Selection(**choices))

    return build


@pytest.fixture(scope="session")
def view_of():
    """A view of an extract, for a selection given by its fields."""

    def build(extract, **choices):
        return View(data_of(extract), Selection(**choices))

    return build


@pytest.fixture(scope="session")
def sample():
    """The committed sample."""
    return read_extract(ROOT / "sample_data" / "extract.parquet")


@pytest.fixture(scope="session")
def sample_data(sample):
    return data_of(sample)


@pytest.fixture(scope="session")
def sample_coded(sample_data):
    return sample_data.coded
