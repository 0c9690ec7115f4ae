"""A presentation as a file: what every slide says, that it is whole, and that hostile text stays text."""

import io
import zipfile
from functools import cache
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Emu, Inches

from core.data import data_of
from core.displays.catalogue import CATALOGUE
from core.export.native.text import cell, clean
from core.export.slides import pptx_of
from core.export.story import deck_of, default_story
from core.provenance import SYNTHETIC_LABEL, Provenance
from core.scenes import Scene, Story
from core.selection import Selection
from core.view import View
from tests.core.export.reading_slides import deck_with, slides_of, texts

HOSTILE = '=HYPERLINK("http://x",1)<b>&\x07\x00\u202e\'; DROP'
GRIDS = ["", "by=agent", "by=nothing", "agent=methotrexate", "cohort=B&agent=abrocitinib&severity=mild&sex=female"]


@pytest.fixture(scope="module")
def every_slide(sample_data):
    """The slides of every display for one query."""

    def build(query):
        return slides_of(deck_with(sample_data, *((key, query) for key in CATALOGUE)))

    return cache(build)


@pytest.mark.parametrize("query", GRIDS)
def test_every_slide_has_label_title_filter_n_source_and_notes(every_slide, query, sample):
    for slide in every_slide(query):
        found = "\n".join(texts(slide))
        assert SYNTHETIC_LABEL in found
        assert 0 < len(slide.shapes.title.text_frame.text) <= 110
        assert "n: " in found or "n (AE status documented): " in found
        assert f"Source: Synthetic sample of 115 patients, digest {sample.digest[:12]}. 20" in found
        assert "RuxScope" in found
        notes = slide.notes_slide.notes_text_frame.text
        assert "Reproduce: python -m core summary" in notes
        assert f"Link: ?{query}" in notes or (not query and "Link: the start page" in notes)


def test_the_notes_have_the_whole_sentence_and_the_users_own_words(sample_data):
    scene = Scene("incidence", "agent=dupilumab&cohort=B", note="Pause here.")
    deck = deck_with(sample_data, scene)
    (slide,) = slides_of(deck)
    notes = slide.notes_slide.notes_text_frame.text
    assert deck.scenes[0].sentence in notes and "Pause here." in notes
    assert "python -m core summary --filter 'cohort=B&agent=dupilumab'" in notes


@pytest.mark.parametrize("query", GRIDS)
def test_nothing_lies_outside_the_slide_nor_in_the_lines_of_text(every_slide, query):
    for slide in every_slide(query):
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= Inches(13.34), shape.name
            assert shape.top >= 0 and shape.top + shape.height <= Inches(7.5), shape.name
        named = {shape.text_frame.text: shape for shape in slide.shapes if shape.has_text_frame}
        source = next(shape for text, shape in named.items() if text.startswith("Source: "))
        drawn = [shape for shape in slide.shapes if shape.has_chart or shape.has_table]
        for shape in drawn:
            height = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
            assert shape.top >= Inches(1.85), shape.name
            assert shape.top + height <= Inches(6.13), (shape.name, Emu(shape.top + height).inches)
        assert source.top >= Inches(6.9)


@pytest.mark.parametrize("query", ["", "by=agent"])
def test_titles_are_24_points_and_no_text_is_under_12(every_slide, query):
    for slide in every_slide(query):
        (title,) = slide.shapes.title.text_frame.paragraphs
        assert title.runs[0].font.size.pt == 24
        frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
        frames += [one.text_frame for shape in slide.shapes if shape.has_table for one in shape.table.iter_cells()]
        sizes = [run.font.size.pt for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs]
        sizes += [shape.chart.font.size.pt for shape in slide.shapes if shape.has_chart]
        assert min(sizes) >= 12


def test_every_chart_can_be_read_out(sample_data):
    deck = deck_with(sample_data, ("bsa_pct", ""))
    (slide,) = slides_of(deck)
    (chart,) = [shape for shape in slide.shapes if shape.has_chart]
    assert deck.scenes[0].display.words in chart._element.nvGraphicFramePr.cNvPr.get("descr")


def test_no_slide_calls_anything_safe_effective_or_significant(every_slide):
    for query in GRIDS:
        said = " ".join(text for slide in every_slide(query) for text in texts(slide)).lower()
        assert not [word for word in ("significant", "effective", "well tolerated", "is safe") if word in said]


