import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.export.names import MOST_LETTERS, file_stem
from core.selection import Selection

DAY = date(2026, 11, 22)


def named(**choices):
    return file_stem("trajectories", "iga", selection=Selection(**choices), day=DAY)


@pytest.mark.parametrize(
    ("choices", "of_whom"),
    [
        ({}, "all-patients"),
        ({"cohort": ("B",), "agent": ("dupilumab",)}, "cohort-B-dupilumab"),
        ({"agent": ("dupilumab+methotrexate",)}, "dupilumab-and-methotrexate"),
        ({"agent": ("dupilumab", "methotrexate")}, "dupilumab-methotrexate"),
        ({"agent": ("missing",), "severity": ("severe",)}, "agent-missing-severe"),
        ({"bsa": ("severe",), "by": "agent_class"}, "bsa-severe-by-agent-class"),
        (
            {"serious": ("yes",), "related": ("cream",), "at_least": ("moderate",)},
            "related-cream-serious-at-least-moderate",
        ),
    ],
)
def test_a_name_says_page_display_selection_and_date(choices, of_whom):
    assert named(**choices) == f"ruxscope-trajectories-iga-{of_whom}-2026-11-22"


def test_a_part_that_is_empty_leaves_no_gap():
    assert file_stem("", "table-1", selection=Selection(), day=DAY) == "ruxscope-table-1-all-patients-2026-11-22"


def test_a_selection_that_is_too_long_ends_in_a_digest_and_still_in_the_date():
    sites = tuple(f"Site number {place}" for place in range(30))
    name = named(site=sites)
    assert len(name) <= MOST_LETTERS
    assert name.startswith("ruxscope-trajectories-iga-site-Site-number-0-")
    assert re.search(r"-[0-9a-f]{8}-2026-11-22$", name)
    assert named(site=sites[:-1]) != name


def test_sites_that_differ_in_letters_which_ascii_lacks_have_different_names():
    names = {named(site=(site,)) for site in ("東京", "大阪", "Zürich", "Zurich")}
    assert len(names) == 4
    assert named(site=("Zürich",)).startswith("ruxscope-trajectories-iga-site-Zurich-")


@given(st.lists(st.text(), max_size=6), st.text(), st.text())
@example([], "", "0" * 39 + ":0")
def test_no_text_breaks_a_name(sites, page, display):
    name = file_stem(page, display, selection=Selection(site=tuple(sites)), day=DAY)
    assert re.fullmatch(r"ruxscope(-[A-Za-z0-9]+)*-2026-11-22", name)
    assert len(name) <= MOST_LETTERS
