"""The presentation as slides and as a report: made when somebody asks, kept for asking again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from core.export.pages import pages_story
from core.export.shown import Deck
from core.export.story import deck_of
from core.journal import exported
from core.scenes import Story
from core.view import View
from pages.components import session

MOST_KEPT = 4


def _slides(deck: Deck) -> bytes:
    # imported when somebody wants slides: the library takes longer than a page
    from core.export.slides import pptx_of

    return pptx_of(deck)


def _report(deck: Deck) -> bytes:
    from core.export.report import report_html

    return report_html(deck)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its words on the buttons, its ending, and how it is made."""

    words: str
    ending: str
    mime: str
    make: Callable[[Deck], bytes]


KINDS = (
    Kind("slides", "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", _slides),
    Kind("report", "html", "text/html", _report),
)
EVERY_PAGE = Kind("report of every page", "html", "text/html", _report)


def exports(story: Story) -> None:
    """Draw a button for each kind of file; it becomes the download once the file is made."""
    for kind in KINDS:
        _export(story, kind)


def report_of_every_page(view: View) -> None:
    """Draw the button for a report of every display of the current selection."""
    _export(pages_story(view, session.current_options()), EVERY_PAGE)


def _export(story: Story, kind: Kind) -> None:
    name = f"{kind.words} ({kind.ending.upper()})"
    place = st.empty()
    kept = _kept().get(_key(story, kind))
    if kept is None and place.button(f"Make the {name}", key=f"make-{kind.words}", icon=":material/build:"):
        with place, st.spinner(f"Making the {kind.words}: {len(story.scenes)} scenes"):
            kept = _made(story, kind)
    if kept is not None:
        place.download_button(
            f"Save the {name}, {_size(kept)}",
            data=exported(lambda: kept, f"{kind.words}.{kind.ending}", digest=session.current().digest),
            file_name=f"ruxscope-{kind.words.replace(' ', '-')}-{date.today().isoformat()}.{kind.ending}",
            mime=kind.mime,
            key=f"save-{kind.words}",
            on_click="ignore",
            icon=":material/download:",
        )


def _made(story: Story, kind: Kind) -> bytes:
    opened = session.current()
    made = kind.make(deck_of(story, opened, file=session.file_in_words()))
    kept = {**_kept(), _key(story, kind): made}
    st.session_state["exports"] = dict(list(kept.items())[-MOST_KEPT:])
    return made


def _kept() -> dict[tuple[str, ...], bytes]:
    """The files made in this session, the last ones; opening other data forgets them."""
    kept: dict[tuple[str, ...], bytes] = st.session_state.setdefault("exports", {})
    return kept


def _key(story: Story, kind: Kind) -> tuple[str, ...]:
    opened = session.current()
    return kind.ending, opened.digest, opened.synonyms, story.to_json()


def _size(file: bytes) -> str:
    return f"{len(file) / 1_000_000:.1f} MB"
