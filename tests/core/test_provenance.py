import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ExtractError
from core.provenance import SYNTHETIC_LABEL, Provenance, PublishedFigure

FULL = Provenance(
    title="Kohorte B, Zürich",
    source="chart review",
    synthetic=False,
    data_cut="2024-06-30",
    published=(PublishedFigure("patients", "A", 73, "a congress", "reported", "note"),),
)
UNREADABLE = "The file's provenance cannot be read. Write the extract again with this program."
UNTITLED = "The file's provenance lacks a title, or does not say whether it is synthetic."
MIXED = (
    "The file's provenance holds a number where words belong, or words where a number belongs. "
    "Write the extract again with this program."
)


def test_provenance_survives_being_written_and_read():
    assert Provenance.from_json(FULL.to_json()) == FULL


@given(st.text(), st.text(), st.booleans(), st.text())
def test_any_words_survive(title, source, synthetic, data_cut):
    given_words = Provenance(title, source, synthetic, data_cut)
    assert Provenance.from_json(given_words.to_json()) == given_words


def test_only_synthetic_data_carry_the_label():
    assert Provenance("t", "s", synthetic=True).label == SYNTHETIC_LABEL == "SYNTHETIC - not study data"
    assert FULL.label == ""


@pytest.mark.parametrize(
    "text",
    ["", "{", "3", "null", "[]", '"x"', "{}", '{"title": "t"}', "[" * 100_000],
    ids=["empty", "open", "number", "null", "list", "text", "nothing", "half", "deep"],
)
def test_what_is_not_a_provenance_is_said_in_one_sentence(text):
    with pytest.raises(ExtractError) as caught:
        Provenance.from_json(text)
    assert str(caught.value) == UNREADABLE


def altered(**changes):
    return json.dumps({**json.loads(FULL.to_json()), **changes})


@pytest.mark.parametrize("changes", [{"title": 3}, {"title": None}, {"synthetic": "no"}, {"synthetic": None}])
def test_a_title_and_whether_it_is_synthetic_are_needed(changes):
    with pytest.raises(ExtractError) as caught:
        Provenance.from_json(altered(**changes))
    assert str(caught.value) == UNTITLED


@pytest.mark.parametrize("changes", [{"unheard_of": 1}, {"published": [{"quantity": "patients"}]}, {"published": 3}])
def test_fields_that_do_not_belong_are_refused(changes):
    with pytest.raises(ExtractError) as caught:
        Provenance.from_json(altered(**changes))
    assert str(caught.value) == UNREADABLE


FIGURE = {"quantity": "patients", "cohort": "A", "value": 73, "source": "s", "status": "reported", "note": ""}


@pytest.mark.parametrize(
    "changes",
    [
        {"source": 3},
        {"data_cut": None},
        {"published": [{**FIGURE, "value": "73"}]},
        {"published": [{**FIGURE, "value": True}]},
        {"published": [{**FIGURE, "quantity": ["patients"]}]},
        {"published": [{**FIGURE, "note": 3}]},
    ],
)
def test_words_and_numbers_are_not_mixed_up(changes):
    with pytest.raises(ExtractError) as caught:
        Provenance.from_json(altered(**changes))
    assert str(caught.value) == MIXED
