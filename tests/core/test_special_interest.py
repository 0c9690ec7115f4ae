import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame

from core.coding import coded
from core.schema import SPECIAL_INTERESTS
from core.special_interest import (
    BY_TERM,
    BY_WORDS,
    DEFAULT_SYNONYMS,
    GIVEN,
    SynonymError,
    SynonymMap,
    match,
    matched_terms,
    normalised,
    seriousness_unknown,
)

INFECTIONS = "Infections and infestations"
ONE = "patient_id | ae_status\n p1 | any"
SMALL = SynonymMap.of([("Shingles", "herpes zoster"), ("stroke", "MACE")])


@pytest.fixture
def counts_as(extract_of):
    """The categories that one event of one patient counts as."""

    def find(synonyms=DEFAULT_SYNONYMS, **event):
        row = {"patient_id": "p1", **event}
        extract = extract_of(ONE, "", " | ".join(row) + "\n" + " | ".join(row.values()))
        (special,) = match(extract.adverse_events, synonyms).special
        return [category for category, yes in zip(SPECIAL_INTERESTS, special, strict=True) if yes]

    return find


@pytest.mark.parametrize(
    ("term", "category"),
    [
        ("Pink eye", "conjunctivitis or keratitis"),
        ("Conjunctivitis allergic", "conjunctivitis or keratitis"),
        ("allergic conjunctivitis", "conjunctivitis or keratitis"),
        ("Ulcerative keratitis", "conjunctivitis or keratitis"),
        ("Shingles", "herpes zoster"),
        ("Ophthalmic herpes zoster", "herpes zoster"),
        ("Disseminated zoster", "herpes zoster"),
        ("Kaposi’s varicelliform eruption", "eczema herpeticum"),
        ("Basal cell carcinoma", "non-melanoma skin cancer"),
        ("Bowen's disease", "non-melanoma skin cancer"),
        ("Squamous cell carcinoma of skin", "non-melanoma skin cancer"),
        ("Malignant melanoma", "malignancy"),
        ("Cutaneous T-cell lymphoma", "malignancy"),
        ("Heart attack", "MACE"),
        ("Ischaemic stroke", "MACE"),
        ("Ischemic stroke", "MACE"),
        ("DVT", "thromboembolism"),
        ("Pulmonary embolism", "thromboembolism"),
        ("Peripheral artery thrombosis", "thromboembolism"),
        ("Death", "death"),
        ("Pulmonary tuberculosis", "opportunistic infection"),
        ("Pneumocystis jirovecii pneumonia", "opportunistic infection"),
    ],
)
def test_a_preferred_term_or_chart_word_is_found_in_its_category_alone(counts_as, term, category):
    assert counts_as(term=term, serious="no") == [category]


@pytest.mark.parametrize(
    "term",
    [
        "Acne",
        "No conjunctivitis",  # a part of a term is not the term
        "Zosterr",  # nor is nearly the term
        "Family history of stroke",
        "Squamous cell carcinoma",  # of the skin?
        "Skin cancer",  # melanoma or not?
        "Latent tuberculosis",
        "Actinic keratosis",
        "Dry eye",
        "Varicella",
    ],
)
def test_a_term_that_is_not_in_the_map_letter_by_letter_counts_nowhere(counts_as, term):
    assert counts_as(term=term, serious="yes") == []


@pytest.mark.parametrize(
    "written", ["SHINGLES", "  shingles ", "Shingles.", "shingles!", "(shingles)", "ＳＨＩＮＧＬＥＳ"]
)
def test_case_spaces_and_punctuation_do_not_matter(written):
    assert SMALL.category(written) == "herpes zoster"


def test_hyphens_apostrophes_and_ampersands_are_made_equal():
    assert normalised("Bowen’s  Disease") == normalised("bowens disease")
    assert normalised("T-cell lymphoma") == normalised("T cell lymphoma")
    assert normalised("Infections & infestations") == normalised("INFECTIONS AND INFESTATIONS")


@given(st.text())
def test_making_equal_twice_is_making_equal_once(text):
    assert normalised(normalised(text)) == normalised(text)


