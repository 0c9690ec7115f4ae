import pytest
from pytest import approx

from core.analyses.special_interest import special_interest, special_interest_total
from core.schema import SPECIAL_INTERESTS
from core.selection import Selection
from core.tally import tally
from core.wording_special import counted, left_open, read_special, seen

SERIOUS_IN_B = {"serious infection": 1, "herpes zoster": 1, "death": 1}
PATIENTS = """
    patient_id | cohort | ae_status      | follow_up_end
    p1         | A      | any            |
    p2         | A      | none           | ongoing
    p3         | A      | not documented |
    p4         | B      | any            |
    p5         | B      | none           | died
"""
EVENTS = """
    patient_id | term                 | serious | related_cream | start_week
    p1         | Pink eye             | no      | yes           |
    p1         | Conjunctivitis       | no      | no            |
    p1         | Basal cell carcinoma | no      | no            |
    p1         | Pneumonia            | no      | no            |
    p1         | Heart attack         | yes     | no            | -3
    p4         | Shingles             | yes     | no            |
    p4         | Odd rash             | yes     | no            |
"""


def seen_in(frame, group):
    """The categories seen in a group, with their patients."""
    rows = frame[(frame["group"] == group) & (frame["count"] > 0)]
    return dict(zip(rows["category"], rows["count"].tolist(), strict=True))


def test_special_interest_by_hand(tally_of):
    frame = special_interest(tally_of(PATIENTS, "", EVENTS))
    assert frame.columns.tolist() == ["category", "group", "count", "n", "estimate", "low", "high"]
    assert frame["category"].tolist() == [category for category in SPECIAL_INTERESTS for _ in "AB"]
    assert frame["group"].tolist() == ["A", "B"] * len(SPECIAL_INTERESTS)
    assert frame["n"].tolist() == [2, 2] * len(SPECIAL_INTERESTS)
    # One patient with two words for conjunctivitis counts once; the carcinoma is no malignancy here; the pneumonia
    # is not serious; the heart attack came before time zero.
    assert seen_in(frame, "A") == {"conjunctivitis or keratitis": 1, "non-melanoma skin cancer": 1}
    assert seen_in(frame, "B") == SERIOUS_IN_B


def test_the_total_adds_up_the_groups(tally_of):
    tallied = tally_of(PATIENTS, "", EVENTS)
    frame, total = special_interest(tallied), special_interest_total(tallied)
    assert total.columns.tolist() == ["category", "count", "n", "estimate", "low", "high"]
    assert total["category"].tolist() == list(SPECIAL_INTERESTS)
    assert total["count"].tolist() == frame.groupby("category", sort=False)["count"].sum().tolist()
    assert total["n"].unique().tolist() == [4]


@pytest.mark.parametrize(
    ("choices", "seen_a", "seen_b"),
    [
        ({"serious": ["yes"]}, {}, SERIOUS_IN_B),
        ({"period": ["all"], "serious": ["yes"]}, {"MACE": 1}, SERIOUS_IN_B),
        # Nobody judged whether a follow-up that ended with death did so because of a treatment.
        ({"related": ["cream"]}, {"conjunctivitis or keratitis": 1}, {}),
    ],
)
def test_the_event_filters_apply(tally_of, choices, seen_a, seen_b):
    frame = special_interest(tally_of(PATIENTS, "", EVENTS, **choices))
    assert (seen_in(frame, "A"), seen_in(frame, "B")) == (seen_a, seen_b)


def test_the_filter_for_special_interest_keeps_what_the_map_finds(tally_of):
    found = tally_of(PATIENTS, "", EVENTS, special=["yes"]).events
    rows = found.rows.assign(count=found.patients.sum(axis=(0, 2)))
    terms = rows[(rows["level"] == "term") & (rows["count"] > 0)]["term"]
    assert set(terms) == {"Basal cell carcinoma", "Conjunctivitis", "Pink eye", "Shingles"}


def test_a_death_counts_once_whether_from_the_follow_up_or_an_event(tally_of):
    events = "patient_id | term | outcome\n p5 | Stroke | fatal"
    patients = PATIENTS.replace("p5         | B      | none", "p5         | B      | any ")
    frame = special_interest(tally_of(patients, "", events))
    assert seen_in(frame, "B") == {"MACE": 1, "death": 1}


def test_a_patient_whose_status_is_not_documented_is_in_no_row(tally_of):
    frame = special_interest(tally_of("patient_id | ae_status | follow_up_end\n p1 | not documented | died"))
    assert (frame["n"] == 0).all()
    assert (frame["count"] == 0).all()
    assert frame[["estimate", "low", "high"]].isna().all(axis=None)


def test_the_sample_has_no_event_of_special_interest_and_says_what_that_leaves_open(sample_coded):
    total = special_interest_total(tally(sample_coded, Selection()))
    assert total["count"].sum() == 0
    assert total["high"].tolist() == approx([1 - 0.025 ** (1 / 114)] * len(SPECIAL_INTERESTS))
    words = {seen(row["count"], row["n"], row["low"], row["high"]) for row in total.to_dict("records")}
    assert words == {"0 of 114; up to 3.2% not excluded"}


@pytest.mark.parametrize("by", ["cohort", "agent", "site", "nothing"])
def test_every_category_stands_there_for_every_group(sample_coded, by):
    tallied = tally(sample_coded, Selection(by=by))
    assert len(special_interest(tallied)) == len(SPECIAL_INTERESTS) * len(tallied.groups)


@pytest.mark.parametrize(
    ("count", "n", "low", "high", "words"),
    [
        (0, 114, 0, 0.0318, "0 of 114; up to 3.2% not excluded"),
        (2, 114, 0.0021, 0.0619, "2 of 114 (1.8%, 95% CI 0.2 to 6.2)"),
        (0, 4, 0, 0.6, "0 of 4"),
        (1, 4, 0.01, 0.8, "1 of 4"),
        (0, 0, float("nan"), float("nan"), "none documented"),
    ],
)
def test_a_cell_says_what_was_seen_and_what_is_not_excluded(count, n, low, high, words):
    assert seen(count, n, low, high) == words


def test_the_table_is_read_out_with_the_filters_in_force(tally_of):
    selection = Selection(cohort=("B",), serious=("yes",))
    words = read_special(special_interest_total(tally_of(PATIENTS, "", EVENTS, cohort=["B"])), selection)
    assert words.startswith(
        "Events of special interest. Cohort B, with AE status documented. Only counted: a serious event. "
        "Serious infection: 1 of 2. Malignancy, NMSC apart: 0 of 2."
    )
    assert counted(Selection()) == ""


def test_what_no_row_can_count_is_said():
    assert left_open(0, 0) == ""
    assert left_open(1, 2) == (
        "1 patient had an event that is not described: it can be of any row. "
        "2 patients died whose AE status is not documented: in no row."
    )
