import numpy as np
import pytest
from pytest import approx
from scipy.stats import ttest_ind

from core.analyses.between import change_between
from core.analyses.outcomes import changes
from core.schema import MEASURES, NOMINAL_WEEKS
from core.selection import Selection
from core.tally import tally

# Baseline and week 52 of IGA: four patients of cohort A and three of B, one of each without one of the two scores.
PAIRS = {"A": ["4 1", "3 1", "4 2", "2 2", "3 "], "B": ["3 2", "4 3", "2 0", " 0"]}


def both(pairs):
    """Patients and visits of (baseline, week 52) pairs."""
    own = [(f"{cohort}{at}", cohort, pair.split(" ")) for cohort, some in pairs.items() for at, pair in enumerate(some)]
    patients = "\n".join(["patient_id | cohort", *(f"{name} | {cohort}" for name, cohort, _ in own)])
    rows = [f"{name} | {week} | {iga}" for name, _, pair in own for week, iga in zip((0, 52), pair, strict=True) if iga]
    return patients, "\n".join(["patient_id | week | iga", *rows])


def test_the_adjusted_difference_by_hand(tally_of):
    found = change_between(tally_of(*both(PAIRS)), week=52).set_index("measure").loc["iga"]
    assert found[["first", "second", "n_first", "n_second", "n"]].tolist() == ["A", "B", 4, 3, 3]
    # statsmodels 0.15.0:
    # >>> d = DataFrame({"x": [4, 3, 4, 2, 3, 4, 2], "y": [-3, -2, -2, 0, -1, -1, -2], "g": [0] * 4 + [1] * 3})
    # >>> fit = smf.ols("y ~ x + g", d).fit(); fit.params["g"], fit.conf_int().loc["g"]
    assert found[["estimate", "low", "high"]].tolist() == approx(
        [0.29824561403508776, -1.9381546702253152, 2.5346458982954907]
    )
    # >>> fit.get_prediction(DataFrame({"x": [d.x.mean()] * 2, "g": [0, 1]})).predicted_mean
    assert found[["adjusted_first", "adjusted_second"]].tolist() == approx([-1.6992481203007526, -1.4010025062656648])


def test_the_plain_difference_is_welchs_and_the_shift_that_of_all_pairs(tally_of):
    found = change_between(tally_of(*both(PAIRS)), week=52).set_index("measure").loc["iga"]
    first, second = [-3, -2, -2, 0], [-1, -1, -2]
    assert found[["mean_first", "mean_second", "difference"]].tolist() == approx([-7 / 4, -4 / 3, 5 / 12])
    limits = ttest_ind(second, first, equal_var=False).confidence_interval()
    assert found[["difference_low", "difference_high"]].tolist() == approx([limits.low, limits.high])
    assert found["shift"] == np.median(np.subtract.outer(second, first))
    assert found[["shift_low", "shift_high"]].isna().all()  # four and three are too few for 95%


def test_the_plain_means_are_those_of_the_changes(sample_coded):
    counted = tally(sample_coded, Selection())
    for week in NOMINAL_WEEKS[1:]:
        found = change_between(counted, week=week).set_index("measure")
        for measure in MEASURES:
            own = changes(counted, measure)
            means = own[own["week"] == week].set_index("group")
            assert found.loc[measure, ["mean_first", "mean_second"]].tolist() == approx(means["mean"].tolist())
            assert found.loc[measure, ["n_first", "n_second"]].tolist() == means["n"].tolist()


def test_every_limit_of_the_sample_holds_its_estimate(sample_coded):
    found = change_between(tally(sample_coded, Selection()), week=52)
    for estimate, low, high in (
        ("estimate", "low", "high"),
        ("difference", "difference_low", "difference_high"),
        ("shift", "shift_low", "shift_high"),
    ):
        assert (found[low] <= found[estimate]).all() and (found[estimate] <= found[high]).all()
    assert (found["adjusted_second"] - found["adjusted_first"]).tolist() == approx(found["estimate"].tolist())


@pytest.mark.parametrize("choices", [{"by": "nothing"}, {"cohort": ["A"]}, {"by": "agent"}])
def test_only_two_groups_are_compared(sample_coded, choices):
    found = change_between(tally(sample_coded, Selection(**choices)), week=52)
    assert found.empty
    assert "estimate" in found


def test_groups_without_anybody_are_nan_and_no_crash(tally_of):
    found = change_between(tally_of(*both(PAIRS), sex=["male"]), week=52)
    assert found["measure"].tolist() == list(MEASURES)
    assert (found["n"] == 0).all()
    assert found.drop(columns=["measure", "first", "second", "n_first", "n_second", "n"]).isna().all(axis=None)
