"""A site's files from drop to charts: what the page says, asks and does with the answers."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.intake.answers import to_document
from tests.pages.reading import sentence, shown, without_error

SITE_FILES = Path(__file__).resolve().parents[1] / "core" / "intake" / "site_files"
BAD = "v09_bad_values.csv"
PHI = "v10_phi.csv"
STEPS = ("proposals", "understood", "columns", "values", "check", "summary")
MESSY = (
    "Registry export of the skin clinic;;;;;;\r\n"
    "Full name;Case;Group;Systemic;Visit;IGA;BSA %\r\n"
    "Anna Visser;C-1;Cream first;Dupixent;Baseline;3;22,5\r\n"
    "Anna Visser;C-1;Cream first;Dupixent;3 mo F/U;1;140\r\n"
    "Bram Mulder;C-2;Systemic first;Tralokinmab;Baseline;4;31,0\r\n"
    "Bram Mulder;C-2;Systemic first;Tralokinmab;3 mo F/U;2;<1%\r\n"
)


def site_file(name: str) -> tuple[str, bytes]:
    return name, (SITE_FILES / name).read_bytes()


def messy(text: str = MESSY, name: str = "registry.csv") -> tuple[str, bytes]:
    return name, text.encode()


def at_import(app) -> AppTest:
    return app().switch_page("your_data.py").run()


def dropped(test: AppTest, *files: tuple[str, bytes]) -> AppTest:
    uploads = [(name, content, "application/octet-stream") for name, content in files]
    return without_error(test.file_uploader[0].set_value(uploads).run())


def button(test: AppTest, label: str):
    return next(one for one in test.button if one.label == label)


def labels(test: AppTest) -> list[str]:
    return [one.label for one in test.button]


def press(test: AppTest, label: str) -> AppTest:
    return without_error(button(test, label).click().run())


def open_steps(test: AppTest, *names: str) -> AppTest:
    for name in names or STEPS:
        test.session_state[f"fold-step-{name}"] = True
    return without_error(test.run())


def box(test: AppTest, label: str):
    return next(one for one in test.selectbox if one.label == label)


def tables(test: AppTest) -> list:
    """The tables and editors of a run."""
    return [element.value for element in test.dataframe]


def answers(test: AppTest) -> dict:
    return to_document(test.session_state["import_answers"])


def test_a_file_with_nothing_to_ask_can_be_used_at_once(app):
    test = dropped(at_import(app), site_file(BAD))
    assert "Ready: 25 patients (13 in cohort A, 12 in cohort B), 180 visits." in shown(test)
    assert "Not available: adverse events (no table lists them, which is not the same as none)." in shown(test)
    assert "1 row left out, 4 cells left blank, 1 finding to look at: see Check." in shown(test)
    assert sentence(test).startswith("All patients: 115")
    test = press(test, "Use this data")
    assert sentence(test).startswith("All patients: 25 patients.")


def test_after_use_nothing_of_the_files_is_held(app):
    test = press(dropped(at_import(app), site_file(BAD)), "Use this data")
    assert "import_answers" not in test.session_state
    assert "import_names" not in test.session_state
    assert BAD not in " ".join(labels(test))
    assert "Answers of the import (JSON)" in [one.label for one in test.get("download_button")]


def test_questions_come_before_the_data_and_proposals_are_not_taken_by_themselves(app):
    test = dropped(at_import(app), messy())
    assert "Read, and not yet ready: 2 questions below, then you can use the data." in shown(test)
    assert "Use this data" not in labels(test)
    assert box(test, "Full name").value == "drop"
    assert box(test, "Tralokinmab").value == "tralokinumab"
    assert "import_answers" not in test.session_state or answers(test) == {}


def test_all_proposals_are_taken_by_one_button_and_written_down_one_by_one(app):
    test = press(dropped(at_import(app), messy()), "Take all proposals")
    assert "Ready: 2 patients (1 in cohort A, 1 in cohort B), 4 visits." in shown(test)
    assert answers(test) == {
        "privacy": {"Full name": "drop"},
        "values": {"agent": {"Tralokinmab": "tralokinumab"}},
    }


def test_a_confirmed_card_takes_what_its_boxes_say(app):
    test = dropped(at_import(app), messy())
    box(test, "Tralokinmab").set_value("dupilumab")
    test.run()
    confirm = [one for one in test.button if one.label == "Confirm"]
    test = without_error(confirm[-1].click().run())
    assert answers(test) == {"values": {"agent": {"Tralokinmab": "dupilumab"}}}
    assert "1 question below" in shown(test)


def test_an_answer_can_be_asked_again(app):
    test = open_steps(press(dropped(at_import(app), messy()), "Take all proposals"), "proposals")
    assert "Ready: 2 patients" in shown(test)
    test = press(test, "Ask me again")
    assert "1 question below" in shown(test)
    assert "privacy" not in answers(test)
    test = press(test, "Start over without answers")
    assert "2 questions below" in shown(test)


def test_the_steps_say_their_state_while_they_are_closed(app):
    test = dropped(at_import(app), messy())
    for words in (
        "1 table, 4 rows",
        "6 of 7 used, 1 kept out or replaced",
        "cohort, systemic agent, name of the visit",
        "1 cell left blank",
        "after the questions are answered",
    ):
        assert words in shown(test)


def test_every_step_opens(app):
    test = open_steps(dropped(at_import(app), messy()))
    assert "Not rows of the table: row 1: title" in shown(test)
    assert "is above 100" in shown(test)
    test = open_steps(press(test, "Take all proposals"))
    assert "Not available: adverse events" in shown(test)


def test_the_rows_of_a_finding_open_below_it(app):
    test = open_steps(dropped(at_import(app), messy()), "check")
    assert "Hide" not in labels(test)
    test = press(test, "Rows")
    cells = tables(test)[-1]
    assert cells[["file", "row", "column", "cell"]].values.tolist() == [["registry.csv", 4, "BSA %", "140"]]
    assert "Hide" in labels(test)


@pytest.mark.parametrize(
    ("label", "given", "written"),
    [
        ("Encoding", "cp1252", {"encoding": "cp1252"}),
        ("Decimal mark", ".", {"decimal": "."}),
    ],
)
def test_how_a_file_is_read_can_be_changed(app, label, given, written):
    test = open_steps(dropped(at_import(app), messy()), "understood")
    box(test, label).set_value(given)
    test = without_error(test.run())
    assert answers(test) == {"files": {"registry.csv": written}}
    assert box(test, label).value == given


def test_the_rows_of_the_titles_can_be_changed(app):
    test = open_steps(dropped(at_import(app), messy()), "understood")
    field = next(one for one in test.text_input if one.label == "Rows with titles")
    assert field.value == "2"
    field.set_value("none")
    test = without_error(test.run())
    assert answers(test) == {"files": {"registry.csv": {"header_lines": []}}}


def test_a_value_of_an_identifying_column_is_in_nothing_the_page_sends(app):
    test = open_steps(dropped(at_import(app), messy(), site_file(PHI)))
    everything = shown(test) + " ".join(labels(test)) + str(test)
    secrets = {line.split(",")[0] for line in site_file(PHI)[1].decode().splitlines()[1:]}
    assert len(secrets) > 20
    for secret in ("Visser", "Mulder", *secrets):
        assert secret not in everything
    tables = [element.value for element in test.dataframe]
    assert not [table for table in tables if table.astype(str).isin(["Anna Visser", *secrets]).any(axis=None)]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("scan.csv", b"%PDF-1.7 ...", "is a PDF document"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n....", "is a picture"),
        ("empty.csv", b"", "is empty"),
        ("extract.parquet", b"PAR1" + b"\0" * 60, "truncated"),
    ],
)
def test_a_refused_file_is_one_sentence_and_the_others_are_read(app, name, content, words):
    test = dropped(at_import(app), (name, content))
    assert "Nothing of this can be used." in shown(test)
    assert words in shown(test)
    assert "Use this data" not in labels(test)
    test = dropped(at_import(app), (name, content), site_file(BAD))
    assert "Ready: 25 patients" in shown(test)
    assert words in shown(test)


def test_files_can_be_brought_one_after_the_other_and_taken_off(app):
    test = dropped(at_import(app), site_file("v07_ae/people.csv"))
    assert "adverse events (no table lists them" in shown(test)
    test = dropped(test, site_file("v07_ae/events.csv"))
    assert "25 patients (13 in cohort A, 12 in cohort B), 26 adverse events." in shown(test)
    off = next(one for one in test.button if "events" in one.label)
    test = without_error(off.click().run())
    assert "26 adverse events" not in shown(test)
    last = next(one for one in test.button if "people" in one.label)
    test = without_error(last.click().run())
    assert "Ready" not in shown(test)


def test_saved_answers_are_used_wherever_they_are_dropped_and_the_next_file_asks_nothing(app):
    test = press(dropped(at_import(app), messy()), "Take all proposals")
    saved = json.dumps(answers(test)).encode()
    next_month = MESSY.replace("Baseline;3", "Baseline;2")
    test = dropped(at_import(app), messy(next_month, "registry-june.csv"), ("answers.json", saved))
    assert "answers.json: the answers saved in it are used." in shown(test)
    assert "Ready: 2 patients" in shown(test)
    assert "questions only you can answer" not in shown(test)


def test_corrections_of_lines_wait_for_a_yes(app):
    saved = {"rows": {"exclude": [{"file": BAD, "row": 6}]}, "weeks": {"T1": 1}}
    test = dropped(at_import(app), site_file(BAD), ("answers.json", json.dumps(saved).encode()))
    assert answers(test) == {"weeks": {"T1": 1.0}}
    assert "The saved answers also hold 1 row left out, by line number." in shown(test)
    test = press(test, "Yes, apply these too")
    assert answers(test)["rows"] == saved["rows"]
    assert "Yes, apply these too" not in labels(test)


@pytest.mark.parametrize("content", [b'{"who": 1}', b"{not json"])
def test_a_json_file_that_holds_no_answers_is_named_and_nothing_breaks(app, content):
    test = dropped(at_import(app), ("notes.json", content), site_file(BAD))
    assert "notes.json is not used." in shown(test)
    assert "Ready: 25 patients" in shown(test)


def test_hostile_text_of_a_file_is_shown_letter_by_letter(app):
    hostile = MESSY.replace("Tralokinmab", "**T** :red[x] $y$").replace("Group", "<b>Group</b> :blue[x]")
    test = open_steps(dropped(at_import(app), messy(hostile, "a:red[b].csv")))
    texts = [one.label for one in (*test.selectbox, *test.button)] + [one.value for one in test.markdown]
    assert any("\\:red\\[" in text for text in texts)
    assert not [text for text in texts if " :red[" in text or "a:red[" in text or "<b>" in text]


def test_files_that_were_released_are_asked_for_again_and_the_answers_kept(app):
    test = press(dropped(at_import(app), messy()), "Take all proposals")
    test.session_state["import_desk"] = "another connection"
    test = without_error(test.run())
    assert "your files were released from memory" in test.warning[0].value
    test = dropped(test, messy())
    assert "Ready: 2 patients" in shown(test)
