"""Limits of a site's file, and what the environment changes."""

import pytest

from core.errors import RuxScopeError
from core.intake.limits import Limits


def test_without_a_word_of_the_environment_the_limits_are_those_of_the_documentation():
    assert Limits.from_environment({}) == Limits(50_000_000, 200_000, 2_000, 1_000_000, 10_000, 400_000_000, 200)


def test_the_environment_changes_each_limit_in_its_own_unit():
    given = {
        "RUXSCOPE_MAX_MB": "0.5",
        "RUXSCOPE_MAX_ROWS": "10",
        "RUXSCOPE_MAX_COLUMNS": "11",
        "RUXSCOPE_MAX_LINE_MB": "2",
        "RUXSCOPE_MAX_CELL": "12",
        "RUXSCOPE_MAX_INFLATED_MB": "3",
        "RUXSCOPE_MAX_MEMBERS": "13",
    }
    assert Limits.from_environment(given) == Limits(500_000, 10, 11, 2_000_000, 12, 3_000_000, 13)


def test_the_environment_of_the_process_is_read_where_no_other_is_given(monkeypatch):
    monkeypatch.setenv("RUXSCOPE_MAX_ROWS", "77")
    assert Limits.from_environment().max_rows == 77


def test_a_variable_that_is_set_to_nothing_changes_nothing():
    assert Limits.from_environment({"RUXSCOPE_MAX_ROWS": " "}) == Limits()


@pytest.mark.parametrize("text", ["many", "0", "-5", "nan", "inf", "1e400"])
def test_a_value_that_is_no_positive_number_is_said_in_a_sentence(text):
    with pytest.raises(RuxScopeError, match=f"RUXSCOPE_MAX_ROWS is “{text}”, not a positive number"):
        Limits.from_environment({"RUXSCOPE_MAX_ROWS": text})
