import pytest

from core.endpoints import ENDPOINTS, MDA, MEASURES, SEVERITY_BANDS
from core.schema import ASSESSMENTS, NOMINAL_WEEKS, PATIENTS, TABLES, ColumnSpec, columns_markdown
from core.schema import MEASURES as MEASURE_NAMES


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        (ColumnSpec("cohort", "category", "", categories=("A", "B")), "`A`, `B`"),
        (ColumnSpec("serious", "flag", ""), "`yes`, `no`"),
        (ColumnSpec("term", "text", ""), "text"),
        (ColumnSpec("site", "category", ""), "text"),
        (ColumnSpec("iga", "integer", "", low=0, high=4), "whole number, 0 to 4"),
        (ColumnSpec("bsa_pct", "number", "", low=0, high=100), "number, 0 to 100"),
        (ColumnSpec("dose", "number", "", low=0), "number, 0 or more"),
        (ColumnSpec("any", "number", ""), "number"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_a_column_says_in_words_what_it_may_hold(spec, words):
    assert spec.allowed == words


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_names_each_column_once_and_starts_with_the_patient(table):
    names = [column.name for column in table]
    assert len(names) == len(set(names))
    assert names[0] == "patient_id"
    assert all(table[name].name == name for name in names)


def test_the_class_of_the_agent_is_derived_and_never_stored():
    assert PATIENTS["agent_class"].derived
    assert "agent_class" not in [column.name for column in PATIENTS.stored]


def test_every_measure_is_a_column_of_the_visits_and_has_words():
    assert list(MEASURES) == list(MEASURE_NAMES)
    assert {endpoint.measure for endpoint in ENDPOINTS.values()} == {*MEASURE_NAMES, MDA}
    assert all(ASSESSMENTS[name].low == 0 for name in MEASURE_NAMES)


def test_the_severity_bands_cover_every_grade_of_iga():
    grades = range(int(ASSESSMENTS["iga"].low), int(ASSESSMENTS["iga"].high) + 1)
    assert [sum(band.low <= grade < band.high for band in SEVERITY_BANDS) for grade in grades] == [1, 1, 1, 1, 1]


def test_the_nominal_weeks_are_those_of_the_design():
    assert NOMINAL_WEEKS == (0, 4, 8, 12, 16, 24, 36, 52)


def test_the_column_table_has_one_line_per_column_with_what_is_required_and_derived():
    lines = columns_markdown().splitlines()
    assert len([line for line in lines if line.startswith("| `")]) == sum(len(table.columns) for table in TABLES)
    assert "| `iga` | whole number, 0 to 4 | grade | investigator's global assessment (vIGA-AD) |" in lines
    assert any(line.startswith("| `cohort` (required) | `A`, `B` |") for line in lines)
    assert any(line.startswith("| `agent_class` (derived) |") for line in lines)
