"""Subgroups: every row and interaction by hand, and what holds whatever is selected."""

import json
from math import sqrt

import pytest
from pytest import approx
from scipy.stats import f

from core.analyses.outcomes import changes
from core.analyses.responders import responses
from core.analyses.safety import differences, incidence
from core.analyses.subgroup_effects import EFFECTS
from core.analyses.subgroup_interactions import NOT_ENOUGH, ONE_LEVEL, TOO_FEW, interactions
from core.analyses.subgroup_summary import subgroups_document
from core.analyses.subgroups import subgroups
from core.chart_options import CHART_OPTIONS
from core.coding import coded
from core.selection import Selection
from core.stats.difference import newcombe
from core.stats.homogeneity import breslow_day
from core.stats.proportion import clopper_pearson, wilson
from core.subgroup_tally import FACTORS, subgroup_tally
from core.tally import tally


def counts_of(table):
    """Patients of a table (sex, cohort, with event, without): one line per patient."""
    lines, events = ["patient_id | cohort | sex | ae_status"], ["patient_id | term"]
    for sex, cohort, yes, no in table:
        for place in range(yes + no):
            name = f"{sex}{cohort}{place}"
            lines.append(f"{name} | {cohort} | {sex} | {'any' if place < yes else 'none'}")
            events += [f"{name} | Acne"] if place < yes else []
    return "\n".join(lines), "\n".join(events)


@pytest.fixture(scope="module")
def subgroup_tally_of(extract_of):
    def build(patients, visits="", events="", **choices):
        return subgroup_tally(coded(extract_of(patients, visits, events)), Selection(**choices))

    return build


@pytest.fixture(scope="module")
def events_by_sex(subgroup_tally_of):
    table = [("female", "A", 2, 10), ("female", "B", 6, 9), ("male", "A", 4, 8), ("male", "B", 3, 7), ("", "A", 0, 3)]
    patients, events = counts_of(table)
    return subgroup_tally_of(patients, "", events)


@pytest.fixture(scope="module")
def itch(subgroup_tally_of):
    """Ten women and one man per cohort with an itch of 8; at week 52 it fell by 4 or 6 in A, by 2 or 4 in B."""
    patients, visits = ["patient_id | cohort | sex"], ["patient_id | week | itch_nrs"]
    for cohort, falls in (("A", (4, 6)), ("B", (2, 4))):
        for place in range(11):
            name = f"{cohort}{place}"
            patients.append(f"{name} | {cohort} | {'female' if place < 10 else 'male'}")
            visits += [f"{name} | 0 | 8", f"{name} | 52 | {8 - falls[place % 2]}"]
    return subgroup_tally_of("\n".join(patients), "\n".join(visits))


def row_of(rows, factor, level):
    return rows[(rows["factor"] == factor) & (rows["level"] == level)].iloc[0]


def test_the_effects_are_the_options_of_a_link():
    assert tuple(EFFECTS) == CHART_OPTIONS["effect"]


def test_differences_of_proportions_by_hand(events_by_sex):
    rows = subgroups(events_by_sex, effect="any_event")
    sexes = rows[rows["factor"].isin(["overall", "sex"])]
    columns = ["label", "patients_A", "n_A", "count_A", "patients_B", "n_B", "count_B", "n", "note"]
    assert sexes[columns].to_numpy().tolist() == [
        ["All selected patients", 27, 27, 6, 25, 25, 9, 25, ""],
        ["female", 12, 12, 2, 15, 15, 6, 12, ""],
        ["male", 12, 12, 4, 10, 10, 3, 10, ""],
        ["not recorded", 3, 3, 0, 0, 0, 0, 0, "no patients in cohort B"],
    ]
    assert sexes["estimate"].tolist() == approx(
        [9 / 25 - 6 / 27, 6 / 15 - 2 / 12, 3 / 10 - 4 / 12, float("nan")], nan_ok=True
    )
    expected = newcombe(6, 15, 2, 12)
    female = row_of(rows, "sex", "female")
    assert (female["low"], female["high"]) == (expected.low, expected.high)


def test_the_interaction_of_a_yes_or_no_outcome_by_hand(events_by_sex):
    found = interactions(events_by_sex, effect="any_event").set_index("factor").loc["sex"]
    expected = breslow_day([[[2, 10], [6, 9]], [[4, 8], [3, 7]]])
    assert (found["levels"], found["df"], found["method"]) == (2, 1, "Breslow-Day, Tarone")
    assert (found["statistic"], found["p"]) == (expected.tarone, expected.p)
    assert found["rough"] == (expected.smallest < 5)
    assert found["why"] == ""


