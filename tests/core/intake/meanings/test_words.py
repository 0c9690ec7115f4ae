import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intake.meanings.words import (
    PARSERS,
    ae_status,
    follow_up_end,
    no_event,
    read_all,
    relatedness,
    severity,
    sex,
    yes_no,
)
from core.schema import AE_SEVERITIES, AE_STATUSES, FOLLOW_UP_ENDS, SEXES


@pytest.mark.parametrize(
    "text", ["yes", "Y", "TRUE", "true", "1", "1.0", "Checked", "x", "J", "Ja", "oui", "Sí", "sim", "tak"]
)
def test_yes_in_many_forms(text):
    assert (yes_no(text).value, yes_no(text).certain) == (True, True)


@pytest.mark.parametrize(
    "text", ["no", "N", "FALSE", "0", "Unchecked", "nein", "nee", "non", "não", "nej", "nie", "none", "No."]
)
def test_no_in_many_forms(text):
    assert (yes_no(text).value, yes_no(text).certain) == (False, True)


@pytest.mark.parametrize(("text", "code"), [("", ""), ("NA", "missing_token"), ("999", "missing_token")])
def test_a_missing_yes_or_no_is_neither(text, code):
    assert (yes_no(text).value, yes_no(text).code, yes_no(text).certain) == (None, code, True)


@pytest.mark.parametrize("text", ["2", "perhaps", "yes and no"])
def test_what_is_neither_yes_nor_no_is_a_question(text):
    assert (yes_no(text).value, yes_no(text).code, yes_no(text).certain) == (None, "not_yes_or_no", False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("M", "male"),
        ("f", "female"),
        ("W", "female"),
        ("Male", "male"),
        ("weiblich", "female"),
        ("vrouw", "female"),
        ("homme", "male"),
        ("mujer", "female"),
        ("uomo", "male"),
        ("kvinna", "female"),
        ("mężczyzna", "male"),
        ("divers", "other"),
        ("non-binary", "other"),
        ("M (male)", "male"),
        ("1 - Male", "male"),
    ],
)
def test_sex_in_many_languages(text, value):
    assert (sex(text).value, sex(text).certain) == (value, True)


def test_codes_of_sex_are_proposals():
    assert (sex("1").value, sex("2").value, sex("1").certain) == ("male", "female", False)
    assert (sex("0").value, sex("u").value, sex("Unknown").code) == (None, None, "missing_token")


def values(field, texts):
    return {text: (found.value, found.certain) for text, found in read_all(field, texts.split()).items()}


def test_a_letter_of_sex_means_what_the_other_letter_makes_of_it():
    assert values("sex", "M F") == {"M": ("male", True), "F": ("female", True)}
    # hombre and mujer; homme and femme
    assert values("sex", "H M") == {"H": ("male", False), "M": ("female", False)}
    assert values("sex", "H F") == {"H": ("male", True), "F": ("female", True)}
    # man and vrouw, or mujer and varón
    assert values("sex", "V M") == {"V": ("female", False), "M": ("male", False)}


def test_numbers_mean_what_the_other_numbers_make_of_them():
    assert values("serious", "0 1") == {"0": (False, True), "1": (True, True)}
    assert values("serious", "1 2") == {"1": (True, False), "2": (False, False)}
    assert values("related", "0 1") == {"0": (False, True), "1": (True, True)}
    assert values("related", "1 2 3 4") == dict.fromkeys("1234", (None, False))


SEVERITIES = {
    "mild": "mild; MILD; leicht; licht; légère; leve; lieve; lindrig; łagodne",
    "moderate": "moderate; mäßig; mittelschwer; matig; modérée; moderado; umiarkowane; Moderate AE",
    "severe": "severe; schwer; ernstig; sévère; grave; svår; alvorlig; ciężkie",
    "life-threatening": "life-threatening; Life threatening; lebensbedrohlich; levensbedreigend; livstruende",
}


@pytest.mark.parametrize(
    ("value", "text"), [(value, text.strip()) for value, texts in SEVERITIES.items() for text in texts.split(";")]
)
def test_severity_in_words(value, text):
    assert severity(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 (moderate)", "moderate"),
        ("Grade 3: Severe", "severe"),
        ("3 - severe", "severe"),
        ("severe (grade 3)", "severe"),
    ],
)
def test_a_grade_with_its_word_is_certain(text, value):
    assert (severity(text).value, severity(text).code, severity(text).certain) == (value, "", True)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("Gr1", "mild", "severity_grade"),
        ("Grade 2", "moderate", "severity_grade"),
        ("G3", "severe", "severity_grade"),
        ("CTCAE 4", "life-threatening", "severity_grade"),
        ("CTCAE grade 2", "moderate", "severity_grade"),
        ("Grade II", "moderate", "severity_grade"),
        ("Schweregrad", None, "severity_unknown"),
        ("1", "mild", "severity_code"),
        ("5", "life-threatening", "fatal_event"),
        ("3 mild", None, "severity_unknown"),
        ("not severe", None, "severity_unknown"),
        ("moderate to severe", None, "severity_unknown"),
        ("0", None, "severity_unknown"),
    ],
)
def test_a_grade_alone_is_a_proposal_at_most(text, value, code):
    assert (severity(text).value, severity(text).code, severity(text).certain) == (value, code, False)


