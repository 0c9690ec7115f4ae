"""The ten example files of sites, each with the result it must reach. The files are invented; see EXPECTED.json."""

import json
from pathlib import Path

import pytest

from core.intake.answers import from_document
from core.intake.engine import import_files
from core.intake.report import document, report_text

HERE = Path(__file__).with_name("site_files")
EXPECTED = json.loads((HERE / "EXPECTED.json").read_text(encoding="utf-8"))["files"]
BY_ID = {case["id"]: case for case in EXPECTED}
# The answers a user gives in words, as the answers file has them.
ANSWERS = {
    "v01": {},
    "v02": {},
    "v03": {
        "weeks": BY_ID["v03"]["decisions"][0]["answer"],
        "values": {"cohort": BY_ID["v03"]["decisions"][1]["answer"]},
    },
    "v04": {"columns": {"v04_semicolon.csv": BY_ID["v04"]["decisions"][0]["answer"]}},
    "v05": {"accept": ["week_from_dates"]},
    "v06": {},
    "v07": {
        "values": {
            "related": BY_ID["v07"]["decisions"][0]["answer"],
            "severity": BY_ID["v07"]["decisions"][1]["answer"],
        }
    },
    "v08": {"values": {"cohort": BY_ID["v08"]["decisions"][0]["answer"]}},
    "v09": {},
    "v10": {
        "privacy": {
            "patient_name": "drop",
            "birth_date": "drop",
            "mobile": "drop",
            "hospital_number": "pseudonymise",
        }
    },
}


def files_of(case):
    return [(Path(name).name, (HERE / name).read_bytes()) for name in BY_ID[case]["files"]]


@pytest.fixture(scope="module")
def done():
    """Each example imported once without answers."""
    return {case: import_files(files_of(case)) for case in BY_ID}


def differences(found, expected, path=""):
    """Where two summaries differ; means by more than the rounding of the published ones."""
    if isinstance(found, dict) and isinstance(expected, dict):
        for key in {**found, **expected}:
            yield from differences(found.get(key), expected.get(key), f"{path}/{key}")
    elif isinstance(expected, float) and isinstance(found, (int, float)):
        if abs(found - expected) > 0.005:
            yield path, found, expected
    elif found != expected:
        yield path, found, expected


@pytest.mark.parametrize("case", BY_ID)
def test_a_site_file_reaches_its_outcome(done, case):
    assert done[case].outcome == BY_ID[case]["expected_outcome"], report_text(done[case])


@pytest.mark.parametrize("case", BY_ID)
def test_a_site_file_reaches_its_numbers_with_the_answers_listed(case):
    answered = import_files(files_of(case), answers=from_document(ANSWERS[case]))
    assert list(differences(answered.summary, BY_ID[case]["truth"])) == []


@pytest.mark.parametrize("case", BY_ID)
def test_a_site_file_reaches_its_numbers_with_every_proposal_accepted(case):
    accepted = import_files(files_of(case), answers=from_document({"accept": "proposals"}))
    assert list(differences(accepted.summary, BY_ID[case]["truth"])) == []


@pytest.mark.parametrize("case", [case for case in BY_ID if BY_ID[case]["must_flag"]])
def test_a_site_file_has_the_findings_it_must_have(done, case):
    for flag in BY_ID[case]["must_flag"]:
        found = [p for p in done[case].problems if (p.code, p.severity) == (flag["code"], flag["severity"])]
        assert found, flag
        assert "count" not in flag or sum(problem.count for problem in found) == flag["count"], flag


@pytest.mark.parametrize("case", [case for case in BY_ID if BY_ID[case]["decisions"]])
def test_what_a_site_file_must_not_have_decided_in_silence_is_a_decision(done, case):
    said = {decision.about for decision in done[case].decisions}
    assert {decision["about"] for decision in BY_ID[case]["decisions"]} <= said


@pytest.mark.parametrize("case", [c for c in BY_ID if any("0 adverse" in said for said in BY_ID[c]["must_not"])])
def test_without_a_table_of_adverse_events_nobody_is_said_to_have_none(case):
    done = import_files(files_of(case), answers=from_document({"accept": "proposals"}))
    assert "adverse_events" in done.not_available
    assert done.summary["adverse_events"] is None
    assert set(done.extract.patients["ae_status"]) == {"not documented"}


def test_rows_of_the_bad_values_are_those_of_the_file(done):
    rows = {(p.code, p.row) for p in done["v09"].problems if p.severity in ("error_cell", "error_row")}
    assert rows == {
        ("value_out_of_range", 6),
        ("value_out_of_range", 11),
        ("value_out_of_range", 16),
        ("not_a_number", 22),
        ("blank_patient_id", 183),
    }


def test_a_value_out_of_range_is_left_blank_and_not_clipped(done):
    visits = done["v09"].extract.assessments
    own = visits[(visits["patient_id"] == "B01") & (visits["week"] == 52)]
    assert own["iga"].isna().all()
    assert own["bsa_pct"].tolist() == [1.5]


def test_unlikely_is_not_read_as_related(done):
    related = done["v07"].extract.adverse_events["related"]
    said = (HERE / "v07_ae" / "events.csv").read_text(encoding="utf-8")
    assert related.sum() == said.count(",likely,")
    assert (~related).sum() == said.count(",unlikely,")


def test_the_names_of_the_example_stand_nowhere(done):
    said = repr(done["v10"]) + json.dumps(document(done["v10"]))
    for private in ("Example Person", "1951-03-02", "555-01", "ZZ000"):
        assert private not in said
