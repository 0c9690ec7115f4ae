import pytest

from core.agents import AGENTS
from core.analyses.missing import MISSING_RULES
from core.endpoints import ENDPOINTS, window_text
from core.methods import sections
from core.schema import NOMINAL_WEEKS
from core.wording import CAVEAT


@pytest.fixture(scope="module")
def text():
    return {section.title: section.text for section in sections()}


def test_the_page_has_a_section_for_every_question(text):
    wanted = [
        "What this is, and is not",
        "Time zero, baseline and visits",
        "Who is counted",
        "Adverse events",
        "Outcomes and responders",
        "Differences between groups",
        "Statistics",
        "Small numbers",
        "Missing data",
        "Systemic agents",
        "Privacy",
    ]
    assert [title for title in text if title in wanted] == wanted
    assert len(text) == len(sections())
    assert all(words.strip() for words in text.values())


def test_the_limits_of_the_data_are_said_first(text):
    assert CAVEAT in text["What this is, and is not"]
    assert "not a medical device" in text["What this is, and is not"]


@pytest.mark.parametrize("week", NOMINAL_WEEKS)
def test_every_window_is_the_one_that_is_applied(text, week):
    assert f"| {week} | {window_text(week)} |" in text["Time zero, baseline and visits"].splitlines()


@pytest.mark.parametrize("endpoint", ENDPOINTS.values(), ids=ENDPOINTS)
def test_every_endpoint_stands_with_its_definition(text, endpoint):
    assert f"- **{endpoint.label}**: {endpoint.definition}" in text["Outcomes and responders"]


@pytest.mark.parametrize("name", AGENTS)
def test_every_agent_stands_in_the_table(text, name):
    assert any(line.startswith(f"| {name} | ") for line in text["Systemic agents"].splitlines())


@pytest.mark.parametrize(
    ("method", "source"),
    [
        ("clopper pearson", "Clopper and Pearson (1934)"),
        ("wilson", "Wilson (1927)"),
        ("newcombe", "Newcombe (1998)"),
        ("upper bound", "Hanley and Lippman-Hand (1983)"),
        ("mean t", "Student (1908)"),
        ("quantiles", "Hyndman and Fan (1996)"),
        ("hodges lehmann", "Hodges and Lehmann (1963)"),
        ("signed rank", "Pratt (1959)"),
        ("smd means", "Austin (2009)"),
        ("smd categories", "Yang and Dalton (2012)"),
    ],
)
def test_every_statistic_is_quoted_from_its_code_with_the_source(text, method, source):
    (line,) = (line for line in text["Statistics"].splitlines() if line.startswith(f"- *{method}*: "))
    assert source in line


def test_the_limits_of_small_numbers_are_those_of_the_code(text):
    assert "Under 10 patients" in text["Small numbers"]
    assert "Under 5 patients only counts" in text["Small numbers"]


@pytest.mark.parametrize("rule", MISSING_RULES.values(), ids=MISSING_RULES)
def test_every_rule_for_missing_scores_stands_with_its_definition(text, rule):
    assert f"- **{rule.label}**: {rule.definition}" in text["Missing data"].splitlines()


@pytest.mark.parametrize(
    ("method", "source"),
    [
        ("ancova", "Fisher (1932)"),
        ("ancova", "MacKinnon and White (1985)"),
        ("welch", "Welch (1947)"),
        ("hodges lehmann shift", "Moses (1953)"),
    ],
)
def test_every_comparison_of_groups_is_quoted_from_its_code_with_the_source(text, method, source):
    lines = text["Differences between groups"].splitlines()
    (line,) = (line for line in lines if line.startswith(f"- *{method}*: "))
    assert source in line


def test_a_comparison_says_what_it_does_not_adjust_for(text):
    assert "adjusts for the baseline score and for nothing else" in text["Differences between groups"]
    assert "difference between non-randomised cohorts" in text["Differences between groups"]


def test_no_markup_of_the_code_is_left_in_the_words(text):
    assert not any(":func:" in words or ":data:" in words or "``" in words for words in text.values())
