import pytest

from core.analyses.outcomes import scores
from core.provenance import Provenance
from core.selection import Selection
from core.view import View

PATIENTS = "patient_id | cohort | sex\n p1 | A | male\n p2 | B |\n p3 | B | female"


def test_a_result_is_computed_once_per_arguments(sample, view_of):
    view, calls = view_of(sample), []

    def counting(tally, measure, *, change=False):
        calls.append((measure, change))
        return scores(tally, measure)

    first = view.of(counting, "iga")
    assert view.of(counting, "iga") is first
    view.of(counting, "bsa_pct")
    view.of(counting, "iga", change=True)
    view.of(counting, "iga", change=True)
    assert calls == [("iga", False), ("bsa_pct", False), ("iga", True)]


def test_the_tally_is_counted_once(sample, view_of):
    view = view_of(sample)
    assert view.tally is view.tally
    assert view.headline is view.headline


def test_a_view_is_empty_where_nobody_is_selected(extract_of, view_of):
    assert view_of(extract_of(PATIENTS), cohort=["A"], sex=["female"]).empty
    assert not view_of(extract_of(PATIENTS)).empty


def test_a_group_keeps_its_look_whoever_is_selected(extract_of, view_of):
    everyone = {look.group: look for look in view_of(extract_of(PATIENTS), by="sex").looks}
    assert list(everyone) == ["female", "male", "missing"]
    assert view_of(extract_of(PATIENTS), by="sex", sex=["male"]).looks == (everyone["male"],)
    assert everyone["missing"].label == "Sex not recorded"


def test_patients_per_cohort_are_known_whatever_is_compared(extract_of, view_of):
    assert view_of(extract_of(PATIENTS), by="sex").cohorts == {"A": 1, "B": 2}
    assert view_of(extract_of(PATIENTS), by="sex", sex=["male"]).cohorts == {"A": 1, "B": 0}


@pytest.mark.parametrize(
    ("synthetic", "first"), [(True, "SYNTHETIC - not study data"), (False, "All patients: 3 patients.")]
)
def test_what_stands_beneath_a_saved_figure(extract_of, view_of, synthetic, first):
    own = extract_of(PATIENTS, provenance=Provenance("Our charts", "a test", synthetic))
    notes = view_of(own).notes
    assert notes[0].startswith(first)
    assert f"Source: Our charts, digest {own.digest[:12]}." in notes
    assert notes[-1].startswith("Non-randomised chart data")


def test_the_selection_does_not_change_a_view(sample, view_of):
    assert view_of(sample, cohort=["B"]).selection == Selection(cohort=["B"])


def test_the_view_of_everyone_is_at_hand_whatever_is_selected(sample, view_of):
    view = view_of(sample, cohort=["B"], by="sex")
    assert view.whole.selection == Selection()
    assert view.whole is view.whole
    assert view.whole.headline.patients == 115
    assert view.whole.whole is view.whole
    view.everything = view_of(sample)
    assert View(view.data, view.selection, everything=view.everything).whole is view.everything


def test_the_rows_of_one_week_stand_by_group(sample, view_of):
    rows = view_of(sample).at_week(scores, "iga", week=52)
    assert list(rows) == ["A", "B"]
    assert (rows["A"]["week"], rows["A"]["n"]) == (52, 70)
    assert view_of(sample).at_week(scores, "iga", week=12)["A"]["week"] == 12
