"""What a missing score counts as: tables written out, and random small extracts recounted patient by patient."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from core.analyses.missing import MISSING_RULES
from core.analyses.outcomes import changes, completeness, iga_distribution, scores
from core.analyses.responders import RULES, eligibility, responses
from core.endpoints import ENDPOINTS, IGA_GRADES
from core.schema import MEASURES, NOMINAL_WEEKS

FIVE = "patient_id\n p1\n p2\n p3\n p4\n p5"
# At week 52: p1 and p2 were seen, p3 only before, p4 cannot respond, p5 has no baseline.
VISITS = """
    patient_id | week | iga | itch_nrs
    p1         | 0    | 4   | 8
    p1         | 52   | 1   | 1
    p2         | 0    | 3   | 7
    p2         | 52   | 3   | 6
    p3         | 0    | 3   | 9
    p3         | 24   | 1   | 2
    p4         | 0    | 1   | 3
    p4         | 52   | 0   | 1
    p5         | 24   | 0   |
"""


def row(frame, week=52):
    (found,) = frame[frame["week"] == week].to_dict("records")
    return found


@pytest.mark.parametrize(
    ("missing", "count", "n"), [("observed", 1, 2), ("nri", 1, 3), ("worst", 1, 3), ("best", 2, 3), ("locf", 2, 3)]
)
def test_a_response_from_baseline_by_hand(tally_of, missing, count, n):
    found = row(responses(tally_of(FIVE, VISITS), "iga_success", missing=missing))
    assert (found["count"], found["n"], found["estimate"]) == (count, n, count / n)
    assert (found["assessed"], found["expected"]) == (2, 3)


@pytest.mark.parametrize(
    ("missing", "count", "n"), [("observed", 2, 3), ("nri", 2, 5), ("worst", 2, 5), ("best", 4, 5), ("locf", 4, 5)]
)
def test_a_response_without_baseline_is_expected_of_everybody(tally_of, missing, count, n):
    found = row(responses(tally_of(FIVE, VISITS), "iga_0_1", missing=missing))
    assert (found["count"], found["n"]) == (count, n)
    assert (found["assessed"], found["expected"]) == (3, 5)


@pytest.mark.parametrize(("missing", "count", "n"), [("observed", 2, 3), ("nri", 2, 5), ("best", 4, 5), ("locf", 2, 4)])
def test_minimal_disease_activity_is_missing_where_one_of_its_scores_is(tally_of, missing, count, n):
    # p3 had IGA 1 with itch 2 at week 24, and of p5 no itch is known.
    found = row(responses(tally_of(FIVE, VISITS), "mda", missing=missing))
    assert (found["count"], found["n"], found["assessed"], found["expected"]) == (count, n, 3, 5)


def test_who_cannot_respond_is_counted_in_the_open(tally_of):
    counted = tally_of(FIVE, VISITS)
    columns = ["group", "patients", "eligible", "ineligible", "no_baseline"]
    assert eligibility(counted, "iga_success")[columns].to_numpy().tolist() == [["A", 5, 3, 1, 1]]
    assert eligibility(counted, "itch_response")[columns].to_numpy().tolist() == [["A", 5, 3, 1, 1]]
    for endpoint in ("iga_0_1", "itch_0_1", "bsa_3", "mda"):
        assert eligibility(counted, endpoint)[columns].to_numpy().tolist() == [["A", 5, 5, 0, 0]]


def test_the_missing_grade_makes_the_shares_those_of_everybody(tally_of):
    for missing in ("nri", "bounds"):
        frame = iga_distribution(tally_of(FIVE, VISITS), missing=missing)
        last = frame[frame["week"] == 52]
        assert last["grade"].tolist() == [0, 1, 2, 3, 4, -1]
        assert last["label"].tolist() == [*IGA_GRADES, "missing"]
        assert last["count"].tolist() == [1, 1, 0, 1, 0, 2]
        assert last["share"].tolist() == approx([0.2, 0.2, 0, 0.2, 0, 0.4])
        assert set(last["n"]) == set(last["expected"]) == {5}
        assert set(last["assessed"]) == {3}


def test_carried_grades_are_counted_among_those_who_have_one(tally_of):
    frame = iga_distribution(tally_of(FIVE, VISITS), missing="locf")
    last, fourth = (frame[frame["week"] == week] for week in (52, 4))
    assert last["count"].tolist() == [2, 2, 0, 1, 0]
    assert (set(last["n"]), set(last["assessed"])) == ({5}, {3})
    # At week 4 nobody was seen, and p5 has no score yet.
    assert fourth["count"].tolist() == [0, 1, 0, 2, 1]
    assert (set(fourth["n"]), set(fourth["assessed"]), set(fourth["expected"])) == ({4}, {0}, {5})


def test_carried_scores_and_changes_by_hand(tally_of):
    counted = tally_of(FIVE, VISITS)
    carried, observed = (row(scores(counted, "iga", missing=missing)) for missing in ("locf", "observed"))
    assert (observed["n"], observed["assessed"], observed["mean"]) == (3, 3, 4 / 3)
    assert (carried["n"], carried["assessed"], carried["mean"], carried["median"]) == (5, 3, 1, 1)
    # Changes of -3, 0, -1 and, carried, -2; p5 has none.
    moved = row(changes(counted, "iga", missing="locf"))
    assert (moved["n"], moved["assessed"], moved["mean"]) == (4, 3, -1.5)


def test_the_outer_quantiles_are_those_of_hyndman_and_fan(tally_of):
    visits = "\n".join(f"p{number} | 52 | {number}" for number in range(1, 11))
    patients = "patient_id\n" + "\n".join(f"p{number}" for number in range(1, 11))
    found = row(scores(tally_of(patients, f"patient_id | week | itch_nrs\n{visits}"), "itch_nrs"))
    # > quantile(1:10, c(.1, .25, .5, .75, .9))
    assert [found[name] for name in ("q10", "q1", "median", "q3", "q90")] == approx([1.9, 3.25, 5.5, 7.75, 9.1])


def test_completeness_by_hand(tally_of):
    frame = completeness(tally_of(FIVE, VISITS))
    assert list(frame) == ["measure", "group", "week", "assessed", "expected", "share"]
    shares = frame.set_index(["measure", "week"])["share"]
    assert [shares["iga", week] for week in (0, 4, 24, 52)] == [0.8, 0, 0.4, 0.6]
    assert [shares["itch_nrs", week] for week in (0, 24)] == [0.8, 0.2]
    assert (shares["bsa_pct"] == 0).all()
    assert completeness(tally_of(FIVE, VISITS, sex=["male"]))["share"].isna().all()


def test_a_rule_that_does_not_apply_is_refused(tally_of):
    counted = tally_of(FIVE, VISITS)
    with pytest.raises(ValueError, match="^missing must be one of observed, nri, worst, best, locf, but got bounds$"):
        responses(counted, "iga_0_1", missing="bounds")
    with pytest.raises(ValueError, match="^missing must be one of observed, locf, but got nri$"):
        scores(counted, "iga", missing="nri")
    with pytest.raises(ValueError, match="^missing must be one of observed, locf, but got best$"):
        changes(counted, "iga", missing="best")
    with pytest.raises(ValueError, match="^missing must be one of observed, nri, bounds, locf, but got worst$"):
        iga_distribution(counted, missing="worst")


def test_every_rule_has_words():
    assert all(rule.label and rule.definition.endswith(".") for rule in MISSING_RULES.values())


SCORES = st.tuples(
    st.none() | st.integers(0, 4),
    st.none() | st.sampled_from([0.0, 2.5, 3.0, 3.5, 20.0]),
    st.none() | st.integers(0, 10),
)
# Per patient the cohort and what was recorded at each nominal week.
patients = st.lists(
    st.tuples(st.sampled_from("AB"), st.dictionaries(st.sampled_from(NOMINAL_WEEKS), SCORES)), min_size=1, max_size=10
)


@pytest.fixture(scope="session")
def tally_from(tally_of):
    """The tally of drawn patients."""

    def build(drawn):
        table = "\n".join(f"p{at} | {cohort}" for at, (cohort, _) in enumerate(drawn))
        rows = [
            " | ".join([f"p{at}", str(week), *("" if score is None else str(score) for score in found)])
            for at, (_, weeks) in enumerate(drawn)
            for week, found in weeks.items()
        ]
        visits = "\n".join(["patient_id | week | iga | bsa_pct | itch_nrs", *rows]) if rows else ""
        return tally_of(f"patient_id | cohort\n{table}", visits)

    return build


def one(name, found):
    """What an endpoint sees of the three scores of a visit."""
    iga, bsa, itch = found
    if name == "mda":
        return None if iga is None or itch is None else float(iga <= 1 and itch <= 1)
    return {"iga": iga, "bsa_pct": bsa, "itch_nrs": itch}[ENDPOINTS[name].measure]


def responded(name, baseline, value):
    """Whether a patient responded; None where that cannot be said."""
    if value is None:
        return None
    return {
        "iga_0_1": lambda: value <= 1,
        "iga_success": lambda: value <= 1 and baseline - value >= 2,
        "itch_response": lambda: baseline - value >= 4,
        "itch_0_1": lambda: value <= 1,
        "bsa_3": lambda: value <= 3,
        "mda": lambda: value == 1,
    }[name]()


LEAST = {"iga_success": 2, "itch_response": 4}


def recounted(drawn, name, cohort, week):
    """Per rule the responders and their denominator, patient by patient."""
    seen, filled = [], []
    for own, weeks in drawn:
        values = [one(name, weeks.get(at, (None, None, None))) for at in NOMINAL_WEEKS if at <= week]
        if own != cohort or (name in LEAST and (values[0] is None or values[0] < LEAST[name])):
            continue
        last = [value for value in values if value is not None]
        seen.append(responded(name, values[0], values[-1]))
        filled.append(responded(name, values[0], last[-1] if last else None))
    yes, known = seen.count(True), len(seen) - seen.count(None)
    return {
        "observed": (yes, known),
        "nri": (yes, len(seen)),
        "worst": (yes, len(seen)),
        "best": (yes + seen.count(None), len(seen)),
        "locf": (filled.count(True), len(filled) - filled.count(None)),
    }


@given(patients)
@settings(max_examples=25)
def test_every_rule_is_that_of_the_patients_one_by_one(tally_from, drawn):
    counted = tally_from(drawn)
    for name in ENDPOINTS:
        frames = {rule: responses(counted, name, missing=rule) for rule in RULES}
        for at, (group, week) in enumerate(frames["observed"][["group", "week"]].itertuples(index=False)):
            expected = recounted(drawn, name, group, week)
            found = {rule: tuple(frame.loc[at, ["count", "n"]]) for rule, frame in frames.items()}
            assert found == expected, (name, group, week)
            assert all(frame.loc[at, "assessed"] == expected["observed"][1] for frame in frames.values())
            assert all(frame.loc[at, "expected"] == expected["nri"][1] for frame in frames.values())


@given(patients)
@settings(max_examples=25)
def test_the_observed_share_lies_between_the_worst_and_the_best_case(tally_from, drawn):
    counted = tally_from(drawn)
    for name in ENDPOINTS:
        found = {rule: responses(counted, name, missing=rule) for rule in RULES}
        seen = found["observed"]["n"] > 0
        observed, nri, worst, best, _ = (found[rule]["estimate"][seen] for rule in RULES)
        assert (worst == nri).all() and (nri <= best).all()
        assert (worst <= observed).all() and (observed <= best).all()
        assert (found["observed"]["n"] <= found["locf"]["n"]).all()
        assert (found["locf"]["n"] <= found["nri"]["n"]).all()


@given(patients)
@settings(max_examples=25)
def test_the_grades_and_the_missing_add_up_to_everybody(tally_from, drawn):
    counted = tally_from(drawn)
    whole = iga_distribution(counted, missing="nri").groupby(["group", "week"])
    assert (whole["count"].sum() == whole["expected"].first()).all()
    carried = iga_distribution(counted, missing="locf").groupby(["group", "week"])
    assert (carried["count"].sum() == carried["n"].first()).all()
    assert (carried["assessed"].first() <= carried["n"].first()).all()
    found = completeness(counted)
    for measure in MEASURES:
        own = found[found["measure"] == measure]
        assert own["assessed"].tolist() == scores(counted, measure)["n"].tolist()
        assert own["assessed"].tolist() == scores(counted, measure, missing="locf")["assessed"].tolist()
