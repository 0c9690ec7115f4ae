"""The command ``import``, run as a person runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.__main__ import main
from core.extract import read_extract

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "tests" / "core" / "intake" / "site_files"


@pytest.fixture
def said(capsys):
    """Exit status, output and errors of a command run in this process."""

    def call(*arguments):
        status = main(["import", *(str(argument) for argument in arguments)])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_an_import_writes_the_extract_and_the_report(said, tmp_path):
    names = ("patients", "assessments", "adverse_events")
    files = [FILES / "v01_template" / f"{name}.csv" for name in names]
    status, out, _ = said(*files, "--to", tmp_path / "mine.parquet", "--report", tmp_path / "report.json")
    assert status == 0
    assert out.startswith("25 patients imported.")
    assert len(read_extract(tmp_path / "mine.parquet").patients) == 25
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert list(report) == ["outcome", "message", "files", "decisions", "findings", "not_available", "summary"]
    assert report["outcome"] == "import_clean"
    assert report["summary"]["n_patients"] == 25


def test_open_questions_exit_with_2_and_nothing_is_written_but_the_report(said, tmp_path):
    status, out, _ = said(
        FILES / "v10_phi.csv", "--to", tmp_path / "mine.parquet", "--report", tmp_path / "report.json"
    )
    assert status == 2
    assert not (tmp_path / "mine.parquet").exists()
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["summary"] is None
    assert '{"accept": ["phi_columns"]}' in out


def test_the_snippet_of_a_question_answers_it(said, tmp_path):
    status, out, _ = said(FILES / "v10_phi.csv")
    snippet = next(line.strip() for line in out.splitlines() if line.strip().startswith('{"privacy"'))
    (tmp_path / "answers.json").write_text(snippet, encoding="utf-8")
    status, out, _ = said(FILES / "v10_phi.csv", "--answers", tmp_path / "answers.json")
    assert status == 0
    assert "25 patients" in out


def test_a_refused_file_exits_with_1_and_says_what_it_is(said, tmp_path):
    (tmp_path / "paper.csv").write_bytes(b"%PDF-1.7 ...")
    status, out, _ = said(tmp_path / "paper.csv", "--to", tmp_path / "mine.parquet")
    assert status == 1
    assert "PDF" in out
    assert not (tmp_path / "mine.parquet").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.csv"], "nowhere.csv cannot be opened"),
        ([FILES / "v02_wide.csv", "--answers", "nowhere.json"], "The answers file nowhere.json cannot be opened"),
        ([FILES / "v02_wide.csv", "--report", "no/such/folder.json"], "folder.json cannot be written"),
    ],
)
def test_what_cannot_be_opened_or_written_is_one_sentence_and_exit_1(said, arguments, sentence):
    status, _, errors = said(*arguments)
    assert status == 1
    assert sentence in errors


def test_a_file_above_the_limit_is_refused_without_being_read_whole(said, tmp_path, monkeypatch):
    monkeypatch.setenv("RUXSCOPE_MAX_MB", "0.001")
    status, out, _ = said(FILES / "v02_wide.csv")
    assert status == 1
    assert "the limit is 0.001 MB" in out


def test_the_report_of_a_site_reads_like_a_letter_to_the_site(said):
    _, out, _ = said(FILES / "v09_bad_values.csv")
    assert "Row 11, bsa: “250” is above 100. Expected 0-100 %. Left blank; correct it in your file or here." in out
    assert "adverse_events: no table of adverse events was supplied" in out
    assert "25 patients: 13 in cohort A, 12 in cohort B" in out


def test_the_command_runs_from_a_shell():
    done = subprocess.run(
        [sys.executable, "-m", "core", "import", str(FILES / "v10_phi.csv")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 2
    assert "Example Person" not in done.stdout + done.stderr
