"""What a view says and counts where the data came without the profiles of adverse events."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from pandas.testing import assert_frame_equal

from core.analyses.subgroups import subgroups
from core.data import Data, data_of
from core.extract import read_extract
from core.selection import Selection
from core.store.file import write_store
from core.store.stored import read_store
from core.view import View

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "extract.parquet"
TWO_FILTERS = Selection(related=("cream",), serious=("yes",))


@pytest.fixture(scope="module")
def patients():
    return data_of(read_extract(SAMPLE))


@pytest.fixture(scope="module")
def counts(patients):
    file = BytesIO()
    write_store(patients.store, file, profiles=False)
    return Data(read_store(file.getvalue()))


def test_data_with_every_event_count_any_combination(patients):
    assert View(patients, TWO_FILTERS).uncounted == ""


@pytest.mark.parametrize("selection", [Selection(), Selection(serious=("yes",)), Selection(period=("all",))])
def test_one_choice_of_one_filter_is_counted(counts, patients, selection):
    own = View(counts, selection)
    assert own.uncounted == ""
    assert own.sentence == View(patients, selection).sentence


def test_the_sentence_says_why_nothing_is_counted_and_what_would_be(counts):
    said = View(counts, TWO_FILTERS).sentence
    assert said.startswith("All patients: 115 patients. Cohort A: 73 patients. Cohort B: 42 patients. Events are not")
    assert "hold the events of one choice of one filter at a time (related to the cream; related to the " in said
    assert "had" not in said


def test_nobody_is_counted_by_events_and_everybody_by_scores(counts, patients):
    own, all_events = View(counts, TWO_FILTERS).tally, View(patients, Selection()).tally
    assert own.selection == TWO_FILTERS
    assert own.documented.sum() == own.events.patients.sum() == own.events.first.events.sum() == 0
    assert own.events.exposure_weeks.sum() == own.events.special.sum() == 0
    np.testing.assert_array_equal(own.patients, all_events.patients)
    np.testing.assert_array_equal(own.scores, all_events.scores)


def test_subgroups_are_counted_by_scores_alone(counts, patients):
    own, all_events = View(counts, TWO_FILTERS).subgroups, View(patients, Selection()).subgroups
    for mine, other in zip((own.overall, *own.factors), (all_events.overall, *all_events.factors), strict=True):
        assert mine.documented.sum() == mine.with_event.sum() == 0
        np.testing.assert_array_equal(mine.patients, other.patients)
    responses = (subgroups(tally, effect="iga_0_1", between="cohorts", week=52) for tally in (own, all_events))
    assert_frame_equal(*responses)