def test_identifiers_are_masked_whatever_the_scene_says(extract_of):
    scores = [f"SECRET{at} | {week} | {9 - at}" for at in range(3) for week in (0, 52)]
    visits = "\n".join(["patient_id | week | bsa_pct", *scores])
    events = "patient_id | term | start_week\nSECRET1 | Acne | 3"
    people = "patient_id | ae_status\nSECRET0 | none\nSECRET1 | any\nSECRET2 | none"
    extract = extract_of(people, visits, events)
    deck = deck_with(data_of(extract), *((key, "mask=off") for key in CATALOGUE))
    file = pptx_of(deck)
    assert b"SECRET" not in b"".join(_members(file).values())
    workbooks = [content for name, content in _members(file).items() if name.endswith(".xlsx")]
    assert workbooks and not [book for book in workbooks if b"SECRET" in b"".join(_members(book).values())]


@pytest.fixture(scope="module")
def hostile(extract_of):
    """Fourteen patients of two agents, one with a name that would like to be more than that."""
    # Control characters cannot come in by a table of text, but can by a scene; what a cell holds is in the agent.
    agent = '=HYPERLINK("http://x",1)<b>&amp;'
    people = "\n".join(f"p{at} | {agent if at % 2 else 'dupilumab'} | any | A" for at in range(24))
    visits = "\n".join(f"p{at} | {week} | {4 - week // 26} | 9 | 5" for at in range(24) for week in (0, 52))
    events = "\n".join(f"p{at} | @SUM(1+1)<i> | 3 | Eye disorders" for at in range(0, 24, 3))
    return extract_of(
        f"patient_id | systemic_agent | ae_status | cohort\n{people}",
        f"patient_id | week | iga | itch_nrs | bsa_pct\n{visits}",
        f"patient_id | term | start_week | system_organ_class\n{events}",
        provenance=Provenance(HOSTILE, "x", synthetic=False),
    )


def test_hostile_text_stays_text_in_slides_notes_and_workbooks(hostile):
    scenes = [Scene(key, "by=agent", title=HOSTILE, note=HOSTILE) for key in CATALOGUE]
    file = pptx_of(deck_with(data_of(hostile), *scenes))
    for name, content in _members(file).items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(content)
            assert b"\x07" not in content and "\u202e".encode() not in content
        if name.endswith(".rels"):
            assert b'TargetMode="External"' not in content
    for book in (content for name, content in _members(file).items() if name.endswith(".xlsx")):
        for row in load_workbook(io.BytesIO(book))["Sheet1"].iter_rows():
            assert {one.data_type for one in row} <= {"s", "n"}
            assert not [one for one in row if one.hyperlink]
    slide = Presentation(io.BytesIO(file)).slides[0]
    assert slide.shapes.title.text_frame.text == '=HYPERLINK("http://x",1)<b>& \'; DROP'


def test_a_slide_shows_a_group_letter_by_letter(hostile):
    (slide,) = slides_of(deck_with(data_of(hostile), ("bsa_pct", "by=agent")))
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert {series.name for series in chart.plots[0].series} == {"dupilumab", '\'=HYPERLINK("http://x",1)<b>…'}


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_a_cell_of_a_workbook_never_starts_a_formula_or_a_link_and_is_xml(text):
    found = cell(text)
    assert not found.startswith(("=", "+", "-", "@"))
    assert not found.lower().startswith(("http:", "https:", "mailto:", "internal:", "external:", "file:", "ftp:"))
    assert len(found) <= 61
    ElementTree.fromstring(f"<a>{clean(text).replace('&', '&amp;').replace('<', '&lt;')}</a>")


def test_a_presentation_of_other_data_says_so_and_names_what_is_not_in_these(sample_data):
    story = Story((Scene("iga", "agent=futurumab&cohort=B"),), digest="f" * 64)
    (slide,) = slides_of(deck_of(story, sample_data))
    found = "\n".join(texts(slide))
    assert "futurumab" in found and "made on other data" in found
    assert "futurumab" in slide.notes_slide.notes_text_frame.text


def test_a_display_nobody_knows_has_a_slide_that_says_so(sample_data):
    (slide,) = slides_of(deck_with(sample_data, ("holograms", "")))
    assert "This program has no display called 'holograms'." in texts(slide)


def test_real_data_have_no_label(hostile):
    for slide in slides_of(deck_of(default_story(View(data_of(hostile), Selection())), data_of(hostile))):
        assert SYNTHETIC_LABEL not in "\n".join(texts(slide))


def test_the_file_is_wide_and_names_its_source(sample_data, sample):
    opened = Presentation(io.BytesIO(pptx_of(deck_with(sample_data, ("iga", "")))))
    assert opened.slide_width / opened.slide_height == pytest.approx(16 / 9, abs=1e-3)
    assert opened.core_properties.title == sample.provenance.title
    assert opened.core_properties.subject == SYNTHETIC_LABEL


def test_a_presentation_without_scenes_is_a_file_all_the_same(sample_data):
    assert slides_of(deck_with(sample_data)) == []


def _members(content):
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}
