"""What is wrong with tables in an engine is said in the words that a file is refused with."""

# ruff: noqa: E501 - tables are written out
import re

import pytest

from core.errors import ExtractError
from core.store.engines.checking import checked, findings_of
from core.store.engines.flat import flat
from core.validation import check

BROKEN = (
    """
    patient_id | cohort | systemic_agent | site    | age | sex    | systemic_start_week | cream_start_week | follow_up_weeks | follow_up_end | ae_status
    p1         | A      | dupilumab      | Bern    | 40  | female | -3                  |                  | 52              | ongoing       | none
    p2         | B      | dupilumab      | missing | 121 | woman  |                     | -1               | -1              | gone          | any
    p3         | C      | Dupixent       |         | 5   |        |                     |                  |                 |               |
    p4         | A      | tralokinumab + dupilumab | |   |        |                     |                  |                 |               | any
    p5         | A      | missing        |         |     |        |                     |                  |                 |               | not documented
    p6         | A      |                |         |     |        |                     |                  |                 |               | none
    p6         | B      |                |         |     |        |                     |                  |                 |               | none
    p7         | B      |                |         |     |        |                     |                  |                 |               | none
    p7         | B      |                |         |     |        |                     |                  |                 |               | none
               | B      |                |         |     |        |                     |                  |                 |               | none
    """,
    """
    patient_id | week | day  | iga | bsa_pct | itch_nrs
    p1         | 0    |      | 5   | 101     | -1
    p1         | 0    |      | 1.5 | 100     | 10
    p1         |      | 3.5  | 1   |         |
    p1         | 9000 |      |     |         |
    stranger   | 4    |      | 1   |         |
               | 4    |      | 1   |         |
    """,
    """
    patient_id | term | severity | special_interest | start_week | end_week
    p1         | Acne | awful    | other            | 3          | 2
    p4         |      | mild     |                  | -3         |
    p5         | Acne |          |                  |            |
    unknown    | Acne |          |                  |            |
    """,
)


def without_place(message):
    """The sentence without the row or patient that it names."""
    return re.sub(r" \((patient [^)]*|[\d,]+ rows?)\)", "", message)


def words(findings):
    """Severity, place and words of findings, whatever value they show."""
    return {(one.severity, one.table, one.column, without_place(one.problem), one.remedy) for one in findings}


def test_every_sentence_about_broken_tables_is_that_of_a_file(duckdb, in_engine, frames_of):
    frames = frames_of(*BROKEN)
    found = words(findings_of(flat(in_engine(duckdb, frames))))
    assert found == words(check(frames))
    assert len(found) > 30


def test_nothing_is_said_about_tables_that_are_in_order(duckdb, in_engine, frames_of):
    frames = frames_of("patient_id\n p1", "patient_id | week | iga\n p1 | 0 | 3")
    assert checked(flat(in_engine(duckdb, frames))) == []


def test_a_sentence_says_how_many_rows_it_holds_for_and_the_lowest_value(duckdb, in_engine, frames_of):
    frames = frames_of("patient_id | age\n p1 | 130\n p2 | 121\n p3 | 120")
    (finding,) = findings_of(flat(in_engine(duckdb, frames)))
    assert finding.message == "patients, age: “121” is above 120 (2 rows). Expected 0 to 120 years."


def test_tables_with_errors_are_refused_with_the_first_sentences(duckdb, in_engine, frames_of):
    with pytest.raises(ExtractError) as refused:
        checked(flat(in_engine(duckdb, frames_of(*BROKEN))))
    assert str(refused.value).startswith("patients, patient_id: is empty (1 row). Every row needs a value here.")
    assert re.search(r" And \d+ more\.$", str(refused.value))


def test_warnings_and_notes_are_told_and_refuse_nothing(duckdb, in_engine, frames_of):
    frames = frames_of("patient_id | ae_status\n p1 | any", "patient_id | week\n p1 | 4")
    assert [finding.message for finding in checked(flat(in_engine(duckdb, frames)))] == [
        "patients, ae_status: “any” has no event listed to go with it (1 row). "
        "Counted as a patient with an event that is not described.",
        "assessments, week: “4” is a visit without any score (1 row). Kept; it counts nowhere.",
    ]


def test_a_column_of_another_kind_is_refused_by_name(duckdb, in_engine, frames_of):
    tables = in_engine(duckdb, frames_of("patient_id | age\n p1 | 40"))
    tables["patients"] = tables["patients"].mutate(age=tables["patients"]["age"].cast("string"))
    with pytest.raises(ExtractError, match=r"^patients.age should hold number, 0 to 120, but holds string\."):
        flat(tables)
