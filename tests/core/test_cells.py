"""The coded scores: every count by value is that of a plain recount."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import DataFrame

from core.analyses.visits import visits
from core.cells import Cells
from core.coding import coded
from core.endpoints import MDA
from core.schema import MEASURES
from core.selection import Selection
from core.tally import tally
from tests.core.drawn import extracts

CELLS = Cells(
    DataFrame(
        [
            ("iga", 0, 3.0, 3.0, False),
            ("iga", 12, 3.0, 1.0, False),
            ("iga", 12, np.nan, 1.0, False),
            ("bsa_pct", 12, 13.7, 9.5, False),
            ("bsa_pct", 12, 4.3, 0.1, False),
            ("iga", 24, 3.0, 1.0, True),
        ],
        columns=["measure", "week", "baseline", "value", "carried"],
    )
)


def test_the_cells_of_a_visit_stand_together():
    assert CELLS.of((False, "iga", 12)) == slice(1, 3)
    assert CELLS.of((True, "iga", 24)) == slice(5, 6)
    assert CELLS.of((True, "iga", 12)) == slice(0, 0)
    assert len(CELLS.observed) == 5
    assert CELLS.observed.of((True, "iga", 24)) == slice(0, 0)


def test_values_are_counted_together_whatever_the_baseline():
    values, patients = CELLS.values["value"].counted(np.array([1, 2]), np.array([4, 2]))
    assert (values.tolist(), patients.tolist()) == ([1.0], [6])


def test_a_change_needs_a_baseline():
    values, patients = CELLS.values["change"].counted(np.array([1, 2]), np.array([4, 2]))
    assert (values.tolist(), patients.tolist()) == ([-2.0], [4])


def test_differences_that_are_equal_in_decimals_are_one_change():
    assert 9.5 - 13.7 != 0.1 - 4.3
    values, patients = CELLS.values["change"].counted(slice(3, 5), np.array([1, 2]))
    assert (values.tolist(), patients.tolist()) == ([-4.2], [3])


@settings(max_examples=20)
@given(extracts(), st.sampled_from([*MEASURES, MDA]), st.booleans())
def test_the_counts_of_every_visit_are_those_of_plain_pandas(own, measure, carried):
    for visit in visits(tally(coded(own), Selection()), measure, carried=carried):
        pairs = DataFrame({"baseline": visit.baseline, "value": visit.value, "patients": visit.patients})
        pairs["change"] = (pairs["value"] - pairs["baseline"]).round(10)
        for what in ("baseline", "value", "change"):
            values, patients = visit.counted(what)
            assert dict(zip(values, patients, strict=True)) == pairs.groupby(what)["patients"].sum().to_dict()
            assert (np.diff(values) > 0).all()