@pytest.mark.parametrize("text", ["fatal", "Death", "tödlich", "mortel"])
def test_a_fatal_event_is_the_worst_grade_and_is_told_apart(text):
    assert (severity(text).value, severity(text).code) == ("life-threatening", "fatal_event")


@pytest.mark.parametrize(
    ("text", "value"), [("Related", True), ("Not related", False), ("unrelated", False), ("Y", True), ("No", False)]
)
def test_plain_relatedness_is_certain(text, value):
    assert (relatedness(text).value, relatedness(text).certain) == (value, True)


@pytest.mark.parametrize(
    "text",
    [
        "definite",
        "certain",
        "probable",
        "Probably related",
        "likely",
        "Likely related",
        "possible",
        "POSSIBLY RELATED",
        "possibly related to the cream",
        "4 - probable",
        "Probable (4)",
        "suspected",
        "wahrscheinlich",
        "möglich",
        "mogelijk",
        "vraisemblable",
        "posible",
        "possibile",
        "möjlig",
    ],
)
def test_what_was_at_least_thought_possible_is_proposed_as_related(text):
    found = relatedness(text)
    assert (found.value, found.code, found.certain) == (True, "relatedness_scale", False)


@pytest.mark.parametrize(
    "text",
    [
        "unlikely",
        "UNLIKELY",
        "Unlikely related",
        "remote",
        "doubtful",
        "not likely",
        "probably not",
        "probably not related",
        "possibly not related",
        "definitely not related",
        "2 = unlikely",
        "unwahrscheinlich",
        "onwaarschijnlijk",
        "peu probable",
        "improbabile",
        "osannolik",
        "no relation",
        "no reasonable possibility",
        "excluded",
    ],
)
def test_what_was_thought_unlikely_never_reads_as_related(text):
    found = relatedness(text)
    assert (found.value, found.code, found.certain) == (False, "relatedness_scale", False)


def test_what_nobody_could_judge_is_neither():
    assert (relatedness("unassessable").value, relatedness("unassessable").code) == (None, "unassessable")
    assert (relatedness("unknown").value, relatedness("unknown").code) == (None, "missing_token")
    assert (relatedness("2").value, relatedness("purple").certain) == (None, False)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("none", "none"),
        ("No AEs", "none"),
        ("0", "none"),
        ("any", "any"),
        ("Yes", "any"),
        ("1", "any"),
        ("ja", "any"),
        ("keine", "none"),
        ("not documented", "not documented"),
        ("unknown", "not documented"),
        ("", None),
    ],
)
def test_the_documentation_of_events(text, status):
    assert ae_status(text).value == status


@pytest.mark.parametrize(
    ("text", "placeholder"),
    [
        ("", True),
        ("None", True),
        ("no AE", True),
        ("No adverse events", True),
        ("NA", True),
        ("keine", True),
        ("-", True),
        ("aucun", True),
        ("Nausea", False),
        ("No appetite", False),
        ("Nasopharyngitis", False),
        ("Acne", False),
    ],
)
def test_a_row_without_an_event_is_told_from_one_with(text, placeholder):
    assert no_event(text).value is placeholder


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("ongoing", "ongoing"),
        ("Completed", "ongoing"),
        ("Stopped Opzelura", "stopped cream"),
        ("LTFU", "lost to follow-up"),
        ("lost to follow up", "lost to follow-up"),
        ("deceased", "died"),
        ("systemic stopped", "stopped systemic"),
        ("both stopped", "stopped both"),
        ("moved house", None),
    ],
)
def test_the_end_of_follow_up(text, end):
    assert follow_up_end(text).value == end


@pytest.mark.parametrize(
    ("parser", "words"),
    [(sex, SEXES), (severity, AE_SEVERITIES), (ae_status, AE_STATUSES), (follow_up_end, FOLLOW_UP_ENDS)],
)
def test_every_word_of_the_schema_reads_as_itself(parser, words):
    assert [parser(word).value for word in words] == list(words)
    assert all(parser(word).certain and not parser(word).code for word in words)


@given(st.text(max_size=30), st.sampled_from(sorted(PARSERS)))
def test_any_text_is_read_without_fault(text, field):
    found = PARSERS[field](text)
    assert not (found.code == "missing_token" and found.value is not None)
    assert found.certain or found.code


@given(st.lists(st.text(max_size=8), max_size=6, unique=True), st.sampled_from(sorted(PARSERS)))
def test_any_column_of_words_keeps_its_texts(texts, field):
    assert list(read_all(field, texts)) == texts
