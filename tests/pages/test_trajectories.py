"""The page Trajectories: every switch, what stands beside each chart, and the table of the chosen visit."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import reading
from tests.pages.reading import plain_tables, shown, without_error

CHARTS = {"iga", "bsa_pct", "itch_nrs", "responders"}


@pytest.fixture
def page(app):
    """A function that opens the page at a query."""

    def opened(**query) -> AppTest:
        return without_error(app(**query).switch_page("trajectories.py").run())

    return opened


def charts(test: AppTest) -> set[str]:
    """The keys of the charts on the page."""
    return set(reading.charts(test))


@pytest.mark.parametrize("missing", ["observed", "nri", "bounds", "locf"])
@pytest.mark.parametrize("values", ["scores", "change"])
def test_the_page_runs_with_every_rule_for_missing_scores(page, missing, values):
    test = page(missing=missing, values=values, centre="mean", scale="sqrt", lines="on")
    switches = {switch.key: switch.value for switch in test.button_group}
    assert switches["option-lines"] == "on"
    assert next(box for box in test.selectbox if box.key == "option-missing").value == missing
    # The axis of BSA is offered where it means something.
    assert ("option-scale" in switches) == (values == "scores")


@pytest.mark.parametrize(
    ("option", "value", "added"),
    [
        ("iga_beside", "flow", {"iga-flow", "itch-curve"}),
        ("iga_beside", "strip", {"iga-strip", "itch-curve"}),
        ("bsa_beside", "waterfall", {"bsa-waterfall", "itch-curve"}),
        ("itch_beside", "curve", {"itch-curve"}),
        ("itch_beside", "none", set()),
    ],
)
def test_what_the_reader_puts_beside_a_chart_is_drawn(page, option, value, added):
    test = page(**{option: value})
    assert charts(test) == CHARTS | added
    assert ("option-strip_sort" in {one.key for one in test.selectbox}) == (value == "strip")
    assert ("option-threshold" in {one.key for one in test.selectbox}) == ("itch-curve" in added)


def test_a_choice_beside_a_chart_takes_effect(page):
    test = page()
    test.button_group(key="option-bsa_beside").set_value("waterfall").run()
    assert "bsa-waterfall" in charts(without_error(test))
    test.selectbox(key="option-threshold").set_value("6").run()
    assert without_error(test).session_state["options"].threshold == "6"


@pytest.mark.parametrize(
    "query",
    [
        {"by": "agent"},
        {"agent": "cyclosporine"},
        {"agent": "abrocitinib"},
        {"agent": "methotrexate", "by": "agent"},
        {"cohort": "B"},
        {"by": "nothing"},
    ],
    ids=["six agents", "one patient", "four patients", "five of one agent", "one cohort", "all at once"],
)
@pytest.mark.parametrize("options", [{}, {"missing": "bounds", "lines": "on"}], ids=["as opened", "bounds and lines"])
def test_the_page_runs_whoever_is_selected(page, query, options):
    beside = {"iga_beside": "strip", "bsa_beside": "waterfall"}
    assert charts(page(**query, **options, **beside)) >= CHARTS


def test_an_empty_selection_draws_no_chart(page):
    assert charts(page(cohort="A", agent="methotrexate", severity="mild")) == set()


def test_the_table_follows_the_chosen_visit(page):
    test = page()
    rows = plain_tables(test)["Week 52 against baseline"]
    assert [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in rows[0]] == [
        "IGA, grade",
        "Cohort A",
        "70 of 73",
        "3.46",
        "0.89",
        "-2.57 (-2.78 to -2.36)",
        "-2.50 (-3.00 to -2.50)",
        "<0.001",
    ]
    test.selectbox(key="option-week").set_value("24").run()
    tables = plain_tables(without_error(test))
    assert "Week 24 against baseline" in tables and "Week 52 against baseline" not in tables


def test_the_difference_between_two_groups_says_what_it_is_adjusted_for(page):
    test = page()
    assert "adjusted for baseline only, not for confounding" in shown(test)
    name = "Difference in change to week 52, Cohort B minus Cohort A, adjusted for baseline only, not for confounding"
    rows = plain_tables(test)[name]
    assert [row[0] for row in rows] == ["IGA, grade", "BSA, % of body surface", "Itch, points, 0-10"]
    assert [row[1].replace("\N{NO-BREAK SPACE}", " ") for row in rows] == ["70 and 32", "70 and 29", "70 and 27"]
    assert rows[0][4] == "0.25 (-0.11 to 0.60)"
    # The same standardised differences as in Table 1.
    table_one = plain_tables(without_error(test.switch_page("overview.py").run()))["Baseline characteristics"]
    smds = {row[0]: row[-1] for row in table_one}
    assert [row[-1] for row in rows] == [smds["IGA at baseline"], smds["BSA at baseline, %"], smds["Itch at baseline"]]


@pytest.mark.parametrize("query", [{"cohort": "A"}, {"by": "agent"}, {"by": "nothing"}])
def test_there_is_no_difference_without_two_groups(page, query):
    assert "adjusted for baseline only" not in shown(page(**query))


def test_under_ten_pairs_there_is_no_test_and_no_difference(page):
    tables = plain_tables(page(agent=["methotrexate", "abrocitinib"]))
    # Six patients of cohort A, three of cohort B.
    first, second, *_ = tables["Week 52 against baseline"]
    assert first[5:] == ["-2.17", "-2.00", "–"]
    assert second[3:] == ["–"] * 5
    between = next(rows for name, rows in tables.items() if name.startswith("Difference in change"))
    assert {cell for row in between for cell in row[2:]} == {"–"}
