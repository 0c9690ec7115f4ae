"""A presentation as PPTX: a slide a scene, 16:9, every chart native, with what is known about it in the notes."""

import io
from datetime import UTC, datetime
from math import ceil
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches

from core.export.native.draw import SAY_THEMSELVES, draw
from core.export.native.page import Box, Slide, Words, dress, fill, write
from core.export.native.text import clean
from core.export.shown import Deck, Shown

WIDTH, HEIGHT = 13.333, 7.5
_SIDE = 0.5
_TITLE = Box(_SIDE, 0.32, WIDTH - 2 * _SIDE, 0.86)
_LABEL_WIDTH = 2.75
_LINES = Box(_SIDE, 1.2, WIDTH - 2 * _SIDE, 0.62)
_CHART = Box(_SIDE, 1.9, WIDTH - 2 * _SIDE, 4.15)
_FOOT = Box(_SIDE, 6.12, WIDTH - 2 * _SIDE, 0.8)
_SOURCE = Box(_SIDE, 7.0, WIDTH - 2 * _SIDE, 0.25)
# Letters of the smallest text that fit on a line of the slide, and lines of it that fit into each place.
_LETTERS = 145
_FOOT_LINES, _TOP_LINES = 4, 3
_LONGEST_TITLE = 130
_CONTINUED = "... More in the notes."
_TITLE_ONLY = 5  # the layout of the default template that has a title and nothing else


def pptx_of(deck: Deck) -> bytes:
    """The presentation as a file."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _properties(presentation, deck)
    for scene in deck.scenes:
        _slide(presentation, scene, deck)
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


def source_line(deck: Deck) -> str:
    """Where the numbers come from: source, digest, date and version."""
    return f"Source: {clean(deck.source, 70)}, digest {deck.digest[:12]}. {deck.date}, RuxScope {deck.version}."


def notes_of(shown: Shown, deck: Deck) -> list[str]:
    """The speaker notes: everything the slide has no room for."""
    lines = [
        deck.label,
        shown.note,
        shown.title,
        shown.sentence,
        shown.display.words,
        f"Selection: {shown.filter_line}. {shown.n_line}.",
        *shown.ignored,
        *shown.footnotes,
        f"Link: ?{shown.link}" if shown.link else "Link: the start page, without a filter",
        f"Reproduce: {shown.reproduce}",
        source_line(deck),
    ]
    return [clean(line) for line in lines if line]


def _properties(presentation: Any, deck: Deck) -> None:
    properties = presentation.core_properties
    properties.title, properties.author = clean(deck.title, 200), "RuxScope"
    properties.subject, properties.keywords = clean(deck.label), ""
    properties.comments = source_line(deck)
    properties.created = properties.modified = datetime.fromisoformat(deck.date).replace(tzinfo=UTC)


def _slide(presentation: Any, shown: Shown, deck: Deck) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[_TITLE_ONLY])
    _title(slide, shown, deck.label)
    remark = draw(slide, shown, _CHART)
    _read_out(slide, shown)
    write(slide, _LINES, _fitting([shown.filter_line, shown.n_line], _TOP_LINES), Words(colour="@muted"))
    # What a link names in vain goes first: it must not be cut.
    foot = " ".join([*shown.ignored, *([remark] if remark else []), *_footnotes(shown)])
    write(slide, _FOOT, _fitting([foot], _FOOT_LINES), Words())
    write(slide, _SOURCE, [source_line(deck)], Words(colour="@muted"))
    slide.notes_slide.notes_text_frame.text = "\n".join(notes_of(shown, deck))


def _read_out(slide: Slide, shown: Shown) -> None:
    """What a screen reader says in place of a chart."""
    for shape in slide.shapes:
        if shape.has_chart:
            shape._element.nvGraphicFramePr.cNvPr.set("descr", clean(f"{shape.name}. {shown.display.words}", 2000))


def _footnotes(shown: Shown) -> list[str]:
    if shown.display.key not in SAY_THEMSELVES:
        return list(shown.footnotes)
    return [note for note in shown.footnotes if note != shown.figure_note]


def _title(slide: Slide, shown: Shown, label: str) -> None:
    """The title in the placeholder of the layout, so that the outline of the presentation has it."""
    width = _TITLE.width - (_LABEL_WIDTH + 0.15 if label else 0)
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = Box(_TITLE.x, _TITLE.y, width, _TITLE.height).emu()
    title.text_frame.clear()
    fill(title.text_frame, [clean(shown.title, _LONGEST_TITLE)], Words(24, bold=True, anchor=MSO_ANCHOR.MIDDLE))
    if label:
        place = Box(_SIDE + _TITLE.width - _LABEL_WIDTH, _TITLE.y + 0.05, _LABEL_WIDTH, 0.34)
        words = Words(bold=True, colour="@group7", align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE)
        shape = write(slide, place, [label], words)
        shape.name = "Standing of the data"
        dress(shape, "@paper", "@group7")


def _fitting(lines: list[str], most: int) -> list[str]:
    """As much of the lines as so many lines of the slide hold; what is cut says where the rest is."""
    kept: list[str] = []
    room = most
    for line in map(clean, lines):
        if not line:
            continue
        if room <= 0:
            break
        needed = ceil(len(line) / _LETTERS)
        if needed > room:
            kept.append(f"{line[: room * _LETTERS - len(_CONTINUED) - 12].rsplit(' ', 1)[0]} {_CONTINUED}")
            break
        kept.append(line)
        room -= needed
    return kept
