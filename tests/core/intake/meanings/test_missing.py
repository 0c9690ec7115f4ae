import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intake.fields import FIELDS
from core.intake.meanings.missing import TOKENS, is_missing, missing


@pytest.mark.parametrize(
    "text",
    [
        "NR",
        "ND",
        "NA",
        "n/a",
        "N.A.",
        ".",
        "-",
        "--",
        "?",
        "nan",
        "NULL",
        "<NA>",
        "#N/A",
        "#REF!",
        "unknown",
        "Not done",
        "not recorded",
        "[not completed]",
        "onbekend",
        "n.v.t.",
        "nicht erhoben",
        "k.A.",
        "non renseigné",
        "sin datos",
        "non disponibile",
        "não disponível",
        "saknas",
        "uoplyst",
        "brak danych",
        "UNK",
        "ASKU",
        "NI",
    ],
)
def test_a_word_for_no_value_is_missing_and_said(text):
    assert missing(text).code == "missing_token"
    assert missing(text).value is None
    assert is_missing(f" {text} ")


def test_a_blank_cell_is_missing_without_a_word():
    assert missing("") == missing("  ") == missing("\u200b")
    assert missing("").code == ""


@pytest.mark.parametrize("text", ["0", "12", "none", "no", "nil", "Nausea", "NAD", "normal", "A", "n"])
def test_a_value_is_not_missing(text):
    assert missing(text) is None


@pytest.mark.parametrize(
    ("field", "number", "gone"),
    [
        ("iga", "999", True),
        ("iga", "-9", True),
        ("iga", "99", True),
        ("iga", "9", False),
        ("iga", "-1", False),
        ("itch_nrs", "99", True),
        ("itch_nrs", "77", False),
        ("bsa_pct", "99", False),
        ("bsa_pct", "99.9", False),
        ("bsa_pct", "999", True),
        ("age", "99", False),
        ("age", "999", True),
        ("week", "-8", False),
        ("week", "99", False),
        ("week", "999", True),
        ("day", "-999", False),
        ("day", "9999", True),
        ("cream_start_week", "-99", False),
        ("cream_start_week", "-999", True),
        ("sex", "999", True),
        ("patient_id", "999", False),
        ("patient_id", "-9", False),
        ("visit", "999", False),
    ],
)
def test_a_number_is_missing_only_where_the_field_cannot_hold_it(field, number, gone):
    assert is_missing(number, field) is gone


def test_a_site_may_be_called_na():
    assert not is_missing("NA", "site")
    assert is_missing("unknown", "site")


def test_why_a_visit_has_no_score_is_no_value_of_other_columns():
    assert is_missing("withdrawn", "iga")
    assert not is_missing("withdrawn", "action_taken")
    assert not is_missing("refused", "outcome")


@given(st.sampled_from(sorted(TOKENS)), st.sampled_from(sorted(FIELDS)))
def test_case_and_spaces_change_nothing(token, field):
    assert is_missing(token, field) == is_missing(f"  {token.upper()} ", field)


@given(st.text(max_size=20), st.sampled_from(["", *sorted(FIELDS)]))
def test_a_missing_cell_never_has_a_value(text, field):
    found = missing(text, field)
    assert found is None or found.value is None
