"""What leaves the app with text made to harm in it: no file runs, links or fetches anything of that text."""

import csv
import io
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from core.chart_options import ChartOptions
from core.data import data_of
from core.displays.catalogue import CATALOGUE
from core.errors import findings_frame
from core.export.report import report_html
from core.export.slides import pptx_of
from core.export.story import deck_of
from core.export.tables import csv_bytes
from core.export.workbook import xlsx_bytes
from core.intake.template import template_files
from core.scenes import Scene, Story, StoryError, story_of
from core.selection import Selection
from core.view import View
from tests.hardening.hostile_text import EVIL, TEXTS, hostile_extract, swallowed

RUNS = re.compile("[=+\\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")


@pytest.fixture(scope="module")
def extract():
    return hostile_extract()


@pytest.fixture(scope="module")
def tables(extract):
    """The table of every display, by agents with hostile names, and of the findings."""
    own = data_of(extract)
    view = View(own, Selection(by="agent", agent=tuple(sorted(own.coded.options["agent"]))[:2]))
    shown = {key: entry.build(view, ChartOptions(mask="off"), None) for key, entry in CATALOGUE.items()}
    found = {key: display.table for key, display in shown.items() if display is not None}
    return found | {"findings": findings_frame(extract.findings), "patients": extract.patients}


@pytest.fixture(scope="module")
def deck(extract):
    """Every display, with hostile titles and notes, of hostile links."""
    scenes = [Scene(key, f"agent={TEXTS[at]}", TEXTS[at], TEXTS[-at - 1]) for at, key in enumerate(CATALOGUE)]
    return deck_of(Story((*scenes, Scene(TEXTS[1], TEXTS[2]))), data_of(extract), file=TEXTS[3])


def cells_of(content: bytes, delimiter: str = ",") -> list[str]:
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter)
    return [cell for row in rows for cell in row]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_no_cell_of_a_csv_file_begins_a_formula_whatever_a_spreadsheet_takes_for_the_separator(tables, delimiter):
    for table in tables.values():
        for cell in cells_of(csv_bytes(table, TEXTS), delimiter):
            assert not RUNS.match(cell) or NUMBER.fullmatch(cell), cell


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_no_cell_of_the_open_data_as_template_begins_a_formula(extract, delimiter):
    for content in template_files(extract).values():
        for cell in cells_of(content, delimiter):
            assert not RUNS.match(cell) or NUMBER.fullmatch(cell), cell


def test_a_workbook_holds_text_and_numbers_and_no_formula_or_link(tables):
    for table in tables.values():
        content = xlsx_bytes(table, TEXTS)
        for sheet in load_workbook(io.BytesIO(content)):
            for row in sheet.iter_rows():
                assert not [cell.coordinate for cell in row if cell.data_type == "f" or cell.hyperlink]
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert not [name for name in archive.namelist() if "externalLink" in name or "vba" in name.lower()]


def test_slides_hold_text_and_no_link_picture_or_macro_from_it(deck):
    with zipfile.ZipFile(io.BytesIO(pptx_of(deck))) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower() or "externalLink" in name]
        for name in archive.namelist():
            if name.endswith(".rels"):
                root = ElementTree.fromstring(archive.read(name))
                assert not [one for one in root if one.get("TargetMode") == "External"]
            elif name.endswith(".xml"):
                ElementTree.fromstring(archive.read(name))  # well formed, whatever is in the text
                assert b"hlinkClick" not in archive.read(name)
            elif name.endswith(".xlsx"):
                for sheet in load_workbook(io.BytesIO(archive.read(name))):
                    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


class Markup(HTMLParser):
    """The elements of a page, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words.append(data)


def test_the_report_has_no_element_of_the_text(deck):
    content = report_html(deck).decode()
    parser = Markup()
    # what plotly.js and the styles hold is no markup of the page
    parser.feed(re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", content, flags=re.DOTALL))
    tags = {tag for tag, _ in parser.elements}
    assert not tags & {"img", "iframe", "svg", "b", "sup", "object", "embed", "form", "base", "link"}
    links = [given.get("href") or "" for tag, given in parser.elements if tag == "a"]
    assert all(link.startswith(("#", "?")) or EVIL not in link for link in links)
    assert not [link for link in links if link.startswith(("javascript", "data", f"http://{EVIL}"))]
    assert not [name for _, given in parser.elements for name in given if name.startswith("on")]
    assert len(re.findall(r"<script\b", content)) == len(re.findall(r"</script>", content))
    # in a link or a command a text stands as %3Cb%3E
    assert swallowed(re.sub(r"agent=[^\s']+", "", " ".join(parser.words))) == set()


def test_the_figures_in_a_report_cannot_leave_their_block(deck):
    content = report_html(deck).decode()
    blocks = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', content, flags=re.DOTALL)
    assert len(blocks) > 10
    assert not [block for block in blocks if "<" in block.replace("\\u003c", "")]


def test_a_scenes_file_keeps_hostile_words_as_they_are_and_refuses_half_a_letter():
    story = Story(tuple(Scene("iga", text, text, text) for text in TEXTS))
    assert story_of(story.to_json()) == story
    with pytest.raises(StoryError, match="not a scenes file"):
        story_of(story.to_json().replace("mk05", "\\ud800"))