def test_a_level_that_is_not_recorded_is_shown_and_takes_no_part_in_the_interaction(subgroup_tally_of):
    known = [("female", "A", 2, 10), ("female", "B", 6, 9), ("male", "A", 4, 8), ("male", "B", 3, 7)]
    unknown = [("", "A", 9, 11), ("", "B", 2, 12)]

    def sex(table):
        patients, events = counts_of(table)
        counted = subgroup_tally_of(patients, "", events)
        return subgroups(counted, effect="any_event"), interactions(counted, effect="any_event").set_index("factor")

    (rows, tests), (_, without) = sex(known + unknown), sex(known)
    assert row_of(rows, "sex", "missing")["note"] == ""
    assert tests.loc["sex"].equals(without.loc["sex"])


def test_differences_of_mean_changes_by_hand(itch):
    rows = subgroups(itch, effect="itch_change")
    female, male = row_of(rows, "sex", "female"), row_of(rows, "sex", "male")
    assert (female["n_A"], female["value_A"], female["n_B"], female["value_B"]) == (10, -5, 10, -3)
    # Both variances are 10/9, so Welch has 18 degrees of freedom, whose t quantile is 2.100922.
    half = 2.100922 * sqrt(2 * (10 / 9) / 10)
    assert (female["estimate"], female["low"], female["high"]) == approx((2, 2 - half, 2 + half), abs=1e-6)
    assert (male["estimate"], male["note"]) == (2, "under 5: only counts")
    assert "count_A" not in rows


def test_the_outcome_of_one_cohort_has_its_own_limits(events_by_sex, itch):
    events = row_of(subgroups(events_by_sex, effect="any_event", between="B"), "sex", "male")
    exact = clopper_pearson(3, 10)
    assert (events["estimate"], events["low"], events["high"]) == (0.3, exact.low, exact.high)
    assert [name for name in events.index if name.endswith(("_A", "_B"))] == ["patients_B", "n_B", "count_B", "value_B"]
    responders = row_of(subgroups(itch, effect="itch_response", between="A"), "sex", "female")
    assert (responders["count_A"], responders["n_A"]) == (10, 10)
    assert (responders["low"], responders["high"]) == (wilson(10, 10).low, 1)
    change = row_of(subgroups(itch, effect="itch_change", between="A"), "sex", "female")
    # The variance is 10/9, and 2.262157 the t quantile of 9 degrees of freedom.
    half = 2.262157 * sqrt(10 / 9 / 10)
    assert (change["estimate"], change["low"], change["high"]) == approx((-5, -5 - half, -5 + half), abs=1e-6)


@pytest.mark.parametrize(
    ("table", "note"),
    [
        ([("female", "A", 0, 12)], "no patients in cohort B"),
        ([("female", "B", 0, 12)], "no patients in cohort A"),
        ([("female", "A", 0, 4), ("female", "B", 1, 11)], "under 5: only counts"),
        ([("female", "A", 0, 9), ("female", "B", 1, 11)], "under 10"),
        ([("female", "A", 0, 10), ("female", "B", 1, 11)], ""),
    ],
)
def test_a_row_says_what_it_lacks(subgroup_tally_of, table, note):
    patients, events = counts_of([*table, ("male", "A", 1, 11), ("male", "B", 1, 11)])
    rows = subgroups(subgroup_tally_of(patients, "", events), effect="any_event")
    assert row_of(rows, "sex", "female")["note"] == note


def test_a_level_where_nobody_could_be_judged_is_not_a_level_without_patients(itch):
    rows = subgroups(itch, effect="iga_0_1")
    assert row_of(rows, "sex", "male")["note"] == "nobody judged in cohort A"
    assert row_of(rows, "sex", "male")["patients_A"] == 1


def test_why_there_is_no_interaction(itch, subgroup_tally_of):
    tests = interactions(itch, effect="itch_change").set_index("factor")
    assert tests.loc["sex", "why"] == TOO_FEW
    assert tests.loc["age", "why"] == ONE_LEVEL
    patients, events = counts_of([(sex, cohort, 0, 12) for sex in ("female", "male") for cohort in "AB"])
    tests = interactions(subgroup_tally_of(patients, "", events), effect="any_event").set_index("factor")
    assert (tests.loc["sex", "why"], tests.loc["sex", "df"]) == (NOT_ENOUGH, 0)
    assert tests["p"].isna().all()


