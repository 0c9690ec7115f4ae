"""What is said of counts."""

from core.wording_counts import described, limits_of_counts, needs_patients


def test_counts_are_described_by_patients_sites_and_the_size_of_their_groups():
    said = described({"A": 5, "B": 1}, ("North", "South", "missing"), [3, 2, 1])
    assert said == (
        "Counts of 6 patients (5 in cohort A, 1 in cohort B) from 2 sites, in 3 groups, 1 of them of one patient. "
        "No patient is listed."
    )


def test_sites_that_are_not_told_apart_are_not_named():
    said = described({"A": 9}, ("missing",), [9])
    assert said == "Counts of 9 patients (9 in cohort A), in 1 group. No patient is listed."


def test_what_needs_patients_says_so_and_what_to_open():
    said = needs_patients("The list of patients")
    assert said.startswith("The list of patients: not shown, because these data are counts")
    assert said.endswith("Open the extract that they were counted from to see it.")


def test_counts_without_profiles_say_that_event_filters_work_one_by_one():
    assert limits_of_counts(any_events=False) == (
        f"{limits_of_counts(any_events=True)} Of the event filters one choice at a time is counted."
    )
