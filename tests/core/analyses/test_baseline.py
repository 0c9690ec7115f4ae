from pytest import approx

from core.analyses.baseline import table_one
from core.selection import Selection
from core.tally import tally

PATIENTS = """
    patient_id | cohort | systemic_agent | sex    | age | follow_up_weeks
    p1         | A      | dupilumab      | female | 20  | 60
    p2         | A      | dupilumab      | male   | 40  | 70
    p3         | B      | upadacitinib   | female | 50  |
    p4         | B      | dupilumab      | female |     | 52
"""
VISITS = "patient_id | week | iga\n p1 | 0 | 4\n p2 | 0 | 3"


def of(frame, variable, group, level=""):
    rows = frame[(frame["variable"] == variable) & (frame["group"] == group) & (frame["level"] == level)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_a_number_has_those_known_of_the_group_with_mean_and_median(tally_of):
    frame = table_one(tally_of(PATIENTS, VISITS))
    found = of(frame, "Age, years", "A")
    assert found[["n", "of", "mean", "median"]].tolist() == [2, 2, 30, 30]
    assert found["sd"] == approx(200**0.5)
    assert of(frame, "Age, years", "B")[["n", "of", "mean"]].tolist() == [1, 2, 50]
    assert of(frame, "IGA at baseline", "A")["mean"] == 3.5
    assert of(frame, "IGA at baseline", "B")[["n", "of"]].tolist() == [0, 2]
    assert of(frame, "IGA at baseline", "B")[["mean", "sd", "median"]].isna().all()


def test_a_category_counts_every_option_in_every_group(tally_of):
    frame = table_one(tally_of(PATIENTS, VISITS))
    assert [of(frame, "Systemic agent", group, "dupilumab")["n"] for group in "AB"] == [2, 1]
    assert [of(frame, "Sex", group, "male")[["n", "of"]].tolist() for group in "AB"] == [[1, 2], [0, 2]]
    assert of(frame, "Baseline severity", "B", "not recorded")["n"] == 2


def test_two_groups_are_compared_by_standardised_differences(tally_of):
    frame = table_one(tally_of(PATIENTS.replace("| 50  |", "| 50  | 52"), VISITS))
    # Weeks on both treatments: 60 and 70 against 52 and 52.
    assert of(frame, "Weeks on both treatments", "A")["smd"] == approx((65 - 52) / (50 / 2) ** 0.5)
    # Sex: half of A and all of B are female; p (1 - p) is 1/4 and 0.
    assert of(frame, "Sex", "A", "female")["smd"] == approx(0.5 / (0.25 / 2) ** 0.5)


def test_one_group_or_three_are_not_compared(sample_coded):
    for choices in ({"by": "nothing"}, {"by": "agent"}):
        assert table_one(tally(sample_coded, Selection(**choices)))["smd"].isna().all()


def test_what_makes_the_groups_is_left_out(sample_coded):
    for by, label in (("agent", "Systemic agent"), ("sex", "Sex"), ("site", "Site"), ("severity", "Baseline severity")):
        variables = set(table_one(tally(sample_coded, Selection(by=by)))["variable"])
        assert label not in variables
        assert "Age, years" in variables


def test_the_categories_of_the_sample_add_up(sample_coded):
    frame = table_one(tally(sample_coded, Selection()))
    totals = frame[frame["level"] != ""].groupby(["variable", "group"])["n"].sum()
    assert totals.xs("A", level="group").tolist() == [73] * 4
    assert totals.xs("B", level="group").tolist() == [42] * 4


def test_an_empty_selection_is_a_table_of_zeros(tally_of):
    frame = table_one(tally_of(PATIENTS, VISITS, age=["65-120"]))
    assert frame["n"].sum() == 0
    assert frame["mean"].isna().all()