@pytest.mark.parametrize(
    ("event", "categories"),
    [
        ({"term": "Pneumonia", "serious": "yes"}, ["serious infection"]),
        ({"term": "Pneumonia", "serious": "no"}, []),
        ({"term": "Pneumonia"}, []),
        ({"term": "Odd fever", "serious": "yes", "system_organ_class": INFECTIONS}, ["serious infection"]),
        ({"term": "Odd fever", "serious": "no", "system_organ_class": INFECTIONS}, []),
        ({"term": "Odd fever", "serious": "yes", "system_organ_class": "General disorders"}, []),
        ({"term": "Herpes zoster", "serious": "yes"}, ["serious infection", "herpes zoster"]),
        ({"term": "Eczema herpeticum", "serious": "yes"}, ["serious infection", "eczema herpeticum"]),
        ({"term": "Tuberculosis", "serious": "yes"}, ["serious infection", "opportunistic infection"]),
        ({"term": "Conjunctivitis", "serious": "yes"}, ["conjunctivitis or keratitis"]),
        (
            {"term": "Conjunctivitis", "serious": "yes", "system_organ_class": "Infections & infestations"},
            ["serious infection", "conjunctivitis or keratitis"],
        ),
    ],
)
def test_a_serious_infection_is_an_infection_that_is_marked_serious(counts_as, event, categories):
    assert counts_as(**event) == categories


@pytest.mark.parametrize(
    ("event", "categories"),
    [
        ({"term": "Cerebral infarction", "outcome": "Fatal"}, ["MACE", "death"]),
        ({"term": "Acne", "outcome": "died"}, ["death"]),
        ({"term": "Acne", "outcome": "recovered"}, []),
        ({"term": "Sudden cardiac death"}, ["MACE", "death"]),
    ],
)
def test_an_event_with_a_fatal_outcome_is_a_death_too(counts_as, event, categories):
    assert counts_as(**event) == categories


@pytest.mark.parametrize(
    ("given_as", "term", "categories"),
    [
        ("malignancy", "Basal cell carcinoma", ["malignancy"]),
        ("MACE", "Odd spell", ["MACE"]),
        ("conjunctivitis or keratitis", "Shingles", ["conjunctivitis or keratitis"]),
        # These two say how an event went, so the map still says what it was.
        ("serious infection", "Shingles", ["serious infection", "herpes zoster"]),
        ("death", "Heart attack", ["MACE", "death"]),
        ("serious infection", "Odd fever", ["serious infection"]),
    ],
)
def test_the_column_of_the_extract_goes_before_the_map(counts_as, given_as, term, categories):
    assert counts_as(term=term, special_interest=given_as) == categories


def test_the_words_of_the_chart_are_asked_where_the_term_is_unknown(counts_as):
    assert counts_as(term="Viral rash", verbatim="shingles") == ["herpes zoster"]
    assert counts_as(term="Stroke", verbatim="shingles") == ["MACE"]


def test_no_term_of_the_default_map_stands_twice():
    keys = [normalised(term) for term, _ in DEFAULT_SYNONYMS.pairs]
    assert len(keys) == len(set(keys))
    assert {category for _, category in DEFAULT_SYNONYMS.pairs} == set(SPECIAL_INTERESTS)
    assert all(term == term.casefold() for term, _ in DEFAULT_SYNONYMS.pairs)


def test_a_map_survives_the_way_to_an_editor_and_back():
    assert SynonymMap.from_table(DEFAULT_SYNONYMS.table()) == DEFAULT_SYNONYMS
    assert SynonymMap.from_table(SynonymMap(()).table()) == SynonymMap(())


