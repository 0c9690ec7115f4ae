"""The sentences of the subgroup view."""

import pytest
from pandas import DataFrame

from core.analyses.subgroup_interactions import NOT_ENOUGH, ONE_LEVEL, TOO_FEW
from core.selection import Selection
from core.wording_subgroups import (
    balance_in_words,
    effect_in_words,
    how_to_read,
    interaction_in_words,
    look_in_words,
    ordinal,
    with_interval,
)


def interaction(**changes):
    return {"p": 0.412, "method": "Breslow-Day, Tarone", "rough": False, "why": "", **changes}


def rows_of(*levels):
    """Rows of (factor, n, low), beneath an overall one."""
    records = [("overall", 50, -0.1), *levels]
    columns = ["factor", "n", "low"]
    frame = DataFrame(records, columns=columns)
    return frame.assign(level=[str(place) for place in range(len(frame))], note="")


@pytest.mark.parametrize(
    ("test", "words"),
    [
        (interaction(), "interaction p = 0.41 (Breslow-Day, Tarone)"),
        (interaction(p=0.0412), "interaction p = 0.041 (Breslow-Day, Tarone)"),
        (interaction(p=0.00012, method="F test"), "interaction p < 0.001 (F test)"),
        (interaction(rough=True), "interaction p = 0.41 (Breslow-Day, Tarone; rough)"),
        (interaction(p=float("nan"), why=ONE_LEVEL), "one level only"),
        (interaction(p=float("nan"), why=TOO_FEW), "too few patients for an interaction test"),
        (interaction(p=float("nan"), why=NOT_ENOUGH), "outcome too uniform for an interaction test"),
    ],
)
def test_an_interaction_in_words(test, words):
    assert interaction_in_words(test) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (112, "112th"),
    ],
)
def test_ordinals(number, words):
    assert ordinal(number) == words


def test_a_look_says_what_chance_does_with_its_comparisons():
    assert look_in_words(12, 12, 11) == (
        "12th subgroup view in this session, with 11 comparisons of subgroups: where nothing differs, about 1 in 20 "
        "intervals excludes no difference all the same."
    )
    assert look_in_words(1, 3, 1).startswith("1st of 3 subgroup views in this session, with 1 comparison of subgroups:")
    assert look_in_words(2, 2, 0) == "2nd subgroup view in this session, without a comparison that has an interval."


def test_a_factor_with_one_level_repeats_the_overall_comparison_and_is_not_counted():
    rows = rows_of(("sex", 20, -0.2), ("sex", 30, -0.1), ("age", 50, -0.1), ("site", 9, -0.5), ("site", 41, 0.0))
    assert with_interval(rows) == 3


def test_an_effect_in_words_follows_the_event_filters():
    assert effect_in_words("any_event", Selection(serious=("yes",)), 52) == "patients with a serious event"
    assert effect_in_words("iga_0_1", Selection(), 12) == "patients with IGA 0/1 at week 12"
    assert effect_in_words("itch_response", Selection(), 12) == "patients with an itch response at week 12"
    assert effect_in_words("bsa_change", Selection(), 52) == "mean change of BSA from baseline to week 52"


def test_the_imbalance_lists_every_variable_once_without_its_unit():
    table = DataFrame(
        [("Age, years", 0.44), ("Sex", 0.17), ("Sex", 0.17), ("Site", float("nan"))], columns=["variable", "smd"]
    )
    assert balance_in_words(table) == (
        "Baseline imbalance between the two groups (standardised mean differences): Age 0.44, Sex 0.17, Site –."
    )
    assert balance_in_words(table.assign(smd=float("nan"))) == ""


def test_how_to_read_names_small_numbers_only_where_there_are_any():
    large = rows_of(("sex", 20, -0.2), ("sex", 30, -0.1))
    assert "Hollow point" not in how_to_read(large, between="cohorts")
    small = rows_of(("sex", 9, -0.2), ("sex", 41, -0.1))
    assert "Hollow point: under 10 patients in a cohort, no interval; under 5 only counts." in how_to_read(
        small, between="cohorts"
    )
    assert "Interaction" not in how_to_read(small, between="A")


def test_without_a_second_cohort_the_reader_is_told_what_to_do():
    rows = rows_of(("sex", 0, float("nan"))).assign(note="no patients in cohort B")
    assert how_to_read(rows, between="cohorts").startswith(
        "There are no patients in cohort B: show the other cohort by itself."
    )
