import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intake.meanings.plain import compact, phrases, plain, words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  Patient   No.\u00a0", "patient no."),
        ("Świąd", "swiad"),
        ("MÄSSIG", "massig"),
        ("Größe", "grosse"),
        ("Løbenummer", "lobenummer"),
        ("ciężkie łagodne", "ciezkie lagodne"),
        ("１５％", "15%"),
        ("10–15", "10-15"),
        ("m²", "m2"),
        ("l\u2019investigateur", "l'investigateur"),
        ("P\u200b01\ufeff", "p01"),
        ("Dupixent®", "dupixent"),
    ],
)
def test_a_text_is_reduced_to_what_its_reader_hears(text, said):
    assert plain(text) == said


@pytest.mark.parametrize(
    ("title", "parts"),
    [("Wk12_IGA (0-4)", "wk 12 iga 0 4"), ("patientId", "patient id"), ("AE.start-date", "ae start date"), ("%!?", "")],
)
def test_a_title_is_its_words_and_numbers(title, parts):
    assert " ".join(words(title)) == parts
    assert compact(title) == parts.replace(" ", "")


def test_a_list_is_its_phrases():
    assert phrases(" one two;\n  Drei ;; ") == ("one two", "drei")


@given(st.text(max_size=60))
def test_what_is_plain_stays_plain(text):
    once = plain(text)
    assert plain(once) == once
    assert compact(once) == compact(once.upper()) or any(not sign.isascii() for sign in once)
