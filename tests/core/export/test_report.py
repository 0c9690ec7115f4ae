import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from pandas import DataFrame

from core.chart_options import ChartOptions
from core.displays.catalogue import CATALOGUE
from core.displays.display import Display
from core.displays.limits import text_display
from core.export.pages import pages_story
from core.export.report import report_html
from core.export.report_table import MOST_ROWS, table_html
from core.export.shown import Deck, Shown
from core.export.story import deck_of
from core.methods import sections
from core.wording_export import reproduce_line

HOSTILE = "</script></style><img src=x onerror=alert(1)>\"'&<!--\ud800"
VOID = {"meta", "link", "br", "hr", "img", "input"}


def display(**changes):
    given = {
        "key": "iga",
        "name": "IGA over time",
        "figure": {
            "data": [{"type": "scatter", "x": [0, 4], "y": [float("nan"), 1.5], "line": {"color": "@group0"}}],
            "layout": {"title": {"text": "IGA"}},
        },
        "height": 300,
        "words": "IGA fell in both cohorts.",
        "table": DataFrame({"group": ["A", "B"], "n": [73, 42], "mean": [2.25, float("nan")], "p": [0.00012345, 1.0]}),
    }
    return Display(**{**given, **changes})


def scene(**changes):
    given = {
        "title": "A title",
        "display": display(),
        "filter_line": "Cohort B on dupilumab",
        "n_line": "Cohort B n = 32",
        "footnotes": ("A method.", "What is left out."),
        "sentence": "Cohort B: 32 patients.",
        "link": "cohort=B&agent=dupilumab",
        "note": "Say this slowly.",
        "reproduce": "python -m core summary --filter 'cohort=B&agent=dupilumab'",
        "ignored": ("agent: magic is not here.",),
    }
    return Shown(**{**given, **changes})


def deck(*scenes, **changes):
    given = {
        "title": "My cohort",
        "label": "SYNTHETIC - not study data",
        "source": "Written out",
        "digest": "abcdef0123456789",
        "date": "2026-11-22",
        "version": "0.1.0",
    }
    return Deck(**{**given, **changes}, scenes=scenes)


class Page(HTMLParser):
    """The report as a reader of HTML sees it: elements with their attributes, text, and scripts letter by letter."""

    def __init__(self, content):
        super().__init__()
        self.elements, self.open, self.words, self.scripts, self.faults = [], [], [], [], []
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag == "script":
            self.scripts.append((dict(attributes), ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            attributes, before = self.scripts[-1]
            self.scripts[-1] = (attributes, before + data)
        elif self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self):
        return " ".join(self.words)

    @property
    def figures(self):
        return {given["id"]: json.loads(text) for given, text in self.scripts if given.get("type")}


@pytest.fixture(scope="module")
def hostile():
    bad = scene(
        title=HOSTILE,
        display=display(
            name=HOSTILE,
            words=HOSTILE,
            figure={"data": [{"type": "scatter", "text": [HOSTILE]}], "layout": {}},
            table=DataFrame({HOSTILE[:-1]: [HOSTILE]}, dtype=object),  # pandas holds no lone surrogate in a name
        ),
        **dict.fromkeys(("filter_line", "n_line", "sentence", "link", "note", "reproduce"), HOSTILE),
        footnotes=(HOSTILE,),
        ignored=(HOSTILE,),
    )
    words = dict.fromkeys(("title", "label", "source", "digest", "date", "version"), HOSTILE)
    return Page(report_html(deck(bad, bad, **words)))


@pytest.fixture(scope="module")
def content():
    return report_html(deck(scene(), scene(title="Another", note="", link="")))


@pytest.fixture(scope="module")
def page(content):
    return Page(content)


def test_every_element_is_closed_where_it_belongs(page, hostile):
    assert (page.faults, page.open) == ([], [])
    assert (hostile.faults, hostile.open) == ([], [])


def test_every_line_of_a_scene_is_there(page):
    shown = scene()
    lines = [shown.filter_line, shown.n_line, *shown.footnotes, shown.sentence, shown.note, shown.reproduce]
    for line in [*lines, *shown.ignored, shown.display.words, f"?{shown.link}", "1. A title", "2. Another"]:
        assert line in page.text
    assert page.text.count(shown.note) == 1, "only the first scene has a note"


def test_the_contents_lead_to_every_section(page):
    targets = [given["href"][1:] for tag, given in page.elements if tag == "a"]
    anchors = {given["id"] for tag, given in page.elements if "id" in given}
    assert {"scene-1", "scene-2", "methods", "limits", "provenance"} <= set(targets) <= anchors


def test_no_text_of_a_user_or_a_file_becomes_an_element(hostile, page):
    assert {tag for tag, _ in hostile.elements} == {tag for tag, _ in page.elements}
    assert not [given for _, given in hostile.elements if any(name.startswith("on") for name in given)]
    # two figures, the settings, plotly.js and the script that draws
    assert len(hostile.scripts) == len(page.scripts) == 5
    assert HOSTILE.replace("\ud800", "?") in hostile.text


def test_the_text_of_a_figure_survives_letter_by_letter(hostile):
    assert hostile.figures["scene-2-figure"]["data"][0]["text"] == [HOSTILE.replace("\ud800", "?")]


def test_a_figure_is_in_the_page_as_it_was_built_with_gaps_for_what_is_undefined(page):
    figure = page.figures["scene-1-figure"]
    assert figure["data"] == [{"type": "scatter", "x": [0, 4], "y": [None, 1.5], "line": {"color": "@group0"}}]
    assert figure["height"] == 300
    assert set(page.figures["settings"]["palettes"]) == {"light", "dark"}


def test_plotly_js_is_there_once(content):
    assert content.count(b"* plotly.js v") == 1


def test_nothing_is_fetched_from_anywhere(page):
    for tag, given in page.elements:
        assert "src" not in given and "srcset" not in given and tag not in ("link", "iframe", "object", "embed", "base")
        assert given.get("href", "#").startswith("#")
    assert "url(" not in re.search(r"<style>(.*?)</style>", report_html(deck()).decode(), re.DOTALL)[1]


def test_only_the_two_scripts_of_the_report_may_run_and_nothing_may_be_requested(page):
    policy = next(given["content"] for tag, given in page.elements if given.get("http-equiv"))
    running = [text for given, text in page.scripts if not given]
    digests = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in running]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"].split() == digests
    assert not [source for source in policy.split() if source.startswith(("http", "*", "'unsafe-eval'"))]


