import numpy as np
import pytest
from pytest import approx
from scipy.stats import t, wilcoxon

from core.analyses.outcomes import at_week, changes, iga_distribution, scores, usual_range
from core.analyses.responders import responses
from core.analyses.visits import visits
from core.endpoints import ENDPOINTS
from core.schema import MEASURES, NOMINAL_WEEKS
from core.selection import Selection
from core.tally import tally

PATIENTS = "patient_id | cohort\n p1 | A\n p2 | A\n p3 | A\n p4 | B"
VISITS = """
    patient_id | week | iga | bsa_pct | itch_nrs
    p1         | 0    | 4   | 20      | 8
    p1         | 52   | 1   | 2.5     | 4
    p2         | 0    | 3   | 10      | 7
    p2         | 52   | 2   | 10      | 6
    p3         | 52   | 0   |         |
"""


def row(frame, group="A", week=52):
    return frame[(frame["group"] == group) & (frame["week"] == week)].iloc[0]


def test_scores_by_hand(tally_of):
    found = row(scores(tally_of(PATIENTS, VISITS), "iga"))
    assert (found["n"], found["expected"], found["mean"], found["sd"]) == (3, 3, 1, 1)
    assert (found["q1"], found["median"], found["q3"]) == (0.5, 1, 1.5)
    # > t.test(c(0, 1, 2))$conf.int
    assert (found["low"], found["high"]) == approx((-1.484138, 3.484138), abs=1e-6)


def test_a_change_is_the_visit_minus_the_baseline_of_patients_with_both(tally_of):
    counted = tally_of(PATIENTS, VISITS)
    found = row(changes(counted, "iga"))
    assert (found["n"], found["expected"], found["mean"]) == (2, 3, -2)
    assert row(changes(counted, "bsa_pct"))["mean"] == -8.75
    assert row(changes(counted, "itch_nrs"))["mean"] == -2.5


def test_there_is_no_change_at_baseline(sample_coded):
    frame = changes(tally(sample_coded, Selection()), "iga")
    assert sorted(set(frame["week"])) == list(NOMINAL_WEEKS[1:])


def test_equal_changes_of_decimal_scores_are_equal(tally_of):
    visits = """
        patient_id | week | bsa_pct
        p1 | 0 | 13.7
        p1 | 52 | 9.5
        p2 | 0 | 9.2
        p2 | 52 | 5
    """
    found = row(changes(tally_of(PATIENTS, visits), "bsa_pct"))
    assert (found["mean"], found["sd"]) == (-4.2, 0)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_group_has_every_week_and_gaps_are_nan(tally_of, measure):
    frame = scores(tally_of(PATIENTS, VISITS), measure)
    assert frame[["group", "week"]].to_numpy().tolist() == [[group, week] for group in "AB" for week in NOMINAL_WEEKS]
    empty = frame[frame["n"] == 0]
    assert len(empty) == 14
    assert empty[["mean", "sd", "low", "high", "q1", "median", "q3"]].isna().all(axis=None)
    assert set(frame["expected"]) == {3, 1}


def test_the_distribution_of_iga_adds_up_to_the_patients_assessed(sample_coded):
    frame = iga_distribution(tally(sample_coded, Selection()))
    whole = frame.groupby(["group", "week"], sort=False).agg({"count": "sum", "n": "first", "share": "sum"})
    assert (whole["count"] == whole["n"]).all()
    assert whole["share"].tolist() == approx([1.0] * len(whole))
    assert len(frame) == 2 * 8 * 5


def test_the_distribution_of_nobody_is_nan(tally_of):
    frame = iga_distribution(tally_of(PATIENTS))
    assert (frame["count"] == 0).all() and frame["share"].isna().all()


def paired_by_hand(extract, measure, cohort):
    """Baseline and week 52 of the sample, patient by patient, without any of our code."""
    ids = extract.patients.loc[extract.patients["cohort"] == cohort, "patient_id"]
    frame = extract.assessments[extract.assessments["patient_id"].isin(ids)].dropna(subset=[measure])
    before = frame[frame["day"].between(-90, 0)].sort_values("day").groupby("patient_id")[measure].last()
    window = frame[frame["day"].between(308, 419)]
    after = window.assign(away=(window["day"] - 364).abs()).sort_values("away").groupby("patient_id")[measure].first()
    both = before.to_frame("before").join(after.rename("after"), how="inner")
    return both["before"].to_numpy(), both["after"].to_numpy()


@pytest.mark.parametrize("cohort", ["A", "B"])
@pytest.mark.parametrize("measure", MEASURES)
def test_week_52_against_baseline_is_scipys_on_the_patients_written_out(sample, sample_coded, measure, cohort):
    before, after = paired_by_hand(sample, measure, cohort)
    change = after - before
    frame = at_week(tally(sample_coded, Selection()), 52)
    found = frame[(frame["measure"] == measure) & (frame["group"] == cohort)].iloc[0]
    assert found["n"] == len(change)
    assert (found["baseline"], found["value"], found["change"]) == approx((before.mean(), after.mean(), change.mean()))
    half = t.ppf(0.975, len(change) - 1) * change.std(ddof=1) / np.sqrt(len(change))
    assert (found["low"], found["high"]) == approx((change.mean() - half, change.mean() + half))
    means = [(one + other) / 2 for place, one in enumerate(change) for other in change[place:]]
    assert found["hl"] == approx(np.median(means))
    assert found["hl_low"] <= found["hl"] <= found["hl_high"]
    theirs = wilcoxon(change, zero_method="pratt", method="asymptotic", correction=False)
    assert found["p"] == approx(theirs.pvalue, rel=1e-9)


