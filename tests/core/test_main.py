"""The command line, run as a person runs it."""

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from core.__main__ import main
from core.extract import write_extract

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "core", *arguments], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )


@pytest.fixture
def said(capsys):
    """Exit status, output and errors of a command run in this process."""

    def call(*arguments):
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


NUMBER = (int, float, type(None))
SHARE = {"percent": NUMBER, "low": NUMBER, "high": NUMBER}
RATE = {"rate": NUMBER, "low": NUMBER, "high": NUMBER}
CHANGE = {"n": int, "mean": NUMBER, "low": NUMBER, "high": NUMBER}
WEEK = CHANGE | {"median": NUMBER, "q1": NUMBER, "q3": NUMBER, "change": CHANGE}
OBSERVED = {"responders": int, "n": int} | SHARE
RESPONSE = OBSERVED | {"missing": dict.fromkeys(("nri", "worst", "best", "locf"), OBSERVED)}
WEEKS = ["0", "4", "8", "12", "16", "24", "36", "52"]
GROUP = {
    "group": str,
    "patients": int,
    "adverse_events": {"documented": int, "with_event": int, "serious": int, "related": int, "terms": list} | SHARE,
    "special_interest": list,
    "rates": {
        "first_events": {"patients": int, "patient_years": NUMBER, "left_out": int} | RATE,
        "events": {"events": int, "patient_years": NUMBER} | RATE,
    },
    "first_event": dict.fromkeys(("12", "24", "36", "52"), {"at_risk": int, "with_event": int, "method": str} | SHARE),
    "outcomes": {measure: dict.fromkeys(WEEKS, WEEK) for measure in ("iga", "bsa_pct", "itch_nrs")},
    "responders": {
        "iga_0_1": dict.fromkeys(WEEKS, RESPONSE),
        "iga_success": dict.fromkeys(WEEKS[1:], RESPONSE),
        "itch_response": dict.fromkeys(WEEKS[1:], RESPONSE),
        "itch_0_1": dict.fromkeys(WEEKS, RESPONSE),
        "bsa_3": dict.fromkeys(WEEKS, RESPONSE),
        "mda": dict.fromkeys(WEEKS, RESPONSE),
    },
}
DIFFERENCE = {"difference": NUMBER, "low": NUMBER, "high": NUMBER}
MEANS = DIFFERENCE | {"first": NUMBER, "second": NUMBER}
BETWEEN = {"first": str, "second": str, "n_first": int, "n_second": int} | {
    "adjusted": MEANS,
    "unadjusted": MEANS,
    "shift": DIFFERENCE,
}
TERM = {"organ_class": str, "term": str, "with_event": int} | SHARE
DOCUMENT = {
    "sentence": str,
    "source": {"kind": str, "title": str, "source": str, "digest": str, "synthetic": bool, "suppressed": str},
    "events_not_counted": str,
    "patients": {"selected": int, "total": int},
    "groups": list,
    "change_between": dict,
    "subgroups": dict,
}


def assert_shape(found, shape, place="document"):
    """The keys and types are exactly those of the shape, all the way down."""
    if isinstance(shape, dict):
        assert isinstance(found, dict) and found.keys() == shape.keys(), place
        for name, inner in shape.items():
            assert_shape(found[name], inner, f"{place}.{name}")
    else:
        assert isinstance(found, shape) and (shape is bool or not isinstance(found, bool)), place


def strict(text):
    """The document of a text that is JSON without the extras of Python."""

    def refuse(word):
        raise AssertionError(f"{word} is not JSON")

    return json.loads(text, parse_constant=refuse)


def assert_document(document):
    assert_shape(document, DOCUMENT)
    for group in document["groups"]:
        assert_shape(group, GROUP)
        for term in group["adverse_events"]["terms"]:
            assert_shape(term, TERM)
    compared = dict.fromkeys(("iga", "bsa_pct", "itch_nrs"), dict.fromkeys(WEEKS[1:], BETWEEN))
    assert_shape(document["change_between"], compared if len(document["groups"]) == 2 else {})


def test_the_summary_of_the_sample_in_words(sample, view_of):
    done = run("summary")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[:2] == [
        "Synthetic sample of 115 patients (SYNTHETIC - not study data)",
        view_of(sample).sentence,
    ]
    assert lines[3] == "Cohort A: 73 patients"
    assert (
        "  iga at week 52: mean 0.89, 95% CI 0.70 to 1.07, n 70; change mean -2.57, 95% CI -2.78 to -2.36, n 70"
        in lines
    )
    assert "  iga_0_1 at week 52: 56 of 70 (80.0%, 95% CI 69.2 to 87.7)" in lines


def test_the_summary_of_the_sample_as_json(sample, view_of):
    done = run("summary", "--json", "--filter", "cohort=B&agent=dupilumab")
    assert (done.returncode, done.stderr) == (0, "")
    document = strict(done.stdout)
    assert_document(document)
    assert document["sentence"] == view_of(sample, cohort=["B"], agent=["dupilumab"]).sentence
    assert document["source"] == {
        "kind": "extract",
        "title": "Synthetic sample of 115 patients",
        "source": sample.provenance.source,
        "digest": sample.digest,
        "synthetic": True,
        "suppressed": "",
    }
    assert document["patients"] == {"selected": 32, "total": 115}
    assert [group["group"] for group in document["groups"]] == ["B"]


