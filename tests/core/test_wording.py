import ast
import re
from pathlib import Path

import pytest

from core.methods import sections
from core.selection import EVENT_OPTIONS, GROUPINGS, Selection
from core.wording import CAVEAT, EMPTY, chip, events_of, group_label, small_numbers, subject_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def cohort_b(extract_of):
    """42 patients of cohort B: 9 on dupilumab with severe baseline, one of them not documented, two with an event."""
    status = ["any", "any", "not documented", *["none"] * 6]
    severe = [f"s{place} | B | dupilumab | {one}" for place, one in enumerate(status)]
    others = [f"o{place} | B | {'dupilumab' if place < 20 else 'upadacitinib'} | none" for place in range(33)]
    visits = [f"s{place} | 0 | 4" for place in range(9)] + [f"o{place} | 0 | 3" for place in range(20)]
    return extract_of(
        "patient_id | cohort | systemic_agent | ae_status\n" + "\n".join(severe + others),
        "patient_id | week | iga\n" + "\n".join(visits),
        "patient_id | term | start_week\ns0 | Acne | 3\ns1 | Acne | 3\ns1 | Boil | 9",
    )


def test_the_sentence_of_the_design_word_for_word(cohort_b, view_of):
    view = view_of(cohort_b, cohort=["B"], agent=["dupilumab"], severity=["severe"])
    assert view.sentence == (
        "Cohort B on dupilumab with severe baseline: 9 of 42 patients; 8 with AE status documented, "
        "2 had an event (25.0%, 95% CI 3.2 to 65.1)."
    )


def test_the_sentence_of_the_sample(sample, view_of):
    assert view_of(sample).sentence == (
        "All patients: 115 patients. "
        "Cohort A: 73 patients; 73 with AE status documented, 2 had an event (2.7%, 95% CI 0.3 to 9.5). "
        "Cohort B: 42 patients; 41 with AE status documented, 5 had an event (12.2%, 95% CI 4.1 to 26.2)."
    )


PATIENTS = """
    patient_id | cohort | ae_status      | sex    | site | age
    p1         | A      | any            | female | Ulm  | 20
    p2         | A      | not documented | male   | Ulm  | 70
    p3         | B      | none           | female |      |
"""


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        (
            {"cohort": ["A"]},
            "Cohort A: 2 patients; 1 with AE status documented, 1 had an event.",
        ),
        ({"sex": ["male"], "by": "nothing"}, "Patients, sex male: 1 of 3 patients; none with AE status documented."),
        (
            {"cohort": ["B"], "sex": ["female"]},
            "Cohort B, sex female: 1 patient; 1 with AE status documented, 0 had an event.",
        ),
        ({"cohort": ["A"], "site": ["missing"]}, "Cohort A, site not recorded: 0 of 2 patients."),
        ({"sex": ["male"], "site": ["missing"]}, "Patients, sex male, site not recorded: 0 of 3 patients."),
        (
            {"sex": ["male"]},
            "Patients, sex male: 1 of 3 patients. Cohort A: 1 of 2 patients; none with AE status documented. "
            "Cohort B: 0 of 1 patient.",
        ),
        (
            {"by": "sex", "serious": ["yes"], "sex": ["female", "male"]},
            "Patients, sex female or male: 3 patients. female: 2 patients; 2 with AE status documented, "
            "0 had a serious event. male: 1 patient; none with AE status documented.",
        ),
    ],
)
def test_the_sentence_in_small_numbers(extract_of, view_of, choices, sentence):
    assert view_of(extract_of(PATIENTS), **choices).sentence == sentence


@pytest.mark.parametrize("documented", [4, 5])
def test_under_five_the_sentence_has_counts_only(extract_of, view_of, documented):
    rows = "\n".join(f"p{place} | {'any' if place == 0 else 'none'}" for place in range(documented))
    sentence = view_of(extract_of(f"patient_id | ae_status\n{rows}")).sentence
    assert sentence.endswith("1 had an event (20.0%, 95% CI 0.5 to 71.6)." if documented == 5 else "1 had an event.")


@pytest.mark.parametrize(
    ("choices", "subject"),
    [
        ({}, "All patients"),
        ({"by": "sex", "serious": ["yes"]}, "All patients"),
        ({"cohort": ["A", "B"]}, "Cohort A or B"),
        ({"agent": ["dupilumab", "missing"]}, "Patients on dupilumab or an agent not recorded"),
        ({"severity": ["mild", "missing"]}, "Patients with mild baseline or baseline IGA not recorded"),
        (
            {"cohort": ["A"], "bsa": ["severe"], "itch": ["mild", "severe"]},
            "Cohort A with baseline BSA severe (40% or more) and baseline itch mild (0-3) or severe (7-10)",
        ),
        ({"age": ["0-17"], "site": ["Ulm"]}, "Patients, age under 18, site Ulm"),
    ],
)
def test_the_subject_names_every_choice(choices, subject):
    assert subject_of(Selection(**choices)) == subject


