"""Every display from counts is that of the patients they are of, or says why it is not there."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from core.chart_options import ChartOptions
from core.data import Data, data_of
from core.displays.catalogue import CATALOGUE
from core.displays.unavailable import OF_EVENTS, OF_PATIENTS, why_not
from core.export.story import Views, deck_of, shown_scene
from core.extract import read_extract
from core.scenes import Scene, Story
from core.selection import Selection
from core.store.file import store_bytes, write_store
from core.store.stored import read_store
from core.view import View

TWO_FILTERS = Selection(related=("cream",), serious=("yes",))


@pytest.fixture(scope="module")
def patients():
    return data_of(read_extract(Path(__file__).resolve().parents[3] / "sample_data" / "extract.parquet"))


@pytest.fixture(scope="module")
def counts(patients):
    return Data(read_store(store_bytes(patients.store)))


@pytest.fixture(scope="module")
def without_profiles(patients):
    file = BytesIO()
    write_store(patients.store, file, profiles=False)
    return Data(read_store(file.getvalue()))


@pytest.mark.parametrize("key", sorted(set(CATALOGUE) - set(OF_PATIENTS)))
def test_a_display_of_counts_has_the_table_and_the_words_of_the_patients(patients, counts, key):
    selection = Selection(cohort=("B",), related=("systemic",))
    options = ChartOptions(values="change", lines="on")
    own, other = (CATALOGUE[key].build(View(data, selection), options, None) for data in (counts, patients))
    if other is None:
        assert own is None
    else:
        assert own.words == other.words
        assert_frame_equal(own.table, other.table, rtol=1e-9)


@pytest.mark.parametrize("key", sorted(OF_PATIENTS))
def test_a_display_of_single_patients_becomes_a_line_that_says_so(counts, key):
    shown = shown_scene(Scene(key), Views(counts))
    assert shown.display.key == "words"
    assert shown.display.name == CATALOGUE[key].label
    assert "not shown, because these data are counts" in shown.display.words


def test_displays_of_events_say_where_they_are_not_counted(without_profiles):
    view, options = View(without_profiles, TWO_FILTERS), ChartOptions()
    for key in OF_EVENTS - set(OF_PATIENTS):
        assert why_not(key, view, options) == view.uncounted != ""
    assert why_not("subgroups", view, options) == view.uncounted
    assert why_not("subgroups", view, replace(options, effect="itch_change")) == ""
    assert why_not("itch_nrs", view, options) == ""


def test_all_scenes_can_be_shown_of_counts_whatever_they_lack(without_profiles):
    story = Story(tuple(Scene(key, TWO_FILTERS.to_query()) for key in CATALOGUE))
    deck = deck_of(story, without_profiles)
    said = [scene.display.words for scene in deck.scenes if scene.display.key == "words"]
    assert len(said) == len(set(OF_PATIENTS) | OF_EVENTS) + 1  # the subgroups compare any event
    assert all("counts" in words for words in said)
