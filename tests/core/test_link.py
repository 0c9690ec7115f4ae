"""What a link says."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.chart_options import CHART_OPTIONS, ChartOptions
from core.link import Link, link_of_query
from core.selection import Selection

OPTIONS = st.builds(
    ChartOptions, **{field.name: st.sampled_from(CHART_OPTIONS[field.name]) for field in fields(ChartOptions)}
)
SELECTIONS = st.builds(
    Selection,
    cohort=st.sets(st.sampled_from(["A", "B"])),
    severity=st.sets(st.sampled_from(["moderate", "severe"])),
    by=st.sampled_from(["cohort", "agent", "nothing"]),
)


@given(
    selection=SELECTIONS,
    options=OPTIONS,
    pin=st.none() | SELECTIONS,
    data=st.sampled_from(["", "19550309fea8", "<b>", "a&v=2"]),
    release=st.sampled_from(["", "0.1.0", "1.0 beta"]),
)
def test_a_link_says_everything_back(sample_coded, selection, options, pin, data, release):
    link = Link(selection, options, pin, data, release)
    assert link_of_query(link.to_query(), sample_coded.options) == (link, ())


def test_nothing_is_said_about_the_default():
    assert Link().to_query() == ""


@pytest.mark.parametrize(
    ("query", "ignored"),
    [("agent=aspirin", "agent"), ("scale=cubic", "scale"), ("pin=agent%3Daspirin", "agent"), ("colour=red", "colour")],
)
def test_what_names_nothing_is_ignored_and_named(sample_coded, query, ignored):
    link, unknown = link_of_query(query, sample_coded.options)
    assert [item.name for item in unknown] == [ignored]
    assert link.selection == Selection()


@pytest.mark.parametrize(("data", "same"), [("", True), ("19550309fea8", True), ("19550309fea9", False), ("1", False)])
def test_a_link_knows_the_data_it_was_made_on(data, same):
    assert Link(data=data).made_on("19550309fea8" + 52 * "0") is same
