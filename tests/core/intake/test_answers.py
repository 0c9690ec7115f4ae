"""The answers file: what it may hold, what is said when it holds something else, and what it never holds."""

import json
import re
from pathlib import Path

import pytest

from core.intake.answers import Answers, AnswersError, Correction, from_document, load, merge, same_file, save

WHOLE = {
    "columns": {"visits.csv": {"Jeuk": "itch", "Notes": ""}},
    "values": {"cohort": {"0": "A", "1": "B"}},
    "weeks": {"V2": 4.0},
    "date_order": {"Datum": "dmy"},
    "privacy": {"mrn": "pseudonymise", "name": "drop"},
    "scales": {"iga": "1-5"},
    "rows": {"exclude": [{"file": "visits.csv", "row": 17}], "fill_down": {"visits.csv": True}},
    "constants": {"site": "Bern"},
    "patients": {"P07": {"cohort": "A"}},
    "accept": ["phi_columns"],
    "files": {"visits.csv": {"encoding": "cp1252", "delimiter": ";"}},
    "cells": [{"file": "visits.csv", "row": 6, "column": "BSA", "value": "14"}],
}


def test_an_answers_file_with_every_part_is_read_and_written_back_as_it_is():
    answers = load(json.dumps(WHOLE).encode())
    assert json.loads(save(answers)) == WHOLE
    assert answers.exclude == (("visits.csv", 17),)
    assert answers.fill_down == {"visits.csv": True}
    assert answers.cells == (Correction("visits.csv", 6, "BSA", "14"),)


def test_the_same_answers_are_written_in_the_same_bytes():
    turned = dict(reversed(WHOLE.items()))
    assert save(from_document(WHOLE)) == save(from_document(turned))


def test_no_answers_are_an_empty_object():
    assert json.loads(save(Answers())) == {}


def test_a_file_with_a_byte_order_mark_is_read():
    assert load(b"\xef\xbb\xbf{}") == Answers()


def test_a_path_is_read(tmp_path):
    (tmp_path / "answers.json").write_bytes(save(from_document(WHOLE)))
    assert load(tmp_path / "answers.json") == from_document(WHOLE)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(AnswersError, match="nowhere.json cannot be opened"):
        load(tmp_path / "nowhere.json")


@pytest.mark.parametrize("content", [b"not json", b"\xff\xfe", b"[" * 100_000])
def test_what_is_not_json_is_refused_in_one_sentence(content):
    with pytest.raises(AnswersError, match="The answers are not JSON"):
        load(content)


@pytest.mark.parametrize("document", [[], "proposals", 3, None])
def test_answers_that_are_no_object_are_refused(document):
    with pytest.raises(AnswersError, match="should be one JSON object"):
        from_document(document)


def test_unknown_parts_are_listed_beside_the_known_ones():
    with pytest.raises(AnswersError, match=r"unknown parts: colums, wekks\. Known are columns, .*cells"):
        from_document({"wekks": {}, "colums": {}, "weeks": {}})


@pytest.mark.parametrize(
    ("part", "given"),
    [
        ("columns", {"Jeuk": "itch"}),
        ("columns", {"file": {"Jeuk": ["itch"]}}),
        ("values", ["A"]),
        ("weeks", {"V2": "soon"}),
        ("weeks", {"V2": None}),
        ("date_order", {"Datum": "day first"}),
        ("privacy", {"name": "delete"}),
        ("scales", "1-5"),
        ("rows", {"exclude": [{"file": "a.csv"}]}),
        ("rows", {"include": []}),
        ("constants", ["A"]),
        ("patients", []),
        ("accept", {"phi_columns": True}),
        ("files", {"a.csv": "utf-8"}),
        ("cells", [{"file": "a.csv", "row": "six", "column": "BSA", "value": "1"}]),
    ],
)
def test_a_part_of_another_shape_is_refused_with_an_example(part, given):
    with pytest.raises(AnswersError, match=rf'"{part}" has another shape. Expected '):
        from_document({part: given})


def test_accepting_all_proposals_accepts_each_decision():
    assert from_document({"accept": "proposals"}).accepts("phi_columns")
    assert not from_document({"accept": ["phi_columns"]}).accepts("no_cohort")


def test_the_second_of_two_answers_holds_where_they_disagree():
    first = from_document(WHOLE)
    second = from_document(
        {
            "columns": {"visits.csv": {"Jeuk": "ignore"}},
            "cells": [{"file": "visits.csv", "row": 6, "column": "BSA", "value": "15"}],
            "rows": {"exclude": [{"file": "visits.csv", "row": 17}, {"file": "visits.csv", "row": 18}]},
        }
    )
    both = merge(first, second)
    assert both.columns == {"visits.csv": {"Jeuk": "ignore", "Notes": ""}}
    assert both.cells == (Correction("visits.csv", 6, "BSA", "15"),)
    assert both.exclude == (("visits.csv", 17), ("visits.csv", 18))
    assert both.weeks == first.weeks


def test_a_corrected_cell_of_a_private_column_is_not_written():
    answers = from_document(
        {
            "privacy": {"name": "pseudonymise"},
            "cells": [{"file": "a.csv", "row": 2, "column": "name", "value": "Jane Example"}],
        }
    )
    assert b"Jane Example" not in save(answers)


def test_a_file_is_known_by_its_name_with_and_without_a_folder():
    assert same_file("exports/visits.csv", "visits.csv")
    assert same_file(r"C:\exports\visits.csv", "visits.csv")
    assert not same_file("other.csv", "visits.csv")


README = (Path(__file__).resolve().parents[3] / "README.md").read_text(encoding="utf-8")
EXAMPLES = [
    part for line in README.splitlines() if line.startswith("|") for part in re.findall(r"`(\"\w+\": .*?)`", line)
]


def test_the_readme_has_an_example_of_every_part():
    assert {example.split('"')[1] for example in EXAMPLES} == set(WHOLE)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_the_readme_is_an_answers_file(example):
    assert load(f"{{{example}}}".encode()) != Answers()
