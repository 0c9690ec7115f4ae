"""Tallies on the command line: the numbers of the extract they were counted from, and what was withheld."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation

from core.__main__ import main

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "extract.parquet"
# Of events of which two filters speak at once, only profiles tell.
TWO_FILTERS = "related=cream&serious=yes"


@pytest.fixture
def said(capsys):
    """Exit status, output and errors of a command run in this process."""

    def call(*arguments):
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


@pytest.fixture
def tallies(said, tmp_path):
    """A function that counts the sample, with options of the command, and gives the file."""

    def counted(*options):
        to = tmp_path / "tallies.parquet"
        assert said("tally", SAMPLE, "--to", to, *options)[0] == 0
        return to

    return counted


@pytest.mark.parametrize("query", ["", "cohort=B&agent=dupilumab", TWO_FILTERS, "by=severity&period=all"])
def test_a_summary_of_tallies_is_that_of_the_extract_but_for_the_source(said, tallies, query):
    status, counted, _ = said("summary", tallies(), "--filter", query, "--json")
    patients = json.loads(said("summary", "--filter", query, "--json")[1])
    assert status == 0
    document = json.loads(counted)
    source, of_patients = document.pop("source"), patients.pop("source")
    assert document == patients
    assert (source["kind"], of_patients["kind"]) == ("tallies", "extract")
    assert source["suppressed"] == ""
    assert source["digest"] != of_patients["digest"]


def test_what_was_withheld_stands_in_the_summary_and_its_json(said, tallies):
    file = tallies("--keep", "cohort,severity", "--suppress", "5")
    _, text, _ = said("summary", file)
    head, sentence, withheld, *_ = text.splitlines()
    assert withheld.startswith("* Counts under 5 were withheld where they were counted")
    assert "patients*" in sentence
    source = json.loads(said("summary", file, "--json")[1])["source"]
    assert withheld.startswith(f"* {source['suppressed']}")
    assert "can be wrong in either direction" in withheld


def test_events_of_which_some_were_withheld_are_not_counted_as_none(said, tallies):
    _, text, _ = said("summary", tallies("--keep", "cohort,severity", "--suppress", "5"))
    sentence = text.splitlines()[1]
    assert sentence.endswith("what is left would read as fewer events than there were.")
    assert "had an event" not in sentence


def test_events_that_cannot_be_counted_are_null_and_said(said, tallies):
    file = tallies("--without-profiles")
    document = json.loads(said("summary", file, "--filter", TWO_FILTERS, "--json")[1])
    assert document["events_not_counted"].startswith("Events are not counted here: these data are counts without")
    assert document["events_not_counted"] in document["sentence"]
    for group in document["groups"]:
        assert group["adverse_events"] is group["special_interest"] is group["rates"] is group["first_event"] is None
        assert group["outcomes"]["iga"]["0"]["n"] > 0
    assert document["subgroups"]["effects"]["any_event"] is None
    assert document["subgroups"]["effects"]["iga_0_1"]["rows"]


def test_slides_of_tallies_are_those_of_the_extract(said, tallies, tmp_path):
    def titles(*arguments):
        to = tmp_path / "out.pptx"
        assert said("export", *arguments, "--filter", "cohort=B", "--to", to)[0] == 0
        slides = Presentation(BytesIO(to.read_bytes())).slides
        return [slide.shapes.title.text_frame.text for slide in slides]

    assert titles(tallies()) == titles()


def test_a_report_of_tallies_says_what_was_withheld_with_every_scene(said, tallies, tmp_path):
    to = tmp_path / "out.html"
    assert said("export", tallies("--keep", "cohort,severity", "--suppress", "5"), "--to", to)[0] == 0
    report = to.read_text(encoding="utf-8")
    assert report.count("* Counts under 5 were withheld") >= report.count('<section class="scene"') > 3


def test_tallies_are_not_imported_as_an_extract(said, tallies, tmp_path):
    status, _, error = said("import", tallies(), "--to", tmp_path / "extract.parquet")
    assert status == 1
    assert "Tallies hold no patients, so no extract can be written." in error
