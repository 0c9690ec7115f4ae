import pytest
from pandas.testing import assert_frame_equal

from core.analyses.responders import responses
from core.analyses.responses_over_time import responses_over_time
from core.endpoints import ENDPOINTS

# Three patients of cohort A with an IGA at baseline; at week 52 one is clear, one is not, one was not seen.
PATIENTS = "patient_id\n p1\n p2\n p3"
VISITS = """
    patient_id | week | iga
    p1         | 0    | 3
    p2         | 0    | 3
    p3         | 0    | 4
    p1         | 52   | 0
    p2         | 52   | 2
"""


@pytest.mark.parametrize("missing", ["observed", "nri", "locf"])
def test_every_endpoint_stands_in_one_frame_as_on_its_own(view_of, sample, missing):
    tally = view_of(sample).tally
    together = responses_over_time(tally, missing=missing)
    assert together["endpoint"].unique().tolist() == list(ENDPOINTS)
    for name in ENDPOINTS:
        own = together[together["endpoint"] == name].drop(columns="endpoint").reset_index(drop=True)
        assert_frame_equal(own, responses(tally, name, missing=missing))


def test_bounds_set_the_missing_to_none_and_to_all_around_what_was_observed(tally_of):
    found = responses_over_time(tally_of(PATIENTS, VISITS), missing="bounds")
    row = found[(found["endpoint"] == "iga_0_1") & (found["week"] == 52) & (found["group"] == "A")].iloc[0]
    assert (row["count"], row["n"], row["assessed"], row["expected"]) == (1, 2, 2, 3)
    assert row["estimate"] == pytest.approx(1 / 2)
    assert (row["worst_count"], row["best_count"]) == (1, 2)
    assert (row["worst"], row["best"]) == (pytest.approx(1 / 3), pytest.approx(2 / 3))