def test_the_order_of_rows_empty_rows_and_repeated_rows_do_not_matter():
    rows = [("stroke", "MACE"), (None, float("nan")), ("Stroke ", "MACE"), ("", ""), ("Shingles", "herpes zoster")]
    again = SynonymMap.of(rows)
    assert (again, again.digest, hash(again)) == (SMALL, SMALL.digest, hash(SMALL))
    assert SynonymMap.of(rows[:1]).digest != SMALL.digest


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("shingles", "rash")], "“rash” is not a category. Use one of: serious infection, malignancy,"),
        ([("shingles", "<script>alert(1)</script>")], "“<script>alert(1)</script>” is not a category."),
        ([("shingles", 7)], "“7” is not a category."),
        ([("shingles", None)], "“shingles” has no category. Choose one, or remove the row."),
        ([(None, "MACE")], "A row of “MACE” has no term with letters or digits."),
        ([(" -- ", "MACE")], "A row of “MACE” has no term with letters or digits."),
        ([("x" * 201, "MACE")], f"“{'x' * 59}…” is longer than 200 letters."),
        ([("t" + str(place), "MACE") for place in range(5001)], "The map has more than 5000 terms."),
        (
            [("Shingles", "herpes zoster"), ("shingles!", "MACE")],
            "“shingles!” stands under “herpes zoster” and under “MACE”. A term can have one category",
        ),
    ],
)
def test_an_edit_that_cannot_be_used_is_refused_in_a_plain_sentence(rows, sentence):
    with pytest.raises(SynonymError) as refused:
        SynonymMap.of(rows)
    assert str(refused.value).startswith(sentence)


def test_a_table_without_its_columns_is_refused():
    with pytest.raises(SynonymError, match="The table has no column “category”"):
        SynonymMap.from_table(DataFrame({"term": ["shingles"]}))


def test_terms_are_listed_with_what_they_count_as_and_what_matched_nothing(extract_of):
    extract = extract_of(
        "patient_id | ae_status\n p1 | any\n p2 | any\n p3 | any",
        "",
        """
        patient_id | term        | serious | special_interest | verbatim | system_organ_class
        p1         | Rash =1+1   |         |                  |          |
        p2         | Rash =1+1   |         |                  |          |
        p2         | Rash =1+1   |         |                  |          |
        p1         | Shingles    | yes     |                  |          |
        p1         | Pneumonia   | no      |                  |          |
        p3         | Odd spell   |         | MACE             |          |
        p3         | Viral rash  |         |                  | zoster   |
        p3         | Odd fever   | yes     |                  |          | Infections and infestations
        """,
    )
    found = matched_terms(extract.adverse_events, DEFAULT_SYNONYMS)
    assert found.columns.tolist() == ["term", "counts_as", "matched_by", "infection", "patients"]
    assert found.to_numpy().tolist() == [
        ["Rash =1+1", "", "", False, 2],
        ["Odd fever", "serious infection", "", True, 1],
        ["Odd spell", "MACE", GIVEN, False, 1],
        ["Pneumonia", "", BY_TERM, True, 1],
        ["Shingles", "serious infection, herpes zoster", BY_TERM, True, 1],
        ["Viral rash", "herpes zoster", BY_WORDS, True, 1],
    ]


def test_an_extract_without_events_has_no_terms(extract_of):
    events = extract_of("patient_id\n p1").adverse_events
    assert matched_terms(events, DEFAULT_SYNONYMS).empty
    assert match(events, DEFAULT_SYNONYMS).special.shape == (0, len(SPECIAL_INTERESTS))
    assert seriousness_unknown(events, DEFAULT_SYNONYMS) == 0


def test_infections_of_unknown_seriousness_are_counted_by_patients(extract_of):
    extract = extract_of(
        "patient_id | ae_status\n p1 | any\n p2 | any\n p3 | any",
        "",
        """
        patient_id | term      | serious | special_interest
        p1         | Pneumonia |         |
        p1         | Shingles  |         |
        p2         | Pneumonia | no      |
        p3         | Pneumonia |         | serious infection
        p3         | Acne      |         |
        """,
    )
    assert seriousness_unknown(extract.adverse_events, DEFAULT_SYNONYMS) == 1


def test_another_map_codes_other_events_and_is_kept_with_them(extract_of):
    extract = extract_of(ONE, "", "patient_id | term\n p1 | Gürtelrose")
    default, own = coded(extract), coded(extract, SynonymMap.of([("gürtelrose", "herpes zoster")]))
    assert not default.events.special.any()
    assert own.events.special.sum() == 1
    assert default.synonyms == DEFAULT_SYNONYMS != own.synonyms


def test_an_event_that_is_not_described_has_a_row_without_category(extract_of):
    events = coded(
        extract_of("patient_id | ae_status\n p1 | any\n p2 | any", "", "patient_id | term\n p1 | DVT")
    ).events
    assert events.special.sum(axis=1).tolist() == [1, 0]