def test_the_numbers_of_the_json_are_the_published_ones(said):
    _, out, _ = said("summary", "--json")
    first, second = strict(out)["groups"]
    assert (first["adverse_events"]["with_event"], first["adverse_events"]["documented"]) == (2, 73)
    assert (second["adverse_events"]["with_event"], second["adverse_events"]["documented"]) == (5, 41)
    assert [round(second["adverse_events"][name], 1) for name in ("percent", "low", "high")] == [12.2, 4.1, 26.2]
    change = first["outcomes"]["iga"]["52"]["change"]
    assert (change["n"], round(change["mean"], 2)) == (70, -2.57)
    assert sum(term["with_event"] for term in second["adverse_events"]["terms"]) == 5


@pytest.mark.parametrize("query", ["", "?by=agent", "by=nothing", "severity=severe&sex=female", "age=0-17&cohort=B"])
def test_every_view_has_the_documented_shape(said, query):
    status, out, _ = said("summary", "--json", "--filter", query)
    assert status == 0
    assert_document(strict(out))


@pytest.fixture
def small(extract_of, tmp_path):
    """The file of an extract with three patients and next to nothing known."""
    path = tmp_path / "small.parquet"
    visits = "patient_id | week | iga\n p1 | 0 | 4\n p1 | 52 | 1"
    write_extract(
        extract_of("patient_id | ae_status\n p1 | none\n p2 | not documented\n p3 | not documented", visits), path
    )
    return path


def test_what_is_undefined_is_null(said, small):
    _, out, _ = said("summary", small, "--json")
    document = strict(out)
    assert_document(document)
    (group,) = document["groups"]
    assert document["source"]["synthetic"] is False
    assert group["adverse_events"]["terms"] == []
    assert group["outcomes"]["iga"]["52"] == {
        "n": 1,
        "mean": 1.0,
        "low": None,
        "high": None,
        "median": 1.0,
        "q1": 1.0,
        "q3": 1.0,
        "change": {"n": 1, "mean": -3.0, "low": None, "high": None},
    }
    nobody = {"responders": 0, "percent": None, "low": None, "high": None, "n": 0}
    assert group["responders"]["itch_response"]["52"] == nobody | {
        "missing": dict.fromkeys(("nri", "worst", "best", "locf"), nobody)
    }
    assert document["change_between"] == {}


def test_the_words_of_an_extract_with_next_to_nothing(said, small):
    status, out, _ = said("summary", small)
    assert status == 0
    lines = out.splitlines()
    assert lines[0] == "Written out"
    assert lines[1] == "All patients: 3 patients; 1 with AE status documented, 0 had an event."
    assert "  bsa_pct at week 52: n 0; change n 0" in lines
    assert "  itch_response at week 52: 0 of 0" in lines
    assert "nan" not in out


def test_an_empty_selection_is_a_sentence_and_no_error(said):
    status, out, err = said("summary", "--filter", "agent=cyclosporine&cohort=B")
    assert (status, err) == (0, "")
    assert out.splitlines()[1] == "Cohort B on cyclosporine: 0 of 42 patients."


def test_a_copied_link_with_chart_options_is_understood(said):
    plain = said("summary", "--filter", "cohort=B")
    assert said("summary", "--filter", "?cohort=B&centre=mean&values=change") == plain


def test_a_copied_link_of_other_data_with_a_pin_is_read_and_said(capsys):
    assert main(["summary", "--filter", "cohort=B&pin=cohort%3DA&data=0123456789ab&v=0.1.0"]) == 0
    out, err = capsys.readouterr()
    assert "Cohort B: 42 patients" in out
    assert err == "core: this link was made on other data (digest 0123456789ab).\n"


def test_who_stops_reading_gets_no_traceback():
    command = [sys.executable, "-m", "core", "summary", "--json"]
    done = subprocess.run(
        ["sh", "-c", f"{shlex.join(command)} | head -1"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert (done.stdout, done.stderr) == ("{\n", "")


def test_an_unknown_filter_value_is_refused_with_the_values_that_exist():
    done = run("summary", "--filter", "cohort=C&severity=worst")
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr == "core: cohort: “C” is not among A, B; severity: “worst” is not among mild, moderate, severe.\n"
    )


@pytest.mark.parametrize("name", ["weight", "agent_class", "nothing"])
def test_an_unknown_filter_is_refused(said, name):
    status, out, err = said("summary", "--filter", f"{name}=all")
    assert (status, out, err) == (2, "", f"core: “{name}” is not a filter.\n")


def test_a_missing_file_is_refused(tmp_path):
    done = run("summary", str(tmp_path / "none.parquet"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "core: There is no file none.parquet. Check the path.\n"


def test_a_file_of_another_kind_is_refused(said, tmp_path):
    (tmp_path / "x.csv").write_text("patient_id\n", encoding="utf-8")
    status, out, err = said("summary", tmp_path / "x.csv")
    assert (status, out) == (2, "")
    assert err.startswith("core: x.csv is not a whole Parquet file")
    assert "Traceback" not in err


def test_without_a_command_the_usage_is_said(capsys):
    with pytest.raises(SystemExit) as stopped:
        main([])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m core")
