import pytest
from pytest import approx

from core.analyses.headline import headline
from core.analyses.safety import differences, incidence, worst_severity
from core.selection import Selection
from core.tally import tally

PATIENTS = """
    patient_id | cohort | ae_status
    p1         | A      | any
    p2         | A      | none
    p3         | A      | none
    p4         | B      | any
    p5         | B      | not documented
"""
EVENTS = """
    patient_id | term | system_organ_class | severity | serious | related_cream
    p1         | Acne | Skin               | mild     | no      |
    p1         | Acne | Skin               | severe   | no      |
    p4         | Acne | Skin               |          | yes     | yes
    p4         | Boil | Skin               | moderate |         |
"""


def of(frame, term, group):
    return frame[(frame["term"] == term) & (frame["group"] == group)].iloc[0]


@pytest.mark.parametrize(
    ("group", "count", "n", "percent", "low", "high"), [("A", 2, 73, 2.7, 0.3, 9.5), ("B", 5, 41, 12.2, 4.1, 26.2)]
)
def test_the_sample_gives_the_published_incidence_with_its_exact_interval(
    sample_coded, group, count, n, percent, low, high
):
    frame = incidence(tally(sample_coded, Selection()))
    row = frame[(frame["level"] == "any") & (frame["group"] == group)].iloc[0]
    assert (row["count"], row["n"]) == (count, n)
    assert [round(100 * row[name], 1) for name in ("estimate", "low", "high")] == [percent, low, high]


def test_incidence_by_hand(tally_of):
    frame = incidence(tally_of(PATIENTS, "", EVENTS))
    rows = frame[["level", "term", "group", "count", "n"]].to_numpy().tolist()
    assert rows == [
        ["any", "", "A", 1, 3],
        ["any", "", "B", 1, 1],
        ["related_cream", "", "A", 0, 3],
        ["related_cream", "", "B", 1, 1],
        ["related_systemic", "", "A", 0, 3],
        ["related_systemic", "", "B", 0, 1],
        ["related_named", "", "A", 0, 3],
        ["related_named", "", "B", 1, 1],
        ["related", "", "A", 0, 3],
        ["related", "", "B", 1, 1],
        ["serious", "", "A", 0, 3],
        ["serious", "", "B", 1, 1],
        ["stopping", "", "A", 0, 3],
        ["stopping", "", "B", 0, 1],
        ["moderate", "", "A", 1, 3],
        ["moderate", "", "B", 1, 1],
        ["organ_class", "", "A", 1, 3],
        ["organ_class", "", "B", 1, 1],
        ["term", "Acne", "A", 1, 3],
        ["term", "Acne", "B", 1, 1],
        ["term", "Boil", "A", 0, 3],
        ["term", "Boil", "B", 1, 1],
    ]


def test_a_row_nobody_has_keeps_its_upper_limit(tally_of):
    row = of(incidence(tally_of(PATIENTS, "", EVENTS)), "Boil", "A")
    # > binom.test(0, 3)$conf.int
    assert (row["estimate"], row["low"], row["high"]) == (0, 0, approx(0.7075982))


@pytest.mark.parametrize("by", ["cohort", "agent", "sex", "age", "nothing"])
def test_every_interval_holds_its_estimate(sample_coded, by):
    frame = incidence(tally(sample_coded, Selection(by=by)))
    judged = frame[frame["n"] > 0]
    assert ((judged["low"] <= judged["estimate"]) & (judged["estimate"] <= judged["high"])).all()
    assert (frame["count"] <= frame["n"]).all()


def test_the_rows_are_the_same_whatever_is_selected(sample_coded):
    names = ["level", "organ_class", "term"]
    everyone = incidence(tally(sample_coded, Selection()))
    few = incidence(tally(sample_coded, Selection(agent=["cyclosporine"])))
    assert few[names].equals(everyone[names])


def test_a_group_where_nobody_is_documented_has_no_estimate(tally_of):
    frame = incidence(tally_of("patient_id | ae_status\n p1 | not documented"))
    assert (frame["n"] == 0).all()
    assert frame[["estimate", "low", "high"]].isna().all(axis=None)


def test_the_difference_is_the_second_group_minus_the_first(tally_of):
    rows = incidence(tally_of(PATIENTS, "", EVENTS))
    frame = differences(rows)
    assert frame["estimate"].tolist() == approx([2 / 3, 1, 0, 1, 1, 1, 0, 2 / 3, 2 / 3, 2 / 3, 1])
    assert ((frame["low"] <= frame["estimate"]) & (frame["estimate"] <= frame["high"])).all()
    assert frame["n"].tolist() == [1] * 11
    assert frame[["level", "term"]].equals(rows[rows["group"] == "A"][["level", "term"]].reset_index(drop=True))


@pytest.mark.parametrize("choices", [{"by": "nothing"}, {"by": "agent"}, {"cohort": ["A"]}])
def test_there_is_a_difference_only_between_two_groups(sample_coded, choices):
    frame = differences(incidence(tally(sample_coded, Selection(**choices))))
    assert frame.empty
    assert list(frame) == ["level", "organ_class", "term", "n", "estimate", "low", "high"]


def test_the_difference_from_an_empty_group_is_undefined(tally_of):
    counted = tally_of("patient_id | cohort\n p1 | A\n p2 | B", sex=["missing"], age=["18-39"])
    assert differences(incidence(counted))[["estimate", "low", "high"]].isna().all(axis=None)


def test_patients_stand_once_at_their_worst_severity(tally_of):
    frame = worst_severity(tally_of(PATIENTS, "", EVENTS))
    assert frame[["group", "severity", "count", "n"]].to_numpy().tolist() == [
        ["A", "not recorded", 0, 3],
        ["A", "mild", 0, 3],
        ["A", "moderate", 0, 3],
        ["A", "severe", 1, 3],
        ["A", "life-threatening", 0, 3],
        ["B", "not recorded", 0, 1],
        ["B", "mild", 0, 1],
        ["B", "moderate", 1, 1],
        ["B", "severe", 0, 1],
        ["B", "life-threatening", 0, 1],
    ]
    assert frame["share"].tolist() == approx([0, 0, 0, 1 / 3, 0, 0, 0, 1, 0, 0])


def test_the_headline_by_hand(tally_of):
    found = headline(tally_of(PATIENTS, "", EVENTS, cohort=["A"]))
    assert (found.patients, found.of) == (3, 5)
    assert [(one.group, one.patients, one.of) for one in found.groups] == [("A", 3, 3)]
    assert (found.groups[0].any_event.count, found.groups[0].any_event.total) == (1, 3)


def test_the_headline_of_an_empty_selection_is_undefined_and_no_crash(tally_of):
    found = headline(tally_of(PATIENTS, "", EVENTS, sex=["male"]))
    assert (found.patients, found.of) == (0, 5)
    assert all(one.any_event.total == 0 and one.any_event.low != one.any_event.low for one in found.groups)
