"""Whoever hears a display instead of seeing it hears whole sentences, with the numbers the display shows."""

import re

import pytest

from core.chart_options import ChartOptions
from core.displays.catalogue import CATALOGUE

SELECTIONS = {
    "everybody": {},
    "nobody": {"cohort": ["A"], "agent": ["methotrexate"], "severity": ["mild"]},
    "one patient": {"agent": ["cyclosporine"]},
    "six agents, events of the cream": {"by": "agent", "related": ["cream"]},
    "one group": {"by": "nothing", "cohort": ["B"]},
}
SENTENCE_END = re.compile(r"(?<=[.?!]) ")
COUNTED = re.compile(r"\b(\d+)(?: of |/)(\d+)\b")
# Of displays whose words are about points in time or single patients the table has no column of counts.
WITH_COUNTS = ("incidence", "severity", "relatedness", "special-interest")


def displays(view):
    built = (entry.build(view, ChartOptions(), None) for entry in CATALOGUE.values())
    return [display for display in built if display]


@pytest.fixture(params=SELECTIONS.values(), ids=SELECTIONS)
def view(request, sample, view_of):
    return view_of(sample, **request.param)


def test_every_text_is_whole_sentences(view):
    names = {look.label for look in view.looks}
    for display in displays(view):
        for text in filter(None, (display.words, display.note)):
            assert text[0].isupper() or text[0].isdigit(), text
            assert text.endswith("."), text
            for sentence in SENTENCE_END.split(text):
                starts_well = sentence[0].isupper() or sentence[0].isdigit()
                assert starts_well or sentence.startswith(tuple(names)), sentence


def test_no_text_holds_what_only_a_program_reads(view):
    for display in displays(view):
        for text in (display.name, display.words, display.note):
            assert not re.search(r"\s{2}|\bnan\b|\bNone\b|\binf\b|\w_\w|<[a-z/]|&\w+;|[{}\[\]@]", text), text
            assert not re.search(r"\(\)|: [.;,]|, [.;,]|\.\.|;\.", text), text


def test_every_percentage_stands_beside_its_counts(view):
    for display in displays(view):
        for sentence in SENTENCE_END.split(display.words):
            if re.search(r"\d%", re.sub(r"95% CI|\d+% (of|or|less)|at least \d+%", "", sentence)):
                assert COUNTED.search(display.words), sentence


def test_the_counts_that_are_heard_are_those_of_the_display(view):
    for display in displays(view):
        if display.key in WITH_COUNTS:
            heard = {(int(count), int(n)) for count, n in COUNTED.findall(display.words)}
            shown = set(zip(display.table["count"], display.table["n"], strict=True))
            assert heard <= shown, (display.key, heard - shown)


def test_a_display_without_a_mark_says_so_in_words(sample, view_of):
    nobody = view_of(sample, **SELECTIONS["nobody"])
    said = {display.key: display.words for display in displays(nobody)}
    assert said["incidence"].endswith("Cohort A: 0 of 0. No term was seen.")
    assert said["severity"] == "Patients by worst grade. Nobody could be judged."
    assert said["cumulative"].endswith("Cohort A: nobody could be followed.")
    assert said["iga"].endswith("No IGA was recorded.")
    assert said["bsa_pct"].endswith("No score was recorded.")