def test_the_size_stated_is_the_size_of_the_file(content, page):
    stated = float(re.search(r"([\d.]+) MB", page.text)[1])
    assert stated == pytest.approx(len(content) / 1e6, abs=0.051)


def test_every_section_of_the_methods_and_where_it_comes_from_are_there(page):
    for one in sections():
        assert page.text.count(one.title) >= 1
    for fact in ("Written out", "abcdef0123456789", "2026-11-22", "RuxScope 0.1.0", "SYNTHETIC - not study data"):
        assert fact in page.text


def test_real_data_carry_no_label():
    assert "SYNTHETIC" not in Page(report_html(deck(scene(), label=""))).text


def test_a_chart_is_read_out_by_its_words(page):
    chart = next(given for _, given in page.elements if given.get("class") == "chart")
    assert (chart["role"], chart["aria-label"]) == ("img", "IGA over time")
    ids = {given.get("id"): tag for tag, given in page.elements}
    assert ids[chart["aria-describedby"]] == "figcaption"


def test_a_display_of_words_is_a_table_once_and_no_chart():
    words = text_display("limits", "Limits", {"Small <numbers>": "Under 10 & less."})
    page = Page(report_html(deck(scene(display=words))))
    assert page.text.count("Under 10 & less.") == 1
    assert page.text.count("Small <numbers>") == 1
    assert set(page.figures) == {"settings"}


def test_a_report_without_scenes_still_has_methods_and_source():
    page = Page(report_html(deck()))
    assert page.faults == []
    assert "Where this comes from" in page.text


def test_numbers_of_a_table_are_rounded_and_undefined_is_a_dash():
    found = re.findall(r"<td[^>]*>(.*?)</td>", table_html(display().table, "IGA"))
    assert found == ["A", "73", "2.250", "0.000123", "B", "42", "–", "1"]


def test_a_table_of_very_many_rows_says_that_it_ends():
    html = table_html(DataFrame({"a": range(MOST_ROWS + 1)}), "Many")
    assert html.count("<tr>") == MOST_ROWS + 1  # the header and as many rows
    assert f"{MOST_ROWS + 1} rows" in html and f"The first {MOST_ROWS} rows" in html
    assert "The first" not in table_html(DataFrame({"a": range(MOST_ROWS)}), "Enough")


@pytest.mark.parametrize(
    "choices",
    [{"cohort": ("B",)}, {"by": "agent"}, {"cohort": ("A",), "agent": ("cyclosporine",), "severity": ("mild",)}],
    ids=["one cohort", "many groups", "nobody"],
)
def test_a_report_of_every_page_has_every_display_of_the_sample(view_of, sample, choices):
    view = view_of(sample, **choices)
    every = deck_of(pages_story(view, ChartOptions()), view.data)
    page = Page(report_html(every))
    assert page.faults == []
    assert len(every.scenes) == len(CATALOGUE), "a display that this view cannot have says so in words"
    for shown in every.scenes:
        assert shown.title in page.text
    # beneath every display, and once more at the end
    assert page.text.count(reproduce_line(view.selection, "")) == len(every.scenes) + 1
    assert not {str(patient) for patient in sample.patients["patient_id"]} & set(page.text.split())
