import json
import shlex

import pytest

from core.__main__ import SAMPLE, main
from core.selection import Selection
from core.wording_export import reproduce_line, same_numbers

HOSTILE = Selection(site=("'; rm -rf ~ #", '$(reboot) "x"', "a\nb"))


def test_everybody_needs_no_filter():
    assert reproduce_line(Selection()) == "python -m core summary EXTRACT"
    assert reproduce_line(Selection(), "") == "python -m core summary"


def test_a_filter_is_the_part_of_the_link_in_quotes():
    found = reproduce_line(Selection(cohort=("B",), agent=("dupilumab",)))
    assert found == "python -m core summary EXTRACT --filter 'cohort=B&agent=dupilumab'"


@pytest.mark.parametrize("selection", [HOSTILE, Selection(agent=("dupilumab+methotrexate",), by="agent")])
def test_a_shell_reads_the_filter_as_one_word_whatever_is_in_it(selection):
    words = shlex.split(reproduce_line(selection, "my data.parquet"))
    assert words == ["python", "-m", "core", "summary", "my data.parquet", "--filter", selection.to_query()]


def test_the_command_gives_the_sentence_of_the_view(view_of, sample, capsys):
    view = view_of(sample, cohort=("B",), severity=("severe",), serious=("yes",))
    words = shlex.split(reproduce_line(view.selection, str(SAMPLE)))
    assert main([*words[3:], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sentence"] == view.sentence


def test_the_line_says_what_it_is_for():
    assert same_numbers(Selection(by="sex"), "") == (
        "The same numbers from the command line: python -m core summary --filter 'by=sex'"
    )