def test_the_interaction_of_a_mean_change_by_hand(subgroup_tally_of):
    # Means -5, -3 of women and -5, -7 of men, ten per cell, each one above or below its mean by 1: the contrast
    # (-3 + 5) - (-7 + 5) is 4, its variance 4 s2 / 10, and s2 = 40 / 36; so F = 16 / (4 x 40/36 / 10) = 36.
    patients, visits = ["patient_id | cohort | sex"], ["patient_id | week | itch_nrs"]
    for sex, cohort, fall in (("female", "A", 5), ("female", "B", 3), ("male", "A", 5), ("male", "B", 7)):
        for place in range(10):
            name = f"{sex}{cohort}{place}"
            patients.append(f"{name} | {cohort} | {sex}")
            visits += [f"{name} | 0 | 10", f"{name} | 52 | {10 - fall + (1 if place % 2 else -1)}"]
    counted = subgroup_tally_of("\n".join(patients), "\n".join(visits))
    found = interactions(counted, effect="itch_change").set_index("factor").loc["sex"]
    assert (found["statistic"], found["df"], found["df_within"]) == (approx(36), 1, 36)
    assert found["p"] == approx(f.sf(36, 1, 36))


@pytest.mark.parametrize("week", [12, 52])
@pytest.mark.parametrize("effect", EFFECTS)
def test_overall_is_what_the_other_pages_say(sample_coded, effect, week):
    counted = tally(sample_coded, Selection())
    overall = subgroups(subgroup_tally(sample_coded, Selection()), effect=effect, week=week).iloc[0]
    known = EFFECTS[effect]
    if known.kind == "event":
        row = differences(incidence(counted)).iloc[0]
        assert (overall["estimate"], overall["low"], overall["high"]) == (row["estimate"], row["low"], row["high"])
        return
    frame = responses(counted, known.of) if known.kind == "endpoint" else changes(counted, known.of)
    for row in frame[frame["week"] == week].to_dict("records"):
        assert overall[f"n_{row['group']}"] == row["n"]
        assert overall[f"value_{row['group']}"] == approx(row["estimate" if known.yes_or_no else "mean"])


@pytest.mark.parametrize("between", ["cohorts", "A", "B"])
@pytest.mark.parametrize("effect", EFFECTS)
@pytest.mark.parametrize(
    "choices", [{}, {"agent": ["cyclosporine"]}, {"cohort": ["A"]}, {"agent": ["cyclosporine"], "age": ["0-17"]}]
)
def test_every_interval_holds_its_estimate_whatever_is_selected(sample_coded, effect, between, choices):
    rows = subgroups(subgroup_tally(sample_coded, Selection(**choices)), effect=effect, between=between)
    sure = rows.dropna(subset=["low", "high"])
    assert ((sure["low"] <= sure["estimate"]) & (sure["estimate"] <= sure["high"])).all()
    assert rows["factor"].iloc[0] == "overall"
    assert set(rows["factor"][1:]) <= set(FACTORS)
    assert rows.loc[rows["n"] == 0, "estimate"].isna().all()
    assert (rows.loc[rows["n"] < 10, "note"] != "").all()


def test_the_document_of_the_command_line_says_what_the_frames_say(sample_coded):
    counted = subgroup_tally(sample_coded, Selection())
    document = json.loads(json.dumps(subgroups_document(counted), allow_nan=False))
    assert document["week"] == 52
    assert list(document["effects"]) == list(EFFECTS)
    first = document["effects"]["any_event"]["rows"][0]
    assert (first["factor"], first["level"], first["note"]) == ("overall", "all", "")
    assert first["cohorts"]["B"] == {"patients": 42, "n": 41, "count": 5, "percent": approx(500 / 41)}
    assert first["difference"]["estimate"] == approx(100 * (5 / 41 - 2 / 73))
    itch = document["effects"]["itch_change"]
    frame = subgroups(counted, effect="itch_change")
    assert [row["level"] for row in itch["rows"]] == frame["level"].tolist()
    assert itch["rows"][1]["cohorts"]["A"]["mean"] == approx(frame["value_A"].iloc[1])
    assert [row["factor"] for row in itch["interactions"]] == list(FACTORS)
    assert [row["p"] is None for row in itch["interactions"]] == interactions(counted, effect="itch_change")[
        "p"
    ].isna().tolist()