@pytest.mark.parametrize(
    ("choices", "noun"),
    [
        ({}, "an event"),
        ({"serious": ["yes"]}, "a serious event"),
        ({"at_least": ["moderate"]}, "a moderate or worse event"),
        ({"serious": ["yes"], "at_least": ["severe"]}, "a serious, severe or worse event"),
        ({"related": ["cream"]}, "an event related to the cream"),
        ({"related": ["cream", "systemic"]}, "an event related to the cream or related to the systemic agent"),
        ({"serious": ["yes"], "related": ["systemic"]}, "a serious event related to the systemic agent"),
        ({"special": ["yes"], "related": ["cream"]}, "an event of special interest related to the cream"),
        ({"period": ["all"]}, "an event at any time, before and after the combination too"),
    ],
)
def test_the_events_that_count_are_named(choices, noun):
    assert events_of(Selection(**choices)) == noun


@pytest.mark.parametrize(
    ("by", "group", "label"),
    [
        ("cohort", "A", "Cohort A"),
        ("nothing", "all", "All selected"),
        ("agent", "missing", "Systemic agent not recorded"),
        ("agent", "dupilumab", "dupilumab"),
        ("age", "65-120", "65 and over"),
        ("severity", "severe", "severe (IGA 4)"),
    ],
)
def test_a_group_has_words_that_stand_on_their_own(by, group, label):
    assert group_label(by, group) == label


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("related", "cream", "related to the cream"),
        ("cohort", "B", "Cohort B"),
        ("severity", "severe", "severe (IGA 4)"),
        ("severity", "missing", "Baseline severity: not recorded"),
        ("at_least", "severe", "severe or worse"),
        ("agent", "dupilumab", "dupilumab"),
        ("agent", "missing", "Systemic agent: not recorded"),
        ("site", "Ulm", "Site: Ulm"),
        ("itch", "mild", "Baseline itch: mild (0-3)"),
    ],
)
def test_an_active_filter_says_what_it_holds(name, code, words):
    assert chip(name, code) == words


def test_every_event_option_has_a_chip():
    assert all(chip(name, code) for name, codes in EVENT_OPTIONS.items() for code in codes)


TEN = "Under 10 patients a point is drawn without interval or band: too few to say more."
FIVE = "Under 5 only counts are shown."


@pytest.mark.parametrize(
    ("counts", "words"), [([10, 73], ""), ([9, 73], TEN), ([4, 73], f"{TEN} {FIVE}"), ([0, 73], ""), ([], "")]
)
def test_what_is_left_out_at_small_numbers_is_said(counts, words):
    assert small_numbers(counts) == words


def test_without_intervals_only_the_limit_of_five_is_said():
    assert small_numbers([9], interval=False) == ""
    assert small_numbers([4], interval=False) == FIVE


@pytest.mark.parametrize("by", GROUPINGS)
def test_every_grouping_of_the_sample_has_a_sentence(sample, view_of, by):
    sentence = view_of(sample, by=by).sentence
    assert sentence.startswith("All patients: 115 patients")
    assert sentence.endswith(".") and "nan" not in sentence and "missing" not in sentence


FORBIDDEN = re.compile(
    r"\b(safe|safely|well[ -]tolerated|effective|effectively|(non-)?significant(ly)?)\b", re.IGNORECASE
)


def strings_of(path):
    """Every text in a source file that is not a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare
    ]


# Words that sites write are read there, not said.
READ = {"word_lists.py"}
SHOWN = sorted(path for part in ("core", "pages") for path in (ROOT / part).rglob("*.py") if path.name not in READ)


@pytest.mark.parametrize("path", SHOWN, ids=[str(path.relative_to(ROOT)) for path in SHOWN])
def test_no_text_of_ours_judges(path):
    assert [text for text in strings_of(path) if FORBIDDEN.search(text)] == []


def test_no_text_of_the_methods_page_judges():
    assert [text for section in sections() for text in (section.title, section.text) if FORBIDDEN.search(text)] == []


def test_the_words_are_found_where_they_stand():
    for words in (
        "It is safe.",
        "well tolerated",
        "Well-tolerated",
        "an effective cream",
        "non-significant",
        "significantly",
    ):
        assert FORBIDDEN.search(words)
    assert not FORBIDDEN.search("Safety: effects of treatment, side effects")


def test_the_quiet_line_says_what_the_data_are():
    for words in ("Non-randomised", "unadjusted", "exploratory", "US label"):
        assert words in CAVEAT
    assert EMPTY.startswith("No patient matches")