def test_patients_who_did_not_change_take_part_in_the_rank_statistics(tally_of):
    ends = {"p1": 3, "p2": 3, "p3": 3, "p4": 2, "p5": 1}
    visits = "\n".join(f"{one} | 0 | 3\n{one} | 52 | {end}" for one, end in ends.items())
    frame = at_week(tally_of("patient_id\n" + "\n".join(ends), f"patient_id | week | iga\n{visits}"), 52)
    # Means of all pairs of 0 0 0 -1 -2: the 8th of 15 is -0.5; of -1 -2 alone it would be -1.5.
    assert frame.loc[frame["measure"] == "iga", "hl"].tolist() == [-0.5]


def test_who_was_assessed_is_more_than_the_pairs(tally_of):
    frame = at_week(tally_of(PATIENTS, VISITS), 52)
    found = frame[(frame["measure"] == "iga") & (frame["group"] == "A")].iloc[0]
    assert found[["n_baseline", "n_week", "expected", "n"]].tolist() == [2, 3, 3, 2]


def test_a_group_without_pairs_is_nan(tally_of):
    frame = at_week(tally_of(PATIENTS, VISITS), 52)
    alone = frame[frame["group"] == "B"]
    assert (alone["n"] == 0).all()
    assert alone[["baseline", "value", "change", "low", "high", "hl", "hl_low", "hl_high", "p"]].isna().all(axis=None)


@pytest.mark.parametrize("choices", [{"site": ["missing"], "age": ["18-39"]}, {"by": "agent", "agent": ["nobody"]}])
def test_an_empty_selection_gives_empty_estimates_and_no_crash(tally_of, choices):
    counted = tally_of(PATIENTS, VISITS, **choices)
    for measure in MEASURES:
        assert scores(counted, measure)["mean"].isna().all()
        assert changes(counted, measure)["n"].sum() == 0
    assert at_week(counted, 52)["n"].sum() == 0
    assert all(responses(counted, name)["n"].sum() == 0 for name in ENDPOINTS)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_interval_of_the_sample_holds_its_estimate(sample_coded, measure):
    for frame in (
        scores(tally(sample_coded, Selection()), measure),
        changes(tally(sample_coded, Selection()), measure),
    ):
        known = frame[frame["n"] > 1]
        assert (known["low"] <= known["mean"]).all() and (known["mean"] <= known["high"]).all()
        assert (known["q1"] <= known["median"]).all() and (known["median"] <= known["q3"]).all()
        assert (frame["n"] <= frame["expected"]).all()


def test_the_visits_hold_distinct_pairs_with_their_patients(tally_of):
    found = {(visit.group, visit.week): visit for visit in visits(tally_of(PATIENTS, VISITS), "iga")}
    week_52 = found["A", 52]
    assert week_52.value.tolist() == [2, 1, 0]
    assert week_52.patients.tolist() == [1, 1, 1]
    assert np.isnan(week_52.baseline).tolist() == [False, False, True]


def test_the_usual_range_holds_the_middle_of_all_scores(tally_of):
    counted = tally_of(PATIENTS, VISITS)
    low, high = usual_range(counted, "iga")
    assert (low, high) == approx(tuple(np.quantile([4, 1, 3, 2, 0], [0.025, 0.975])))
    assert usual_range(counted, "iga", change=True) == approx(tuple(np.quantile([0, 0, -3, -1], [0.025, 0.975])))
    assert usual_range(tally_of(PATIENTS), "iga") == (0, 0)


# Responders and those who could respond at week 52 of cohort A: p3 has no baseline, so only IGA 0/1 can speak of it.
@pytest.mark.parametrize(
    ("endpoint", "count", "n"),
    [
        ("iga_0_1", 2, 3),
        ("iga_success", 1, 2),
        ("itch_response", 1, 2),
        ("itch_0_1", 0, 2),
        ("bsa_3", 1, 2),
        ("mda", 0, 2),
    ],
)
def test_responders_by_hand(tally_of, endpoint, count, n):
    found = row(responses(tally_of(PATIENTS, VISITS), endpoint))
    assert (found["count"], found["n"], found["estimate"]) == (count, n, count / n)
    assert 0 <= found["low"] <= found["estimate"] <= found["high"] <= 1


@pytest.mark.parametrize(("endpoint", "first"), [("iga_0_1", 0), ("iga_success", 4), ("itch_response", 4), ("mda", 0)])
def test_a_response_from_baseline_has_no_row_at_baseline(sample_coded, endpoint, first):
    assert responses(tally(sample_coded, Selection()), endpoint)["week"].min() == first


def test_an_endpoint_nobody_defined_is_an_error(sample_coded):
    with pytest.raises(KeyError):
        responses(tally(sample_coded, Selection()), "easi_75")
