"""The same invented patients in many formats, none like the examples: each must reach its numbers, or ask.

What is expected is counted from the patients themselves (``unfair/truths.py``), never by the program.
"""

from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.intake.answers import from_document
from core.intake.engine import Import, import_files
from core.intake.report import report_json, report_text
from tests.core.intake.test_site_files import differences
from tests.core.intake.unfair.dialects import COHORTS, ENCODINGS, MISSING, WEEKS, Dialect, written
from tests.core.intake.unfair.renderers import RENDERERS
from tests.core.intake.unfair.truths import truth

SEED = 2025
IMPORTED = ("import_clean", "import_with_warnings")


@cache
def rendered(name):
    return RENDERERS[name](truth(SEED, patients=24))


@cache
def answered(name):
    expected = rendered(name)
    return import_files(expected.files, answers=from_document(expected.answers))


@pytest.fixture(scope="module")
def done():
    """Each format imported once without answers."""
    return {name: import_files(rendered(name).files) for name in RENDERERS}


def asked(imported: Import) -> set[str]:
    return {decision.about for decision in imported.decisions if decision.blocks and not decision.answered}


def everything_said(imported: Import) -> str:
    kept = imported.extract.patients.to_csv() + imported.extract.assessments.to_csv() if imported.extract else ""
    return report_text(imported) + report_json(imported) + repr(imported) + kept


def test_there_are_many_formats():
    assert len(RENDERERS) >= 80


@pytest.mark.parametrize("name", RENDERERS)
def test_a_format_is_imported_with_its_numbers_or_asked_about(done, name):
    expected, found = rendered(name), done[name]
    if found.outcome in IMPORTED:
        assert expected.first != "asks", report_text(found)
        assert list(differences(found.summary, expected.expected)) == []
    else:
        assert expected.first != "imports", report_text(found)
        assert found.outcome == "needs_user_decision"
        assert set(expected.about) <= asked(found), report_text(found)
        assert found.extract is None and found.summary is None


@pytest.mark.parametrize("name", [name for name in RENDERERS if rendered(name).answers])
def test_a_format_reaches_its_numbers_with_its_answers(name):
    found = answered(name)
    assert found.outcome in IMPORTED, report_text(found)
    assert list(differences(found.summary, rendered(name).expected)) == []


@pytest.mark.parametrize("name", [name for name in RENDERERS if rendered(name).flags or rendered(name).said])
def test_what_was_noticed_in_a_format_is_said(done, name):
    expected = rendered(name)
    assert set(expected.flags) <= {problem.code for problem in done[name].problems}
    assert set(expected.said) <= {decision.about for decision in done[name].decisions}


@pytest.mark.parametrize("name", [name for name in RENDERERS if rendered(name).private])
def test_nothing_private_is_said_or_kept(done, name):
    expected = rendered(name)
    for imported in (done[name], answered(name)):
        said = everything_said(imported)
        assert [text for text in set(expected.private) if text in said] == []


@pytest.mark.parametrize("name", RENDERERS)
def test_what_no_file_holds_is_not_available_and_never_nought(done, name):
    found, expected = done[name], rendered(name).expected
    if found.outcome in IMPORTED and expected["adverse_events"] is None:
        assert "adverse_events" in found.not_available
        assert set(found.extract.patients["ae_status"]) == {"not documented"}
    if found.outcome in IMPORTED and expected["assessments"] is None:
        assert "assessments" in found.not_available


dialects = st.builds(
    Dialect,
    seed=st.integers(0, 10_000),
    sep=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(ENCODINGS),
    comma=st.booleans(),
    cohorts=st.integers(0, len(COHORTS) - 1),
    week=st.integers(0, len(WEEKS) - 1),
    missing=st.sampled_from(MISSING),
    shuffled=st.booleans(),
)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 500), dialect=dialects)
def test_patients_in_any_dialect_are_imported_as_they_are_or_asked_about(seed, dialect):
    expected = written(truth(seed, patients=10), dialect)
    first = import_files(expected.files)
    second = import_files(expected.files, answers=from_document(expected.answers))
    assert first.outcome in (*IMPORTED, "needs_user_decision"), report_text(first)
    for imported in (first, second):
        if imported.outcome in IMPORTED:
            assert list(differences(imported.summary, expected.expected)) == [], report_text(imported)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000), name=st.sampled_from(list(RENDERERS)))
def test_other_patients_in_a_format_never_become_other_numbers(seed, name):
    expected = RENDERERS[name](truth(seed, patients=12))
    for answers in ({}, expected.answers):
        imported = import_files(expected.files, answers=from_document(answers))
        assert imported.outcome != "reject", report_text(imported)
        if imported.outcome in IMPORTED:
            assert list(differences(imported.summary, expected.expected)) == [], report_text(imported)


def spoilt(content: bytes, random: Random) -> bytes:
    """The file with a few bytes changed, cut short, or with a part of it repeated or left out."""
    made = bytearray(content)
    start = random.randrange(len(made))
    kind = random.randrange(5)
    if kind == 0:
        return bytes(made[:start])
    if kind == 1:
        made[start : start + random.randint(1, 300)] = b""
    elif kind == 2:
        made[start:start] = made[: random.randint(1, 300)]
    else:
        for _ in range(random.choice((1, 5, 50))):
            made[random.randrange(len(made))] = random.randrange(256) if kind == 3 else random.choice(b'",;\t\r\n|=0A ')
    return bytes(made)


@pytest.mark.parametrize("seed", range(12))
def test_a_spoilt_file_is_never_a_crash(seed):
    random = Random(seed)
    made = truth(seed, patients=4)
    for name in random.sample(list(RENDERERS), 12):
        files = [
            (title, spoilt(content, random) if content else content) for title, content in RENDERERS[name](made).files
        ]
        imported = import_files(files)
        assert imported.message
        assert report_text(imported)
