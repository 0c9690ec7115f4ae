"""From scenes to what is shown: the ready-made story, titles, lines beneath them, and views computed once."""

import re

import pytest

from core.chart_options import ChartOptions
from core.data import data_of
from core.displays.catalogue import CATALOGUE
from core.export.shown import Shown
from core.export.story import Views, deck_of, default_story
from core.export.title_parts import LONGEST
from core.scenes import Scene, Story
from core.selection import Selection
from core.view import View
from tests.core.export.reading_slides import deck_with


def keys(story):
    return [scene.display for scene in story.scenes]


def test_the_ready_made_story_of_the_sample(sample_data, sample):
    story = default_story(View(sample_data, Selection()))
    assert keys(story) == [
        "patients",
        "incidence",
        "special-interest",
        "iga",
        "bsa_pct",
        "itch_nrs",
        "subgroups",
        "limits",
    ]
    assert story.digest == sample.digest


def test_the_titles_of_the_ready_made_story_say_what_was_found(sample_data):
    deck = deck_of(default_story(View(sample_data, Selection())), sample_data)
    assert [scene.title for scene in deck.scenes] == [
        "Who the patients are: Cohort A 73, Cohort B 42; most unlike in itch at baseline (SMD 1.75)",
        "Any adverse event: Cohort A 2/73 (2.7%), Cohort B 5/41 (12.2%)",
        "No event of special interest seen; not excluded: Cohort A up to 4.9%, Cohort B up to 8.6%",
        "IGA clear or almost clear at week 52: Cohort A 56/70 (80.0%), Cohort B 22/32 (68.8%)",
        "BSA (%), median: Cohort A 9.5 to 2.5 (week 0 to 52), Cohort B 5.0 to 0.8 (week 0 to 52)",
        "Itch, median: Cohort A 9.0 to 1.0 (week 0 to 52), Cohort B 7.0 to 1.0 (week 0 to 52)",
        "B minus A: patients with an event: 9.5 percentage points (95% CI -0.1 to 23.0)",
        "What these data cannot show",
    ]


def test_the_story_keeps_filter_and_options(sample_data):
    view = View(sample_data, Selection(cohort=("B",), by="agent"))
    story = default_story(view, ChartOptions(week="24"))
    assert {scene.query.replace("&between=B", "") for scene in story.scenes} == {"cohort=B&by=agent&week=24"}
    assert "between=B" in next(scene.query for scene in story.scenes if scene.display == "subgroups")


def test_an_extract_with_next_to_nothing_has_a_story_that_says_what_it_lacks(extract_of):
    extract = extract_of(
        "patient_id | ae_status\n p1 | not documented\n p2 | not documented",
        "patient_id | week | iga\n p1 | 0 | 4\n p1 | 52 | 1",
    )
    own = data_of(extract)
    story = default_story(View(own, Selection()))
    assert keys(story) == ["patients", "iga", "subgroups", "limits"]
    limits = deck_of(story, own).scenes[-1].display.words
    assert "Documented of no selected patient: nothing can be said about adverse events." in limits
    assert "BSA never recorded" in limits and "Itch never recorded" in limits


def test_nobody_selected_still_has_patients_and_limits(sample_data):
    nobody = Selection(agent=("abrocitinib",), sex=("female",), severity=("mild",), cohort=("B",))
    assert keys(default_story(View(sample_data, nobody))) == ["patients", "limits"]


QUERIES = ["", "by=agent", "by=site&missing=nri", "by=nothing&missing=bounds", "agent=methotrexate&values=change"]


@pytest.mark.parametrize("query", [*QUERIES, "agent=abrocitinib&sex=female&severity=mild&cohort=B"])
def test_every_title_fits_and_says_nothing_forbidden(query, sample_data):
    for scene in deck_with(sample_data, *((key, query) for key in CATALOGUE)).scenes:
        assert 0 < len(scene.title) <= LONGEST
        assert not re.search(r"nan|significant|effective|\bsafe\b|tolerated", scene.title.lower())


def test_of_fewer_than_five_patients_a_title_has_counts_alone(sample_data):
    deck = deck_with(sample_data, ("incidence", "agent=abrocitinib"))
    assert deck.scenes[0].title == "Any adverse event: Cohort A 0/3, Cohort B 0/1"


def test_a_title_says_what_a_missing_score_counts_as(sample_data):
    deck = deck_with(sample_data, ("iga", "cohort=B&missing=nri"), ("iga", "missing=bounds"))
    assert [scene.title for scene in deck.scenes] == [
        "IGA clear or almost clear at week 52, missing as no response: Cohort B 22/42 (52.4%)",
        "IGA, share in each grade, worst to best case",
    ]


def test_of_few_patients_a_title_names_no_imbalance(sample_data):
    deck = deck_with(sample_data, ("patients", "agent=methotrexate"))
    assert deck.scenes[0].title == "Who the patients are: Cohort A 3, Cohort B 2"


def test_a_title_of_the_user_goes_before_the_finding(sample_data):
    deck = deck_with(sample_data, Scene("iga", title="  My title "))
    assert deck.scenes[0].title == "My title"


def test_the_lines_of_a_scene(sample_data):
    (scene,) = deck_with(sample_data, ("incidence", "agent=dupilumab&serious=yes&by=sex")).scenes
    assert scene.filter_line == "Patients on dupilumab; counted: a serious event; compared by sex"
    assert scene.n_line.startswith("n (AE status documented): female ")
    assert scene.reproduce == "python -m core summary --filter 'agent=dupilumab&by=sex&serious=yes'"
    assert isinstance(scene, Shown) and scene.ignored == ()


def test_a_named_extract_stands_in_the_command_quoted(sample_data):
    deck = deck_with(sample_data, ("iga", "by=sex"), file="my extract.parquet")
    assert deck.scenes[0].reproduce == "python -m core summary 'my extract.parquet' --filter 'by=sex'"


def test_each_selection_has_one_view(sample_data):
    views = Views(sample_data)
    first = views.of(Selection(cohort=("B",)))
    assert views.of(Selection(cohort=("B",))) is first
    assert first.whole is views.of(Selection())


def test_a_session_s_count_of_looks_is_not_part_of_an_export(sample_data):
    (scene,) = deck_with(sample_data, ("subgroups", "")).scenes
    assert "in this session" not in " ".join(scene.footnotes)


def test_a_story_of_the_same_data_is_not_called_foreign(sample_data, sample):
    deck = deck_of(Story((Scene("iga"),), sample.digest), sample_data)
    assert deck.scenes[0].ignored == ()
