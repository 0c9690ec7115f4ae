"""The committed sample is what its program writes, the same on every machine, and marked as synthetic."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from core.extract import extract_from_frames, read_extract

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def program():
    spec = importlib.util.spec_from_file_location("make_sample", ROOT / "sample_data" / "make_sample.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def frames(program):
    return program.sample_frames()


@pytest.fixture(scope="module")
def committed():
    return read_extract(ROOT / "sample_data" / "extract.parquet")


def test_the_frames_are_the_same_every_time(program, frames):
    again = program.sample_frames()
    assert again.keys() == frames.keys()
    for name, frame in frames.items():
        assert_frame_equal(again[name], frame)


def test_the_committed_file_holds_what_the_program_writes(program, frames, committed):
    made = extract_from_frames(frames, program.PROVENANCE)
    for name in frames:
        assert_frame_equal(getattr(committed, name), getattr(made, name))
    assert committed.digest == made.digest


def test_running_the_program_writes_the_same_extract(program, committed, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(program, "TARGET", tmp_path / "extract.parquet")
    program.main()
    assert capsys.readouterr().out == "wrote extract.parquet\n"
    assert read_extract(tmp_path / "extract.parquet").digest == committed.digest


def test_another_process_with_another_hash_seed_makes_the_same(committed):
    code = "from sample_data.make_sample import *; print(extract_from_frames(sample_frames(), PROVENANCE).digest)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={"PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == committed.digest


def test_it_says_that_it_is_synthetic(committed):
    assert committed.provenance.synthetic is True
    assert committed.provenance.label == "SYNTHETIC - not study data"
    assert "No real patient" in committed.provenance.source
    assert committed.patients["patient_id"].str.fullmatch(r"SYN-\d{3}").all()


def test_it_has_no_finding_and_no_unknown_column(committed):
    assert (committed.findings, committed.unknown_columns) == ((), ())


@pytest.mark.parametrize(
    ("cohort", "status", "patients"),
    [("A", "any", 2), ("A", "none", 71), ("B", "any", 5), ("B", "none", 36), ("B", "not documented", 1)],
)
def test_patients_by_cohort_and_ae_status(committed, cohort, status, patients):
    found = committed.patients
    assert ((found["cohort"] == cohort) & (found["ae_status"] == status)).sum() == patients


def test_agents_are_as_many_as_intended(program, committed):
    found = committed.patients.groupby("cohort")["systemic_agent"].value_counts().to_dict()
    assert found == {
        (cohort, agent): count for cohort, agents in program.AGENT_COUNTS.items() for agent, count in agents.items()
    }


def test_every_event_is_mild_not_serious_and_on_the_combination(program, committed):
    events = committed.adverse_events
    assert len(events) == len(program.EVENTS) == events["patient_id"].nunique() == 7
    assert set(events["severity"]) == {"mild"}
    assert not events["serious"].any()
    assert (events["start_week"] >= 0).all()
    assert (events["related_cream"] ^ events["related_systemic"]).all()


def test_follow_up_and_starts_agree_with_the_cohort(committed):
    patients = committed.patients
    months = patients.groupby("cohort")["follow_up_weeks"].mean() / (365.25 / 12 / 7)
    assert months.round(1).to_dict() == {"A": 16.8, "B": 21.0}
    a, b = (patients[patients["cohort"] == cohort] for cohort in "AB")
    assert (a["systemic_start_week"] == 0).all() and (a["cream_start_week"] < 0).all()
    assert (b["cream_start_week"] == 0).all() and (b["systemic_start_week"] < 0).all()


def test_clear_skin_has_no_surface_and_other_skin_has_some(committed):
    both = committed.assessments.dropna(subset=["iga", "bsa_pct"])
    after = both[both["day"] > 0]
    assert ((after["iga"] == 0) == (after["bsa_pct"] == 0)).all()


def test_some_values_are_missing_as_in_a_real_chart(committed):
    assert committed.patients["sex"].isna().sum() == 2
    shares = committed.assessments[["iga", "bsa_pct", "itch_nrs"]].isna().mean()
    assert ((shares > 0) & (shares < 0.2)).all()
